"""When waiting posts go out: slots, quiet hours, caps and spacing, in the owner's wall-clock time. Pure.

The timetable is worked out afresh whenever it is asked for, from what waits and what was posted: it is never stored,
so a changed configuration or a late machine needs no repair. It must not know what the posts are.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.plan.walltime import moment, wall_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.plan.model import SchedulePolicy, Waiting

_DAY = timedelta(days=1)
# Every step moves a post to another slot, past a quiet time or to another day; this many never happen.
_STEPS = 1000


# By so much the clocks of two machines that share the records may differ. What was posted later than that is no
# matter of schedule but of a clock that was wrong then, and can't hold anything up.
_SKEW = timedelta(minutes=2)
_LONGEST_HOLD = timedelta(days=60)  # nobody holds a post, or a correction, for as long as that


def timetable(
    waiting: Sequence[Waiting],
    posted: Sequence[datetime],
    now: datetime,
    policy: SchedulePolicy,
    resumed_at: datetime | None = None,
) -> dict[int, datetime]:
    """When each waiting delivery goes out: its id → moment (aware, UTC); a moment up to ``now`` means it may go now.

    Order is by ``ready_at``, then id, but what has a time of its own doesn't wait for another's slot. Without slots a
    post is due when it is ready, else at the first slot from then on. A slot that a late machine missed is due now. The
    moment at which it really goes keeps ``spacing`` to the post before it (one of ``posted``, in any order, or an
    earlier waiting one), stays out of the quiet hours and within ``max_per_day`` of the local calendar day.
    ``resumed_at``: when the destination came back; what was ready before that goes out with at least ``catch_up``
    between two. Nothing waits for ever: slots that all lie in the quiet hours count as none, and posts in the future
    (of a clock that was wrong) don't count. Of those that wait for a digest :mod:`bot.plan.digest` tells.
    """
    # In UTC throughout: Python reckons between two times of one zone by their wall clocks, DST or not.
    now = now.astimezone(UTC)
    planner = _Planner(policy, now)
    planner.enter(min(at.astimezone(UTC), now) for at in posted if at <= now + _SKEW)
    firsts = {one.delivery_id: planner.first(one) for one in waiting}
    due = sorted(waiting, key=lambda one: (firsts[one.delivery_id], one.ready_at, one.delivery_id))
    back = None if resumed_at is None else min(resumed_at, now)

    def gap(one: Waiting) -> timedelta:
        held_up = back is not None and one.ready_at < back
        return max(policy.spacing, policy.catch_up) if held_up else policy.spacing

    return {one.delivery_id: planner.place(firsts[one.delivery_id], gap(one), fixed=one.fixed) for one in due}


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


class _Planner:
    """Places posts one after the other; remembers the last one and how many fall on each local day."""

    def __init__(self, policy: SchedulePolicy, now: datetime) -> None:
        self._policy, self._now = policy, now
        self._zone = ZoneInfo(policy.timezone)
        self._slots = sorted(slot for slot in set(policy.slots) if not _within(slot, policy.quiet))
        self._last: datetime | None = None
        self._on_day: Counter[date] = Counter()

    def enter(self, times: Iterable[datetime]) -> None:
        """Count posts that went out, or will go out, at these moments."""
        for at in times:
            self._last = at if self._last is None else max(self._last, at)
            self._on_day[wall_time(at, self._zone).date()] += 1

    def first(self, one: Waiting) -> datetime:
        """Its slot, or where slots don't count for it the moment at which it is ready."""
        return self._slot_from(one.ready_at.astimezone(UTC), [] if one.fixed else self._slots)

    def place(self, first: datetime, gap: timedelta, *, fixed: bool = False) -> datetime:
        """The moment for the next post, which is entered. ``gap``: the least time to the one before it."""
        slots = [] if fixed else self._slots
        at = max(first, self._now)
        if self._last is not None:
            at = max(at, self._last + gap)
        for _ in range(_STEPS):
            later = self._moved(at, slots)
            if later is None:
                break
            at = later
        self.enter([at])
        return at

    def _moved(self, at: datetime, slots: Sequence[time]) -> datetime | None:
        """Where a post at that moment has to move to, None if it may stay."""
        wall = wall_time(at, self._zone)
        if _within(wall.time(), self._policy.quiet):
            return self._slot_from(self._end_of_quiet(at), slots)
        cap = self._policy.max_per_day
        if cap is not None and self._on_day[wall.date()] >= max(1, cap):
            midnight = datetime.combine(wall.date() + _DAY, time())
            return self._slot_from(max(moment(midnight, self._zone), at + timedelta(seconds=1)), slots)
        return None

    def _slot_from(self, at: datetime, slots: Sequence[time]) -> datetime:
        """The first slot at or after that moment; the moment itself where there are no slots."""
        if not slots:
            return at
        first = wall_time(at, self._zone).date() - _DAY
        for days in range(5):
            for slot in slots:
                there = moment(datetime.combine(first + days * _DAY, slot), self._zone)
                if there >= at:
                    return there
        return at

    def _end_of_quiet(self, at: datetime) -> datetime:
        """The first moment after ``at``, which lies in the quiet hours, at which they end."""
        _, end = self._policy.quiet or (time(), time())
        first = wall_time(at, self._zone).date()
        ends = (
            # Where clocks are put back over the end of the quiet hours, they end twice.
            moment(datetime.combine(first + days * _DAY, end), self._zone, fold=fold)
            for days in range(4)
            for fold in (0, 1)
        )
        return min((there for there in ends if there > at), default=at + _DAY)


def _within(wall: time, span: tuple[time, time] | None) -> bool:
    """Whether a wall time lies in a span, whose end is outside; a span may pass midnight, equal ends are no span."""
    if span is None:
        return False
    start, end = span
    return start <= wall < end if start <= end else wall >= start or wall < end
