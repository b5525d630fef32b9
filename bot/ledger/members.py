"""Who is in a digest, asked and changed inside a transaction of somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, select, update

from bot.ledger.model import Status
from bot.ledger.tables import DELIVERIES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

_T = DELIVERIES.c
_EMPTY = "nothing that it was to tell of is left in it"


def inside(digest_id: int) -> ColumnElement[bool]:
    """What holds for the deliveries in this digest."""
    return and_(_T.digest_id == digest_id, _T.status == Status.GATHERED.value)


def has_others(connection: Connection, digest_id: int, delivery_id: int = 0) -> bool:
    """Whether anybody is in it besides that one."""
    return bool(connection.execute(select(exists().where(inside(digest_id), _T.id != delivery_id))).scalar())


def skip_if_empty(connection: Connection, digest_id: int) -> None:
    """A digest that was not sent, and in which nobody is left, is not to be sent."""
    if not has_others(connection, digest_id):
        unsent = update(DELIVERIES).where(_T.id == digest_id, _T.status == Status.WAITING.value)
        connection.execute(unsent.values(status=Status.SKIPPED.value, reason=_EMPTY))
