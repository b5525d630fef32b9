"""The lanes of channels that follow: hundreds of them may come and go while the bot runs, and most are idle.

A lane of the owner's own destinations works for ever. One of these is visited when there is something to do there, and
is nobody's between two visits: an idle channel costs no query, no task and no lease. Nothing is sent from here.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from bot.clock import Clock
    from bot.ledger.model import Delivery, Stir
    from bot.ledger.store import Ledger
    from bot.post.lane import Lane
    from bot.settings.model import Destination

log = structlog.stdlib.get_logger(__name__)
_AT_THE_SAME_TIME = 10  # visits: Discord lets a bot ask for 50 things in a second, and one post takes some
_COME_AGAIN = timedelta(minutes=10)  # at the latest, where something is foreseen: a clock may have been set meanwhile


@dataclass(slots=True)
class _Guest:
    """One channel. ``at``: when to visit it (aware; None: not before something changes)."""

    destination: Destination
    sign: object = None
    at: datetime | None = None
    lane: Lane | None = None  # from the first visit on
    visit: asyncio.Task[None] | None = None
    again: bool = False  # something changed during the visit
    over: bool = False  # it follows no more, or under other rules
    before: asyncio.Task[None] | None = None  # of the same channel earlier, not over yet


class Guests:
    """Keeps the lanes. ``present`` tells which channels follow now, by name; it is called in the records' thread."""

    def __init__(
        self,
        present: Callable[[], Mapping[str, Destination]],
        lane_for: Callable[[Destination], Lane],
        ledger: Ledger,
        clock: Clock,
    ) -> None:
        self._present, self._lane_for, self._ledger, self._clock = present, lane_for, ledger, clock
        self._guests: dict[str, _Guest] = {}
        self._parting: dict[str, asyncio.Task[None]] = {}  # visits to channels that left; they may come again soon
        self._gate = asyncio.Semaphore(_AT_THE_SAME_TIME)

    def read(self) -> tuple[Mapping[str, Destination], Mapping[str, Stir]]:
        """Who is there, and where there is something to do: for the records' thread. Raises ``StoreError``."""
        present = self._present()
        return present, self._ledger.stirring() if present else {}

    def settle(self, present: Mapping[str, Destination], stirs: Mapping[str, Stir]) -> None:
        """Take over what was read: who came, who left, who has something to do now."""
        self._parting = {name: visit for name, visit in self._parting.items() if not visit.done()}
        for name in [name for name, guest in self._guests.items() if present.get(name) != guest.destination]:
            self._leave(name)
        for name, destination in present.items():
            guest = self._guests.get(name)
            if guest is None:
                guest = self._guests[name] = _Guest(destination, before=self._parting.pop(name, None))
            stir = stirs.get(name)
            self._heed(guest, stir)

    def visit_due(self, tasks: asyncio.TaskGroup) -> None:
        """Begin every visit whose time has come."""
        now = self._clock.now()
        for guest in self._guests.values():
            if guest.visit is None and guest.at is not None and guest.at <= now:
                guest.visit = tasks.create_task(self._visit(guest))

    async def once(self, only: Callable[[Delivery], bool] | None = None) -> list[int]:
        """As :meth:`bot.post.lane.Lane.once`, for all of them."""
        now = self._clock.now()
        busy = [guest for guest in self._guests.values() if guest.at is not None and guest.at <= now]
        ended = await asyncio.gather(*(self._once(guest, only) for guest in busy), return_exceptions=True)
        for one in ended:
            if isinstance(one, BaseException):
                raise one
        return [number for numbers in ended if not isinstance(numbers, BaseException) for number in numbers]

    def lanes(self) -> Iterator[Lane]:
        """Those that were made by now."""
        yield from (guest.lane for guest in self._guests.values() if guest.lane is not None)

    def _leave(self, name: str) -> None:
        """It follows no more, or under other rules: its present work is finished, and a new lane waits for that."""
        gone = self._guests.pop(name)
        gone.over = True
        if gone.lane is not None:
            gone.lane.end()
        visit = gone.visit or gone.before
        if visit is not None:
            self._parting[name] = visit

    def _heed(self, guest: _Guest, stir: Stir | None) -> None:
        sign = None if stir is None else stir.sign
        if sign == guest.sign:
            return
        is_first = guest.sign is None
        guest.sign = sign
        if stir is None:
            guest.at = None
        else:  # what was in trouble when this process began is tried at once: a restart mends most
            guest.at = self._clock.now() if stir.paused and is_first and stir.earliest else stir.earliest
        guest.again = guest.visit is not None
        if guest.again and guest.lane is not None:
            guest.lane.wake()

    async def _visit(self, guest: _Guest) -> None:
        try:
            if guest.before is not None:
                await asyncio.wait({guest.before})
                guest.before = None
            async with self._gate:
                until = await self._visited(guest)
            guest.at = None if until is None else min(until, self._clock.now() + _COME_AGAIN)
        except Exception:  # a defect here must not end the other lanes
            log.exception("defect", destination=guest.destination.name)
            guest.at = self._clock.now() + _COME_AGAIN
        finally:
            guest.visit = None

    async def _visited(self, guest: _Guest) -> datetime | None:
        """Work there until nothing is due, also of what came meanwhile; when to come again."""
        while not guest.over:
            guest.again = False
            until = await self._lane_of(guest).visit()
            if not guest.again:
                return until
        return None

    async def _once(self, guest: _Guest, only: Callable[[Delivery], bool] | None) -> list[int]:
        async with self._gate:
            return await self._lane_of(guest).once(only)

    def _lane_of(self, guest: _Guest) -> Lane:
        if guest.lane is None:
            guest.lane = self._lane_for(guest.destination)
        return guest.lane
