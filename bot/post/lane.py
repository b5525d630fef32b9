"""One worker for the destinations that share an account: one request at a time, whatever other lanes do.

It knows when to look and in which order; how one post is made or changed is :mod:`bot.post.delivering`'s and
:mod:`bot.post.amending`'s.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.clock import rest
from bot.errors import StoreError
from bot.ledger.model import Status
from bot.post.agenda import agenda, key_of
from bot.post.view import view

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from bot.clock import Clock
    from bot.ledger.model import Action, Delivery
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.plan.model import Gathering
    from bot.post.agenda import Agenda
    from bot.post.leasing import LaneLease
    from bot.post.outlet import Outlet
    from bot.post.view import Change, View

log = structlog.stdlib.get_logger(__name__)
GRACE = 4.0  # seconds that what is on its way gets to settle when the process is told to end
_TURN = 50  # deliveries to one destination before the others of the lane have their turn
_CHANGES = 5  # corrections in one turn: new posts go first, and may have come meanwhile
_RECORDS_PAUSE = timedelta(seconds=30)  # after the records could not be used
_DEFECT_PAUSE = timedelta(minutes=15)  # for a delivery that runs into a defect of ours
_LONGEST_WAIT = timedelta(minutes=1)  # the machine may have slept, or its clock been set, meanwhile
_ELSEWHERE = timedelta(seconds=5)  # between two looks whether another process has left the lane


@dataclass(frozen=True, slots=True)
class Work:
    """What can be done at an outlet, one thing at a time."""

    deliver: Callable[[Outlet, Delivery], Awaitable[None]]
    amend: Callable[[Outlet, Action, Delivery], Awaitable[None]]
    look: Callable[[Outlet], Awaitable[None]]
    gather: Callable[[Outlet, Gathering, Sequence[Delivery]], Awaitable[None]]


class Lane:
    """Works through its outlets. ``turnstile``: whoever else uses the account takes it for as long as that lasts."""

    def __init__(
        self,
        outlets: Sequence[Outlet],
        work: Work,
        lease: LaneLease,
        ledger: Ledger,
        thread: LedgerThread,
        clock: Clock,
    ) -> None:
        self.outlets = tuple(outlets)
        self.turnstile = asyncio.Lock()
        self.elsewhere = False  # another process has the lane
        self.defect: Exception | None = None
        self._work, self._lease = work, lease
        self._ledger, self._thread, self._clock = ledger, thread, clock
        self._woken = asyncio.Event()
        self._ending = False
        self._tried: dict[int, None] | None = None
        self._only: Callable[[Delivery], bool] | None = None

    def wake(self) -> None:
        """Something may have changed: look again."""
        self._woken.set()

    async def run(self) -> None:
        """Work for ever. Troubles of the records are waited out."""
        async with self._lease.kept():
            while True:
                await self._wait(await self._look())

    async def visit(self) -> datetime | None:
        """Work until nothing is due, as :meth:`run` does, and return when to come again (None: nothing is foreseen).

        Between two visits the lane is anybody's.
        """
        async with self._lease.kept():
            until = await self._look()
            while self._woken.is_set() and not self._ending:
                until = await self._look()
            return until

    def end(self) -> None:
        """Nothing more is to be sent: what is on its way settles, and a visit ends then."""
        self._ending = True

    async def _look(self) -> datetime | None:
        """Work until nothing is due; when to look again."""
        try:
            return await self._until_nothing_is_due()
        except StoreError as error:
            log.error("the records can't be used", reason=str(error))  # noqa: TRY400 - a sentence, no trace
            return self._clock.now() + _RECORDS_PAUSE
        except Exception:  # a defect here must not end the other lanes
            log.exception("defect", destinations=[outlet.name for outlet in self.outlets])
            return self._clock.now() + _DEFECT_PAUSE

    async def once(self, only: Callable[[Delivery], bool] | None = None) -> list[int]:
        """Work until nothing is due. Returns the numbers of the deliveries that were tried. Raises ``StoreError``.

        ``only``: which deliveries are anything to do with it; None: all.
        """
        self._tried, self.defect, self._only = {}, None, only
        try:
            async with self._lease.kept():
                await self._until_nothing_is_due()
            return list(self._tried)
        finally:
            self._tried = self._only = None

    async def _until_nothing_is_due(self) -> datetime | None:
        """Returns when something will be due (None: nothing is foreseen)."""
        while True:
            self._woken.clear()  # what is entered from here on wakes the lane again
            if self._ending:
                return None
            self.elsewhere = not await self._lease.hold()
            if self.elsewhere:
                return self._clock.now() + _ELSEWHERE
            turns = [await self._turn(outlet) for outlet in self.outlets]
            if not any(busy for busy, _ in turns):
                return min((at for _, at in turns if at is not None), default=None)

    async def _turn(self, outlet: Outlet) -> tuple[bool, datetime | None]:
        """Do what is due at one destination: whether anything was, and when to look again."""
        now = self._clock.now()
        if outlet.rests(now):
            return False, outlet.resting_until
        outlet.goes_on = False
        outlet.resting_until = None  # what is met from here on ends this turn, even if the machine sleeps meanwhile
        seen = await self._thread.do(view, self._ledger, outlet.name, outlet.schedule, now)
        outlet.remember(seen)
        if outlet.paused(now):
            return False, outlet.pause.look_at if outlet.pause else None
        outlet.tried = True
        due = agenda(outlet, seen, now)
        if self._only is not None:
            due = due.only(self._only)
        if due.gatherings:
            await self._gather(outlet, due.gatherings, seen)
            return True, due.later
        if outlet.pause is not None:
            return await self._probe(outlet, due, idle=seen.is_empty and self._only is None), due.later
        busy = await self._change(outlet, due.by_hand)
        if busy and self._to_look_again(outlet):
            return True, due.later
        most = _TURN if outlet.failing_since is None else 1  # what comes back lets the others out one by one
        busy = await self._deliver(outlet, due.deliveries[:most], due.deliveries[1 : most + 1]) or busy
        busy = busy or await self._change(outlet, due.changes[:_CHANGES])
        return busy, due.later

    async def _gather(self, outlet: Outlet, due: Sequence[Gathering], seen: View) -> None:
        """Posts that become one. None of them is due by itself afterwards, or all that are left are."""
        for group in due:
            keys = [one.key for one in seen.waiting if one.id in group.ids]
            await self._try(outlet, keys, partial(self._work.gather, outlet, group, seen.waiting))

    async def _deliver(self, outlet: Outlet, due: Sequence[Delivery], following: Sequence[Delivery]) -> bool:
        for place, delivery in enumerate(due):
            outlet.following = following[place] if place < len(following) else None
            if self._tried is not None:
                self._tried[delivery.id] = None
            await self._try(outlet, [delivery.key], partial(self._work.deliver, outlet, delivery))
            if self._to_look_again(outlet) or _comes_before_plans(delivery, outlet.following):
                break
        return bool(due)

    async def _change(self, outlet: Outlet, due: Sequence[Change]) -> bool:
        for action, delivery in due:
            await self._try(outlet, [key_of(action)], partial(self._work.amend, outlet, action, delivery))
            if self._to_look_again(outlet):
                break
        return bool(due)

    def _to_look_again(self, outlet: Outlet) -> bool:
        interrupted = self._ending or self._woken.is_set() or outlet.goes_on
        return interrupted or outlet.resting_until is not None or outlet.pause is not None

    async def _probe(self, outlet: Outlet, due: Agenda, *, idle: bool) -> bool:
        """Try a destination again that was in trouble: by one thing that is due, or, where it is idle, by a look."""
        if due.by_hand:
            return await self._change(outlet, due.by_hand[:1])
        if due.deliveries:
            return await self._deliver(outlet, due.deliveries[:1], ())
        if due.changes:
            return await self._change(outlet, due.changes[:1])
        if idle:
            await self._try(outlet, [], partial(self._work.look, outlet))
        return idle

    async def _try(self, outlet: Outlet, keys: Sequence[str], work: Callable[[], Awaitable[None]]) -> None:
        try:
            async with self.turnstile:
                await _to_its_end(work())
        except StoreError:
            raise
        except Exception as error:
            log.exception("defect", key=", ".join(keys) or None, destination=outlet.name)
            later = self._clock.now() + _DEFECT_PAUSE
            outlet.held |= dict.fromkeys(keys, later)  # one post that meets a defect of ours must not keep back others
            if not keys:
                outlet.resting_until = later
            self.defect = self.defect or error

    async def _wait(self, until: datetime | None) -> None:
        longest = _LONGEST_WAIT if until is None else min(until - self._clock.now(), _LONGEST_WAIT)
        await rest(self._clock, longest.total_seconds(), self._woken)


def _comes_before_plans(delivery: Delivery, following: Delivery | None) -> bool:
    """Whether the timetable, by which the next one is due, doesn't reckon with this one yet."""
    return following is not None and _is_unplanned(delivery) and not _is_unplanned(following)


def _is_unplanned(delivery: Delivery) -> bool:
    return delivery.urgent or delivery.status is Status.SENDING


async def _to_its_end(work: Awaitable[None]) -> None:
    """Wait for it. Cancelling gives it a little time first, so that a sent post keeps its receipt."""
    journey = asyncio.ensure_future(work)
    try:
        await asyncio.shield(journey)
    except asyncio.CancelledError:
        await asyncio.wait({journey}, timeout=GRACE)
        journey.cancel()
        await asyncio.gather(journey, return_exceptions=True)
        raise
