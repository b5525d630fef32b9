"""Delivers what the records owe: claim → send → settle. The only thing that publishes.

A claim is written before anything is sent, so that a process that dies leaves a trace: what was on its way is looked
for in the network's own history before it is sent again. When to try again is ``bot.plan.retry``'s decision, when a
post is due ``bot.plan.schedule``'s, and what it says the composer's.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import DeliveryError, DestinationTrouble, HistoryUnreadable, NotSent, Refused, StoreError
from bot.format.model import frozen, thaw
from bot.ledger.model import Status
from bot.plan.model import Again, GiveUp
from bot.plan.retry import judge
from bot.post.composer import NotNow, Withdrawn, stricter
from bot.post.drafts import Drafts
from bot.post.lane import Lane
from bot.post.outlet import Outlet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.clock import Clock
    from bot.format.model import Post
    from bot.ledger.model import Delivery, Receipt
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.plan.model import SchedulePolicy, Verdict
    from bot.post.composer import Composer
    from bot.post.publisher import Publisher

log = structlog.stdlib.get_logger(__name__)
POLL = 2.0  # seconds between two looks for what other processes have entered
GRACE = 4.0  # seconds that a delivery on its way gets to settle when the process is told to end
_LOOK_AGAIN = timedelta(minutes=5)  # for a file that can't be posted as it is now
_PATIENT = 3  # attempts of one post for which the whole destination waits, so that posts keep their order
_SURELY_NOT = (NotSent, DestinationTrouble, Refused)  # after any other failure the post may stand
_CLOCKS = timedelta(days=1)  # by which a network's clock and ours may differ


class Courier:
    """Sends posts to every destination, those of different lanes at the same time."""

    def __init__(
        self,
        publishers: Sequence[Publisher],
        schedules: Mapping[str, SchedulePolicy],
        composer: Composer,
        ledger: Ledger,
        thread: LedgerThread,
        clock: Clock,
        on_settled: Callable[[Delivery], None] | None = None,
    ) -> None:
        self._drafts = Drafts(composer, clock)
        self._ledger, self._thread, self._clock = ledger, thread, clock
        self._on_settled = on_settled
        self.unwritten: set[int] = set()  # deliveries that wait for their file, not for a network
        lanes: dict[str, list[Outlet]] = {}
        for publisher in publishers:
            lanes.setdefault(publisher.lane, []).append(Outlet(publisher, schedules[publisher.name]))
        self._shared = {outlet.name: [one.name for one in lane] for lane in lanes.values() for outlet in lane}
        self._lanes = [Lane(outlets, self._deliver, ledger, thread, clock) for outlets in lanes.values()]

    async def run(self) -> None:
        """Deliver for ever. When cancelled, what is on its way gets a few seconds to settle."""
        async with asyncio.TaskGroup() as workers:
            for lane in self._lanes:
                workers.create_task(lane.run())
            workers.create_task(self._poll())

    async def deliver_due(self) -> list[Delivery]:
        """Deliver until nothing is due any more; returns what was tried, as it stands then. Raises ``StoreError``."""
        for lane in self._lanes:
            lane.touched.clear()
        self.unwritten.clear()
        ended = await asyncio.gather(*(lane.work() for lane in self._lanes), return_exceptions=True)
        troubles = [one for one in ended if isinstance(one, BaseException)]
        troubles += [lane.defect for lane in self._lanes if lane.defect is not None]
        if troubles:
            raise troubles[0]
        touched = [number for lane in self._lanes for number in lane.touched]
        return await self._thread.do(self._ledger.these, touched)

    def wake(self) -> None:
        """Something was entered or decided: look at once."""
        for lane in self._lanes:
            lane.wake()

    async def _poll(self) -> None:
        before = None
        while True:
            await self._clock.sleep(POLL)
            with suppress(StoreError):  # the lanes meet the same trouble, and tell it
                now = await self._thread.do(self._ledger.pulse)
                if now != before:
                    self.wake()
                before = now

    async def _deliver(self, outlet: Outlet, delivery: Delivery) -> None:
        """One delivery from claim to settled. Cancelling waits a little, so that a sent post keeps its receipt."""
        journey = asyncio.ensure_future(self._journey(outlet, delivery))
        try:
            await asyncio.shield(journey)
        except asyncio.CancelledError:
            await asyncio.wait({journey}, timeout=GRACE)
            journey.cancel()
            await asyncio.gather(journey, return_exceptions=True)
            raise

    async def _journey(self, outlet: Outlet, delivery: Delivery) -> None:
        try:
            post = await self._written(outlet, delivery)
            if post is None:
                return
            mark = None if delivery.first_claimed_at else await outlet.mark(self._clock.now())
        except DeliveryError as error:
            await self._failed(outlet, delivery, error, reading=True, doubtful=delivery.may_stand)
            return
        claimed = await self._thread.do(self._ledger.claim, delivery.id, frozen(post), mark, self._clock.now())
        if claimed is None:
            _log("changed meanwhile", delivery)
            return
        _log("claimed", claimed, attempt=claimed.attempts)
        doubtful: bool | None = False
        if delivery.may_stand or delivery.status is Status.SENDING:
            doubtful = await self._looked_back(outlet, delivery, claimed)
        if doubtful is not None:
            await self._send(outlet, claimed, doubtful=doubtful)

    async def _written(self, outlet: Outlet, delivery: Delivery) -> Post | None:
        """The post: as it was frozen, else as it reads now. None where it isn't to go, which is recorded."""
        if delivery.body is not None:
            return thaw(delivery.body)
        written = await self._drafts.take(delivery, await outlet.limits(delivery))
        if isinstance(written, Withdrawn):
            await self._thread.do(self._ledger.skip, delivery.id, written.reason)
            _log("skipped", delivery, reason=written.reason)
            return None
        if isinstance(written, NotNow):
            outlet.held[delivery.id] = self._clock.now() + _LOOK_AGAIN
            self.unwritten.add(delivery.id)
            if delivery.reason != written.reason:
                await self._thread.do(self._ledger.put_back, delivery.id, written.reason, delivery.ready_at)
            _log("put back", delivery, reason=written.reason)
            return None
        return written

    async def _looked_back(self, outlet: Outlet, before: Delivery, claimed: Delivery) -> bool | None:
        """Look for a post that may stand already. None: all is done about it; else whether it may stand even so."""
        since = (claimed.first_claimed_at or self._clock.now()) - _CLOCKS
        lane = self._shared[outlet.name]
        others = await self._thread.do(self._ledger.remote_ids, lane, since, claimed.subject)
        try:
            found = await outlet.publisher.find(thaw(claimed.body or {}), claimed.mark, others, since)
        except DeliveryError as error:
            return await self._unread(outlet, before, claimed, error)
        _log("read back", claimed, found=found is not None)
        if found is None:
            return False
        await self._settle(outlet, claimed, replace(found, posted_at=min(found.posted_at, self._clock.now())))
        return None

    async def _unread(self, outlet: Outlet, before: Delivery, claimed: Delivery, error: DeliveryError) -> bool | None:
        """What to do where the history doesn't tell. As for :meth:`_looked_back`."""
        lasting = isinstance(error, HistoryUnreadable) and error.lasting
        verdict = self._verdict(outlet, claimed, error, reading=True)
        told_to = before.first_claimed_at is None  # the owner, who has looked, said: again
        by_key = isinstance(verdict, Again) and not verdict.read_back
        if lasting and (told_to or by_key):
            _log("not read back", claimed, reason=str(error))
            return not told_to
        await self._follow(outlet, claimed, verdict, str(error), doubtful=True)
        return None

    async def _send(self, outlet: Outlet, claimed: Delivery, *, doubtful: bool) -> None:
        """Publish and settle. ``doubtful``: an earlier attempt may stand, and only the key makes this one safe."""
        post = thaw(claimed.body or {})
        _log("sending", claimed)
        if outlet.following is not None:
            self._drafts.begin(outlet.following, await outlet.limits(outlet.following))
        try:
            receipt = await outlet.publisher.publish(post, claimed.key)
        except DeliveryError as error:
            if isinstance(error, Refused) and error.too_long and await self._tightened(outlet, claimed, post, error):
                return
            unclear = doubtful or not isinstance(error, _SURELY_NOT)
            await self._failed(outlet, claimed, error, reading=False, doubtful=unclear)
            return
        _log("sent", claimed, remote_id=receipt.id)
        # The schedule counts by our own clock, like everything else that decides when a post goes.
        await self._settle(outlet, claimed, replace(receipt, posted_at=self._clock.now()))

    async def _settle(self, outlet: Outlet, claimed: Delivery, receipt: Receipt) -> None:
        outlet.works(receipt.id, self._clock.now())
        settled = await self._thread.do(self._ledger.settle, claimed.id, receipt)
        if settled is not None:
            _log("settled", settled, remote_id=receipt.id)
            if self._on_settled is not None:
                self._on_settled(settled)

    async def _tightened(self, outlet: Outlet, claimed: Delivery, post: Post, error: Refused) -> bool:
        """Too long for a server that counts more strictly: to be written again, shorter. False: it was that already."""
        limits = stricter(post, await outlet.publisher.limits())
        if limits is None:
            return False
        outlet.tighter[claimed.id] = limits
        await self._thread.do(self._ledger.put_back, claimed.id, str(error), claimed.ready_at, forget_body=True)
        _log("put back", claimed, reason=str(error))
        return True

    def _verdict(self, outlet: Outlet, delivery: Delivery, error: DeliveryError, *, reading: bool) -> Verdict:
        outlet.failures += 1
        now = self._clock.now()
        return judge(
            error,
            attempts=max(delivery.attempts, outlet.failures),
            first_claimed_at=delivery.first_claimed_at or now,
            now=now,
            key_window=outlet.publisher.key_window,
            readable=not outlet.unreadable,
            reading=reading,
        )

    async def _failed(
        self, outlet: Outlet, delivery: Delivery, error: DeliveryError, *, reading: bool, doubtful: bool
    ) -> None:
        verdict = self._verdict(outlet, delivery, error, reading=reading)
        await self._follow(outlet, delivery, verdict, str(error), doubtful=doubtful)

    async def _follow(self, outlet: Outlet, delivery: Delivery, verdict: Verdict, why: str, *, doubtful: bool) -> None:
        """Do what was decided about a failed attempt. ``doubtful``: the post may stand."""
        if isinstance(verdict, GiveUp):
            await self._give_up(outlet, delivery, verdict)
            return
        if isinstance(verdict, Again):
            self._wait(outlet, delivery, verdict)
        else:
            outlet.paused_until, outlet.stopped = verdict.until, verdict.until is None
        if delivery.status is Status.SENDING or delivery.reason != why:
            await self._thread.do(self._ledger.put_back, delivery.id, why, delivery.ready_at, may_stand=doubtful)
        _log("put back" if isinstance(verdict, Again) else "stalled", delivery, reason=why)

    def _wait(self, outlet: Outlet, delivery: Delivery, verdict: Again) -> None:
        """The whole destination waits, to keep the order; not for ever for one post that alone makes trouble."""
        if verdict.read_back and delivery.attempts >= _PATIENT:
            outlet.held[delivery.id] = verdict.at
        else:
            outlet.paused_until = verdict.at

    async def _give_up(self, outlet: Outlet, delivery: Delivery, verdict: GiveUp) -> None:
        if verdict.status == "posted":
            await self._thread.do(self._ledger.removed, delivery.id, verdict.reason, self._clock.now())
        else:
            await self._thread.do(self._ledger.give_up, delivery.id, verdict.status, verdict.reason)
        outlet.failures = 0
        _log("gave up", delivery, status=verdict.status, reason=verdict.reason)


def _log(event: str, delivery: Delivery, **more: object) -> None:
    log.info(event, key=delivery.key, destination=delivery.destination, subject=delivery.subject, **more)
