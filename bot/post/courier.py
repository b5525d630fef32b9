"""Puts lanes together, one for each account, and keeps them going: what they send is what the records owe.

One post is :mod:`bot.post.delivering`'s, one change to a post :mod:`bot.post.amending`'s, a destination in trouble
:mod:`bot.post.troubles`', telling the owner :mod:`bot.post.telling`'s. When a post is due ``bot.plan.schedule`` says.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.clock import rest
from bot.errors import StoreError
from bot.post.amending import Amending
from bot.post.delivering import Delivering
from bot.post.gathering import GatheringWork
from bot.post.guests import Guests
from bot.post.lane import Lane, Work
from bot.post.leasing import LEASE, LaneLease
from bot.post.live import Live
from bot.post.outlet import Outlet
from bot.post.page_look import Pages
from bot.post.preparing import Preparing
from bot.post.telling import LANE, Telling
from bot.post.troubles import Troubles

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.clock import Clock
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.plan.model import SchedulePolicy
    from bot.post.composer import Composer
    from bot.post.pictures import Pictures
    from bot.post.publisher import Messenger, Publisher
    from bot.settings.model import Destination, LivePolicy

POLL = 2.0  # seconds between two looks for what other processes have entered


@dataclass(frozen=True, slots=True)
class Followers:
    """Channels that follow. ``present``: those of the moment, by name; it is called in the records' thread."""

    present: Callable[[], Mapping[str, Destination]]
    publisher: Callable[[Destination], Publisher]
    pictures: Pictures | None = None


