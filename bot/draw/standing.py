"""The lines below a board's cells: the best and the worst, the mean, and whether the challenge is on schedule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.draw.breaking import single
from bot.draw.pieces import INSIDE, SMALLEST, Box, Group, Marker, Stars, width_of, words
from bot.draw.rating import half_stars
from bot.draw.typesetting import plain, without_signs
from bot.format.board import stars_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.draw.fonts import Fonts
    from bot.draw.pieces import Piece
    from bot.draw.typesetting import Setter
    from bot.format.looking_back import Board

_OVER = 20  # pixels above the lines
_ROW = 44
_APART = 40  # between what stands at the left and at the right
_STAR, _BEFORE_STARS, _AFTER_STAR = 30, 14, 8
_STARS = 5 * _STAR + 4 * (_STAR // 6)
_SIGN = 34  # pixels: the marker, before what it means
_AFTER_SIGN = 12
_WIDTH = INSIDE.right - INSIDE.left


@dataclass(frozen=True, slots=True)
class _Film:
    """ "Best: The Perfection", and its rating: half stars, or words."""

    name: str
    halves: int | None
    words: str


def standing(board: Board, fonts: Fonts, setter: Setter) -> Group:
    """At most two lines: films at the left, numbers at the right; without films, the numbers side by side."""
    films = [_parted(text, fonts) for text in (board.best, board.worst) if text]
    numbers = [(board.mean, False), (board.today_told, board.today is not None)]
    numbers = [(text, signed) for text, signed in numbers if text]
    rows = [numbers[row : row + 1] for row in range(max(len(films), len(numbers)))] if films else [numbers[::-1]]
    placed: list[Piece] = []
    rooms: list[int] = []
    for row, side in enumerate(rows):
        right = INSIDE.right
        for text, signed in side:
            laid, right = _number(text, right, _OVER + row * _ROW, fonts, setter, signed=signed)
            placed += laid
        rooms.append(right - INSIDE.left)
    # All stars or a single one with a number, as the longer name has room for: the two rows look alike.
    wide = all(_name_width(film, fonts, setter) + _STARS <= room for film, room in zip(films, rooms, strict=False))
    for row, (film, room) in enumerate(zip(films, rooms, strict=False)):
        placed += _film(film, room, _OVER + row * _ROW, fonts, setter, wide=wide)
    return Group(tuple(placed), max((piece.box.bottom for piece in placed), default=0))


def _number(text: str, right: int, top: int, fonts: Fonts, setter: Setter, *, signed: bool) -> tuple[list[Piece], int]:
    """Words that end at ``right``, behind the marker if they tell what it means; and what is free before them."""
    line = single(setter, plain(text), fonts.strong, SMALLEST, _WIDTH // 2 - 2 * _APART)
    if line is None:
        return [], right
    left = right - width_of(line)
    placed: list[Piece] = [words(line, left, top, _ROW)]
    if signed:
        left -= _AFTER_SIGN + _SIGN
        above = top + (_ROW - _SIGN) // 2
        placed.append(Marker(Box(left, above, left + _SIGN, above + _SIGN)))
    return placed, left - _APART


def _parted(text: str, fonts: Fonts) -> _Film:
    """The last word is the rating."""
    name, _, rating = text.rpartition(" ")
    shown = without_signs(plain(name), fonts.text)
    halves = half_stars(rating)
    return _Film(shown, halves, without_signs(plain(rating), fonts.strong) if halves is None else stars_told(halves))


def _name_width(film: _Film, fonts: Fonts, setter: Setter) -> float:
    return setter.width(film.name, fonts.text, SMALLEST) + _BEFORE_STARS if film.name else 0.0


def _film(film: _Film, room: int, top: int, fonts: Fonts, setter: Setter, *, wide: bool) -> Iterator[Piece]:
    """The name, cut where it is too long, and the whole rating behind it."""
    stars = film.halves is not None
    rating = None if stars and wide else single(setter, film.words, fonts.strong, SMALLEST, room // 3)
    taken = _STARS if stars and wide else width_of(rating) if rating else 0
    taken += _STAR + _AFTER_STAR if stars and not wide else 0
    name = single(setter, film.name, fonts.text, SMALLEST, room - taken - _BEFORE_STARS)
    left, above = INSIDE.left, top + (_ROW - _STAR) // 2 - 2
    if name is not None:
        yield words(name, left, top, _ROW)
        left += width_of(name) + _BEFORE_STARS
    if film.halves is not None:
        box = Box(left, above, left + (_STARS if wide else _STAR), above + _STAR)
        yield Stars(box, film.halves) if wide else Stars(box, 2, of=1)
        left += _STAR + _AFTER_STAR
    if rating is not None:
        yield words(rating, left, top, _ROW, "accent")
