"""What a schedule's rules say about each other: times at which nothing could go, posts that would always be late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.plan.hours import longest_rest, within

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import time

    from bot.settings.schema import ScheduleTable
    from bot.settings.tables import Tables

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)


def problems(tables: Tables) -> Iterator[str]:
    """A sentence for each contradiction."""
    yield from _schedule("discord.follow.schedule", tables.discord.follow.schedule)
    for one in tables.destinations:
        where = f'destination "{one.name}"'
        yield from _schedule(f"{where}.schedule", one.schedule)
        if one.digest is not None and within(one.digest.at, one.schedule.quiet):
            at = _told(one.digest.at)
            yield f"{where}.digest.at: {at} lies in the quiet hours {_quiet(one.schedule)}; change one of them"


def _schedule(where: str, times: ScheduleTable) -> Iterator[str]:
    silent = [_told(slot) for slot in sorted(set(times.slots)) if within(slot, times.quiet)]
    if silent:
        lie = "lies" if len(silent) == 1 else "lie"
        yield f"{where}.slots: {', '.join(silent)} {lie} in the quiet hours {_quiet(times)}; change one of them"
    rest = longest_rest({_DAYS.index(day) for day in times.weekdays}) * _DAY
    if times.late == "skip" and rest and times.late_after <= rest:
        days = ", ".join(times.weekdays)
        yield (
            f"{where}.late_after: with weekdays {days} a post may have to wait {rest.days + 1} days, and would be "
            f'skipped as late; allowed is a duration of more than "{rest.days}d"'
        )


def _quiet(times: ScheduleTable) -> str:
    return "-".join(_told(end) for end in times.quiet or ())


def _told(wall: time) -> str:
    return f"{wall:%H:%M}"
