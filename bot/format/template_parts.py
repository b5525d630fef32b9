"""What a template receives: the parts of a post by name, escaped for its network. Pure.

``config/toot.jinja`` tells the owner of them. Names written here stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.format import parts
from bot.format.address import address
from bot.format.prose import one_line, shorten_to
from bot.format.stars import drawn, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.format.draft import Draft
    from bot.format.model import FormatPolicy
    from bot.review.model import Challenge, Rating, Review

_LONGEST_LINE = 120  # grapheme clusters of what has no bound yet
_MOST_LINKS = 10

NAMES = frozenset({
    *("title", "year", "film", "rating", "stars", "score", "rewatch", "date", "day", "late", "words", "quote"),
    *("quotes", "challenge", "challenge_name", "position", "total", "prompt", "address", "hashtags", "hashtag_list"),
    *("badges", "badge_list", "links", "site", "warning"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Escapes:
    """How a network wants texts: ``plain`` for any, ``words`` for the draft's words with their looks."""

    plain: Callable[[str], str]
    words: Callable[[Draft], str]


def parts_for(draft: Draft, review: Review, policy: FormatPolicy, escapes: Escapes) -> dict[str, Any]:
    """Every name in ``NAMES``. What isn't there, or was given up, is ""; of lists, the empty one."""
    plain = escapes.plain
    whole = draft.film == parts.film(review.title, review.year)  # else the title had to be cut
    challenge = review.challenge if draft.challenge else None
    texts = {
        "title": parts.film(review.title, None) if whole else draft.film,
        "film": draft.film,
        "rating": draft.rating,
        **_rating(review.rating, policy),
        "rewatch": draft.rewatch,
        **_dates(review.date),
        "late": draft.late,
        "quote": "".join(draft.quotes[:1]),
        "challenge": draft.challenge_line,
        "challenge_name": _line(challenge.name) if challenge else "",
        "prompt": draft.prompt,
        "site": _line(policy.site_name),
        "warning": draft.warning or "",
    }
    badges = [plain(_line(badge)) for badge in review.badges]
    return {
        **{name: plain(text) for name, text in texts.items()},
        **_counted(challenge),
        "year": "" if review.year is None else review.year,
        "words": escapes.words(draft),
        "quotes": [plain(quote) for quote in draft.quotes],
        "address": draft.address,
        "hashtags": " ".join(draft.tags),
        "hashtag_list": list(draft.tags),
        "badges": ", ".join(badges),
        "badge_list": badges,
        "links": _links(review, plain),
    }


def _rating(rating: Rating | None, policy: FormatPolicy) -> dict[str, str]:
    if rating is None:
        return {"stars": "", "score": ""}
    return {"stars": _line(drawn(rating, policy.glyphs)), "score": _line(told(rating))}


def _dates(day: date | None) -> dict[str, str]:
    if day is None:
        return {"date": "", "day": ""}
    return {"date": day.isoformat(), "day": f"{parts.day_of_year(day)} {day.year}"}


def _counted(challenge: Challenge | None) -> dict[str, int | str]:
    position, total = (challenge.position, challenge.total) if challenge else (None, None)
    return {"position": "" if position is None else position, "total": "" if total is None else total}


def _links(review: Review, plain: Callable[[str], str]) -> list[list[str]]:
    """Pairs of label and address."""
    found = [[plain(_line(label)), address(url) or ""] for label, url in review.links]
    return [pair for pair in found if all(pair)][:_MOST_LINKS]


def _line(text: str) -> str:
    return shorten_to(one_line(text), _LONGEST_LINE)
