"""When posts may go by the wall clock alone: slots, quiet hours and weekdays, in the owner's zone. Pure.

Days are the zone's calendar days, whatever their length. How many posts go, and how far apart, is no matter of it.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.plan.foreseen import Why
from bot.plan.walltime import moment, wall_time

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from bot.plan.model import SchedulePolicy

_DAY = timedelta(days=1)
# The next day on which posts may go is within a week, or in the week after where a zone left a whole day out.
_FARTHEST = 16


class Hours:
    """One policy's slots, quiet hours and weekdays. Slots in the quiet hours count for nothing."""

    def __init__(self, policy: SchedulePolicy) -> None:
        self._quiet, self._weekdays = policy.quiet, policy.weekdays
        self.zone = ZoneInfo(policy.timezone)
        self.slots = sorted(slot for slot in set(policy.slots) if not within(slot, policy.quiet))

    def day(self, at: datetime) -> date:
        """The calendar day there at that moment (aware)."""
        return wall_time(at, self.zone).date()

    def next_day(self, at: datetime, days: int = 1) -> datetime:
        """The moment at which so many calendar days later begin; always after ``at``."""
        midnight = datetime.combine(self.day(at) + days * _DAY, time())
        return max(moment(midnight, self.zone), at + timedelta(seconds=1))

    def at_clock(self, day: date, wall: time) -> datetime:
        """The moment (UTC) at which clocks show ``wall`` on that day."""
        return moment(datetime.combine(day, wall), self.zone)

    def is_slot(self, at: datetime) -> bool:
        """Whether a slot is at exactly that moment."""
        return bool(self.slots) and self.slot_from(at) == at

    def slot_from(self, at: datetime, *, any_day: bool = False) -> datetime:
        """The first slot at or after that moment; ``at`` itself where none are set.

        On a day on which posts may go, or on ``any_day``.
        """
        if not self.slots:
            return at
        first = self.day(at) - _DAY
        for days in range(_FARTHEST):
            for slot in self.slots:
                there = self.at_clock(first + days * _DAY, slot)
                if there >= at and (any_day or self._is_open(there)):
                    return there
        return at

    def closed(self, at: datetime) -> tuple[Why, datetime] | None:
        """Why no post may go at that moment, and the first one after it at which that ends. None: it may."""
        if not self._is_open(at):
            return Why.WEEKDAY, self._next_open_day(at)
        if within(wall_time(at, self.zone).time(), self._quiet):
            return Why.QUIET, self._end_of_quiet(at)
        return None

    def _is_open(self, at: datetime) -> bool:
        return not self._weekdays or self.day(at).weekday() in self._weekdays

    def _next_open_day(self, at: datetime) -> datetime:
        starts = (self.next_day(at, days) for days in range(1, _FARTHEST))
        return next((there for there in starts if self._is_open(there)), at + _DAY)

    def _end_of_quiet(self, at: datetime) -> datetime:
        """The first moment after ``at``, which lies in the quiet hours, at which they end."""
        _, end = self._quiet or (time(), time())
        first = self.day(at)
        ends = (
            # Where clocks are put back over the end of the quiet hours, they end twice.
            moment(datetime.combine(first + days * _DAY, end), self.zone, fold=fold)
            for days in range(4)
            for fold in (0, 1)
        )
        return min((there for there in ends if there > at), default=at + _DAY)


def within(wall: time, span: tuple[time, time] | None) -> bool:
    """Whether a wall time lies in a span, whose end is outside; a span may pass midnight, equal ends are no span."""
    if span is None:
        return False
    start, end = span
    return start <= wall < end if start <= end else wall >= start or wall < end


def longest_rest(weekdays: Collection[int]) -> int:
    """How many days pass at most from the end of a day on which posts may go to the next one; 0: none."""
    days = sorted(set(weekdays)) or list(range(7))
    return max(((later - day - 1) % 7 for day, later in zip(days, [*days[1:], days[0]], strict=True)), default=0)
