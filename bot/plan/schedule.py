"""When waiting posts go out: slots, quiet hours, weekdays, caps and spacing, in the owner's wall-clock time. Pure.

The timetable is worked out afresh whenever it is asked for, from what waits and what was posted: it is never stored,
so a changed configuration or a late machine needs no repair. It must not know what the posts are.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from bot.plan.hours import Hours
from bot.plan.placing import Planner

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.plan.foreseen import Foreseen
    from bot.plan.model import SchedulePolicy, Waiting

_DAY = timedelta(days=1)
# By so much the clocks of two machines that share the records may differ. What was posted later than that is no
# matter of schedule but of a clock that was wrong then, and can't hold anything up.
_SKEW = timedelta(minutes=2)
_LONGEST_HOLD = timedelta(days=60)  # nobody holds a post, or a correction, for as long as that


def explained(
    waiting: Sequence[Waiting],
    posted: Sequence[datetime],
    now: datetime,
    policy: SchedulePolicy,
    resumed_at: datetime | None = None,
    filled_in: Sequence[datetime] = (),
) -> dict[int, Foreseen]:
    """The timetable: when each waiting delivery goes out and why not sooner, its id → what is foreseen.

    Moments are aware, in UTC; one up to ``now`` means that it may go now.

    Order is by ``ready_at``, then id, but what has a time of its own doesn't wait for another's slot. Without slots a
    post is due when it is ready, else at the first slot from then on. A slot that a late machine missed is due now. The
    moment at which it really goes keeps ``spacing`` to the post before it (one of ``posted``, in any order, or an
    earlier waiting one), stays out of the quiet hours and other weekdays, and within ``max_per_day`` of the local
    calendar day. ``resumed_at``: when the destination came back; what was ready before that goes out with at least
    ``catch_up`` between two. Nothing waits for ever: slots that all lie in the quiet hours count as none, and posts in
    the future (of a clock that was wrong) don't count. Of those that wait for a digest :mod:`bot.plan.digest` tells.

    What has a ``pace`` (old reviews that are filled in) moves none of the others: it goes into the gaps between them,
    and leaves a place for another one on a day on which no new review goes, unless there is but one. ``filled_in``:
    when such ones went out, as far back as the longest pace reaches; each is among ``posted`` too if that goes so far.
    """
    # In UTC throughout: Python reckons between two times of one zone by their wall clocks, DST or not.
    now = now.astimezone(UTC)
    planner = Planner(policy, Hours(policy), now)
    planner.enter(_believed(posted, now), _believed(filled_in, now))
    back = None if resumed_at is None else min(resumed_at, now)
    gaps = {one.delivery_id: policy.spacing for one in waiting}
    if back is not None:
        held_up = max(policy.spacing, policy.catch_up)
        gaps |= {one.delivery_id: held_up for one in waiting if one.ready_at < back}
    firsts = {one.delivery_id: planner.first(one) for one in waiting}
    due = sorted(waiting, key=lambda one: (firsts[one.delivery_id].at, one.ready_at, one.delivery_id))
    found = {
        one.delivery_id: planner.place(firsts[one.delivery_id], gaps[one.delivery_id], fixed=one.fixed)
        for one in due
        if one.pace is None
    }
    old = sorted((one for one in waiting if one.pace is not None), key=lambda one: (one.ready_at, one.delivery_id))
    widest = max(gaps.values(), default=policy.spacing)
    return found | {
        one.delivery_id: planner.fill_in(one, firsts[one.delivery_id], gaps[one.delivery_id], widest) for one in old
    }


def _believed(times: Sequence[datetime], now: datetime) -> list[datetime]:
    """Without what a wrong clock says; in UTC, not after ``now``."""
    return [min(at.astimezone(UTC), now) for at in times if at <= now + _SKEW]


def look_back(policy: SchedulePolicy) -> timedelta:
    """How far back a destination's posts matter to its timetable: a calendar day in any zone, and the longest gap."""
    return 2 * _DAY + max(policy.spacing, policy.catch_up)


def is_late(ready_at: datetime, now: datetime, policy: SchedulePolicy) -> bool:
    """Whether a post has waited longer than the owner finds good: ``policy.late`` says what becomes of it then."""
    return policy.late_after is not None and now - ready_at > policy.late_after


def set_right(ready_at: datetime, created_at: datetime, now: datetime) -> datetime | None:
    """Another ``ready_at`` for what was entered while the clock was ahead; None: it is right as it is.

    Whatever was entered in the future counts as entered now: it keeps its hold. To be recorded, once; it then lies
    before ``created_at``, by which it is known to be right. What was entered before, but is ready in a far future, was
    retried or hurried while the clock was ahead: it is ready now.
    """
    if created_at <= now and ready_at - now > _LONGEST_HOLD:
        return now
    if created_at <= now or ready_at < created_at:
        return None
    return now + (ready_at - created_at)
