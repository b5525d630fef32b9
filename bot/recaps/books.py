"""What recaps are made from and noted in: the index, the records, the clock, the owner's word. It decides nothing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.challenges.progress import progress
from bot.ledger.model import Owed
from bot.plan.walltime import wall_time
from bot.recaps.compute import recap_data, recap_title
from bot.recaps.feeds import handed_over

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    from bot.catalogue.store import Catalogue
    from bot.challenges.progress import Progress
    from bot.clock import Clock
    from bot.format.looking_back import LookBack, Milestone, Recap
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.recaps.feeds import Feed
    from bot.settings.model import ChallengeRule

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Books:
    """``holds``: how long a source's new reviews wait, so that a slip can be mended, by its name."""

    catalogue: Catalogue
    ledger: Ledger
    thread: LedgerThread
    clock: Clock
    zone: ZoneInfo
    rules: Sequence[ChallengeRule] = ()
    holds: Mapping[str, timedelta] = field(default_factory=dict)

    def wall(self) -> datetime:
        """What clocks show in the owner's zone (naive)."""
        return wall_time(self.clock.now(), self.zone)

    async def challenges(self) -> list[Progress]:
        """Every challenge as the index has it now."""
        return await asyncio.to_thread(lambda: progress(self.catalogue.challenge_entries(), self.rules))

    async def present(self) -> list[str]:
        """The ids of all reviews that belong to challenges."""
        return [entry.review_id for entry in await asyncio.to_thread(self.catalogue.challenge_entries)]

    async def told(self, key: str, feed: Feed, milestone: Milestone | None = None) -> frozenset[str]:
        """The ids of the reviews that were told under this key, or by rules whose challenges the feed has now."""

        def told() -> frozenset[str]:
            return self.ledger.recaps_told(key, *handed_over(feed, milestone, self.ledger.recap_keys()))

        return await self.thread.do(told)

    async def owe(
        self,
        told: Recap | LookBack,
        feed: Feed,
        key: str,
        slot: str,
        ids: Sequence[str],
        *,
        beside: Mapping[str, Sequence[str]] | None = None,
    ) -> str | None:
        """Write one recap down with its post; the delivery's subject. None: the slot has one already.

        ``ids``: the reviews that count as told under ``key``; ``beside``: those that do under other keys.
        """
        now, subject = self.clock.now(), f"recap:{key}:{slot}"
        post = Owed(subject, "recap", recap_title(told), feed.destination, ready_at=now)
        fresh = await self.thread.do(
            self.ledger.record_recap,
            key,
            slot,
            recap_data(told),
            ids,
            [post],
            now,
            beside=beside,
            apart=feed.rule.apart,
            more=True,
        )
        if fresh:
            log.info("recap waiting", delivery=subject, told=feed.what, destination=feed.destination)
        return subject if fresh else None
