"""After a restore: what the records took for unsent may have gone out since they were saved, so it is looked for first.

A source in doubt remembers since when; the deliveries that its next scan enters inherit that, and then it is over.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, null, select, update

from bot.ledger.enter import enter
from bot.ledger.model import Status
from bot.ledger.tables import DELIVERIES, SOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.ledger.model import Owed


_KEYS = timedelta(days=1)  # no network remembers a key for so long; a new delivery's key says nothing of an old one's


def enter_after_scan(connection: Connection, source: str, owed: Sequence[Owed], now: datetime, *, last: bool) -> None:
    """Enter what is owed for a scan; where the source is in doubt as what may stand already.

    ``last``: this scan brought in all there was, so that what comes later is surely new.
    """
    since = connection.execute(select(SOURCES.c.doubt_since).filter_by(name=source)).scalar()
    enter(connection, owed, now, doubt_since=since and since - _KEYS)
    if since is not None and last:
        connection.execute(update(SOURCES).filter_by(name=source).values(doubt_since=null()))


def doubt_everything(connection: Connection, since: datetime) -> None:
    """After a restore from a copy of that moment: every source, and every post that hadn't settled by then."""
    connection.execute(update(SOURCES).values(doubt_since=func.coalesce(SOURCES.c.doubt_since, since)))
    open_ones = update(DELIVERIES).where(DELIVERIES.c.status.in_([Status.WAITING.value, Status.SENDING.value]))
    first = func.coalesce(DELIVERIES.c.first_claimed_at, since)
    connection.execute(open_ones.values(may_stand=True, first_claimed_at=first))
