"""When small reviews go out together, and which of them belong to one digest. Pure.

Like the timetable it is worked out afresh whenever it is asked for: nothing of it is stored, so another time or another
least number in the configuration needs no repair, and a clock that was wrong leaves nothing behind.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.plan.foreseen import Why
from bot.plan.hours import Hours
from bot.plan.model import Gathering
from bot.plan.schedule import explained
from bot.plan.walltime import wall_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import time

    from bot.plan.foreseen import Foreseen
    from bot.plan.model import DigestRule, SchedulePolicy, Waiting


def digest_time(ready_at: datetime, at: time, policy: SchedulePolicy) -> datetime:
    """The first moment (UTC) from ``ready_at`` (aware) on at which clocks there show ``at``: once on each open day.

    Where clocks are put forward over it, it is the moment just after; where it comes twice, the first of the two.
    """
    return Hours(replace(policy, slots=(at,), quiet=None)).slot_from(ready_at.astimezone(UTC))


def gatherings(waiting: Iterable[Waiting], rule: DigestRule | None, policy: SchedulePolicy) -> list[Gathering]:
    """Those that become digests, the earliest first. Fewer than the rule's least at one time are none."""
    if rule is None:
        return []
    together: dict[datetime, list[int]] = defaultdict(list)
    for one in sorted(waiting, key=lambda one: (one.ready_at, one.delivery_id)):
        if one.for_digest and not one.alone:
            together[digest_time(one.ready_at, rule.at, policy)].append(one.delivery_id)
    return [Gathering(at, tuple(ids)) for at, ids in sorted(together.items()) if len(ids) >= rule.least]


def foreseen(
    waiting: Sequence[Waiting],
    posted: Sequence[datetime],
    now: datetime,
    policy: SchedulePolicy,
    rule: DigestRule | None,
    resumed_at: datetime | None = None,
    groups: Sequence[Gathering] | None = None,
    filled_in: Sequence[datetime] = (),
) -> dict[int, Foreseen]:
    """When each goes out and why not sooner (:func:`bot.plan.schedule.explained`); a digest counts as one post.

    ``groups``: the digests of what waits (:func:`gatherings`), where the caller knows them already.

    Those of one digest have one time. What waits for a digest's time and goes by itself goes then, slots or not;
    quiet hours, weekdays, caps and spacing hold for everything.
    """
    groups = gatherings(waiting, rule, policy) if groups is None else groups
    first = {number: group.ids[0] for group in groups for number in group.ids}
    units = [_timed(one, policy, rule) for one in waiting if first.get(one.delivery_id) in (None, one.delivery_id)]
    times = explained(units, posted, now, policy, resumed_at, filled_in)
    return {one.delivery_id: _told(one, times[first.get(one.delivery_id, one.delivery_id)], rule) for one in waiting}


def _timed(one: Waiting, policy: SchedulePolicy, rule: DigestRule | None) -> Waiting:
    if rule is None or not one.for_digest:
        return one
    return replace(one, ready_at=digest_time(one.ready_at, rule.at, policy), fixed=True)


def _told(one: Waiting, there: Foreseen, rule: DigestRule | None) -> Foreseen:
    """What holds up a post for a digest is the digest's time, and not that it isn't ready."""
    if rule is None or not one.for_digest:
        return there
    besides = tuple(Why.DIGEST if why is Why.HOLD else why for why in there.besides)
    return replace(there, why=Why.DIGEST if there.why is Why.HOLD else there.why, besides=besides)


def is_another_day(at: datetime, now: datetime, timezone: str) -> bool:
    """Whether it is another day there by now, so that nobody would call ``at`` today."""
    zone = ZoneInfo(timezone)
    return wall_time(at, zone).date() != wall_time(now, zone).date()
