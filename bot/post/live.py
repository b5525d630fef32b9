"""Whether a review's post may go out as far as its page is concerned. A network that fetched the page too early would
keep an empty preview of it.

Only a first attempt waits: not what was asked for by hand, no recap, and no digest (it tells of many pages, hours
later). The wait begins at the first look and is kept in the records, so that a process that ends doesn't prolong it.
How pages are looked at is :mod:`bot.post.page_look`'s. It sends nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.ledger.model import Status
from bot.post import notices
from bot.post.canonical import outcome, step
from bot.post.page_look import NotLive

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.format.model import Post
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.post.outlet import Outlet
    from bot.post.page_look import Pages
    from bot.post.troubles import Troubles
    from bot.settings.model import LivePolicy

log = structlog.stdlib.get_logger(__name__)
_NOT_YET = "It waits until its page is on the web: "
_HELD = "Its page is still not on the web: "


def waits_for_page(reason: str | None) -> bool:
    """Whether that is why a post waits or is held."""
    return reason is not None and reason.startswith((_NOT_YET, _HELD))


class Live:
    """Keeps posts back whose pages aren't there yet."""

    def __init__(
        self,
        pages: Pages,
        policy: LivePolicy,
        ledger: Ledger,
        thread: LedgerThread,
        clock: Clock,
        troubles: Troubles,
    ) -> None:
        self._pages, self._then = pages, policy.then
        self._ledger, self._thread, self._clock, self._troubles = ledger, thread, clock, troubles

    async def lets(self, outlet: Outlet, delivery: Delivery, post: Post) -> bool:
        """Whether it may be sent now; where not, that is recorded, and when to ask again is remembered."""
        outlet.not_live.discard(delivery.key)
        tried = delivery.first_claimed_at is not None or delivery.may_stand or delivery.status is Status.SENDING
        if delivery.kind != "review" or delivery.urgent or tried or post.address is None:
            return True
        answer = await self._pages.ask(post.address, delivery.page_asked_at)
        if answer is None:
            return True
        if isinstance(answer, NotLive):
            await self._wait(outlet, delivery, answer, post.address)
            return False
        if self._then == "post":
            log.warning("its page isn't on the web, but it goes out all the same", key=delivery.key, page=post.address)
            return True
        await self._hold(outlet, delivery, f"{_HELD}{post.address} {answer.why}.")
        return False

    async def _wait(self, outlet: Outlet, delivery: Delivery, answer: NotLive, address: str) -> None:
        outlet.unready[delivery.key] = answer.again
        outlet.not_live.add(delivery.key)
        reason = f"{_NOT_YET}{address} {answer.why}." if answer.why else f"{_NOT_YET}{address} is being asked for."
        step("put back", delivery, reason=reason)
        known = delivery.reason is not None and answer.why is None
        if delivery.page_asked_at is None or (delivery.reason != reason and not known):
            asked = self._clock.now()
            await self._thread.do(self._ledger.put_back, delivery.id, reason, delivery.ready_at, page_asked_at=asked)
            outcome("waits", delivery, self._clock.now(), reason=reason)

    async def _hold(self, outlet: Outlet, delivery: Delivery, reason: str) -> None:
        now = self._clock.now()
        told = None if outlet.is_guest else notices.given_up(delivery, "failed", reason, now)
        await self._thread.do(self._ledger.give_up, delivery.id, "failed", reason, notice=told)
        self._troubles.news()
        step("gave up", delivery, status="failed", reason=reason)
        outcome("failed", delivery, now, reason=reason)
