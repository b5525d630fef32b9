"""Ratings as people read them: star glyphs for the eye, and always a number for everybody else. Pure."""

from __future__ import annotations

import math

_STARS = 5


def stars(value: float, scale: float) -> str:
    """``value`` of ``scale`` drawn as up to five stars, to the nearest half (a middle goes up): 3.5 of 5 is ★★★½.

    Below a quarter star, 0 included, it is one hollow star, ☆. Values outside the scale count as its nearer end.
    """
    halves = math.floor(_share(value, scale) * _STARS * 2 + 0.5)
    return "★" * (halves // 2) + "½" * (halves % 2) or "☆"


def score(value: float, scale: float) -> str:
    """The rating in numbers, "3.5/5", with at most two decimals and no idle zeros."""
    return f"{_number(value)}/{_number(scale)}"


def _share(value: float, scale: float) -> float:
    """The part of the scale that is reached, 0 to 1. Rounded, so that 0.7 × 10 is 7 and not a hair less."""
    if not (scale > 0 and math.isfinite(scale) and math.isfinite(value)):
        return 0.0
    return round(min(max(value / scale, 0.0), 1.0), 9)


def _number(value: float) -> str:
    """A number without idle zeros, in plain digits unless it is absurd."""
    return f"{round(value, 2):.7g}" if math.isfinite(value) else "?"
