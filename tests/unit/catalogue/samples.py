"""Reviews for the catalogue's tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.catalogue.model import Stamp
from bot.review.model import Challenge, Excerpt, Rating, Reading, Review


def review(title: str = "The Lighthouse Job", year: int | None = 1987, **given: Any) -> Review:
    """A review with the given values, and plain ones elsewhere. Path and id follow the title."""
    slug = "-".join(title.lower().split()) + (f"-{year}" if year is not None else "")
    values: dict[str, Any] = {
        "id": slug,
        "source": "films",
        "path": f"{slug}.md",
        "title": title,
        "year": year,
        "rating": Rating(3.5, 5),
        "excerpt": Excerpt("A heist in the fog.", "opening paragraph", ("Another sentence.",)),
        "quotes": ("Mind the lamp.\nI am minding it.",),
        "url": f"https://films.example/{slug}.html",
        "links": (("Letterboxd", "https://boxd.example/x"),),
        "challenge": Challenge("Foggy Nights 2025", 3, 31, "A lamp", "https://films.example/list"),
        "tags": ("fog", "found-at-marthas"),
        "public_tags": ("fog",),
        "badges": ("MST3K",),
        "date": date(2025, 3, 1),
        "language": "en",
        "content_warning": None,
        "spoilers": False,
        "post": True,
        "social": {"mastodon": "My own words."},
        "text": "Five thieves and one lamp. The keeper suspects everybody, the gulls suspect him.",
    }
    return Review(**(values | given))


def read(one: Review, *, mtime_ns: int = 1, content_hash: str = "a" * 64) -> tuple[Reading, Stamp]:
    """What reading that review's file gives."""
    return Reading(one.path, one, content_hash=content_hash), Stamp(mtime_ns, 100, 1, content_hash, True)
