"""What becomes of a delivery whose attempt failed: it waits, pauses its destination, or is the owner's to decide.

Which of these is ``bot.plan.retry``'s decision. It sends nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.format.model import Toot
from bot.ledger.model import Status
from bot.plan.model import Again, GiveUp
from bot.plan.retry import is_no_answer, judge
from bot.post import notices
from bot.post.canonical import outcome, step
from bot.post.composer import stricter
from bot.post.troubles import since

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.errors import DeliveryError
    from bot.format.model import Limits, Post
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.plan.model import Verdict
    from bot.post.outlet import Outlet
    from bot.post.troubles import Troubles

_PATIENT = 3  # attempts of one post for which the whole destination waits, so that posts keep their order


class Failing:
    """Follows the verdicts on failed attempts."""

    def __init__(self, ledger: Ledger, thread: LedgerThread, clock: Clock, troubles: Troubles) -> None:
        self._ledger, self._thread, self._clock, self._troubles = ledger, thread, clock, troubles

    async def verdict(self, outlet: Outlet, delivery: Delivery, error: DeliveryError, *, reading: bool) -> Verdict:
        """What is to be done about it. ``reading``: nothing was sent by the call that failed."""
        outlet.failures += 1
        now = self._clock.now()
        if is_no_answer(error):
            await self._troubles.fails(outlet)
        return judge(
            error,
            attempts=max(delivery.attempts, outlet.failures),
            first_claimed_at=delivery.first_claimed_at or now,
            now=now,
            key_window=outlet.publisher.key_window,
            readable=not outlet.unreadable,
            reading=reading,
            paused_since=since(outlet),
            failing_since=outlet.failing_since,
        )

    async def follow(self, outlet: Outlet, delivery: Delivery, verdict: Verdict, why: str, *, doubtful: bool) -> None:
        """Do what was decided. ``doubtful``: the post may stand."""
        if isinstance(verdict, GiveUp):
            await self._give_up(outlet, delivery, verdict)
            return
        if delivery.status is Status.SENDING or delivery.reason != why:
            await self._thread.do(self._ledger.put_back, delivery.id, why, delivery.ready_at, may_stand=doubtful)
        outcome("waits", delivery, self._clock.now(), reason=why)
        if isinstance(verdict, Again):
            _wait(outlet, delivery, verdict)
            step("put back", delivery, reason=why)
        else:
            step("stalled", delivery, reason=why)
            if verdict.suspect and delivery.attempts >= _PATIENT:  # another post has the next try
                outlet.held[delivery.key] = verdict.until + (verdict.until - self._clock.now())
            await self._troubles.stall(outlet, verdict)

    async def tightened(self, outlet: Outlet, claimed: Delivery, post: Post, error: DeliveryError) -> bool:
        """Too long for a server that counts more strictly: to be written again, shorter. False: it was that already."""
        limits = _tighter(post, await outlet.publisher.limits(anew=True))
        if limits is None:
            return False
        outlet.tighter[claimed.key] = limits
        await self._thread.do(self._ledger.put_back, claimed.id, str(error), claimed.ready_at, forget_body=True)
        step("put back", claimed, reason=str(error))
        return True

    async def _give_up(self, outlet: Outlet, delivery: Delivery, verdict: GiveUp) -> None:
        now = self._clock.now()
        if verdict.status == "removed":
            await self._thread.do(self._ledger.removed, delivery.id, verdict.reason, now)
        else:
            told = notices.given_up(delivery, verdict.status, verdict.reason, now)
            notice = None if outlet.is_guest else told
            give_up = self._ledger.give_up
            await self._thread.do(give_up, delivery.id, verdict.status, verdict.reason, notice=notice)
            self._troubles.news()
        outlet.failures = 0
        step("gave up", delivery, status=verdict.status, reason=verdict.reason)
        outcome(verdict.status, delivery, now, reason=verdict.reason)
        if verdict.status != "unknown":  # the network has dealt with it
            await self._troubles.works(outlet)


def _tighter(post: Post, limits: Limits) -> Limits | None:
    """What a refused post is to fit in: the server's limit where that was lowered meanwhile, else by its full count."""
    lowered = isinstance(post, Toot) and limits.characters < post.limit
    return limits if lowered else stricter(post, limits)


def _wait(outlet: Outlet, delivery: Delivery, verdict: Again) -> None:
    """The whole destination waits, to keep the order; not for ever for one post that alone makes trouble."""
    if verdict.read_back and delivery.attempts >= _PATIENT:
        outlet.held[delivery.key] = verdict.at
    else:
        outlet.resting_until = verdict.at
