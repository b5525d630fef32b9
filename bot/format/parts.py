"""The parts that every post about a review is made of, as plain words. Pure; no network's rules in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from bot.format.length import graphemes
from bot.format.model import Facts
from bot.format.prose import one_line, shorten_to, tidy
from bot.format.stars import drawn, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.format.model import Glyphs, Network
    from bot.review.model import Challenge, Rating, Review

_UNTITLED = "Untitled"
_QUOTE_LONGEST = 300  # longer ones are exposition
_QUOTE_BEST = range(30, 161)
_SIGNED = regex.compile(r"(.*[.!?…]|.*(?=\n))(\s+[—–-]\s*\p{Lu}[^.!?\n]{1,80})", regex.DOTALL)
_MONTHS = (
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
_SPEAKER = regex.compile(r"[–—-]|\p{Lu}[\p{L}\p{M}\p{N} .'’]{0,30}:\s")


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
    if before is None or now is None or _is_same(before, now):
        return "rewatch"
    old, new = drawn(before, glyphs), drawn(now, glyphs)
    # Scores may differ by less than the stars can show.
    return f"rewatch, was {old if old != new else told(before)}"


def _is_same(one: Rating, other: Rating) -> bool:
    labels = [rating.label.casefold() for rating in (one, other) if rating.label]
    if len(labels) == 2 and one.scale == other.scale:
        return labels[0] == labels[1]  # "A+" and "A" may be worth the same at the end of a list
    return abs(one.value * other.scale - other.value * one.scale) < 1e-9


def words(review: Review, network: Network) -> str:
    """What the post says of the film: the owner's own words for this network or for all, else the excerpt."""
    own = review.social.get(network) or review.social.get("") or ""
    return tidy(own) or tidy(review.excerpt.text)


def warning(review: Review) -> str | None:
    """What the review itself warns of, whatever a destination's rules say; None: nothing."""
    told = one_line(review.content_warning or "")
    if not review.spoilers:
        return told or None
    return f"{told}, spoilers" if told else f"Spoilers for {shorten_to(film(review.title, review.year), 60)}"


def quotes(review: Review, count: int) -> list[str]:
    """Up to ``count`` quotes, whole, those of a good length first; none where a warning stands."""
    if warning(review) is not None:
        return []
    tidied = [quote for quote in map(tidy, review.quotes) if quote and len(graphemes(quote)) <= _QUOTE_LONGEST]
    best = sorted(tidied, key=lambda quote: "\n" in quote or len(graphemes(quote)) not in _QUOTE_BEST)
    return [marked(quote) for quote in best[:count]]


def marked(quote: str) -> str:
    """The quote in quotation marks, its author outside; dialogue in lines with a dash or a speaker's name has none."""
    lines = quote.split("\n")
    if quote[0] in '"“„«‘' or all(_SPEAKER.match(line) for line in lines if line):
        return quote
    signed = _SIGNED.fullmatch(quote)
    return f"“{signed[1]}”{signed[2]}" if signed else f"“{quote}”"


def challenge_line(challenge: Challenge, *, prompt: bool = True) -> str:
    """ "Oh My Horror 2025, 23/52: LGBTQ+ Horror", with what there is."""
    line = shorten_to(one_line(challenge.name), 120)
    if challenge.position is not None:
        line += f", {challenge.position}" + (f"/{challenge.total}" if challenge.total is not None else "")
    category = one_line(challenge.prompt or "") if prompt else ""
    return f"{line}: {shorten_to(category, 120)}" if category else line


def day_of_year(day: date) -> str:
    """ "5 October"."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


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
