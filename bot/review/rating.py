"""A score out of what stands in the front matter. The scale is never guessed from a value."""

from __future__ import annotations

import math
import re

from bot.review.model import Rating

_NUMBER = r"[+-]?(?:\d{1,9}(?:[.,]\d{1,9})?|[.,]\d{1,9})"
_PLAIN = re.compile(rf"{_NUMBER}\Z")
_OF = re.compile(rf"({_NUMBER})\s*(?:/|of|out of)\s*({_NUMBER})\Z", re.IGNORECASE)


class RatingError(ValueError):
    """The value is no score on a known scale; the text is a sentence that says what to write."""


def read_rating(value: object, scale: float | None) -> Rating | None:
    """The score, or None for unrated (absent, null, blank). ``scale``: the source's, None if it has none.

    Raises RatingError with a sentence for everything else; 0 is a score.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise RatingError(
            f"A rating is a number; this is {_kind(value)}. Write a number, or leave it empty for unrated."
        )
    if isinstance(value, str):
        number, own = _from_text(value.strip())
        return _on_scale(number, own or scale, value.strip())
    try:
        number = float(value)
    except OverflowError:
        raise RatingError("This number is too large for a rating.") from None
    return _on_scale(number, scale, f"{number:g}")


def _from_text(text: str) -> tuple[float, float | None]:
    if _PLAIN.match(text):
        return _number(text), None
    if match := _OF.match(text):
        own = _number(match[2])
        if own <= 0:
            raise RatingError(f'"{text}" has no usable scale; write for example "7/10".')
        return _number(match[1]), own
    raise RatingError(f'"{_short(text)}" is not a number; write a number such as 3.5, or "7/10" with its scale.')


def _on_scale(value: float, scale: float | None, written: str) -> Rating:
    if not math.isfinite(value):
        raise RatingError(f'"{_short(written)}" is not a finite number; write a number such as 3.5.')
    if scale is None:
        raise RatingError(
            f'The scale of "{_short(written)}" isn\'t known; set `scale` under [source.rating], '
            f'or write "{value:g}/10".'
        )
    if not 0 <= value <= scale:
        raise RatingError(f"{_short(written)} is not between 0 and {scale:g}; correct the rating.")
    return Rating(value, scale)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "yes or no"
    return "a list" if isinstance(value, list) else "a table" if isinstance(value, dict) else "something else"
