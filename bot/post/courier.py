"""Puts lanes together, one for each account, and keeps them going: what they send is what the records owe.

One post is :mod:`bot.post.delivering`'s, one change to a post :mod:`bot.post.amending`'s, a destination in trouble
:mod:`bot.post.troubles`', telling the owner :mod:`bot.post.telling`'s. When a post is due ``bot.plan.schedule`` says.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from bot.errors import StoreError
from bot.post.amending import Amending
from bot.post.delivering import Delivering
from bot.post.gathering import GatheringWork
from bot.post.lane import Lane, Work
from bot.post.leasing import LEASE, LaneLease
from bot.post.outlet import Outlet
from bot.post.preparing import Preparing
from bot.post.telling import LANE, Telling
from bot.post.troubles import Troubles

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from bot.clock import Clock
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.plan.model import SchedulePolicy
    from bot.post.composer import Composer
    from bot.post.pictures import Pictures
    from bot.post.publisher import Messenger, Publisher

POLL = 2.0  # seconds between two looks for what other processes have entered


class Courier:
    """Sends posts to every destination, those of different lanes at the same time.

    ``lease``: seconds for which other processes leave a lane alone after its process died (PostgreSQL); longer than
    any call to a network takes. ``pictures``: None where posts have none.
    """

    def __init__(
        self,
        publishers: Sequence[Publisher],
        schedules: Mapping[str, SchedulePolicy],
        composer: Composer,
        ledger: Ledger,
        thread: LedgerThread,
        clock: Clock,
        on_settled: Callable[[Delivery], None] | None = None,
        messengers: Sequence[Messenger] = (),
        lease: float = LEASE,
        pictures: Pictures | None = None,
    ) -> None:
        self._ledger, self._thread, self._clock = ledger, thread, clock
        self._holder, self._lease = secrets.token_hex(8), lease
        troubles = Troubles(ledger, thread, clock, self._news)
        preparing = Preparing(composer, ledger, thread, clock)
        delivering = Delivering(preparing, ledger, thread, clock, troubles, on_settled, pictures)
        amending = Amending(composer, ledger, thread, clock, troubles, pictures)
        gathering = GatheringWork(composer, ledger, thread, clock)
        self._work = Work(delivering.deliver, amending.amend, troubles.look, gathering.gather)
        self._digest_of = composer.digests.rule
        names: dict[str, list[Publisher]] = {}
        for publisher in publishers:
            names.setdefault(publisher.lane, []).append(publisher)
        self._lanes = {name: self._lane(name, sharing, schedules) for name, sharing in names.items()}
        turnstiles = {name: lane.turnstile for name, lane in self._lanes.items()}
        self._telling = Telling(messengers, turnstiles, self._leased(LANE), ledger, thread, clock)

    @property
    def unwritten(self) -> set[int]:
        """Deliveries, by number, that wait for their file and not for a network."""
        return {number for outlet in self._outlets() for number in outlet.unwritten.values()}

    @property
    def elsewhere(self) -> frozenset[str]:
        """Destinations to which another process sends at the moment."""
        return frozenset(one.name for lane in self._lanes.values() if lane.elsewhere for one in lane.outlets)

    async def run(self) -> None:
        """Deliver for ever. When cancelled, what is on its way gets a few seconds to settle."""
        async with asyncio.TaskGroup() as workers:
            for lane in self._lanes.values():
                workers.create_task(lane.run())
            workers.create_task(self._telling.run())
            workers.create_task(self._poll())

    async def deliver_due(self) -> list[Delivery]:
        """Deliver until nothing is due any more; returns what was tried, as it stands then. Raises ``StoreError``."""
        async with self._polling():
            ended = await asyncio.gather(*(lane.once() for lane in self._lanes.values()), return_exceptions=True)
        troubles = [one for one in ended if isinstance(one, BaseException)]
        troubles += [lane.defect for lane in self._lanes.values() if lane.defect is not None]
        if troubles:
            raise troubles[0]
        await self._telling.once()
        tried = [number for one in ended if not isinstance(one, BaseException) for number in one]
        return await self._thread.do(self._ledger.these, tried)

    def wake(self) -> None:
        """Something was entered or decided: look at once."""
        for lane in self._lanes.values():
            lane.wake()
        self._news()

    def _lane(self, name: str, sharing: Sequence[Publisher], schedules: Mapping[str, SchedulePolicy]) -> Lane:
        lease = self._leased(name)
        neighbours = tuple(one.name for one in sharing)
        outlets = [
            Outlet(one, schedules[one.name], neighbours, lease.proof, self._digest_of(one.name)) for one in sharing
        ]
        return Lane(outlets, self._work, lease, self._ledger, self._thread, self._clock)

    def _leased(self, lane: str) -> LaneLease:
        return LaneLease(self._ledger, self._thread, self._clock, lane, self._holder, self._lease)

    def _news(self) -> None:
        self._telling.wake()

    def _outlets(self) -> list[Outlet]:
        return [outlet for lane in self._lanes.values() for outlet in lane.outlets]

    @asynccontextmanager
    async def _polling(self) -> AsyncIterator[None]:
        """What others enter meanwhile (a pause, above all) is heeded."""
        poll = asyncio.create_task(self._poll())
        try:
            yield
        finally:
            poll.cancel()
            await asyncio.gather(poll, return_exceptions=True)

    async def _poll(self) -> None:
        before = None
        while True:
            await self._clock.sleep(POLL)
            with suppress(StoreError):  # the lanes meet the same trouble, and tell it
                now = await self._thread.do(self._ledger.pulse)
                if now != before:
                    self.wake()
                before = now
