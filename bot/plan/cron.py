"""When a recap's cron line fires, in wall-clock time. Pure: it computes times and starts nothing.

APScheduler's trigger is asked in plain wall time (given to it as UTC), because in a zone with summer time it fires
twice in the doubled hour. The moment is worked out afterwards: just after a missing hour, once in a doubled one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]  # it ships no types

from bot.plan.walltime import moment, wall_time

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NUMBER = r"(\*|\d{1,2}(-\d{1,2})?)(/\d{1,2})?"
_FIELDS = {  # stricter than APScheduler, which reads "sun/2" as "sun"
    "minute": re.compile(_NUMBER),
    "hour": re.compile(_NUMBER),
    "day": re.compile(rf"{_NUMBER}|last"),
    "month": re.compile(rf"{_NUMBER}|({_MONTHS})(-({_MONTHS}))?"),
    "weekday": re.compile(r"\*|({0})(-({0}))?".format("|".join(_WEEKDAYS))),
}
_MINUTE = timedelta(minutes=1)
_LONGEST = timedelta(days=366 * 41)  # the longest pause of a line that fires at all: 29 Feb on one weekday, over 2100


@dataclass(frozen=True, slots=True)
class Slot:
    """One time at which a cron line fires. ``wall`` is naive local time, and names the slot; ``at`` is in UTC."""

    wall: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class CronLine:
    """A cron line of five fields, minute to weekday. Day and weekday must both fit where both are given."""

    text: str
    _fields: dict[str, str] = field(repr=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> CronLine:
        """Read a cron line. Raises ValueError with a sentence; also for a line that never fires (30 Feb)."""
        parts = text.lower().split()
        if len(parts) != len(_FIELDS):
            raise ValueError(
                f'"{text}" has {len(parts)} of the five fields of a cron line: minute hour day month weekday. '
                'Write it like "0 18 * * sun".'
            )
        for (name, pattern), part in zip(_FIELDS.items(), parts, strict=True):
            _check(text, name, pattern, part)
        names = dict(zip(("minute", "hour", "day", "month", "day_of_week"), parts, strict=True))
        line = cls(" ".join(parts), {**names, "day_of_week": _unrolled(parts[4])})
        if line.next_wall(datetime(2000, 1, 1)) is None:  # noqa: DTZ001 - wall times are naive
            raise ValueError(f'"{text}" never fires: no such day comes.')
        return line

    def next_wall(self, wall: datetime) -> datetime | None:
        """The first wall time at or after ``wall`` (both naive) at which the line fires; None: none for 40 years."""
        start = wall.replace(tzinfo=UTC)
        found: datetime | None = self._trigger(start + _LONGEST).get_next_fire_time(None, start)
        return None if found is None else found.replace(tzinfo=None)

    def _trigger(self, end: datetime) -> Any:
        """APScheduler's trigger, bounded, so that looking for the next time always ends."""
        try:
            return CronTrigger(**self._fields, timezone=UTC, end_date=end)
        except ValueError as cause:
            raise ValueError(f'"{self.text}" is no cron line: {str(cause).rstrip(".")}.') from cause


def following(line: CronLine, zone: ZoneInfo, after: datetime) -> Slot | None:
    """The first slot later than that moment (aware); None: there is none for 40 years."""
    wall = line.next_wall(wall_time(after, zone))
    while wall is not None and moment(wall, zone) <= after:  # as often as clocks were put back: an hour's minutes
        wall = line.next_wall(wall + _MINUTE)
    return None if wall is None else Slot(wall, moment(wall, zone))


def latest(line: CronLine, zone: ZoneInfo, now: datetime) -> Slot | None:
    """The last slot up to that moment (aware); None: there was none for 40 years."""
    low = wall_time(now, zone) - _LONGEST
    if not _fires_by(line, zone, low, now):
        return None
    steps_low, steps_high = 0, (_LONGEST + timedelta(days=2)) // _MINUTE
    while steps_high - steps_low > 1:  # "fires between x and now" is true up to some x, then false
        middle = (steps_low + steps_high) // 2
        if _fires_by(line, zone, low + middle * _MINUTE, now):
            steps_low = middle
        else:
            steps_high = middle
    wall = line.next_wall(low + steps_low * _MINUTE)
    return None if wall is None else Slot(wall, moment(wall, zone))


def _fires_by(line: CronLine, zone: ZoneInfo, start: datetime, now: datetime) -> bool:
    """Whether the line fires from wall time ``start`` on and up to the moment ``now``."""
    wall = line.next_wall(start)
    return wall is not None and moment(wall, zone) <= now


def _check(text: str, name: str, pattern: re.Pattern[str], part: str) -> None:
    """Raise a sentence if a field isn't written as that field may be."""
    if name == "weekday" and re.search(r"\d", part):
        raise ValueError(
            f'"{text}": weekdays are written by name (sun, mon, tue, wed, thu, fri, sat), not "{part}", '
            "because programs disagree about which day is 0."
        )
    bad = next((piece for piece in part.split(",") if not pattern.fullmatch(piece)), None)
    if bad is not None:
        allowed = {"weekday": "sun, mon-fri or *", "month": "1-12, jan-dec or *", "day": "1-31, last or *"}
        raise ValueError(
            f'"{text}": "{bad}" is no {name}; write {allowed.get(name, "numbers like 0, 0,30, 9-17, */15 or *")}.'
        )


def _unrolled(weekdays: str) -> str:
    """Weekday ranges as lists: APScheduler knows no week that passes Sunday (fri-mon)."""
    days: list[str] = []
    for piece in weekdays.split(","):
        first, dash, last = piece.partition("-")
        if not dash:
            days.append(piece)
            continue
        start = _WEEKDAYS.index(first)
        span = (_WEEKDAYS.index(last) - start) % 7
        days += [_WEEKDAYS[(start + step) % 7] for step in range(span + 1)]
    return ",".join(days)
