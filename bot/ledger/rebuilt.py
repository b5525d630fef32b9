"""Records made anew from what stands on the networks: what is no longer taken for known, and what is owed besides."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete

from bot.ledger.doubt import doubt_everything
from bot.ledger.enter import enter
from bot.ledger.records import Records
from bot.ledger.tables import FILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.ledger.model import Owed

_AT_ONCE = 500  # ids in one statement


class RebuiltRecords(Records):
    """The part of the ledger for records that were made anew."""

    def leave_open(self, news: Iterable[str], owed: Sequence[Owed], since: datetime | None, now: datetime) -> None:
        """Forget these reviews' files, so that the next scan brings them in as new, and enter what is owed besides.

        ``since``: all of it may have been posted from that moment on, so it is looked for first; None: it wasn't.
        """
        forget = delete(FILES).where(FILES.c.review_id.in_(bindparam("ids", expanding=True)))
        with self._writing() as connection:
            ids = iter(news)
            while batch := list(islice(ids, _AT_ONCE)):
                connection.execute(forget, {"ids": batch})
            enter(connection, owed, now)
            if since is not None:
                doubt_everything(connection, since)
