"""Why a post goes out when it does, in words for people. What the reasons are is ``bot.plan``'s; nothing is decided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.format.naming import number_of
from bot.plan.foreseen import Why

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.plan.foreseen import Foreseen
    from bot.plan.model import SchedulePolicy

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FAR = timedelta(days=300)  # from so far on the year is told
_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


def because(seen: Foreseen, policy: SchedulePolicy, now: datetime, pace: int | None = None) -> str:
    """All its reasons as the rest of a sentence: "next slot; at most 6 a day, and today's are gone".

    ``pace``: of an old review that is filled in, in seconds.
    """
    whys = (seen.why, *seen.besides)
    ordered = sorted(whys, key=lambda why: why is not Why.SLOT)  # the slot first: the others tell why that one
    zone = ZoneInfo(policy.timezone)
    return "; ".join(_in_words(why, seen, policy, now.astimezone(zone).date(), pace) for why in ordered)


def when(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    """A moment by the clock of a zone: "Sun 24 Nov 09:00"; with the year where that is far away."""
    there = at.astimezone(zone)
    return f"{day_of(there.date(), now.astimezone(zone).date())} {there:%H:%M}"


def day_of(day: date, today: date) -> str:
    """A day for people: "Sun 24 Nov"; with the year where that is far away."""
    year = f" {day.year}" if abs(day - today) > _FAR else ""
    return f"{DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def lasting(span: timedelta) -> str:
    """A duration for people, in whole units: "15 minutes", "90 minutes", "1 day"."""
    seconds = max(1, round(span.total_seconds()))
    size, unit = next((size, unit) for size, unit in _UNITS if seconds % size == 0)
    return number_of(seconds // size, unit)


def paced(pace: timedelta) -> str:
    """How often one goes: "one a day", "one every 12 hours"."""
    told = lasting(pace)
    return f"one a {told[2:]}" if told.startswith("1 ") and told != "1 hour" else f"one every {told.removeprefix('1 ')}"


def _in_words(why: Why, seen: Foreseen, policy: SchedulePolicy, today: date, pace: int | None) -> str:
    if why is Why.CAP:
        full = "today's are gone" if seen.full in (None, today) else f"those of {_day(seen.full, today)} are taken"
        return f"at most {policy.max_per_day} a day, and {full}"
    if why is Why.WEEKDAY:
        return "only on " + ", ".join(DAYS[day] for day in sorted(policy.weekdays))
    if why is Why.SPACING:
        return f"{lasting(policy.spacing)} between two posts"
    if why is Why.CATCH_UP:
        return f"after the break, {lasting(policy.catch_up)} between two posts"
    if why is Why.QUIET and policy.quiet is not None:
        return f"quiet until {policy.quiet[1]:%H:%M}"
    if why is Why.PACE and pace:
        return f"an old review, {paced(timedelta(seconds=pace))}"
    return _PLAIN[why]


def _day(day: date | None, today: date) -> str:
    return day_of(day or today, today)


_PLAIN = {
    Why.NOW: "nothing holds it up",
    Why.HOLD: "its hold is over then",
    Why.SLOT: "next slot",
    Why.QUIET: "after the quiet hours",
    Why.DIGEST: "the digest's time",
    Why.PACE: "an old review",
    Why.NEW_FIRST: "new reviews go first",
    Why.BY_HAND: "asked for by hand",
    Why.RETRY: "it is tried again then",
    Why.NOT_LIVE: "its page is not on the web yet",
    Why.PAUSED: "paused until then",
}
