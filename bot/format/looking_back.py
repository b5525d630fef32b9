"""What looking back tells, as data: a challenge's recap, a month's, a year's, a day's, and a challenge's picture.

All of it is kept as JSON, with a recap's slot or a post's words, so old rows must stay readable: what is new has a
default.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Milestone = Literal["half-way", "finished"]
Told = Literal["challenge", "month", "year", "on this day"]


@dataclass(frozen=True, slots=True)
class RecapEntry:
    """One review in a recap."""

    review_id: str
    title: str
    year: int | None
    rating: tuple[float, float] | None  # (value, scale); None: unrated
    position: int | None
    prompt: str | None
    url: str | None
    label: str | None = None  # the rating as a letter or word, where it is one
    date: str | None = None  # ISO date of the review, where something depends on it


@dataclass(frozen=True, slots=True)
class RecapCell:
    """One number of a challenge. ``number``: 1 to its total, each once."""

    number: int
    state: Literal["rated", "unrated", "open", "missing"]  # "missing": passed over; "open": not reached yet
    stars: float | None = None  # 0.0 to 5.0, where it is rated (letters and words by their place on their scale)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a challenge goes, held against a real last day. Days are ISO dates in the site's zone."""

    deadline: str
    days_left: int  # today included; 0: it is over
    expected: int  # of the total, by the end of today, if it went evenly
    ahead: int  # done less expected; below 0: behind
    per_week: float | None  # that are needed from now on; None: nothing is left, or no day
    projected: str | None  # the day it would be finished, going on as so far; None: can't be told


@dataclass(frozen=True, slots=True)
class Before:
    """The edition before, where it stood as many days after its start."""

    name: str
    done: int
    mean: float | None  # on the same scale as the present one's
    finished: bool  # it was, by then


@dataclass(frozen=True, slots=True)
class Recap:
    """What a recap tells. Computed by ``bot.recaps``; frozen with its slot, so it must stay JSON-able.

    What has a default wasn't kept by the first version: old rows have none of it.
    """

    challenge: str
    done: int  # distinct positions reached
    total: int | None
    entries: tuple[RecapEntry, ...]  # new since the last recap, oldest first
    mean: float | None  # of all reviews of the challenge that are rated in numbers, on ``scale``
    scale: float | None
    url: str | None  # the challenge's list
    since: str | None  # ISO date of the last recap in the site's zone, None for the first
    until: str  # ISO date of this recap's slot in the site's zone
    milestone: Milestone | None = None  # the recap is posted because of this
    finished: bool = False
    best: tuple[RecapEntry, ...] = ()  # of all its reviews, the newest first; none where fewer than three are rated
    worst: tuple[RecapEntry, ...] = ()  # never one that is among the best
    pace: Pace | None = None  # None: there is no real last day
    streak: int = 0  # weeks in a row, up to this one, with a review
    before: Before | None = None
    cells: tuple[RecapCell, ...] = ()  # none where it isn't known how many there are, or they are too many to show
    picture: bool = False  # it is to have one


@dataclass(frozen=True, slots=True)
class Changed:
    """A film that was reviewed again and is rated otherwise now. Both are (value, scale)."""

    entry: RecapEntry  # the newer review
    before: tuple[float, float]
    before_label: str | None = None


@dataclass(frozen=True, slots=True)
class LookBack:
    """What a month, a year, or a day in earlier years brought. Frozen with its slot, as :class:`Recap` is."""

    tell: Literal["month", "year", "on this day"]
    period: str  # "2025-09", "2025", or the day, "2025-09-14", in the site's zone
    until: str  # ISO date of its last day
    reviews: int
    entries: tuple[RecapEntry, ...]  # "month", "year": the best, at most ten; "on this day": all, the oldest first
    mean: float | None = None  # on ``scale``
    scale: float | None = None
    histogram: tuple[tuple[float, int], ...] = ()  # (rating, how many), each step of the scale, from the lowest
    changed: tuple[Changed, ...] = ()
    challenges: tuple[tuple[str, int], ...] = ()  # (name, reviews), the most first
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """The picture of a challenge: one cell for each number. All words are ready to be drawn; "" leaves one out."""

    title: str  # the challenge
    count: str  # "44/52"
    cells: tuple[RecapCell, ...]  # 1 to 400 of them
    site: str
    today: int | None = None  # the number where one should be by now
    today_told: str = ""  # "on schedule"
    best: str = ""  # "Best: The Perfection ★★★★★"; the last word, up to a blank, is the rating
    worst: str = ""
    mean: str = ""  # "3.4/5 on average"
    theme: Literal["light", "dark"] = "light"


def thawed(data: Mapping[str, Any]) -> Recap | LookBack:
    """What was frozen with a slot. Old rows lack fields, and those of a newer Matinee have some that are unknown here.

    Raises ``KeyError`` or ``TypeError`` for what is neither.
    """
    return _look_back(data) if "tell" in data else _recap(data)


def _recap(data: Mapping[str, Any]) -> Recap:
    pace, before = data.get("pace"), data.get("before")
    given = {
        **_known(Recap, data),
        "entries": _entries(data["entries"]),
        "best": _entries(data.get("best", ())),
        "worst": _entries(data.get("worst", ())),
        "pace": Pace(**_known(Pace, pace)) if pace else None,
        "before": Before(**_known(Before, before)) if before else None,
        "cells": tuple(RecapCell(**_known(RecapCell, cell)) for cell in data.get("cells", ())),
    }
    return Recap(**given)


def _look_back(data: Mapping[str, Any]) -> LookBack:
    given = {
        **_known(LookBack, data),
        "entries": _entries(data["entries"]),
        "histogram": _pairs(data.get("histogram", ())),
        "changed": tuple(_changed(one) for one in data.get("changed", ())),
        "challenges": _pairs(data.get("challenges", ())),
    }
    return LookBack(**given)


def _entries(rows: Iterable[Mapping[str, Any]]) -> tuple[RecapEntry, ...]:
    return tuple(_entry(row) for row in rows)


def _entry(data: Mapping[str, Any]) -> RecapEntry:
    rating = data["rating"]
    return RecapEntry(**{**_known(RecapEntry, data), "rating": tuple(rating) if rating else None})


def _changed(data: Mapping[str, Any]) -> Changed:
    return Changed(_entry(data["entry"]), tuple(data["before"]), data.get("before_label"))


def _pairs(rows: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    return tuple(tuple(row) for row in rows)


def _known(kind: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(kind)}
    return {name: value for name, value in data.items() if name in names}
