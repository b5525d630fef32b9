"""After a restore: what the records took for unsent may have gone out since they were saved, so it is looked for first.

A source (or recap) in doubt remembers since when; what is entered for it next inherits that, and then it is over.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, null, select, update

from bot.ledger.enter import enter
from bot.ledger.model import Status
from bot.ledger.tables import DELIVERIES, RECAP_STARTS, SOURCES

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


def enter_recap(
    connection: Connection, recap_key: str, owed: Sequence[Owed], now: datetime, *, more: bool = False
) -> None:
    """The same for a recap. ``more``: others with this key are to come at the same time, so it isn't over yet."""
    since = connection.execute(select(RECAP_STARTS.c.doubt_since).filter_by(recap_key=recap_key)).scalar()
    enter(connection, owed, now, doubt_since=since and since - _KEYS)
    if since is not None and owed and not more:
        believe_recap(connection, recap_key)


def believe_recap(connection: Connection, recap_key: str) -> None:
    """What comes next for this key is surely new."""
    connection.execute(update(RECAP_STARTS).filter_by(recap_key=recap_key).values(doubt_since=null()))


def doubt_everything(connection: Connection, since: datetime) -> None:
    """After a restore from a copy of that moment: every source and recap, and every post that wasn't out by then."""
    for table in (SOURCES, RECAP_STARTS):
        connection.execute(update(table).values(doubt_since=func.coalesce(table.c.doubt_since, since)))
    not_out = (Status.WAITING.value, Status.SENDING.value, Status.FAILED.value)
    open_ones = update(DELIVERIES).where(DELIVERIES.c.status.in_(not_out))
    first = func.coalesce(DELIVERIES.c.first_claimed_at, since)
    connection.execute(open_ones.values(may_stand=True, first_claimed_at=first))
