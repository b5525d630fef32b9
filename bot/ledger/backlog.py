"""Old reviews that are filled in between new ones: how they are entered, and taken back while nothing was tried.

Like any other delivery they are claimed, sent and settled; only ``pace`` tells them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select, update

from bot.ledger.enter import delivery_of, new_row
from bot.ledger.model import Status
from bot.ledger.records import Records, insert
from bot.ledger.tables import ACTIONS, DELIVERIES
from bot.ledger.wishes import drop_waiting

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter

    from bot.ledger.model import Delivery, Owed

_T = DELIVERIES.c
_AT_ONCE = 500  # numbers in one statement
_THESE: BindParameter[Sequence[int]] = bindparam("numbers", expanding=True)
_NAMES: BindParameter[Sequence[str]] = bindparam("names", expanding=True)
_BACKLOG = (
    select(DELIVERIES)
    .where(_T.destination.in_(_NAMES), _T.status == Status.WAITING.value, _T.pace > 0, ~_T.urgent)
    .order_by(_T.id)
)
_FORGET = delete(DELIVERIES).where(_T.id.in_(_THESE))
_FORGET_CHANGES = delete(ACTIONS).where(ACTIONS.c.delivery_id.in_(_THESE))
_TAKEN_BACK = "you took the old reviews back"


class BacklogRecords(Records):
    """The backlog's part of the ledger."""

    def fill_in(self, owed: Sequence[Owed], now: datetime) -> list[Delivery]:
        """Enter them all in one transaction. What a destination was ever owed already is left alone, and not returned.

        They keep the order in which they are given.
        """
        entered = []
        with self._writing() as connection:
            unless_there = insert(connection, DELIVERIES).on_conflict_do_nothing().returning(DELIVERIES)
            for one in owed:
                row = connection.execute(unless_there, new_row(one, now, 1)).first()
                entered += [delivery_of(row)] if row else []
        return entered

    def fates(self, destination: str) -> dict[str, tuple[int, Status]]:
        """What became of everything that a destination was ever owed: number and status of the last, by subject."""
        query = select(_T.subject, _T.id, _T.status).where(_T.destination == destination).order_by(_T.generation)
        with self._reading() as connection:
            return {subject: (number, Status(status)) for subject, number, status in connection.execute(query)}

    def backlog(self, destinations: Collection[str]) -> list[Delivery]:
        """The old reviews that wait to be filled in at these destinations, in the order in which they were entered."""
        with self._reading() as connection:
            return [delivery_of(row) for row in connection.execute(_BACKLOG, {"names": list(destinations)})]

    def withdraw_backlog(self, destinations: Collection[str]) -> list[Delivery]:
        """Take back the old reviews that wait for these destinations, and return them; they may be entered again.

        What was tried already, and may stand, is skipped instead; what is on its way stays.
        """
        with self._writing() as connection:
            found = connection.execute(_BACKLOG.with_for_update(), {"names": list(destinations)})
            rows = [delivery_of(row) for row in found]
            fresh = [one.id for one in rows if one.attempts == 0 and one.first_claimed_at is None and not one.may_stand]
            tried = [one for one in rows if one.id not in set(fresh)]
            for at in range(0, len(fresh), _AT_ONCE):
                numbers = {"numbers": fresh[at : at + _AT_ONCE]}
                connection.execute(_FORGET_CHANGES, numbers)
                connection.execute(_FORGET, numbers)
            for one in tried:
                skip = update(DELIVERIES).where(_T.id == one.id)
                connection.execute(skip.values(status=Status.SKIPPED.value, reason=_TAKEN_BACK))
                drop_waiting(connection, [one.id], _TAKEN_BACK, one.created_at)
        return rows

    def filled_in_times(self, destination: str, since: datetime) -> list[datetime]:
        """When old reviews went out to a destination, from that moment on, oldest first."""
        query = select(_T.posted_at).where(_T.destination == destination, _T.posted_at >= since, _T.pace.is_not(None))
        with self._reading() as connection:
            return list(connection.execute(query.order_by(_T.posted_at)).scalars())
