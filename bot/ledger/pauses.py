"""Destinations to which nothing is sent: by the owner's wish, or because the network lets nothing through.

A pause by trouble never takes the place of the owner's. When to look again is decided elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlalchemy import null, select, update

from bot.ledger.model import Pause
from bot.ledger.notices import tell
from bot.ledger.records import Records, insert
from bot.ledger.tables import PAUSES

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ledger.model import ToTell

_P = PAUSES.c
_PAUSED = _P.since.is_not(None)


class PauseRecords(Records):
    """The pauses' part of the ledger."""

    def pause(
        self,
        destination: str,
        by: Literal["owner", "trouble"],
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
            weaker = one if by == "owner" else one.where(_P.by == "trouble")
            connection.execute(weaker.values({name: row[name] for name in ("by", "reason", "look_at")}))
            return False

    def resume(self, destination: str, now: datetime, *, by: Literal["owner", "trouble"] | None = None) -> bool:
        """Send there again. False: it wasn't paused. ``by``: end only such a pause, not the other kind."""
        over = {"since": null(), "by": null(), "reason": null(), "look_at": null(), "resumed_at": now}
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

    def resumed_at(self, destination: str) -> datetime | None:
        """When the last pause of a destination ended (aware, UTC); None if there was none."""
        with self._reading() as connection:
            return connection.execute(select(_P.resumed_at).where(_P.destination == destination)).scalar()
