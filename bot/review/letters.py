"""Ratings in letters and words, by the list that the configuration gives from the worst to the best."""

from __future__ import annotations

from bot.review.model import Rating

_SHIFTS = {"+": 1 / 3, "-": -1 / 3}
_UNSEEN = {ord(sign): None for sign in "\ufe0e\ufe0f\u20e3\u200b\u2060\ufeff"}  # looks of an emoji, blanks of no width
_PLAIN = {0x2212: "-", 0x2010: "-", 0x2011: "-", 0x00A0: " ", 0x202F: " ", 0x2009: " "}
_WIDE = {number: number - 0xFEE0 for number in range(0xFF01, 0xFF5F)}  # full-width forms
_TYPED = {**_UNSEEN, **_PLAIN, **_WIDE}
_LONGEST = 80


def typed(text: str) -> str:
    """The text as a plain keyboard types it, without unseen signs, special blanks and minus signs, and wide forms."""
    return " ".join((text if text.isascii() else text.translate(_TYPED)).split())


def mark(text: str, letters: tuple[str, ...]) -> Rating | None:
    """The rating of a letter or word on the list, whatever its case; "A-" is a third below an "A" of one letter.

    ``value`` is its place on the list, from 0, never beyond its ends: an "A+" above a list that ends in "A" keeps its
    label and is worth an "A". None where the list doesn't have it.
    """
    if not letters or len(text) > _LONGEST:
        return None
    places = {typed(one).casefold(): place for place, one in reversed(list(enumerate(letters)))}
    plain, best = typed(text).casefold(), max(len(letters) - 1, 1)
    label = " ".join(text.split())
    if plain in places:
        return Rating(float(places[plain]), float(best), label)
    base, shift = plain[:-1].rstrip(), _SHIFTS.get(plain[-1:])
    if shift is not None and len(base) == 1 and base.isalpha() and base in places:
        return Rating(min(max(places[base] + shift, 0.0), float(len(letters) - 1)), float(best), label)
    return None
