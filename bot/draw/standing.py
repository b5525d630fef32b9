"""The lines below a board's cells: the best and the worst, the mean, and whether the challenge is on schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.draw.breaking import single
from bot.draw.pieces import INSIDE, SMALLEST, Box, Group, Marker, Stars, width_of, words
from bot.draw.rating import half_stars
from bot.draw.typesetting import plain, without_signs

if TYPE_CHECKING:
    from bot.draw.fonts import Fonts
    from bot.draw.pieces import Piece
    from bot.draw.typesetting import Setter
    from bot.format.looking_back import Board

_OVER = 20  # pixels above the lines
_ROW = 44
_APART = 40  # between what stands at the left and at the right
_STAR, _BEFORE_STARS = 30, 14
_STARS = 5 * _STAR + 4 * (_STAR // 6)
_SIGN = 28, 34  # pixels: the marker's width and height, before what it means
_AFTER_SIGN = 12


def standing(board: Board, fonts: Fonts, setter: Setter) -> Group:
    """At most two lines: films at the left, numbers at the right; these begin at the left where there are no films."""
    films = [text for text in (board.best, board.worst) if text]
    numbers = [(board.mean, False), (board.today_told, board.today is not None)]
    numbers = [(text, signed) for text, signed in numbers if text]
    placed: list[Piece] = []
    for row in range(max(len(films), len(numbers) if films else min(1, len(numbers)))):
        top, right = _OVER + row * _ROW, INSIDE.right
        for text, signed in numbers[row : row + 1] if films else reversed(numbers):
            laid, right = _number(text, right, top, fonts, setter, signed=signed)
            placed += laid
            right -= _APART
        if row < len(films):
            placed += _film(films[row], right, top, fonts, setter)
    rows = max((piece.box.bottom for piece in placed), default=0)
    return Group(tuple(placed), rows)


def _number(text: str, right: int, top: int, fonts: Fonts, setter: Setter, *, signed: bool) -> tuple[list[Piece], int]:
    """Words that end at ``right``, behind the marker if they tell what it means; and where they begin."""
    line = single(setter, plain(text), fonts.strong, SMALLEST, (INSIDE.right - INSIDE.left) // 2 - 2 * _APART)
    if line is None:
        return [], right
    left = right - width_of(line)
    placed: list[Piece] = [words(line, left, top, _ROW)]
    if signed:
        left -= _AFTER_SIGN + _SIGN[0]
        above = top + (_ROW - _SIGN[1]) // 2
        placed.append(Marker(Box(left, above, left + _SIGN[0], above + _SIGN[1])))
    return placed, left


def _film(text: str, right: int, top: int, fonts: Fonts, setter: Setter) -> list[Piece]:
    """ "Best: The Perfection" and its rating, which stays where the name is too long."""
    name, _, rating = text.rpartition(" ")
    counted = half_stars(rating)
    room = right - INSIDE.left
    if counted is None:
        end = single(setter, without_signs(plain(rating), fonts.strong), fonts.strong, SMALLEST, room // 3)
        taken = width_of(end) if end else 0
    else:
        end, taken = None, _STARS
    shown = without_signs(plain(name), fonts.text)
    line = single(setter, shown, fonts.text, SMALLEST, room - taken - _BEFORE_STARS)
    placed: list[Piece] = [words(line, INSIDE.left, top, _ROW)] if line else []
    at = INSIDE.left + (width_of(line) + _BEFORE_STARS if line else 0)
    if end is not None:
        placed.append(words(end, at, top, _ROW, "accent"))
    elif counted is not None:
        above = top + (_ROW - _STAR) // 2 - 2
        placed.append(Stars(Box(at, above, at + _STARS, above + _STAR), counted))
    return placed
