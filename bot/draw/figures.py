"""What a chart of all reviews shows, as data: numbers to draw, and the words beside them in the reader's language.

It needs no Pillow, so that whoever makes the data needn't load it.
"""

from __future__ import annotations

from dataclasses import dataclass

_MOST_TICKS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how high, what stands above it, and what it stands for."""

    count: int
    told: str  # the same in words, "1,234"
    label: str  # "3½"


@dataclass(frozen=True, slots=True)
class Decade:
    """The films of ten years. What isn't known of a year is None, and nothing is drawn for it."""

    first_year: int
    count: int
    told: str
    label: str  # "1970s"
    mean: str  # "3.6"; "" for none
    years: tuple[int | None, ...]  # ten of them


Ticks = tuple[tuple[int, str], ...]  # heights that a line shows, each with its number in words; from the lowest


@dataclass(frozen=True, slots=True)
class Ratings:
    """The panel of ratings, from the worst on."""

    heading: str
    columns: tuple[Column, ...]
    ticks: Ticks = ()

    @property
    def highest(self) -> int:
        """How high the axis has to go."""
        return max((one.count for one in self.columns), default=0)


@dataclass(frozen=True, slots=True)
class Decades:
    """The panel of the films' years, from the oldest decade on."""

    heading: str
    decades: tuple[Decade, ...]
    ticks: Ticks = ()

    @property
    def has_years(self) -> bool:
        """Whether anything is known of a single year."""
        return any(count for one in self.decades for count in one.years)

    @property
    def highest(self) -> int:
        """How high the axis has to go: the most reviews of a year, or a decade's in a usual year."""
        single = [count for one in self.decades for count in one.years if count is not None]
        return max([*single, *(-(-one.count // len(one.years)) for one in self.decades)], default=0)


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole picture. ``halves``: the mean in half stars, 0 to 10."""

    site: str
    title: str  # "1,234 reviews"
    mean: str  # "3.4/5 on average"
    halves: int
    ratings: Ratings
    decades: Decades | None = None


def ticks(most: int) -> tuple[int, ...]:
    """One to three round numbers above 0 for an axis that goes up to ``most``, the last one not above it."""
    step = 1
    while most // step > _MOST_TICKS:
        # 1, 2, 5, 10, 20, 50, …
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return tuple(range(step, most + 1, step))
