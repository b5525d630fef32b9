"""Challenges for tests, as they stand: out of numbers and days, without the ways in which reviews are put together."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.challenges.progress import Progress, progress
from tests.unit.challenges.entries import entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.catalogue.model import ChallengeEntry

FIRST = date(2025, 9, 1)  # a Monday; day 0 of `entry`


def day(number: int) -> date:
    """So many days after 1 September 2025."""
    return FIRST + timedelta(days=number)


def standing(
    entries: Iterable[ChallengeEntry],
    *,
    total: int | None = 52,
    start: int | None = 0,
    deadline: int | None = None,
    series: str = "",
    name: str = "Owls",
) -> Progress:
    """The challenge of these reviews. ``start`` and ``deadline`` are days after 1 September 2025."""
    ordered = sorted(entries, key=lambda one: one.date or date.min)
    return Progress(
        name=name,
        done=len({one.challenge.position for one in ordered} - {None}) or len(ordered),
        total=total,
        mean=None,
        scale=None,
        url=None,
        entries=tuple(ordered),
        start=None if start is None else day(start),
        deadline=None if deadline is None else day(deadline),
        series=series,
    )


def counted(numbers: Iterable[int], total: int | None = 52, *, every: int = 7) -> list[ChallengeEntry]:
    """Reviews of these numbers, one every so many days."""
    return [entry("Owls", number, total, day=place * every) for place, number in enumerate(numbers)]


def rated(*stars: float | None) -> Progress:
    """A challenge with reviews so rated, numbered from 1, a day apart."""
    [one] = progress(entry("Owls", number, stars=given, day=number) for number, given in enumerate(stars, 1))
    return one
