"""All reviews in numbers: how they are rated, and how the films of each year and decade are. Tells no opinion."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.catalogue.model import Group, Statistics

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from bot.review.model import Rating

FEWEST = 10  # reviews in a group; the mean of fewer says more about chance
_FINE = 10  # the largest scale that has half steps; a larger one is cut into twenty
_Row = tuple[int | None, float | None, float | None, int]  # year, value, scale, how many


@dataclass(frozen=True, slots=True)
class Rated:
    """Some ratings in numbers, as :class:`Statistics` has those of all reviews; none where there are none."""

    scale: float | None
    mean: float | None
    histogram: tuple[tuple[float, int], ...]


def rated(ratings: Iterable[Rating]) -> Rated:
    """What these ratings come to. Letters and words have no numbers, and don't count."""
    rows = [(None, one.value, one.scale, 1) for one in ratings if one.label is None and one.scale > 0]
    scale = _commonest_scale(rows)
    if scale is None:
        return Rated(None, None, ())
    numbers = [(value / of * scale, count) for _, value, of, count in rows]
    return Rated(scale, _mean(numbers), _histogram(numbers, scale))


def statistics(connection: sqlite3.Connection) -> Statistics:
    """Everything counted. Takes some milliseconds per ten thousand reviews."""
    rows = [
        (year, *_numbers(score), count)
        for year, score, count in connection.execute(
            "SELECT year, score, count(*) FROM review INDEXED BY review_by_date GROUP BY year, score"
        )
    ]
    scale = _commonest_scale(rows)
    given = [(value / of * scale, count) for _, value, of, count in rows if value is not None and of and scale]
    return Statistics(
        reviews=sum(count for *_, count in rows),
        rated=sum(count for _, count in given),
        scale=scale,
        mean=_mean(given),
        histogram=_histogram(given, scale) if scale else (),
        years=_groups(rows, scale, 1),
        decades=_groups(rows, scale, 10),
    )


def _numbers(score: str) -> tuple[float | None, float | None]:
    value, _, scale = score.partition("/")
    return (float(value), float(scale)) if scale else (None, None)


def _commonest_scale(rows: Iterable[_Row]) -> float | None:
    counted: Counter[float] = Counter()
    for _, _, scale, count in rows:
        if scale:
            counted[scale] += count
    return max(counted, key=lambda one: (counted[one], one)) if counted else None


def _mean(rated: list[tuple[float, int]]) -> float | None:
    count = sum(number for _, number in rated)
    return math.fsum(value * number for value, number in rated) / count if count else None


def _histogram(rated: list[tuple[float, int]], scale: float) -> tuple[tuple[float, int], ...]:
    step = 0.5 if scale <= _FINE else scale / 20
    counted: Counter[int] = Counter()
    for value, count in rated:
        counted[math.floor(value / step + 0.5)] += count
    first = 0 if counted[0] else 1
    return tuple((place * step, counted[place]) for place in range(first, math.floor(scale / step + 0.5) + 1))


def _groups(rows: list[_Row], scale: float | None, span: int) -> tuple[Group, ...]:
    counted: Counter[int] = Counter()
    rated: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for year, value, of, count in rows:
        if year is None:
            continue
        first = year - year % span
        counted[first] += count
        if value is not None and of and scale:
            rated[first].append((value / of * scale, count))
    kept = sorted(first for first, count in counted.items() if count >= FEWEST)
    return tuple(Group(first, counted[first], _mean(rated[first])) for first in kept)
