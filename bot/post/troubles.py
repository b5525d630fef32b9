"""Destinations in trouble: paused in the records, looked at again, resumed; and what the owner is told of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.errors import DeliveryError
from bot.ledger.model import Pause
from bot.plan.model import Again, Stall
from bot.plan.retry import judge_change, was_away
from bot.post import notices

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.clock import Clock
    from bot.ledger.model import ToTell
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.post.outlet import Outlet

log = structlog.stdlib.get_logger(__name__)


class Troubles:
    """Keeps the pauses of all destinations. ``news`` is called when there is something to tell the owner."""

    def __init__(self, ledger: Ledger, thread: LedgerThread, clock: Clock, news: Callable[[], None]) -> None:
        self._ledger, self._thread, self._clock = ledger, thread, clock
        self.news = news

    async def stall(self, outlet: Outlet, verdict: Stall) -> None:
        """Nothing can be sent there: pause it, or leave it paused for longer."""
        now = self._clock.now()
        notice = None if outlet.is_guest else notices.paused(outlet.name, verdict.reason, now)
        fresh = await self._thread.do(
            self._ledger.pause, outlet.name, "trouble", verdict.reason, verdict.until, now, notice=notice
        )
        began = outlet.pause.since if outlet.pause and not fresh else now
        outlet.pause = Pause(outlet.name, began, "trouble", verdict.reason, verdict.until)
        if fresh:
            log.warning("paused", destination=outlet.name, reason=verdict.reason, look_at=verdict.until.isoformat())
            self.news()

    async def fails(self, outlet: Outlet) -> None:
        """A request didn't get through: note since when."""
        if outlet.failing_since is None:
            outlet.failing_since = self._clock.now()
            await self._thread.do(self._ledger.failing, outlet.name, outlet.failing_since)

    async def works(self, outlet: Outlet) -> None:
        """The network dealt with what was sent there: if it was in trouble, it isn't any more."""
        now = self._clock.now()
        if outlet.pause is None or outlet.pause.by != "trouble":
            await self._answers(outlet, now)
            return
        outlet.pause = outlet.failing_since = None
        if await self._thread.do(self._ledger.resume, outlet.name, now, by="trouble"):
            log.info("resumed", destination=outlet.name)
            if outlet.is_guest:
                return
            again = notices.works_again(outlet.name, now)
            await self._thread.do(self._ledger.notice, again.key, again.text, now)
            self.news()

    async def _answers(self, outlet: Outlet, now: datetime) -> None:
        """It was not paused. What a single run doesn't reach, the next may: by then it can have been away for long."""
        if outlet.failing_since is not None:
            back_at = now if was_away(outlet.failing_since, now) else None
            outlet.failing_since = None
            await self._thread.do(self._ledger.answers, outlet.name, back_at=back_at)

    async def advise(self, outlet: Outlet) -> None:
        """Tell the owner, once for each destination, what he has to do so that pictures get through."""
        advice = outlet.publisher.advice
        if advice is None or outlet.is_guest:
            return
        now = self._clock.now()
        await self._tell(notices.no_pictures(outlet.name, advice, now), now)

    async def unfinished(self, outlet: Outlet, advice: str) -> None:
        """Tell the owner, once for each destination, what he has to do so that posts get all that belongs to them."""
        if not outlet.is_guest:
            now = self._clock.now()
            await self._tell(notices.unfinished(outlet.name, advice, now), now)

    async def _tell(self, notice: ToTell, now: datetime) -> None:
        if await self._thread.do(self._ledger.notice, notice.key, notice.text, now):
            self.news()

    async def look(self, outlet: Outlet) -> None:
        """Find out whether a destination works again for which nothing waits that could be tried."""
        try:
            await outlet.publisher.mark()
        except DeliveryError as error:
            outlet.failures += 1
            verdict = judge_change(error, attempts=outlet.failures, now=self._clock.now(), paused_since=since(outlet))
            if isinstance(verdict, Stall):
                await self.stall(outlet, verdict)
                return
            if isinstance(verdict, Again):
                outlet.resting_until = verdict.at
                return
        await self.works(outlet)  # it may not show its history, but it answers


def since(outlet: Outlet) -> datetime | None:
    """Since when a destination is paused."""
    return outlet.pause.since if outlet.pause else None
