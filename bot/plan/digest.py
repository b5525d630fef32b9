"""When small reviews go out together, and which of them belong to one digest. Pure.

Like the timetable it is worked out afresh whenever it is asked for: nothing of it is stored, so another time or another
least number in the configuration needs no repair, and a clock that was wrong leaves nothing behind.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.plan.model import Gathering
from bot.plan.schedule import timetable
from bot.plan.walltime import moment, wall_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import time

    from bot.plan.model import DigestRule, SchedulePolicy, Waiting

_DAY = timedelta(days=1)


def digest_time(ready_at: datetime, at: time, timezone: str) -> datetime:
    """The first moment (UTC) from ``ready_at`` (aware) on at which clocks there show ``at``: once on every day.

    Where clocks are put forward over it, it is the moment just after; where it comes twice, the first of the two.
    """
    zone = ZoneInfo(timezone)
    first = wall_time(ready_at, zone).date() - _DAY
    times = (moment(datetime.combine(first + days * _DAY, at), zone) for days in range(4))
    return next(there for there in times if there >= ready_at)


def gatherings(waiting: Iterable[Waiting], rule: DigestRule | None, timezone: str) -> list[Gathering]:
    """Those that become digests, the earliest first. Fewer than the rule's least at one time are none."""
    if rule is None:
        return []
    together: dict[datetime, list[int]] = defaultdict(list)
    for one in sorted(waiting, key=lambda one: (one.ready_at, one.delivery_id)):
        if one.for_digest and not one.alone:
            together[digest_time(one.ready_at.astimezone(UTC), rule.at, timezone)].append(one.delivery_id)
    return [Gathering(at, tuple(ids)) for at, ids in sorted(together.items()) if len(ids) >= rule.least]


def planned(
    waiting: Sequence[Waiting],
    posted: Sequence[datetime],
    now: datetime,
    policy: SchedulePolicy,
    rule: DigestRule | None,
    resumed_at: datetime | None = None,
    groups: Sequence[Gathering] | None = None,
) -> dict[int, datetime]:
    """The timetable (:func:`bot.plan.schedule.timetable`) with digests in it: each counts as one post.

    ``groups``: the digests of what waits (:func:`gatherings`), where the caller knows them already.

    Those of one digest have one time. What waits for a digest's time and goes by itself goes then, slots or not;
    quiet hours, caps and spacing hold for everything.
    """
    groups = gatherings(waiting, rule, policy.timezone) if groups is None else groups
    first = {number: group.ids[0] for group in groups for number in group.ids}
    units = [_timed(one, policy, rule) for one in waiting if first.get(one.delivery_id) in (None, one.delivery_id)]
    times = timetable(units, posted, now, policy, resumed_at)
    return {one.delivery_id: times[first.get(one.delivery_id, one.delivery_id)] for one in waiting}


def _timed(one: Waiting, policy: SchedulePolicy, rule: DigestRule | None) -> Waiting:
    if rule is None or not one.for_digest:
        return one
    return replace(one, ready_at=digest_time(one.ready_at.astimezone(UTC), rule.at, policy.timezone), fixed=True)


def is_another_day(at: datetime, now: datetime, timezone: str) -> bool:
    """Whether it is another day there by now, so that nobody would call ``at`` today."""
    zone = ZoneInfo(timezone)
    return wall_time(at, zone).date() != wall_time(now, zone).date()
