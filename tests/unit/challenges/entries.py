"""Challenge entries for tests, in one line each."""

from __future__ import annotations

from datetime import date

from bot.catalogue.model import ChallengeEntry
from bot.review.model import Challenge, Rating

_FIRST = date(2025, 9, 1).toordinal()


def entry(
    name: str,
    position: int | None = None,
    total: int | None = 52,
    *,
    url: str | None = None,
    stars: float | None = 3.0,
    scale: float = 5.0,
    day: int | None = 0,
    title: str | None = None,
) -> ChallengeEntry:
    """One review of a challenge, ``day`` days after 1 September 2025 (None: undated)."""
    title = title or f"Film {position} of {name}"
    return ChallengeEntry(
        challenge=Challenge(name, position, total, None, url),
        review_id=f"{name}-{position}-{day}-{title}",
        title=title,
        year=1984,
        rating=None if stars is None else Rating(stars, scale),
        date=None if day is None else date.fromordinal(_FIRST + day),
        url=f"https://films.example/{position}",
    )
