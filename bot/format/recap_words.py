"""What a recap says, line by line, escaped for its network. Pure; which lines go into which post is not told here.

A line that a recap has nothing for is "". Gaps, doubles and slips are the owner's alone: none of them is told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.format import parts
from bot.format.naming import number_of
from bot.format.prose import one_line, shorten_to
from bot.format.stars import score
from bot.review.model import Rating

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.format.looking_back import Before, Pace, Recap, RecapEntry
    from bot.format.model import Glyphs

_CELLS = 10
_NAME, _FILM = 80, 50  # grapheme clusters
_WEEK = 7  # days: where fewer are left, "so many a week" says nothing


def headline(recap: Recap) -> str:
    """ "Oh My Horror 2025: 23 of 52"; at a milestone what was reached. Not escaped."""
    count = f"{recap.done} of {recap.total}" if recap.total else f"{recap.done} so far"
    if recap.milestone == "finished":
        return f"{name(recap)} is finished: {count}"
    return f"Half-way through {name(recap)}: {count}" if recap.milestone else f"{name(recap)}: {count}"


def name(recap: Recap) -> str:
    """The challenge's name on one line of 80 characters at most. Not escaped."""
    return shorten_to(one_line(recap.challenge), _NAME)


def names(recap: Recap) -> list[str]:
    """All names that the recap may show: of films and of challenges. Not escaped."""
    films = [film(entry) for entry in (*recap.entries, *recap.best, *recap.worst)]
    return [name(recap), *films, *([recap.before.name] if recap.before else [])]


def bar(done: int, total: int | None) -> str:
    """ "▰▰▰▰▱▱▱▱▱▱ 44%"; nothing where the challenge has no number to reach."""
    if not total or total < 0:
        return ""
    share = min(max(done / total, 0.0), 1.0)
    filled = int(share * _CELLS)
    return "▰" * filled + "▱" * (_CELLS - filled) + f" {int(share * 100)}%"


def pace(recap: Recap) -> str:
    """ "2 behind schedule: needs 1.2 a week until 31 December, at this rate done on 12 January 2026"."""
    if recap.finished:
        return "" if recap.milestone == "finished" else "Finished"
    told, until = recap.pace, date.fromisoformat(recap.until)
    if told is None:
        return ""
    deadline = _day(told.deadline, until)
    if told.days_left <= 0:
        return f"The last day was {deadline}" + (f": {-told.ahead} short" if told.ahead < 0 else "")
    left = max((recap.total or 0) - recap.done, 0)
    todo = [*_needs(told, left, deadline), *_projected(told, until)]
    return _schedule(told.ahead) + (f": {', '.join(todo)}" if todo else "")


def _schedule(ahead: int) -> str:
    if ahead == 0:
        return "On schedule"
    return f"{ahead} ahead of schedule" if ahead > 0 else f"{-ahead} behind schedule"


def _needs(told: Pace, left: int, deadline: str) -> list[str]:
    if told.days_left < _WEEK and left:
        return [f"{left} to go in {number_of(told.days_left, 'day')}"]
    if told.per_week is None:
        return [f"the last day is {deadline}"]
    return [f"needs {max(round(told.per_week, 1), 0.1):g} a week until {deadline}"]


def _projected(told: Pace, until: date) -> list[str]:
    if told.projected is None or told.days_left < _WEEK:
        return []
    return [f"at this rate done on {_day(told.projected, until)}"]


def since(recap: Recap) -> str:
    """ "since 5 October", with its year where the recap is of another; "so far" for the first."""
    return f"since {_day(recap.since, date.fromisoformat(recap.until))}" if recap.since else "so far"


def extreme(word: str, entries: Sequence[RecapEntry], entry: Callable[[RecapEntry, str], str]) -> str:
    """ "Best: The Perfection (2018) and 2 more ★★★★★ (5/5)"; two are both named, as they are rated alike.

    ``entry`` writes one, with words behind its name.
    """
    if not entries:
        return ""
    first, *others = entries
    more = (
        "" if not others else entry(replace(others[0], rating=None), "") if len(others) == 1 else f"{len(others)} more"
    )
    return f"{word}: {entry(first, f' and {more}' if more else '')}"


def mean(recap: Recap) -> str:
    """ "On average 3.4/5"."""
    return f"On average {score(round(recap.mean, 1), recap.scale)}" if recap.mean is not None and recap.scale else ""


def streak(recap: Recap) -> str:
    """ "5 weeks in a row"; one week is no row."""
    return f"{recap.streak} weeks in a row" if recap.streak > 1 else ""


def before(told: Before | None, scale: float | None, escape: Callable[[str], str]) -> str:
    """ "At this point, Oh My Horror 2024 was at 19, 3.1/5 on average"."""
    if told is None:
        return ""
    stood = "finished" if told.finished else f"at {told.done}"
    average = f", {score(round(told.mean, 1), scale)} on average" if told.mean is not None and scale else ""
    return f"At this point, {escape(shorten_to(one_line(told.name), _FILM))} was {stood}{average}"


def film(entry: RecapEntry, most: int = _NAME) -> str:
    """ "The Perfection (2018)", not escaped."""
    return shorten_to(parts.film(entry.title, entry.year), most)


def rated(entry: RecapEntry, glyphs: Glyphs) -> str:
    """ "★★★½ (3.5/5)", not escaped; "" for no rating."""
    return parts.rated(Rating(*entry.rating, entry.label), glyphs) or "" if entry.rating else ""


def _day(told: str, until: date) -> str:
    day = date.fromisoformat(told)
    return parts.day_of_year(day) + (f" {day.year}" if day.year != until.year else "")
