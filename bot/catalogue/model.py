"""What the catalogue takes and gives, beside reviews themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from bot.review.model import Challenge, Rating, Review


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
class Suggestion:
    """One completion: ``label`` is for people ("Title (Year) ★★★½"); both are at most 100 characters."""

    review_id: str
    label: str


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
