"""What was recapped: a row for each slot, whoever ticks first, and which reviews have been told already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.ledger.doubt import believe_recap, enter_recap
from bot.ledger.files import OF_OLD
from bot.ledger.model import Arrival, LeftOut, RecapStart
from bot.ledger.records import Records, insert
from bot.ledger.spacing import kept_apart
from bot.ledger.tables import DELIVERIES, FILES, RECAP_SLOTS, RECAP_STARTS, RECAP_TOLD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from bot.ledger.model import Owed

_LEFT_OUT = "|left out"  # added to the key of a recap's slots: those of them that were too late


class RecapRecords(Records):
    """The recaps' part of the ledger."""

    def recap_start(self, recap_key: str, now: datetime, present: Sequence[str]) -> RecapStart:
        """From when on a recap tells. The first call fixes it, with the ids of the reviews that are there already."""
        with self._writing() as connection:
            row = {"recap_key": recap_key, "since": now, "known": sorted(set(present))}
            connection.execute(insert(connection, RECAP_STARTS).on_conflict_do_nothing(), [row])
            kept = connection.execute(select(RECAP_STARTS).filter_by(recap_key=recap_key)).one()
            return RecapStart(kept.since, frozenset(kept.known))

    def recaps_told(self, *recap_keys: str) -> frozenset[str]:
        """The ids of the reviews that these recaps have told of."""
        with self._reading() as connection:
            query = select(RECAP_TOLD.c.review_id).where(RECAP_TOLD.c.recap_key.in_(recap_keys))
            return frozenset(connection.execute(query).scalars())

    def recap_keys(self) -> frozenset[str]:
        """The keys of all recaps that ever told of a review."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(RECAP_TOLD.c.recap_key).distinct()).scalars())

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
        *,
        beside: Mapping[str, Sequence[str]] | None = None,
        apart: timedelta | None = None,
        more: bool = False,
        over: str | None = None,
    ) -> bool:
        """Keep one slot's recap with what is owed for it. False: the slot is recorded already, nothing changed.

        ``slot_wall``: the slot's wall-clock time as ISO text, so that later slots sort later; or what else there is one
        recap for. ``beside``: what this tells for other recaps' keys as well. ``apart``: what is owed becomes ready no
        sooner than so long after the last recap at its destination. After a restore, the first recap of a key that owes
        something is in doubt; with ``more`` the next one of this key is, too, until the key is recorded as ``over``.
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
            pairs = [(recap_key, told), *(beside or {}).items()]
            rows = [{"recap_key": key, "review_id": one} for key, ids in pairs for one in dict.fromkeys(ids)]
            if rows:
                connection.execute(insert(connection, RECAP_TOLD).on_conflict_do_nothing(), rows)
            if apart:
                owed = kept_apart(connection, owed, apart)
            enter_recap(connection, recap_key, owed, now, more=more)
            if over is not None:
                believe_recap(connection, over)
            return True

    def leave_out_recap(self, slots_key: str, slot_wall: str, what: str, destination: str, now: datetime) -> bool:
        """Keep that a slot was too late to be told. ``what``: for people, what it would have told of."""
        data = {"what": what, "destination": destination}
        return self.record_recap(slots_key + _LEFT_OUT, slot_wall, data, (), (), now)

    def left_out_recaps(self, since: datetime) -> list[LeftOut]:
        """The slots that were too late, noted from that moment on, and after which none was told yet; oldest first."""
        query = select(RECAP_SLOTS).where(
            RECAP_SLOTS.c.recap_key.endswith(_LEFT_OUT, autoescape=True), RECAP_SLOTS.c.recorded_at >= since
        )
        with self._reading() as connection:
            rows = list(connection.execute(query.order_by(RECAP_SLOTS.c.recorded_at, RECAP_SLOTS.c.recap_key)))
        return [
            LeftOut(row.data["what"], row.data["destination"], row.slot, row.recorded_at)
            for row in rows
            if (self.last_recap(row.recap_key.removesuffix(_LEFT_OUT)) or "") <= row.slot
        ]

    def last_told_recap(self, slots_key: str, until: str) -> str | None:
        """As :meth:`last_recap`, but of the slots that weren't left out."""
        left_out = select(RECAP_SLOTS.c.slot).filter_by(recap_key=slots_key + _LEFT_OUT)
        query = select(func.max(RECAP_SLOTS.c.slot)).filter_by(recap_key=slots_key)
        query = query.where(RECAP_SLOTS.c.slot <= until, RECAP_SLOTS.c.slot.not_in(left_out))
        with self._reading() as connection:
            return connection.execute(query).scalar()

    def arrival(self, review_id: str, destination: str) -> Arrival | None:
        """How a review came in; None: the records don't know it (yet)."""
        known = select(FILES.c.source, FILES.c.first_seen).filter_by(review_id=review_id, gone_since=None).limit(1)
        ready = select(func.max(DELIVERIES.c.ready_at)).filter_by(subject=review_id, destination=destination)
        with self._reading() as connection:
            row = connection.execute(known).first()
            return None if row is None else Arrival(*row, connection.execute(ready).scalar())

    def only_noted(self) -> frozenset[str]:
        """The ids of the reviews that came in after a source's first scan to be noted only: they are no news."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(FILES.c.review_id).filter_by(first_seen=OF_OLD)).scalars())

    def recap_data(self, subject: str) -> dict[str, Any] | None:
        """What a recap tells, by the subject of its deliveries."""
        with self._reading() as connection:
            data: dict[str, Any] | None = connection.execute(
                select(RECAP_SLOTS.c.data).filter_by(subject=subject)
            ).scalar()
            return data
