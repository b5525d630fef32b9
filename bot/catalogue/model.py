"""What the catalogue takes and gives, beside reviews themselves. Plain values that know no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from bot.review.model import Challenge, Rating, Review

Part = Literal["rating", "years", "tag", "badge", "challenge"]  # of what a person looks for


class Stamp(NamedTuple):
    """How a file looked when it was read. A tuple, because tens of thousands are compared at each start.

    ``mtime_ns`` and ``ctime_ns`` are nanoseconds since 1970 as the file system has them, ``size`` is in bytes. The
    ctime tells an edit that kept size and mtime (a checkout with all times equal). ``mtime_ns`` -1 never matches a
    file: it is looked at again in every scan.
    """

    mtime_ns: int
    size: int
    ctime_ns: int
    content_hash: str  # as in Reading
    is_review: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One review found, with the part of its prose that answers the query: plain text, at most about 300 characters."""

    review: Review
    snippet: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person looks for: everything that is given must hold. Names are compared without case and accents.

    ``least`` and ``most`` are ratings as the owner's rules compare them (``Rating.measure``: on the source's scale);
    with either, unrated reviews are left out. Years are those of films, both included. ``tag`` is a public one.
    """

    text: str = ""
    least: float | None = None
    most: float | None = None
    first_year: int | None = None
    last_year: int | None = None
    tag: str | None = None
    badge: str | None = None
    challenge: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the reviews that were looked for, best first, and how many there are in all (``total`` stops counting
    at ``bot.catalogue.searching.DEEPEST``)."""

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One completion: ``label`` is for people ("Title (Year) ★★★½"), at most 100 characters.

    ``handle`` (:func:`bot.catalogue.rows.handle`) names the review in 9 characters, "#" first.
    """

    handle: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """The reviews of one year or decade of films. ``first_year`` is that year, or the decade's first."""

    first_year: int
    count: int
    mean: float | None  # of those rated in numbers, on ``Statistics.scale``; None: none is


@dataclass(frozen=True, slots=True)
class Statistics:
    """All reviews in numbers. Ratings in letters and words count as reviews, but in no mean and no histogram."""

    reviews: int
    rated: int  # in numbers
    scale: float | None  # the one that most of them use; others are converted to it
    mean: float | None
    histogram: tuple[tuple[float, int], ...]  # (rating, how many) for every half step from the worst to ``scale``
    years: tuple[Group, ...]  # of films, oldest first; groups of fewer than ten are left out
    decades: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ChallengeEntry:
    """One review's part in a challenge."""

    challenge: Challenge
    review_id: str
    title: str
    year: int | None
    rating: Rating | None
    date: date | None
    url: str | None
    post: bool = True  # False: no post may tell of it
