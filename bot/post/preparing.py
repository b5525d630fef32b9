"""What a delivery is to say when its time has come, and whether it is to go out at all. It sends nothing.

While a post may stand it is frozen: a change of the template must not alter one that was half sent. What surely doesn't
stand is written anew for each attempt: it says what its file says by then, and doesn't go where that says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.format.model import thaw
from bot.ledger.model import Status
from bot.plan.digest import is_another_day
from bot.plan.schedule import is_late
from bot.post.canonical import outcome, step
from bot.post.composer import Frame, NotNow, Withdrawn
from bot.post.drafts import Drafts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.format.model import Post
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.plan.model import SchedulePolicy
    from bot.post.composer import Composer
    from bot.post.live import Live
    from bot.post.outlet import Outlet

LOOK_AGAIN = timedelta(minutes=5)  # for a file that can't be posted as it is now
_TOO_LATE = 'It had to wait for longer than late_after says, and late is "skip".'
_ANEW = "It was not sent, so it is written anew."


class Preparing:
    """Has posts written. ``live``: None where no post waits for its review's page."""

    def __init__(
        self, composer: Composer, ledger: Ledger, thread: LedgerThread, clock: Clock, live: Live | None = None
    ) -> None:
        self._drafts, self._live = Drafts(composer, clock), live
        self._ledger, self._thread, self._clock = ledger, thread, clock

    async def prepared(self, outlet: Outlet, delivery: Delivery) -> Post | None:
        """The post: as it was frozen, else as it reads now. None where it isn't to go, which is recorded."""
        late = self._is_dated(outlet, delivery)
        if outlet.schedule.late == "skip" and self._is_late(outlet, delivery) and not may_stand(delivery):
            await self._skip(delivery, _TOO_LATE)
            return None
        if delivery.body is not None:
            if may_stand(delivery):
                return thaw(delivery.body)
            await self.forget(delivery, delivery.reason or _ANEW)
            delivery = replace(delivery, body=None)
        return await self._fresh(outlet, delivery, late=late)

    async def may_go(self, outlet: Outlet, claimed: Delivery) -> bool:
        """Whether its file lets it go out today."""
        frame = Frame(await outlet.limits(claimed), self._is_dated(outlet, claimed), outlet.asking)
        return not isinstance(await self._drafts.take(claimed, frame), Withdrawn | NotNow)

    async def forget(self, delivery: Delivery, reason: str) -> None:
        """It surely doesn't stand: let it wait without what was written."""
        await self._thread.do(self._ledger.put_back, delivery.id, reason, delivery.ready_at, forget_body=True)

    async def begin_next(self, outlet: Outlet) -> None:
        """Have the next post written while the present one is on the wire."""
        following = outlet.following
        if following is not None:
            late = self._is_dated(outlet, following)
            self._drafts.begin(following, Frame(await outlet.limits(following), late, outlet.asking))

    def _is_late(self, outlet: Outlet, delivery: Delivery) -> bool:
        """What was asked for by hand never is, nor an old review that is filled in: it is old anyway."""
        asked_for = delivery.urgent or delivery.pace is not None
        return not asked_for and is_late(delivery.ready_at, self._clock.now(), outlet.schedule)

    def _is_dated(self, outlet: Outlet, delivery: Delivery) -> bool:
        """Whether it says of which day it is."""
        return is_dated(delivery, self._clock.now(), outlet.schedule)

    async def _fresh(self, outlet: Outlet, delivery: Delivery, *, late: bool) -> Post | None:
        written = await self._drafts.take(delivery, Frame(await outlet.limits(delivery), late, outlet.asking))
        outlet.unwritten.pop(delivery.key, None)
        if isinstance(written, Withdrawn):
            await self._skip(delivery, written.reason)
            return None
        if isinstance(written, NotNow) and written.without and await self._let_go(delivery, written.without):
            return await self._fresh(outlet, delivery, late=late)
        if isinstance(written, NotNow):
            outlet.unready[delivery.key] = self._clock.now() + LOOK_AGAIN
            outlet.unwritten[delivery.key] = delivery.id
            if delivery.reason != written.reason:
                await self._thread.do(self._ledger.put_back, delivery.id, written.reason, delivery.ready_at)
            self._told_once(delivery, written.reason)
            return None
        return written if self._live is None or await self._live.lets(outlet, delivery, written) else None

    async def _let_go(self, digest: Delivery, reviews: tuple[str, ...]) -> bool:
        """What keeps the others of a digest waiting goes by itself. False: the digest may stand, with all of them."""
        step("let go", digest, of=len(reviews))
        return await self._thread.do(self._ledger.let_go, digest.id, reviews)

    async def _skip(self, delivery: Delivery, reason: str) -> None:
        await self._thread.do(self._ledger.skip, delivery.id, reason)
        outcome("skipped", delivery, self._clock.now(), reason=reason)

    def _told_once(self, delivery: Delivery, reason: str) -> None:
        """It is looked at every few minutes: only what is new of it is told."""
        step("put back", delivery, reason=reason)
        if delivery.reason != reason:
            outcome("waits", delivery, self._clock.now(), reason=reason)


def is_dated(delivery: Delivery, now: datetime, policy: SchedulePolicy) -> bool:
    """Whether a post says of which day it is: a late one, an old one that is filled in, a digest whose day is over."""
    if delivery.kind == "digest":
        return is_another_day(delivery.ready_at, now, policy.timezone)
    return delivery.pace is not None or (not delivery.urgent and is_late(delivery.ready_at, now, policy))


def may_stand(delivery: Delivery) -> bool:
    """Whether an earlier attempt may have been accepted."""
    return delivery.may_stand or delivery.status is Status.SENDING
