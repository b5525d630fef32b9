"""The records as they are on the disk, read without the product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from tests.chaos.site import TAKE

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One delivery. ``reel``: 0 for a recap's."""

    id: int
    reel: int
    place: str
    kind: str
    subject: str
    status: str
    attempts: int
    reason: str | None
    remote_id: str
    ready_at: datetime


def deliveries(store: str) -> list[Row]:
    """All, in the order in which they were to go."""
    engine = create_engine(store.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool)
    query = (
        "SELECT id, title, destination, kind, subject, status, attempts, reason, remote_id, ready_at FROM deliveries"
    )
    with engine.connect() as connection:
        rows = connection.execute(text(f"{query} ORDER BY ready_at, id"))
        return [
            Row(
                row.id,
                int(TAKE.findall(row.title)[0][0]) if row.kind == "review" else 0,
                row.destination,
                row.kind,
                row.subject,
                row.status,
                row.attempts,
                row.reason,
                row.remote_id or "",
                row.ready_at,
            )
            for row in rows
        ]


def settled(store: str) -> int:
    """How many are posted; 0 where there are no records yet."""
    return len(posted(store))


def posted(store: str) -> list[Row]:
    """Reviews' posts that stand, with their receipts; none where there are no records yet."""
    try:
        return [row for row in deliveries(store) if row.reel and row.status == "posted" and row.remote_id]
    except SQLAlchemyError:
        return []
