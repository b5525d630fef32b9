"""Weeks in a row with a review of a challenge, and the pauses between. Pure: the day is an argument.

A week goes from Monday to Sunday (ISO 8601), so that a recap on Sunday evening tells of whole ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.challenges.progress import Progress

PAUSE = 21  # days; a shorter time without a review is no pause


@dataclass(frozen=True, slots=True)
class Streak:
    """So many weeks in a row, each with a review."""

    weeks: int  # 1 or more
    first: date  # the Monday of the first one
    last: date  # the Sunday of the last one


@dataclass(frozen=True, slots=True)
class Pause:
    """A time without any review. Both days are without one."""

    first: date
    last: date
    going_on: bool = False

    @property
    def days(self) -> int:
        """How long, both ends included."""
        return (self.last - self.first).days + 1


def weeks(challenge: Progress, today: date) -> int:
    """The weeks in a row with a review, up to that of ``today``; 0: none. Reviews of later days don't count.

    A week that isn't over breaks no streak: without a review in this one, those up to the last one count.
    """
    streaks = _streaks(entry.date for entry in challenge.entries if entry.date and entry.date <= today)
    return streaks[-1].weeks if streaks and _week(streaks[-1].last) >= _week(today) - 1 else 0


def longest(challenge: Progress) -> Streak | None:
    """The longest streak, of equal ones the latest. None: no review is dated."""
    days = (entry.date for entry in challenge.entries if entry.date)
    return max(_streaks(days), key=lambda one: (one.weeks, one.first), default=None)


def pauses(challenge: Progress, today: date, least: int = PAUSE) -> tuple[Pause, ...]:
    """The times of ``least`` days and more between two reviews, oldest first, and the one that goes on at ``today``.

    None goes on in a challenge that is finished or whose last day is over.
    """
    days = sorted({entry.date for entry in challenge.entries if entry.date and entry.date <= today})
    found = [Pause(_next(one), _before(other)) for one, other in pairwise(days) if (other - one).days > 1]
    over = challenge.finished or (challenge.deadline is not None and challenge.deadline < today)
    if days and days[-1] < today and not over:
        found.append(Pause(_next(days[-1]), today, going_on=True))
    return tuple(one for one in found if one.days >= least)


def _streaks(days: Iterable[date]) -> list[Streak]:
    """All of them, oldest first."""
    return list(_runs(sorted({_week(day) for day in days})))


def _runs(numbers: list[int]) -> Iterator[Streak]:
    start = 0
    for index, number in enumerate(numbers, 1):
        if index == len(numbers) or numbers[index] != number + 1:
            yield Streak(index - start, _monday(numbers[start]), _monday(number) + timedelta(days=6))
            start = index


def _week(day: date) -> int:
    """The week's number, counted on through the years."""
    return (day.toordinal() - 1) // 7  # 1 January of the year 1 was a Monday


def _monday(week: int) -> date:
    return date.fromordinal(week * 7 + 1)


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _before(day: date) -> date:
    return day - timedelta(days=1)
