"""What a review's card says. Pure; ``bot.draw`` draws it, and nothing that isn't said here gets on it.

A card is for everybody: what a reader is warned of is not on it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import regex

from bot.format.length import graphemes
from bot.format.model import Card
from bot.format.parts import film
from bot.format.prose import one_line, shorten, shorten_to, tidy
from bot.format.quotation import unmarked
from bot.format.stars import drawn, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.format.model import FormatPolicy
    from bot.review.model import Rating, Review

_LONGEST_QUOTE = 140  # as wide as so many letters; a sign of East Asia counts twice
_LONGEST_NAME = 120
_OWN_LINE = regex.compile(r"[–—-]\s|\p{Lu}[\p{L}\p{M}\p{N} .'’]{0,30}:\s")
_BY = regex.compile(r"\n(?=[—–―-]\s*\p{Lu}[^\n]{1,60}\Z)")  # a name on its own line
_WHOLE = regex.compile(r"""[.!?…。！？]["'”’»)\]」』]*\Z""")


def card_of(
    review: Review, policy: FormatPolicy, words: str, quotes: Sequence[str], *, warning: str | None = None
) -> Card:
    """The review's card. ``words`` and ``quotes``: those that the post shows, plain and not yet escaped.

    Under a ``warning`` only title, year, rating and challenge are on it.
    """
    rating, challenge = review.rating, review.challenge
    has_numbers = rating is not None and not rating.label
    return Card(
        title=film(review.title, None),
        year=review.year,
        stars=_stars(rating, policy),
        score=told(rating) if rating is not None and has_numbers else "",
        quote="" if warning is not None else _quote(words, quotes),
        challenge=shorten_to(one_line(challenge.name), _LONGEST_NAME) if challenge else "",
        position=challenge.position if challenge else None,
        total=challenge.total if challenge else None,
        site=shorten_to(one_line(policy.site_name), _LONGEST_NAME),
        theme=policy.card_theme,
    )


def _stars(rating: Rating | None, policy: FormatPolicy) -> str:
    """Five signs, "★★★½☆", as a card has room for them; a letter where the post shows it too."""
    if rating is None:
        return ""
    if policy.glyphs == "as written" and rating.label:
        return one_line(rating.label)
    return drawn(rating, "outlined")


def _quote(words: str, quotes: Sequence[str]) -> str:
    """The first quote that fits whole; else the first sentences of the words, whole; else nothing.

    Speakers' lines stay where they are: dialogue is not for a card.
    """
    for quote in quotes:
        plain = unmarked(_BY.sub(" ", tidy(quote)))
        if plain and "\n" not in plain and not _OWN_LINE.match(plain) and _fits(plain):
            return plain
    plain = _saying(words) or one_line(words)
    if "://" in plain:
        return ""  # an address can't be followed on a picture
    if not plain or _fits(plain):
        return plain
    cut = shorten(plain, _fits)
    return cut if _WHOLE.search(cut) and plain.startswith(cut) else ""


def _saying(words: str) -> str:
    """Of words that are sayings in quotation marks, one in a line: the first, whose marks the card draws; else ""."""
    first = tidy(words).partition("\n")[0].removeprefix("•").strip()
    said = unmarked(first)
    return said if said != first and _fits(said) else ""


def _fits(text: str) -> bool:
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(graphemes(text)) + wide <= _LONGEST_QUOTE