class Courier:
    """Sends posts to every destination, those of different lanes at the same time.

    ``lease``: seconds for which other processes leave a lane alone after its process died (PostgreSQL); longer than
    any call to a network takes. ``pictures``: None where posts have none. ``followers``: destinations that come and go
    while it works; None: there are none. ``live``: whether posts wait for their reviews' pages; None: they don't.
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
        followers: Followers | None = None,
        live: LivePolicy | None = None,
    ) -> None:
        self._ledger, self._thread, self._clock = ledger, thread, clock
        self._holder, self._lease = secrets.token_hex(8), lease
        troubles = Troubles(ledger, thread, clock, self._news)
        self._pages = Pages(live, clock) if live is not None and live.wait else None
        waiting = Live(self._pages, live, ledger, thread, clock, troubles) if live and self._pages else None
        preparing = Preparing(composer, ledger, thread, clock, waiting)
        gathering = GatheringWork(composer, ledger, thread, clock)

        def work(pictures: Pictures | None) -> Work:
            delivering = Delivering(preparing, ledger, thread, clock, troubles, on_settled, pictures)
            amending = Amending(composer, ledger, thread, clock, troubles, pictures)
            return Work(delivering.deliver, amending.amend, troubles.look, gathering.gather)

        self._work, self._guest_work = work(pictures), work(followers.pictures if followers else None)
        self._digest_of = composer.digests.rule
        names: dict[str, list[Publisher]] = {}
        for publisher in publishers:
            names.setdefault(publisher.lane, []).append(publisher)
        self._lanes = {name: self._lane(name, sharing, schedules) for name, sharing in names.items()}
        turnstiles = {name: lane.turnstile for name, lane in self._lanes.items()}
        self._followers = followers
        self._guests = Guests(followers.present if followers else dict, self._guest_lane, ledger, clock)
        self._hint = asyncio.Event()
        self._telling = Telling(messengers, turnstiles, self._leased(LANE), ledger, thread, clock)

    @property
    def unwritten(self) -> set[int]:
        """Deliveries, by number, that wait for their file and not for a network."""
        return {number for outlet in self._outlets() for number in outlet.unwritten.values()}

    @property
    def waits_for_pages(self) -> frozenset[str]:
        """Deliveries, by key, that wait until their review's page is on the web."""
        return frozenset(key for outlet in self._outlets() for key in outlet.not_live)

    @property
    def next_look(self) -> datetime | None:
        """When the next of those pages is looked at, while the wait for the first of them lasts; None: no more."""
        until, now = self._pages.stays_until if self._pages else None, self._clock.now()
        looks = [at for one in self._outlets() for key, at in one.unready.items() if key in one.not_live and at > now]
        first = min(looks, default=None)
        return first if first is not None and until is not None and first <= until else None

    async def close(self) -> None:
        """End what nobody waits for any more."""
        if self._pages is not None:
            await self._pages.close()

    @property
    def elsewhere(self) -> frozenset[str]:
        """Destinations to which another process sends at the moment."""
        return frozenset(one.name for lane in self._every_lane() if lane.elsewhere for one in lane.outlets)

    async def run(self) -> None:
        """Deliver for ever. When cancelled, what is on its way gets a few seconds to settle."""
        async with asyncio.TaskGroup() as workers:
            for lane in self._lanes.values():
                workers.create_task(lane.run())
            workers.create_task(self._telling.run())
            workers.create_task(self._poll(workers))

    async def deliver_due(self, only: Callable[[Delivery], bool] | None = None) -> list[Delivery]:
        """Deliver until nothing is due any more; returns what was tried, as it stands then. Raises ``StoreError``.

        ``only``: of these deliveries; what else is due, was on its way or is to be changed is left as it is. None: all.
        """
        async with self._polling():
            lanes = [lane.once(only) for lane in self._lanes.values()]
            ended = await asyncio.gather(*lanes, self._guests_once(only), return_exceptions=True)
        troubles = [one for one in ended if isinstance(one, BaseException)]
        troubles += [lane.defect for lane in self._every_lane() if lane.defect is not None]
        if troubles:
            raise troubles[0]
        await self._telling.once()
        tried = [number for one in ended if not isinstance(one, BaseException) for number in one]
        return await self._thread.do(self._ledger.these, tried)

    def wake(self) -> None:
        """Something was entered or decided: look at once."""
        self._wake_lanes()
        self._hint.set()

    def _lane(self, name: str, sharing: Sequence[Publisher], schedules: Mapping[str, SchedulePolicy]) -> Lane:
        lease = self._leased(name)
        neighbours = tuple(one.name for one in sharing)
        outlets = [
            Outlet(one, schedules[one.name], neighbours, lease.proof, self._digest_of(one.name)) for one in sharing
        ]
        return Lane(outlets, self._work, lease, self._ledger, self._thread, self._clock)

    def _guest_lane(self, destination: Destination) -> Lane:
        assert self._followers is not None  # noqa: S101 (who else would be a guest)
        publisher = self._followers.publisher(destination)
        lease = self._leased(publisher.lane)
        outlet = Outlet(publisher, destination.schedule, (publisher.name,), lease.proof, is_guest=True)
        return Lane([outlet], self._guest_work, lease, self._ledger, self._thread, self._clock)

    async def _guests_once(self, only: Callable[[Delivery], bool] | None) -> list[int]:
        self._guests.settle(*await self._thread.do(self._guests.read))
        return await self._guests.once(only)

    def _wake_lanes(self) -> None:
        for lane in self._every_lane():
            lane.wake()
        self._news()

    def _leased(self, lane: str) -> LaneLease:
        return LaneLease(self._ledger, self._thread, self._clock, lane, self._holder, self._lease)

    def _news(self) -> None:
        self._telling.wake()

    def _outlets(self) -> list[Outlet]:
        return [outlet for lane in self._every_lane() for outlet in lane.outlets]

    def _every_lane(self) -> Iterator[Lane]:
        yield from self._lanes.values()
        yield from self._guests.lanes()

    @asynccontextmanager
    async def _polling(self) -> AsyncIterator[None]:
        """What others enter meanwhile (a pause, above all) is heeded."""
        poll = asyncio.create_task(self._poll())
        try:
            yield
        finally:
            poll.cancel()
            await asyncio.gather(poll, return_exceptions=True)

    async def _poll(self, workers: asyncio.TaskGroup | None = None) -> None:
        """Look for what others have entered. ``workers``: where visits to channels that follow begin; None: nowhere."""
        before = None
        while True:
            hinted = await self._rested()
            try:
                now = await self._thread.do(self._ledger.pulse)
                if now != before:
                    self._wake_lanes()
                if (now != before or hinted) and workers is not None:
                    self._guests.settle(*await self._thread.do(self._guests.read))
                before = now
            except StoreError:  # the lanes meet the same trouble, and tell it
                before = None
            if workers is not None:
                self._guests.visit_due(workers)

    async def _rested(self) -> bool:
        """Wait for the next look; whether somebody asked for it."""
        await rest(self._clock, POLL, self._hint)
        hinted = self._hint.is_set()
        self._hint.clear()
        return hinted
