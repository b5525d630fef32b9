"""The parts that every post about a review is made of, as plain words. Pure; no network's rules in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.format.length import graphemes
from bot.format.model import Facts
from bot.format.prose import one_line, shorten_to, tidy
from bot.format.quotation import marked
from bot.format.stars import drawn, told
from bot.format.swearing import chosen_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.format.model import FormatPolicy, Glyphs
    from bot.review.model import Challenge, Rating, Review

_UNTITLED = "Untitled"
_QUOTE_LONGEST = 300  # longer ones are exposition
_QUOTE_BEST = range(30, 161)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def film(title: str, year: int | None) -> str:
    """ "The Perfection (2018)"."""
    name = one_line(title) or _UNTITLED
    return name if year is None else f"{name} ({year})"


def rated(rating: Rating | None, glyphs: Glyphs = "as written") -> str | None:
    """ "★★★½ (3.5/5)", "B+" or "3.5/5", by the destination's glyphs; None for no rating.

    Not yet escaped: a letter or word is the owner's, like any other text.
    """
    if rating is None:
        return None
    sign, number = drawn(rating, glyphs), told(rating)
    return sign if sign == number else f"{sign} ({number})"


def rewatch(review: Review, glyphs: Glyphs = "as written") -> str | None:
    """ "rewatch, was ★★★" where the last rating was another, else "rewatch"; None for a first review."""
    if not review.previous:
        return None
    before = next((one.rating for one in review.previous if one.rating is not None), None)
    now = review.rating
    if before is None or now is None or same_rating(before, now):
        return "rewatch"
    old, new = drawn(before, glyphs), drawn(now, glyphs)
    # Scores may differ by less than the stars can show.
    return f"rewatch, was {old if old != new else told(before)}"


def same_rating(one: Rating, other: Rating) -> bool:
    """Whether both say the same, whatever their scales."""
    labels = [rating.label.casefold() for rating in (one, other) if rating.label]
    if len(labels) == 2 and one.scale == other.scale:
        return labels[0] == labels[1]  # "A+" and "A" may be worth the same at the end of a list
    return abs(one.value * other.scale - other.value * one.scale) < 1e-9


def quotes(review: Review, policy: FormatPolicy, count: int) -> list[str]:
    """Up to ``count`` quotes in their marks, whole, those of a good length first."""
    tidied = [quote for quote in map(tidy, chosen_quotes(review, policy)) if quote]
    short = [quote for quote in tidied if len(graphemes(quote)) <= _QUOTE_LONGEST]
    best = sorted(short, key=lambda quote: "\n" in quote or len(graphemes(quote)) not in _QUOTE_BEST)
    return [marked(quote, review.language or policy.language) for quote in best[:count]]


def challenge_line(challenge: Challenge) -> str:
    """ "Oh My Horror 2025, 23/52", with what there is; "Birth Years, no. 18" where there is no number to reach."""
    line = shorten_to(one_line(challenge.name), 120)
    if challenge.position is None:
        return line
    if challenge.total is None:
        return f"{line}, no. {challenge.position}"
    return f"{line}, {challenge.position}/{challenge.total}"


def day_of_year(day: date) -> str:
    """ "5 October"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def reviewed_on(day: date) -> str:
    """ "Reviewed on 3 October 2025": the line of a post that comes late."""
    return f"Reviewed on {day_of_year(day)} {day.year}"


def facts(review: Review, told: Iterable[str], warning: str | None, address: str | None, dated: date | None) -> Facts:
    """What a post says of its review. ``told``: the words and quotes that it shows, where there are any."""
    return Facts(
        title=one_line(review.title) or _UNTITLED,
        year=review.year,
        stars=rated(review.rating) or "",
        address=address or None,
        warning=warning,
        words=tuple(text for text in told if text),
        dated=dated is not None,
    )


def joined(blocks: Sequence[str]) -> str:
    """The blocks that there are, with an empty line between them."""
    return "\n\n".join(block for block in blocks if block)
