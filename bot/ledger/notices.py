"""What the owner is to be told, once: an outbox. Who tells it, and over which network, is the courier's business."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.ledger.model import Notice, ToTell
from bot.ledger.records import Records, insert
from bot.ledger.tables import NOTICES

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

LONGEST_KEY = 25  # characters: Discord's limit for a nonce


class NoticeRecords(Records):
    """The notices' part of the ledger."""

    def notice(self, key: str, text: str, now: datetime) -> bool:
        """Enter something to be told. False: the same was entered before. ``key``: the same for the same event."""
        with self._writing() as connection:
            return tell(connection, ToTell(key, text, now))

    def notices(self, *, untold: bool = True) -> list[Notice]:
        """What is to be told, oldest first; with ``untold=False`` what was told as well."""
        query = select(NOTICES).order_by(NOTICES.c.id)
        with self._reading() as connection:
            rows = connection.execute(query.where(NOTICES.c.told_at.is_(None)) if untold else query)
            return [Notice(*row) for row in rows]

    def told(self, notice_id: int, now: datetime) -> None:
        """He was told: not again."""
        with self._writing() as connection:
            untold = update(NOTICES).where(NOTICES.c.id == notice_id, NOTICES.c.told_at.is_(None))
            connection.execute(untold.values(told_at=now))


def tell(connection: Connection, one: ToTell | None) -> bool:
    """Enter a notice in the transaction of its cause. False: it stands there already, or there is none."""
    if one is None:
        return False
    row = {"key": short_key(one.key), "text": one.text, "created_at": one.at}
    fresh = insert(connection, NOTICES).on_conflict_do_nothing(index_elements=["key"]).values(row)
    return connection.execute(fresh.returning(NOTICES.c.id)).first() is not None


def short_key(key: str) -> str:
    """A key that every network takes: as it is, or a digest of it if it is too long or not plain ASCII."""
    if len(key) <= LONGEST_KEY and key.isascii() and key.isprintable():
        return key
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:LONGEST_KEY]
