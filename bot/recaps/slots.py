"""Which slot of a recap rule is due: the last one that passed, if nobody told it, while the rule holds, not too late.

The records alone say what is done, so that it makes no difference who asks, how often, or after what.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import structlog

from bot.plan.cron import following, latest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.ledger.model import RecapStart
    from bot.plan.cron import CronLine, Slot
    from bot.recaps.books import Books
    from bot.recaps.feeds import Feed

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """A slot that is to be told now, and the day of the one that was told before it (None: it is the first)."""

    slot: Slot
    since: date | None

    @property
    def day(self) -> date:
        """The day that it tells of, in the site's zone, however late it is."""
        return self.slot.wall.date()

    @property
    def wall(self) -> str:
        """Its name in the records: later ones sort later."""
        return _text(self.slot.wall)


class Slots:
    """The slots of all rules."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._starts: dict[str, RecapStart] = {}  # what the records said once; neither changes afterwards
        self._done: dict[str, str] = {}
        self._between: dict[str, tuple[Slot, Slot | None]] = {}  # a line's slot that was the latest, and the next one

    async def due(self, feed: Feed) -> Due | None:
        """The feed's slot that is to be told. One that is too late is left out here, with a note for the owner.

        A slot counts from when the rule is known, and from when it has this time: another time in the rule brings up
        none that is past. Raises :class:`bot.errors.StoreError`.
        """
        if feed.line is None:
            return None
        starts = [await self.start(feed.key, self._books.present), await self._timed(feed, feed.line)]
        now, ledger = self._books.clock.now(), self._books.ledger  # later than a start that was recorded just now
        slot = self._latest(feed.line, now)
        # A start in the future is of a clock that was wrong.
        if slot is None or any(slot.at <= start.since <= now for start in starts):
            return None
        wall = _text(slot.wall)
        here = _text(self._books.wall())  # what was done later than this, was done while the clock was ahead
        if wall <= self._done.get(feed.slots_key, "") <= here:
            return None
        before = await self._books.thread.do(ledger.last_recap, feed.slots_key, here)
        if before is not None and before >= wall:  # by another process, or before a restart
            self._done[feed.slots_key] = before
            return None
        told = await self._books.thread.do(ledger.last_told_recap, feed.slots_key, here)
        due = Due(slot, date.fromisoformat(told[:10]) if told else None)
        if now - slot.at > feed.rule.grace:
            await self._leave_out(feed, due, now)
            return None
        return due

    async def done(self, feed: Feed, due: Due, *, told: bool) -> None:
        """All of the slot is written down. ``told``: there was something."""
        await self._record(feed, due, over=feed.key if told else None)

    async def start(self, key: str, present: Callable[[], Awaitable[list[str]]] | None = None) -> RecapStart:
        """Since when something is told, and what was there then: ``present``, which is asked at the first time only."""
        if key not in self._starts:
            there = await present() if present else []
            now, ledger = self._books.clock.now(), self._books.ledger
            self._starts[key] = await self._books.thread.do(ledger.recap_start, key, now, there)
        return self._starts[key]

    def _latest(self, line: CronLine, now: datetime) -> Slot | None:
        last, coming = self._between.get(line.text, (None, None))
        if last is not None and last.at <= now and (coming is None or now < coming.at):
            return last
        last = latest(line, self._books.zone, now)
        if last is not None:
            self._between[line.text] = last, following(line, self._books.zone, now)
        return last

    async def _timed(self, feed: Feed, line: CronLine) -> RecapStart:
        return await self.start(f"{feed.key}|{line.text}")

    async def _leave_out(self, feed: Feed, due: Due, now: datetime) -> None:
        late = int((now - due.slot.at).total_seconds() // 3600)
        log.warning("recap left out: too late", told=feed.what, destination=feed.destination, slot=due.wall, hours=late)
        call = self._books.ledger.leave_out_recap
        await self._books.thread.do(call, feed.slots_key, due.wall, feed.what, feed.destination, now)
        await self._record(feed, due, over=None)

    async def _record(self, feed: Feed, due: Due, over: str | None) -> None:
        now, call = self._books.clock.now(), self._books.ledger.record_recap
        await self._books.thread.do(call, feed.slots_key, due.wall, {}, (), (), now, over=over)
        self._done[feed.slots_key] = due.wall


def _text(wall: datetime) -> str:
    return wall.isoformat(timespec="minutes")
