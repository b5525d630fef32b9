"""Looks back: on each slot of a recap rule, and at each milestone, it owes what is to be told, once each.

It sends no post. Which slots are done stands in the records alone, so that any number of ticks, of processes and of
crashes comes to one post; APScheduler only wakes it in time and remembers nothing.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog

from bot.clock import rest
from bot.errors import StoreError
from bot.recaps.alarm import alarms
from bot.recaps.books import Books
from bot.recaps.feeds import feeds, look_backs, marks
from bot.recaps.milestones import Milestones
from bot.recaps.slots import Slots
from bot.recaps.telling import tell_challenges, tell_period

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence

    from bot.catalogue.store import Catalogue
    from bot.clock import Clock
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.settings.model import ChallengeRule, RecapRule, Settings

log = structlog.stdlib.get_logger(__name__)

TICK = timedelta(minutes=3)  # how often to look, whatever the alarm does (a laptop that slept, a clock that was set)


class Recapper:
    """Ticks through the recap rules. ``on_enqueued`` is called after posts became owed.

    ``challenges``: what the owner says of them. ``holds``: how long each source's new reviews wait, by its name.
    """

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
        *,
        challenges: Sequence[ChallengeRule] = (),
        holds: Mapping[str, timedelta] | None = None,
    ) -> None:
        self._feeds = feeds(rules, known_destinations)
        self._look_backs = look_backs(rules, known_destinations)
        self._books = Books(catalogue, ledger, ledger_thread, clock, zone, challenges, holds or {})
        self._slots = Slots(self._books)
        self._milestones = Milestones(self._books, self._slots, self._feeds, marks(self._feeds))
        self._on_enqueued = on_enqueued

    @classmethod
    def of(
        cls,
        settings: Settings,
        catalogue: Catalogue,
        ledger: Ledger,
        ledger_thread: LedgerThread,
        clock: Clock,
        on_enqueued: Callable[[], None],
    ) -> Recapper:
        """The one that these settings ask for, for the destinations that are among them."""
        return cls(
            settings.recaps,
            ZoneInfo(settings.site.timezone),
            catalogue,
            ledger,
            ledger_thread,
            [one.name for one in settings.destinations if not one.by_hand],
            clock,
            on_enqueued,
            challenges=settings.challenges,
            holds={source.name: source.policy.hold for source in settings.sources},
        )

    async def tick(self) -> list[str]:
        """Owe every recap that is due now, and name them (the deliveries' subjects).

        The catalogue must be complete: the first tick of a new rule takes what is there as known.
        Raises :class:`bot.errors.StoreError`; a later tick takes up where this one stopped.
        """
        owed: list[str] = []
        try:
            async for subject in self._owed():
                owed.append(subject)  # noqa: PERF401  # what is owed counts, though a later one may fail
        finally:
            if owed:
                self._on_enqueued()
        return owed

    async def run(self, catalogued: asyncio.Event | None = None) -> None:
        """Tick at the start, at every slot and every few minutes, for ever. Waits for ``catalogued`` first."""
        if catalogued is not None:
            await catalogued.wait()
        alarm = asyncio.Event()
        lines = [feed.line for feed in (*self._feeds, *self._look_backs) if feed.line is not None]
        with alarms(lines, self._books.zone, alarm.set):
            while True:
                alarm.clear()
                try:
                    await self.tick()
                except StoreError as error:
                    log.error("recaps wait a few minutes", reason=str(error))  # noqa: TRY400  # one line suffices
                except Exception:  # a defect here must keep no review from being posted
                    log.exception("recaps wait a few minutes")
                await rest(self._books.clock, TICK.total_seconds(), alarm)

    async def _owed(self) -> AsyncIterator[str]:
        """Milestones first: what one of them tells is no news to the recap of the same evening."""
        async for subject in self._milestones.owed():
            yield subject
        for feed in self._feeds:
            async for subject in tell_challenges(self._books, self._slots, feed, self._feeds):
                yield subject
        for feed in self._look_backs:
            async for subject in tell_period(self._books, self._slots, feed):
                yield subject
