"""Charts for draw's tests."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.draw.figures import Chart, Column, Decade, Decades, Ratings, ticks
from tests.unit.draw.made import SCRIPTS, WORDS


def lines(most: int) -> tuple[tuple[int, str], ...]:
    return tuple((count, f"{count:,}") for count in ticks(most))


def ratings(*counts: int, labels: tuple[str, ...] | None = None, heading: str = "Ratings, out of 5") -> Ratings:
    labels = labels or tuple(f"{place // 2 or ''}{'½' * (place % 2)}" for place in range(1, len(counts) + 1))
    columns = tuple(Column(count, f"{count:,}", label) for count, label in zip(counts, labels, strict=True))
    return Ratings(heading, columns, lines(max(counts)))


def decade(first: int, count: int, *years: int | None, mean: str = "3.4") -> Decade:
    known = years + (None,) * (10 - len(years))
    return Decade(first, count, f"{count:,}" if count else "", f"{first}s", mean if count else "", known)


def decades(*of: Decade) -> Decades:
    heading = "Years of the films, with each decade’s mean and reviews"
    return Decades(heading, of, lines(Decades("", of).highest))


USUAL = ratings(1, 4, 22, 79, 188, 295, 307, 212, 97, 30)
CHART = Chart(
    "Late Reels",
    "1,235 reviews",
    "3.4/5 on average",
    7,
    USUAL,
    decades(decade(1970, 88, 12, None, 14), decade(1980, 0), decade(1990, 159, 10, 24, 11)),
)
HUGE = Chart(
    "Late Reels",
    "25,000 reviews",
    "6.8/10 on average",
    7,
    ratings(*(200 * number for number in range(1, 21))),
    decades(*(decade(first, 1234, *range(98, 198, 10)) for first in range(1890, 2030, 10))),
)

_COUNTS = st.integers(0, 30) | st.integers(0, 2_000_000)
_RATINGS = st.lists(_COUNTS, min_size=1, max_size=21).map(lambda counts: ratings(*counts))
_DECADE = st.builds(
    lambda first, count, years, mean: decade(first * 10, count, *years, mean=mean),
    st.integers(180, 210),
    _COUNTS,
    st.lists(st.none() | st.integers(10, 9999), max_size=10),
    st.sampled_from(["", "3", "3.4", "10", "99.9"]),
)
_TEXTS = WORDS | st.sampled_from([SCRIPTS["japanese"], SCRIPTS["korean"], ""])
CHARTS = st.builds(
    Chart,
    _TEXTS,
    _TEXTS,
    _TEXTS,
    st.integers(-1, 12),
    _RATINGS,
    st.none() | st.lists(_DECADE, min_size=1, max_size=16).map(lambda found: decades(*found)),
)
