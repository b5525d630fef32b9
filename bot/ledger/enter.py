"""How a delivery is entered: one row for (subject, destination, generation), with the key that every repeat uses."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_

from bot.ledger.model import Delivery, Status
from bot.ledger.records import insert
from bot.ledger.tables import DELIVERIES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection, Row

    from bot.ledger.model import Owed

_T = DELIVERIES.c


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
    """Enter what is owed; a delivery that exists already is left alone, but for whether it waits for a digest.

    ``doubt_since``: it may have been posted since that moment, so it is looked for before it is sent.
    """
    doubt = {"may_stand": doubt_since is not None, "first_claimed_at": doubt_since}
    rows = [new_row(one, now, generation) | doubt for one in owed]
    if rows:
        statement = insert(connection, DELIVERIES)
        given = statement.excluded.for_digest
        unless_there = statement.on_conflict_do_update(
            index_elements=["subject", "destination", "generation"],
            set_={"for_digest": given},
            where=and_(_T.status == Status.WAITING.value, ~_T.urgent, _T.pace.is_(None), _T.for_digest != given),
        )
        connection.execute(unless_there, rows)


def delivery_of(row: Row[Any]) -> Delivery:
    """The row of ``deliveries`` as the value that rooms exchange."""
    return Delivery(**{**row._mapping, "status": Status(row._mapping["status"])})  # noqa: SLF001 - SQLAlchemy's public name


def delivery_from(values: Sequence[Any]) -> Delivery:
    """The columns of ``deliveries``, in their order, as that value."""
    row = dict(zip(DELIVERIES.c.keys(), values, strict=True))
    return Delivery(**{**row, "status": Status(row["status"])})


def new_row(one: Owed, now: datetime, generation: int) -> dict[str, Any]:
    """The row of ``deliveries`` for what begins to wait."""
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
        "may_stand": False,
        "for_digest": one.for_digest,
        "pace": one.pace,
    }
