"""Looks back: on each slot of a recap rule it tells what is new in a challenge, once per slot and destination.

It owes posts, it never sends one. Which slots are done stands in the records alone, so that any number of ticks, of
processes and of crashes comes to one post; APScheduler only wakes it in time and remembers nothing.
"""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.challenges.grouping import spelling
from bot.challenges.progress import progress
from bot.errors import StoreError
from bot.ledger.model import Owed
from bot.plan.cron import latest
from bot.plan.walltime import wall_time
from bot.recaps.alarm import alarms
from bot.recaps.compute import recap_data, recap_of, recap_title
from bot.recaps.feeds import EVERY, feeds, told_by
from bot.recaps.news import news

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.catalogue.store import Catalogue
    from bot.clock import Clock
    from bot.format.looking_back import Recap
    from bot.ledger.model import RecapStart
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.plan.cron import Slot
    from bot.recaps.feeds import Feed
    from bot.settings.model import RecapRule

log = structlog.stdlib.get_logger(__name__)

TICK = timedelta(minutes=3)  # how often to look, whatever the alarm does (a laptop that slept, a clock that was set)
# A slot missed by more than this is let go; its reviews are told at the next one. Longer than a day, because some run
# the bot once a day only, at an hour of their own.
LATEST = timedelta(hours=36)


class Recapper:
    """Ticks through the recap rules. ``on_enqueued`` is called after posts became owed."""

    def __init__(
        self,
        rules: Sequence[RecapRule],
        zone: ZoneInfo,
        catalogue: Catalogue,
        ledger: Ledger,
        ledger_thread: LedgerThread,
        known_destinations: Collection[str],
        clock: Clock,
        on_enqueued: Callable[[], None] = lambda: None,
    ) -> None:
        self._feeds = feeds(rules, known_destinations)
        self._zone, self._clock = zone, clock
        self._catalogue, self._ledger, self._thread = catalogue, ledger, ledger_thread
        self._on_enqueued = on_enqueued
        self._starts: dict[str, RecapStart] = {}  # what the records said once; neither changes afterwards
        self._done: dict[str, str] = {}

    async def tick(self) -> list[str]:
        """Owe every recap that is due now, and name them (the deliveries' subjects).

        The catalogue must be complete: the first tick of a new rule takes what is there as known.
        Raises :class:`bot.errors.StoreError`; a later tick takes up where this one stopped.
        """
        owed: list[str] = []
        try:
            for feed in self._feeds:
                await self._look(feed, owed)
        finally:
            if owed:
                self._on_enqueued()
        return owed

    async def run(self, catalogued: asyncio.Event | None = None) -> None:
        """Tick at the start, at every slot and every few minutes, for ever. Waits for ``catalogued`` first."""
        if catalogued is not None:
            await catalogued.wait()
        alarm = asyncio.Event()
        with alarms((feed.line for feed in self._feeds), self._zone, alarm.set):
            while True:
                alarm.clear()
                try:
                    await self.tick()
                except StoreError as error:
                    log.error("recaps wait a few minutes", reason=str(error))  # noqa: TRY400  # one line suffices
                except Exception:  # a defect here must keep no review from being posted
                    log.exception("recaps wait a few minutes")
                await self._rest(alarm)

    async def _look(self, feed: Feed, owed: list[str]) -> None:
        now = self._clock.now()
        start = await self._start(feed)
        slot = latest(feed.line, self._zone, now)
        if slot is None or slot.at <= start.since <= now:  # a start in the future is of a clock that was wrong
            return
        wall = _wall(slot)
        here = _text(wall_time(now, self._zone))  # what was done later than this, was done while the clock was ahead
        if wall <= self._done.get(feed.key, "") <= here:
            return
        before = await self._thread.do(self._ledger.last_recap, feed.slots_key, here)
        if before is not None and before >= wall:  # by another process, or before a restart
            self._done[feed.key] = before
            return
        if now - slot.at > LATEST:
            log.warning("recap left out, more than 36 h late", **_words(feed), slot=wall)
        else:
            await self._tell(feed, slot, start, before, owed)
        await self._thread.do(self._ledger.record_recap, feed.slots_key, wall, {}, (), (), now)
        self._done[feed.key] = wall

    async def _tell(self, feed: Feed, slot: Slot, start: RecapStart, before: str | None, owed: list[str]) -> None:
        told = await self._thread.do(self._ledger.recaps_told, feed.key)
        since = date.fromisoformat(before[:10]) if before else None
        recaps = await asyncio.to_thread(self._compute, feed, told | start.known, since, slot.wall.date())
        if not recaps:
            log.info("nothing new for a recap", **_words(feed), slot=_wall(slot))
        for recap in recaps:
            await self._owe(feed, recap, slot, owed)

    def _compute(self, feed: Feed, heard: frozenset[str], since: date | None, until: date) -> list[Recap]:
        challenges = progress(self._catalogue.challenge_entries())
        told = ((one, news(self._catalogue, one, heard)) for one in told_by(feed, challenges, self._feeds))
        recaps = [recap_of(one, new, since=since, until=until, others=challenges) for one, new in told if new]
        return [recap for recap in recaps if recap.entries]  # what is dated later waits for a later slot

    async def _owe(self, feed: Feed, recap: Recap, slot: Slot, owed: list[str]) -> None:
        now = self._clock.now()
        # "*" tells several challenges at one time: each has its own row of the slot.
        key = f"{_wall(slot)} {spelling(recap.challenge)}" if feed.challenge == EVERY else _wall(slot)
        subject = f"recap:{feed.key}:{key}"
        post = Owed(subject, "recap", recap_title(recap), feed.destination, ready_at=now)
        ids = [entry.review_id for entry in recap.entries]
        if await self._thread.do(self._ledger.record_recap, feed.key, key, recap_data(recap), ids, [post], now):
            owed.append(subject)
            log.info("recap waiting", delivery=subject, challenge=recap.challenge, entries=len(ids))

    async def _start(self, feed: Feed) -> RecapStart:
        if feed.key not in self._starts:
            present = [entry.review_id for entry in await asyncio.to_thread(self._catalogue.challenge_entries)]
            self._starts[feed.key] = await self._thread.do(
                self._ledger.recap_start, feed.key, self._clock.now(), present
            )
        return self._starts[feed.key]

    async def _rest(self, alarm: asyncio.Event) -> None:
        waits = [asyncio.ensure_future(alarm.wait()), asyncio.ensure_future(self._clock.sleep(TICK.total_seconds()))]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)


def _words(feed: Feed) -> dict[str, str]:
    return {"challenge": "all" if feed.challenge == EVERY else feed.challenge, "destination": feed.destination}


def _wall(slot: Slot) -> str:
    return _text(slot.wall)


def _text(wall: datetime) -> str:
    return wall.isoformat(timespec="minutes")
