"""A score out of what stands in the front matter. The scale is never guessed from a value.

A value's own scale ("7/10", "85%", "★★★½☆") comes first, then the source's letters or its scale. Stars without hollow
ones are of five, as everywhere, unless the source has a scale. Several people's scores in one table are never mixed.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.review import glyphs
from bot.review.letters import mark, typed
from bot.review.model import Rating
from bot.review.numbers import Number, read_number

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 80  # characters of a text that may be a rating
# Words that mean "no rating" wherever they stand; a source may name more.
_UNRATED = "n/a|n.a.|na|none|null|nil|no|unrated|unscored|ungraded|nr|tba|tbc|tbd|todo|pending|not rated|not yet rated"
_UNRATED += "|no rating|no score|not scored|no stars yet|without rating|-|--|–|—|?|??|???|_|.|…|/"
UNRATED = frozenset(_UNRATED.split("|"))
_VALUES = ("value", "ratingvalue", "rating", "score", "stars")
_SCALES = ("of", "scale", "max", "best", "bestrating", "outof", "out_of")
_STARS = 5.0


class RatingError(ValueError):
    """The value is no score on a known scale; the text is a sentence that says what to write."""


def read_rating(
    value: object, scale: float | None, letters: tuple[str, ...] = (), unrated: frozenset[str] = frozenset()
) -> Rating | None:
    """The score, or None for unrated (absent, null, blank, or a word for it). 0 is a score.

    ``scale`` and ``letters`` (from the worst to the best) are the source's, as are its own words for ``unrated``, in
    small letters. A table has to hold a value, and may hold its scale: ``{value: 4, of: 5}``.
    Raises RatingError with a sentence for everything else.
    """
    if isinstance(value, dict):
        value, scale = _of_table(value, scale)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise RatingError(
            f"A rating is a number; this is {_kind(value)}. Write a number, or leave it empty for unrated."
        )
    written = value.strip() if isinstance(value, str) else _digits(value)
    if (found := mark(written, letters)) is not None:
        return found
    text = typed(written)
    if text.casefold() in UNRATED or text.casefold() in unrated:
        return None
    return _measured(text, written, scale, letters)


def _measured(text: str, written: str, scale: float | None, letters: tuple[str, ...]) -> Rating:
    number = None
    if len(text) <= _LONGEST:
        number = read_number(text) or _counted(text, scale, letters)
    if number is None:
        raise RatingError(_unreadable(_short(written), letters))
    if number.of is not None and number.of <= 0:
        raise RatingError(f'"{_short(written)}" has no usable scale; write for example "7/10".')
    found = _on_scale(number.value, number.of or scale, _short(written), letters)
    best = max(len(letters) - 1.0, 1.0) if letters else scale
    return found if best is None or best == found.scale else replace(found, usual=found.value / found.scale * best)


def _counted(text: str, scale: float | None, letters: tuple[str, ...]) -> Number | None:
    """Glyphs as a number; stars are of five where the source says nothing else."""
    run = glyphs.read_run(text)
    if run is None:
        return None
    if run.of is None and run.stars and scale is None and not letters:
        return Number(run.value, _STARS)
    return Number(run.value, run.of)


def _on_scale(value: float, scale: float | None, written: str, letters: tuple[str, ...]) -> Rating:
    if scale is None and letters:
        raise RatingError(_unreadable(written, letters))
    if scale is None:
        raise RatingError(
            f'The scale of "{written}" isn\'t known; set `scale` under [source.rating], or write "{value:g}/10".'
        )
    if not 0 <= value <= scale:
        raise RatingError(f"{_as_read(value, written)} is not between 0 and {scale:g}; correct the rating.")
    return Rating(value or 0.0, scale)  # "-0" is no other score than 0


def _as_read(value: float, written: str) -> str:
    """What was written, and what it was taken for where that isn't plain to see: ``"seven", taken for 7,``."""
    is_plain = any(sign.isdigit() for sign in written)
    return written if is_plain else f'"{written}", taken for {value:g},'


def _of_table(table: Mapping[object, object], scale: float | None) -> tuple[object, float | None]:
    """The value in a table and its scale, else the source's; the table itself where it tells no value."""
    said = {str(key).casefold(): value for key, value in list(table.items())[:50]}
    value = next((said[key] for key in _VALUES if key in said), table)
    of = read_number(typed(str(next((said[key] for key in _SCALES if key in said), ""))[:_LONGEST]))
    return value, of.value if of is not None and of.of is None and of.value > 0 else scale


def _digits(value: float) -> str:
    try:
        number = float(value)
    except OverflowError:
        raise RatingError("This number is too large for a rating.") from None
    if not math.isfinite(number):
        raise RatingError(f'"{number}" is not a finite number; write a number such as 3.5.')
    return f"{number:.9f}".rstrip("0").rstrip(".")


def _unreadable(written: str, letters: tuple[str, ...]) -> str:
    if letters:
        known = _short(", ".join(letters))
        return f'"{written}" is not one of {known}; correct it, or change `letters` under [source.rating].'
    return (
        f'"{written}" is not a number; write a number such as 3.5, or "7/10" with its scale. Letters and words are '
        "named under [source.rating]: in `letters`, or in `unrated` if they mean none."
    )


def _short(text: str) -> str:
    text = " ".join(text[:200].split())
    return text if len(text) <= 40 else text[:39] + "…"


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "yes or no"
    return "a list" if isinstance(value, list) else "a table" if isinstance(value, dict) else "something else"
