"""Ratings as people read them: glyphs for the eye, and always a number or a letter for everybody else. Pure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.format.model import Glyphs
    from bot.review.model import Rating

_STARS = 5
_SIGNS = {"outlined": ("★", "☆"), "emoji": ("⭐", "")}  # a whole star, and one that isn't given


def stars(value: float, scale: float, glyphs: Glyphs = "stars") -> str:
    """``value`` of ``scale`` drawn as up to five stars, to the nearest half (a middle goes up): 3.5 of 5 is ★★★½.

    Outlined, there are always five signs: ★★★½☆. Below a quarter star, 0 included, it is one hollow star, ☆.
    Values outside the scale count as its nearer end.
    """
    full, half = divmod(math.floor(_share(value, scale) * _STARS * 2 + 0.5), 2)
    sign, hollow = _SIGNS.get(glyphs, ("★", ""))
    return sign * full + "½" * half + hollow * (_STARS - full - half) or "☆"


def score(value: float, scale: float) -> str:
    """The rating in numbers, "3.5/5", with at most two decimals and no idle zeros."""
    return f"{_number(value)}/{_number(scale)}"


def told(rating: Rating) -> str:
    """The rating for those who can't see glyphs: in numbers, "3.5/5", or the letter or word that was given."""
    return rating.label or score(rating.value, rating.scale)


def drawn(rating: Rating, glyphs: Glyphs = "as written") -> str:
    """The rating alone, in a destination's glyphs: "★★★½", "★★★½☆", "⭐⭐⭐½", "3.5/5"; as written, a letter is itself.

    Letters have no numbers of their own: where numbers are asked for, the letter stands.
    """
    if glyphs == "numbers" or (glyphs == "as written" and rating.label):
        return told(rating)
    return stars(rating.value, rating.scale, glyphs)


def _share(value: float, scale: float) -> float:
    """The part of the scale that is reached, 0 to 1. Rounded, so that 0.7 × 10 is 7 and not a hair less."""
    if not (scale > 0 and math.isfinite(scale) and math.isfinite(value)):
        return 0.0
    return round(min(max(value / scale, 0.0), 1.0), 9)


def _number(value: float) -> str:
    """A number without idle zeros, in plain digits unless it is absurd."""
    return f"{round(value, 2):.7g}" if math.isfinite(value) else "?"
