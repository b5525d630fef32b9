"""Finding each waiting post its moment, one after the other. Pure; which comes first is :mod:`bot.plan.schedule`'s."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from dataclasses import replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from bot.plan.foreseen import Foreseen, Why
from bot.plan.hours import Hours
from bot.plan.walltime import wall_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, time

    from bot.plan.model import SchedulePolicy, Waiting

_DAY = timedelta(days=1)
# Every step moves a post to another slot, past a quiet time, past another post or to another day; this many never
# happen.
_STEPS = 1000
_TOLERANCE = timedelta(hours=1)  # with slots: what went a little after one slot may take the one that is a pace later


class Planner:
    """Places posts; remembers the last one, when all of them go, and how many fall on each local day."""

    def __init__(self, policy: SchedulePolicy, hours: Hours, now: datetime) -> None:
        self._policy, self._hours, self._now = policy, hours, now
        self._cap = None if policy.max_per_day is None else max(1, policy.max_per_day)
        self._own: dict[time, Hours] = {}  # of old reviews, where there are no slots
        self._last: datetime | None = None  # of those that aren't filled in, and of what was posted
        self._before: Foreseen | None = None  # the one that goes last of those that were placed
        self._last_old: datetime | None = None
        self._times: list[datetime] = []  # sorted
        self._on_day: Counter[date] = Counter()
        self._old_on_day: Counter[date] = Counter()

    def enter(self, posted: Iterable[datetime], old: Iterable[datetime]) -> None:
        """Count what was posted. ``old``: when old reviews were filled in; those of the last days are in both."""
        for at in posted:
            self._enter(at)
        for at in old:
            self._enter_old(at)

    def first(self, one: Waiting) -> Foreseen:
        """Its slot, or where slots don't count for it the moment at which it is ready."""
        at = one.ready_at.astimezone(UTC)
        ready = Foreseen(at, Why.HOLD if at > self._now else Why.NOW)
        return _at_slot(ready, at, None if one.fixed else self._hours, Why.SLOT)

    def place(self, first: Foreseen, gap: timedelta, *, fixed: bool = False) -> Foreseen:
        """The moment for the next post, which is entered. ``gap``: the least time to the one before it."""
        hours = None if fixed else self._hours
        there = self._behind(self._from_now(first), gap)
        for _ in range(_STEPS):
            later = self._past_closed(there, hours) or self._past_full(there, hours)
            if later is None:
                break
            there = later
        self._enter(there.at)
        if there.at == self._last:
            self._before = there
        return self._told(there, fixed=fixed)

    def fill_in(self, one: Waiting, first: Foreseen, behind: timedelta, before: timedelta) -> Foreseen:
        """The moment for an old review, between the others, which keep theirs. To be asked when those are placed.

        It keeps the gap ``behind`` to the post before it, and leaves the gap ``before`` to the one after it.
        """
        hours = None if one.fixed else self._hours_of(one)
        there = self._from_now(first)
        if self._last_old is not None and one.pace is not None:
            there = _at_slot(there, self._after_pace(self._last_old, one.pace), hours, Why.PACE)
        for _ in range(_STEPS):
            later = (
                self._past_closed(there, hours)
                or self._past_full(there, hours, old=True)
                or self._past_others(there, behind, before)
            )
            if later is None:
                break
            there = later
        self._enter_old(there.at)
        self._on_day[self._hours.day(there.at)] += 1
        insort(self._times, there.at)
        return self._told(there, fixed=one.fixed)

    def _hours_of(self, one: Waiting) -> Hours:
        """Without slots a pace of days has one of its own: the time of day at which the old reviews were asked for."""
        if self._hours.slots or one.pace is None or one.pace % _DAY:
            return self._hours
        wall = wall_time(one.ready_at, self._hours.zone).time().replace(second=0, microsecond=0)
        if wall not in self._own:
            self._own[wall] = Hours(replace(self._policy, slots=(wall,)))
        return self._own[wall]

    def _enter(self, at: datetime) -> None:
        self._last = at if self._last is None else max(self._last, at)
        self._on_day[self._hours.day(at)] += 1
        insort(self._times, at)

    def _enter_old(self, at: datetime) -> None:
        self._last_old = at if self._last_old is None else max(self._last_old, at)
        self._old_on_day[self._hours.day(at)] += 1

    def _from_now(self, first: Foreseen) -> Foreseen:
        return first if first.at > self._now else Foreseen(self._now, Why.NOW)

    def _behind(self, there: Foreseen, gap: timedelta) -> Foreseen:
        """Not before the post that was placed before it; where nothing need lie between, for the same reason."""
        if self._last is None or self._last + gap <= there.at:
            return there
        if not gap and self._before is not None:
            return self._before
        return there.not_before(self._last + gap, Why.CATCH_UP if gap > self._policy.spacing else Why.SPACING)

    def _past_closed(self, there: Foreseen, hours: Hours | None) -> Foreseen | None:
        """Past quiet hours and other weekdays, to one of these slots; None: it lies in none."""
        found = self._hours.closed(there.at)
        return None if found is None else _at_slot(there, found[1], hours, found[0])

    def _past_full(self, there: Foreseen, hours: Hours | None, *, old: bool = False) -> Foreseen | None:
        """To another day, where there is no place left on its own; None: there is."""
        day = self._hours.day(there.at)
        if self._has_place(day, old=old):
            return None
        later = _at_slot(there, self._hours.next_day(there.at), hours, Why.CAP)
        return later if there.full else replace(later, full=day)

    def _has_place(self, day: date, *, old: bool) -> bool:
        if self._cap is None:
            return True
        kept = 1 if old and self._cap > 1 and self._on_day[day] == self._old_on_day[day] else 0
        return self._on_day[day] + kept < self._cap

    def _past_others(self, there: Foreseen, behind: timedelta, before: timedelta) -> Foreseen | None:
        """Past the posts to which it would be too near; None: to none."""
        place = bisect_right(self._times, there.at - behind)
        if place == len(self._times):
            return None
        other = self._times[place]
        if other > there.at and other >= there.at + before:
            return None
        return there.not_before(other + behind, Why.SPACING if other <= self._now else Why.NEW_FIRST)

    def _after_pace(self, last: datetime, pace: timedelta) -> datetime:
        """When the next old review may go. A pace of days counts calendar days, so that no delay adds to the next."""
        if pace % _DAY:
            return last + pace - (min(pace / 4, _TOLERANCE) if self._hours.slots else timedelta(0))
        return self._hours.next_day(last, pace // _DAY)

    def _told(self, there: Foreseen, *, fixed: bool) -> Foreseen:
        """With the word that it goes at a slot, where another rule moved it there."""
        named = Why.SLOT in (there.why, *there.besides)
        if there.why is Why.NOW or named or fixed or not self._hours.is_slot(there.at):
            return there
        return replace(there, besides=(Why.SLOT, *there.besides))


def _at_slot(there: Foreseen, at: datetime, hours: Hours | None, why: Why) -> Foreseen:
    """Not before ``at``, and at a slot of these hours, if any."""
    if hours is None:
        return there.not_before(at, why)
    return there.not_before(hours.slot_from(at, any_day=True), why).not_before(hours.slot_from(at), Why.WEEKDAY)
