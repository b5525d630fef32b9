"""How a delivery is entered: one row for (subject, destination, generation), with the key that every repeat uses."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from bot.ledger.model import Delivery, Status
from bot.ledger.records import insert
from bot.ledger.tables import DELIVERIES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection, Row

    from bot.ledger.model import Owed


def new_key() -> str:
    """A key for one delivery: 24 characters of A-Z a-z 0-9 - _, from 144 random bits."""
    return secrets.token_urlsafe(18)


def enter(
    connection: Connection,
    owed: Sequence[Owed],
    now: datetime,
    *,
    generation: int = 1,
    doubt_since: datetime | None = None,
) -> None:
    """Enter what is owed; a delivery that exists already is left alone.

    ``doubt_since``: it may have been posted since that moment, so it is looked for before it is sent.
    """
    doubt = {"may_stand": doubt_since is not None, "first_claimed_at": doubt_since}
    rows = [_row(one, now, generation) | doubt for one in owed]
    if rows:
        unless_there = insert(connection, DELIVERIES).on_conflict_do_nothing(
            index_elements=["subject", "destination", "generation"]
        )
        connection.execute(unless_there, rows)


def delivery_of(row: Row[Any]) -> Delivery:
    """The row of ``deliveries`` as the value that rooms exchange."""
    return Delivery(**{**row._mapping, "status": Status(row._mapping["status"])})  # noqa: SLF001 - SQLAlchemy's public name


def delivery_from(values: Sequence[Any]) -> Delivery:
    """The columns of ``deliveries``, in their order, as that value."""
    row = dict(zip(DELIVERIES.c.keys(), values, strict=True))
    return Delivery(**{**row, "status": Status(row["status"])})


def _row(one: Owed, now: datetime, generation: int) -> dict[str, Any]:
    return {
        "key": new_key(),
        "subject": one.subject,
        "kind": one.kind,
        "title": one.title,
        "destination": one.destination,
        "generation": generation,
        "status": Status.WAITING.value,
        "ready_at": one.ready_at,
        "urgent": one.urgent,
        "created_at": now,
        "attempts": 0,
    }
