"""Several recaps of one evening don't come in one go: each is ready some time after the last one at its destination."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import false, func, select, text

from bot.ledger.model import Status
from bot.ledger.tables import DELIVERIES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.ledger.model import Owed

_LOCK = 0x4D544E52  # PostgreSQL's advisory lock, so that two processes see each other's recaps
_FARTHEST = timedelta(days=1)  # what waits for longer than that was entered while a clock was ahead
_COUNTED = (Status.WAITING.value, Status.SENDING.value, Status.POSTED.value)


def kept_apart(connection: Connection, owed: Sequence[Owed], apart: timedelta) -> list[Owed]:
    """The same, but none ready sooner than ``apart`` after the last recap there. Posts made by hand don't count."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    return [replace(one, ready_at=_ready(connection, one, apart)) for one in owed]


def _ready(connection: Connection, one: Owed, apart: timedelta) -> datetime:
    goes = func.coalesce(DELIVERIES.c.posted_at, DELIVERIES.c.ready_at)
    query = select(func.max(goes)).where(
        DELIVERIES.c.kind == "recap",
        DELIVERIES.c.destination == one.destination,
        DELIVERIES.c.status.in_(_COUNTED),
        DELIVERIES.c.urgent == false(),
        goes > one.ready_at - apart,
        goes < one.ready_at + _FARTHEST,
    )
    last = connection.execute(query).scalar()
    return one.ready_at if last is None else max(one.ready_at, last + apart)
