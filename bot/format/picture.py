"""Which picture a post has, and what is said of it to those who can't see it. Pure: no bytes in here.

The picture is made when the post is sent; a post goes out without it if that fails.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import regex

from bot.format.card import card_of
from bot.format.length import graphemes, units
from bot.format.model import Picture
from bot.format.parts import film
from bot.format.prose import one_line, shorten, shorten_to, tidy
from bot.format.quotation import opens_with_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.format.model import Card, FormatPolicy, Limits
    from bot.review.model import Review

ALT = 1000  # what a picture's description has at most, whatever the network takes; Discord takes 1024
_LONGEST_STEM = 60  # characters of a file's name
_LONGEST_TITLE = 200
_COUNTED = regex.compile(r"(?P<whole>★*)(?P<half>½?)☆*")


def picture_of(
    review: Review,
    policy: FormatPolicy,
    warning: str | None,
    words: str,
    quotes: Sequence[str],
    limits: Limits,
) -> Picture | None:
    """The first picture that there is, in the destination's order; None for none.

    ``words`` and ``quotes``: those that the post shows, plain and not yet escaped. Under a ``warning`` there is none
    unless the destination's rules ask for it, and then its card has no words.
    """
    if warning is not None and not policy.picture_with_warning:
        return None
    for kind in policy.pictures:
        picture = _own(review, limits) if kind == "own" else _drawn(review, policy, warning, words, quotes, limits)
        if picture is not None:
            return picture
    return None


def _own(review: Review, limits: Limits) -> Picture | None:
    image = review.image
    if image is None or not (image.file or image.url):
        return None
    # Nobody here knows what it shows: better to say so than to guess.
    alt = tidy(image.alt or "") or f"The picture that stands with the review of {_film(review)}."
    file = image.file or None
    return Picture(
        name=file_name(review.title, review.year, ""),
        alt=bounded(alt, limits),
        source=review.source if file else None,
        file=file,
        url=None if file else image.url,
    )


def _drawn(
    review: Review, policy: FormatPolicy, warning: str | None, words: str, quotes: Sequence[str], limits: Limits
) -> Picture:
    card = card_of(review, policy, words, quotes, warning=warning)
    return Picture(name=file_name(card.title, card.year, ".png"), alt=bounded(card_alt(card), limits), card=card)


def card_alt(card: Card) -> str:
    """All that the card says, in its order: "Card: The Perfection (2018). 3½ of 5 stars. Quote: “…”. …"."""
    parts = [f"Card: {film(card.title, card.year)}.", _rating(card)]
    if card.quote:
        # What begins with a mark has its own: its author is named behind them.
        told = card.quote if opens_with_mark(card.quote) else f"“{card.quote}”"
        ends = card.quote.rstrip('”"»')[-1:] in ".!?…。！？"
        parts.append(f"Quote: {told}" if ends else f"Quote: {told}.")
    parts += [_challenge(card), f"{card.site}." if card.site else ""]
    return " ".join(part for part in parts if part)


def file_name(title: str, year: int | None, ending: str) -> str:
    """A name of plain small letters, "the-perfection-2018.png"; "review.png" where the title has none.

    ``ending``: with its dot, or "" where it isn't known yet.
    """
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = "-".join(regex.findall(r"[a-z0-9]+", letters.replace("'", "")))[:_LONGEST_STEM].strip("-") or "review"
    return f"{stem}-{year}{ending}" if year is not None and year >= 0 else stem + ending


def _rating(card: Card) -> str:
    """ "3½ of 5 stars (7/10)."; a letter as "Rating: B+."; "" where there is none."""
    if not card.stars:
        return ""
    counted = _COUNTED.fullmatch(card.stars)
    if counted is None:
        return f"Rating: {card.stars}" + (f" ({card.score})." if card.score else ".")
    whole, half = len(counted["whole"]), counted["half"]
    number = f"{whole or ''}{half}" or "0"
    told = f"{number} of 5 stars"
    return f"{told}." if not card.score or card.score == f"{whole + len(half) / 2:g}/5" else f"{told} ({card.score})."


def _challenge(card: Card) -> str:
    if not card.challenge or card.position is None:
        return f"{card.challenge}." if card.challenge else ""
    if card.total is None:
        return f"{card.challenge}: number {card.position}."
    return f"{card.challenge}: {card.position} of {card.total}."


def _film(review: Review) -> str:
    return film(shorten_to(one_line(review.title), _LONGEST_TITLE), review.year)


def bounded(alt: str, limits: Limits) -> str:
    """At most ALT, and what the network takes, by the stricter of both ways of counting."""
    most = max(1, min(ALT, limits.alt))
    return shorten(alt, lambda part: max(units(part), len(graphemes(part))) <= most) or "…"
