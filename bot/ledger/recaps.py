"""What was recapped: a row for each slot, whoever ticks first, and which reviews have been told already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.ledger.doubt import enter_recap
from bot.ledger.model import RecapStart
from bot.ledger.records import Records, insert
from bot.ledger.tables import RECAP_SLOTS, RECAP_STARTS, RECAP_TOLD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.ledger.model import Owed


class RecapRecords(Records):
    """The recaps' part of the ledger."""

    def recap_start(self, recap_key: str, now: datetime, present: Sequence[str]) -> RecapStart:
        """From when on a recap tells. The first call fixes it, with the ids of the reviews that are there already."""
        with self._writing() as connection:
            row = {"recap_key": recap_key, "since": now, "known": sorted(set(present))}
            connection.execute(insert(connection, RECAP_STARTS).on_conflict_do_nothing(), [row])
            kept = connection.execute(select(RECAP_STARTS).filter_by(recap_key=recap_key)).one()
            return RecapStart(kept.since, frozenset(kept.known))

    def recaps_told(self, recap_key: str) -> frozenset[str]:
        """The ids of the reviews that this recap has told of."""
        with self._reading() as connection:
            query = select(RECAP_TOLD.c.review_id).filter_by(recap_key=recap_key)
            return frozenset(connection.execute(query).scalars())

    def last_recap(self, recap_key: str, until: str | None = None) -> str | None:
        """The wall-clock time of the newest slot that was recorded, as ISO text.

        ``until``: the newest up to this one; later ones were recorded while the clock was ahead.
        """
        query = select(func.max(RECAP_SLOTS.c.slot)).filter_by(recap_key=recap_key)
        if until is not None:
            query = query.where(RECAP_SLOTS.c.slot <= until)
        with self._reading() as connection:
            return connection.execute(query).scalar()

    def record_recap(
        self,
        recap_key: str,
        slot_wall: str,
        data: dict[str, Any],
        told: Sequence[str],
        owed: Sequence[Owed],
        now: datetime,
    ) -> bool:
        """Keep one slot's recap with what is owed for it. False: the slot is recorded already, nothing changed.

        ``slot_wall``: the slot's wall-clock time as ISO text, so that later slots sort later.
        """
        subjects = {one.subject for one in owed}
        if len(subjects) > 1:
            raise ValueError(f"one recap with several subjects: {sorted(subjects)}")
        slot = {
            "recap_key": recap_key,
            "slot": slot_wall,
            "subject": next(iter(subjects), None),
            "data": data,
            "recorded_at": now,
        }
        with self._writing() as connection:
            fresh = insert(connection, RECAP_SLOTS).on_conflict_do_nothing(index_elements=["recap_key", "slot"])
            if connection.execute(fresh.values(slot).returning(RECAP_SLOTS.c.slot)).first() is None:
                return False
            rows = [{"recap_key": recap_key, "review_id": one} for one in dict.fromkeys(told)]
            if rows:
                connection.execute(insert(connection, RECAP_TOLD).on_conflict_do_nothing(), rows)
            enter_recap(connection, recap_key, owed, now)
            return True

    def recap_data(self, subject: str) -> dict[str, Any] | None:
        """What a recap tells, by the subject of its deliveries."""
        with self._reading() as connection:
            data: dict[str, Any] | None = connection.execute(
                select(RECAP_SLOTS.c.data).filter_by(subject=subject)
            ).scalar()
            return data
