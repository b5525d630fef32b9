"""A rating as a row: the year, five stars or a letter, the score in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from bot.draw.breaking import single
from bot.draw.pieces import INSIDE, Box, Group, Stars, width_of, words
from bot.draw.typesetting import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.draw.fonts import Fonts
    from bot.draw.pieces import Ink, Piece
    from bot.draw.typesetting import Line, Setter
    from bot.format.model import Card

_HEIGHT, _STAR, _BETWEEN = 68, 52, 9  # pixels: the row, a star, the gap between two
_GAP = 30  # between year, stars and score
_SIZE, _LETTER = 46, 54  # of numbers, and of a letter that is the rating
_COUNTED = regex.compile(r"(?P<whole>★{0,5})(?P<half>½?)☆{0,5}")


def laid_rating(card: Card, fonts: Fonts, setter: Setter, *, from_right: bool = False) -> Group:
    """The row, at the left; at the right beneath a title that runs from there. Empty where there is nothing."""
    made: list[tuple[int, Callable[[int], Piece]]] = []
    room = INSIDE.right - INSIDE.left

    def write(line: Line | None, ink: Ink) -> None:
        if line is not None:
            made.append((width_of(line), lambda left: words(line, left, 0, _HEIGHT, ink)))

    if card.year is not None:
        write(single(setter, str(card.year), fonts.text, _SIZE, room // 3), "muted")
    counted = _COUNTED.fullmatch(card.stars) if card.stars else None
    if counted:
        made.append((5 * _STAR + 4 * _BETWEEN, _stars(2 * len(counted["whole"]) + len(counted["half"]))))
    elif card.stars:
        write(single(setter, plain(card.stars), fonts.strong, _LETTER, room // 3), "accent")
    write(single(setter, plain(card.score), fonts.strong, _SIZE, room // 4), "ink")
    if not made:
        return Group()
    left = INSIDE.right - sum(width + _GAP for width, _ in made) + _GAP if from_right else INSIDE.left
    placed = []
    for width, place in made:
        placed.append(place(left))
        left += width + _GAP
    return Group(tuple(placed), _HEIGHT)


def _stars(halves: int) -> Callable[[int], Piece]:
    top = (_HEIGHT - _STAR) // 2 - 2  # a star's weight is below its middle
    return lambda left: Stars(Box(left, top, left + 5 * _STAR + 4 * _BETWEEN, top + _STAR), min(10, halves))
