"""A rating as a row: the year, five stars or a letter, the score in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from bot.draw.breaking import single
from bot.draw.pieces import INSIDE, Box, Group, Stars, width_of, words
from bot.draw.typesetting import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.draw.fonts import Face, Fonts
    from bot.draw.pieces import Ink, Piece
    from bot.draw.typesetting import Setter
    from bot.format.model import Card

_ROOM = INSIDE.right - INSIDE.left
_STARS = 5
_COUNTED = regex.compile(r"(?P<whole>★{0,5})(?P<half>½?)☆{0,5}")


@dataclass(frozen=True, slots=True)
class Scale:
    """How big a row is, in pixels: its height, a star's side, the letters, the gap between year, stars and score."""

    height: int
    star: int
    letters: int
    gap: int


USUAL, LARGE = Scale(68, 52, 46, 30), Scale(84, 66, 58, 38)


def laid_rating(card: Card, fonts: Fonts, setter: Setter, scale: Scale, *, from_right: bool = False) -> Group:
    """The row; from the right beneath a title that runs from there. Empty where there is nothing to tell."""
    row = _Row(setter, scale)
    if card.year is not None:
        row.write(str(card.year), fonts.text, "muted")
    counted = half_stars(card.stars)
    if counted is not None:
        row.stars(counted)
    else:
        row.write(plain(card.stars), fonts.strong, "accent")
    row.write(plain(card.score), fonts.strong, "ink")
    return row.laid(from_right=from_right)


def half_stars(text: str) -> int | None:
    """How many half stars "★★★½☆" is; None where it is something else."""
    counted = _COUNTED.fullmatch(text) if text else None
    return None if counted is None else 2 * len(counted["whole"]) + len(counted["half"])


class _Row:
    """What stands side by side, while it is put together: each with its width, and how it is placed."""

    def __init__(self, setter: Setter, scale: Scale) -> None:
        self._setter, self._scale = setter, scale
        self._parts: list[tuple[int, Callable[[int], Piece]]] = []
        self._left = _ROOM

    def write(self, text: str, faces: tuple[Face, ...], ink: Ink) -> None:
        """Words, as far as there is room."""
        height = self._scale.height  # what is kept must not hold this row: a ring of the two would keep its fonts open
        line = single(self._setter, text, faces, self._scale.letters, self._left)
        if line is not None:
            self._add(width_of(line), lambda left: words(line, left, 0, height, ink))

    def stars(self, halves: int) -> None:
        """Five stars."""
        side, height = self._scale.star, self._scale.height
        width = _STARS * side + (_STARS - 1) * (side // 6)
        top = (height - side) // 2 - side // 26  # a star's weight is below its middle
        self._add(width, lambda left: Stars(Box(left, top, left + width, top + side), min(2 * _STARS, halves)))

    def laid(self, *, from_right: bool) -> Group:
        """The parts beside each other."""
        if not self._parts:
            return Group()
        left, placed = INSIDE.left, []
        if from_right:
            left = INSIDE.right - sum(width + self._scale.gap for width, _ in self._parts) + self._scale.gap
        for width, place in reversed(self._parts) if from_right else self._parts:
            placed.append(place(left))
            left += width + self._scale.gap
        return Group(tuple(placed), self._scale.height)

    def _add(self, width: int, place: Callable[[int], Piece]) -> None:
        self._parts.append((width, place))
        self._left -= width + self._scale.gap
