"""Makes one delivery of several that wait for a digest, when its time has come. It sends nothing.

What is gathered is written down in one transaction; from then on the digest is a delivery like any other, and its
members are sent only with it. So nothing that happens before, between or after can make two posts of one review.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.format.digest import name_of
from bot.ledger.model import Owed
from bot.post.preparing import LOOK_AGAIN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.clock import Clock
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.plan.model import Gathering
    from bot.post.collecting import Collected
    from bot.post.composer import Composer
    from bot.post.outlet import Outlet

log = structlog.stdlib.get_logger(__name__)
_AT_ONCE = 60  # reviews: a site whose first run posts everything may have thousands that wait
_CHANGED = timedelta(seconds=30)  # until those are looked at again that changed under our hands


class GatheringWork:
    """Gathers, for one outlet at a time."""

    def __init__(self, composer: Composer, ledger: Ledger, thread: LedgerThread, clock: Clock) -> None:
        self._collector = composer.digests
        self._ledger, self._thread, self._clock = ledger, thread, clock

    async def gather(self, outlet: Outlet, group: Gathering, waiting: Sequence[Delivery]) -> None:
        """Do it. Afterwards none of the group is due as part of it any more. Raises ``StoreError``."""
        theirs = [one for one in waiting if one.id in group.ids][:_AT_ONCE]
        limits = await outlet.publisher.limits()
        found = await asyncio.to_thread(self._collector.collected, theirs, group.at, limits, outlet.asking)
        changed = await self._thread.do(
            enter, self._ledger, found, outlet.name, group.at, self._clock.now(), lease=outlet.lease
        )
        now, keys = self._clock.now(), {one.id: one.key for one in theirs}
        outlet.unready |= {keys[number]: now + LOOK_AGAIN for number in found.asked}
        outlet.held |= {keys[number]: now + _CHANGED for number in changed}
        log.info("gathered", destination=outlet.name, digests=[list(numbers) for numbers, _ in found.together])


def enter(
    ledger: Ledger,
    found: Collected,
    destination: str,
    at: datetime,
    now: datetime,
    *,
    lease: tuple[str, str] | None = None,
) -> list[int]:
    """Write down what was collected for a moment (``at``, aware). Returns what changed meanwhile, so it waits still."""
    ledger.for_themselves(found.apart)
    changed: list[int] = []
    for numbers, entries in found.together:
        # Its first member's number tells it from all other digests: nobody is ever in two.
        subject = f"digest {at:%Y-%m-%dT%H:%M%z} {numbers[0]}"
        owed = Owed(subject, "digest", name_of(entries), destination, at)
        if ledger.gather(numbers, owed, now, lease=lease) is None:
            changed += numbers
    return changed
