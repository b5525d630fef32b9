"""Destinations to which nothing is sent: by the owner's wish, or because the network lets nothing through.

A pause by trouble never takes the place of the owner's. When to look again is decided elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import null, select, update

from bot.ledger.model import Health, Pause
from bot.ledger.notices import tell
from bot.ledger.records import Records, insert
from bot.ledger.tables import PAUSES

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ledger.model import PauseBy, ToTell

_P = PAUSES.c
_STRENGTH: tuple[PauseBy, ...] = ("owner", "admin", "trouble")  # the strongest first
_PAUSED = _P.since.is_not(None)


class PauseRecords(Records):
    """The pauses' part of the ledger."""

    def pause(
        self,
        destination: str,
        by: PauseBy,
        reason: str,
        look_at: datetime | None,
        now: datetime,
        *,
        notice: ToTell | None = None,
    ) -> bool:
        """Send nothing there. True: it wasn't paused before; only then ``notice`` is entered.

        Of a pause that is on, reason and ``look_at`` are renewed, and it becomes the owner's by his wish.
        """
        row = {"since": now, "by": by, "reason": reason, "look_at": look_at}
        with self._writing() as connection:
            there = insert(connection, PAUSES).on_conflict_do_nothing(index_elements=["destination"])
            connection.execute(there.values(destination=destination))
            one = update(PAUSES).where(_P.destination == destination)
            if connection.execute(one.where(_P.since.is_(None)).values(row).returning(_P.destination)).first():
                tell(connection, notice)
                return True
            weaker = one.where(_P.by.in_(_STRENGTH[_STRENGTH.index(by) :]))
            connection.execute(weaker.values({name: row[name] for name in ("by", "reason", "look_at")}))
            return False

    def resume(self, destination: str, now: datetime, *, by: PauseBy | None = None) -> bool:
        """Send there again. False: it wasn't paused. ``by``: end only such a pause, not the other kind."""
        over = dict.fromkeys(("since", "by", "reason", "look_at", "failing_since"), null()) | {"resumed_at": now}
        move = update(PAUSES).where(_P.destination == destination, _PAUSED)
        if by is not None:
            move = move.where(_P.by == by)
        with self._writing() as connection:
            return connection.execute(move.values(over).returning(_P.destination)).first() is not None

    def pauses(self) -> dict[str, Pause]:
        """The destinations that are paused now, by name."""
        query = select(_P.destination, _P.since, _P.by, _P.reason, _P.look_at).where(_PAUSED).order_by(_P.destination)
        with self._reading() as connection:
            return {row.destination: Pause(*row) for row in connection.execute(query)}

    def health(self, destination: str) -> Health:
        """How sending to a destination goes."""
        query = select(PAUSES).where(_P.destination == destination)
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return Health()
        pause = Pause(destination, row.since, row.by, row.reason, row.look_at) if row.since else None
        return Health(pause, row.failing_since, row.resumed_at)

    def resumed_at(self, destination: str) -> datetime | None:
        """When a destination came back last (aware, UTC); None if it never was away."""
        return self.health(destination).resumed_at

    def failing(self, destination: str, now: datetime) -> None:
        """A request didn't get through; the first of a row fixes the time."""
        with self._writing(lazily=True) as connection:
            there = insert(connection, PAUSES).on_conflict_do_nothing(index_elements=["destination"])
            connection.execute(there.values(destination=destination))
            first = update(PAUSES).where(_P.destination == destination, _P.failing_since.is_(None))
            connection.execute(first.values(failing_since=now))

    def answers(self, destination: str, *, back_at: datetime | None) -> None:
        """A request got through. ``back_at``: now, where it was away for long enough to call this a return."""
        values = {"failing_since": null()} | ({} if back_at is None else {"resumed_at": back_at})
        with self._writing(lazily=True) as connection:
            connection.execute(update(PAUSES).where(_P.destination == destination).values(values))
