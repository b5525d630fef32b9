"""The alarm clock: APScheduler rings at each slot of the recap rules. It remembers nothing and decides nothing.

Late, doubled and missing rings do no harm: whoever is woken looks at the clock and the records.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]  # it ships no types
from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped]

from bot.plan.cron import following

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.plan.cron import CronLine


class SlotTrigger(BaseTrigger):  # type: ignore[misc]  # untyped, as above
    """Fires at our own slots: APScheduler's cron trigger rings twice in a doubled hour and refuses "fri-mon"."""

    def __init__(self, line: CronLine, zone: ZoneInfo) -> None:
        self._line, self._zone = line, zone

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The first slot after the last one, or after now (both aware); in UTC. None: there is none."""
        slot = following(self._line, self._zone, previous_fire_time or now)
        return None if slot is None else slot.at


@contextmanager
def alarms(lines: Iterable[CronLine], zone: ZoneInfo, ring: Callable[[], object]) -> Iterator[None]:
    """While inside, ``ring`` is called at each line's slots. Needs a running event loop."""
    scheduler = AsyncIOScheduler(timezone=zone)
    for line in dict.fromkeys(lines):
        scheduler.add_job(ring, SlotTrigger(line, zone), misfire_grace_time=None, coalesce=True)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
