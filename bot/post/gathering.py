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
        await self._record(outlet, group.at, theirs, found)

    async def _record(self, outlet: Outlet, at: datetime, theirs: Sequence[Delivery], found: Collected) -> None:
        keys = {one.id: one.key for one in theirs}
        if found.apart:
            await self._thread.do(self._ledger.for_themselves, found.apart)
        for number in found.asked:
            outlet.unready[keys[number]] = self._clock.now() + LOOK_AGAIN
        for numbers, entries in found.together:
            owed = digest_owed(outlet.name, at, numbers[0], name_of(entries))
            now = self._clock.now()
            made = await self._thread.do(self._ledger.gather, numbers, owed, now, lease=outlet.lease)
            if made is None:
                outlet.held |= {keys[number]: now + _CHANGED for number in numbers}
            else:
                log.info("gathered", key=made.key, destination=made.destination, subject=made.subject, of=len(numbers))


def digest_owed(destination: str, at: datetime, first: int, title: str) -> Owed:
    """The digest of a moment (aware). ``first``: the number of its first member, which is in no other one."""
    return Owed(f"digest {at:%Y-%m-%dT%H:%M%z} {first}", "digest", title, destination, at)
