"""Draws a challenge: its name, how many are done, a cell for each number, the best, the worst, the mean, the site.

:func:`lay_out` says where everything stands, :func:`draw_board` draws it. What it says is ``bot.format.board``'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.draw.bidi import runs_right_to_left
from bot.draw.breaking import Measure, cut, fit, single
from bot.draw.canvas import picture
from bot.draw.colours import THEMES
from bot.draw.grid import grid
from bot.draw.pieces import INSIDE, SMALLEST, Box, Group, column, row_height, width_of, words
from bot.draw.standing import standing
from bot.draw.typesetting import NoGlyph, Setter, plain, without_signs

if TYPE_CHECKING:
    from bot.draw.fonts import Fonts
    from bot.draw.pieces import Piece
    from bot.draw.typesetting import Line
    from bot.format.looking_back import Board

_TITLE = ((76, 1), (68, 1), (60, 1), (52, 2), (46, 2), (40, 2), (SMALLEST, 2))  # sizes, and how many lines at each
_BIG = (*_TITLE[:-2], (46, 0))  # words are broken at the last step alone, and none here fits at that
_COUNT = (132, 116, 100, 84)
_HIGHEST = 128  # pixels of the title
_WIDTH = INSIDE.right - INSIDE.left
_APART = 44  # pixels between the name and the count
_OVER_GRID = 20
_FOR_COUNT = 470  # pixels at most
_LOW = 0.94  # a figure has nothing below its line


def draw_board(board: Board, fonts: Fonts) -> bytes | None:
    """The board as a PNG of 1200 × 675 pixels, always the same bytes for the same board and fonts.

    None where a letter is in none of the fonts, or its script can't be set on this machine.
    """
    setter = Setter()
    try:
        pieces = lay_out(board, fonts, setter)
    except NoGlyph:
        return None
    return picture(pieces, THEMES[board.theme], setter)


def lay_out(board: Board, fonts: Fonts, setter: Setter) -> list[Piece]:
    """Every piece with its place: none outside of :data:`INSIDE`. Raises :class:`NoGlyph`."""
    mirrored = runs_right_to_left(board.title)
    head = _head(board, fonts, setter, mirrored=mirrored)
    foot = standing(board, fonts, setter)
    room = Box(INSIDE.left, 0, INSIDE.right, INSIDE.bottom - INSIDE.top - head.height - foot.height)
    cells = grid(board.cells, board.today, room, THEMES[board.theme], fonts, setter, mirrored=mirrored)
    top = INSIDE.top + head.height + (room.bottom - cells.height) // 2
    return [*head.at(INSIDE.top), *cells.at(top), *foot.at(INSIDE.bottom - foot.height)]


def _head(board: Board, fonts: Fonts, setter: Setter, *, mirrored: bool) -> Group:
    """The site and the challenge's name on one side, how many are done, big, on the other."""
    count = _count(board, fonts, setter)
    taken = width_of(count) + _APART if count else 0
    left, right = (INSIDE.left + taken, INSIDE.right) if mirrored else (INSIDE.left, INSIDE.right - taken)
    named = _named(board, fonts, setter, left, right, mirrored=mirrored)
    if count is None:
        return Group(named.pieces, named.height + _OVER_GRID)
    row = round(count.size * _LOW)
    height = max(named.height, row)
    start = INSIDE.left if mirrored else INSIDE.right - width_of(count)
    number = words(count, start, height - row, row, "accent")
    return Group((*named.at(height - named.height), number), height + _OVER_GRID)


def _named(board: Board, fonts: Fonts, setter: Setter, left: int, right: int, *, mirrored: bool) -> Group:
    """The site above the challenge's name."""
    placed: list[Piece] = []
    height = 0
    site = single(setter, without_signs(plain(board.site), fonts.strong), fonts.strong, SMALLEST, right - left)
    if site is not None:
        start = right - width_of(site) if mirrored else left
        placed.append(words(site, start, 0, row_height(site), "muted"))
        height = row_height(site)
    room, title = Measure(right - left, fonts.title), _title(board, fonts)
    block = fit(setter, title, room, _TITLE, _HIGHEST) or cut(setter, title, room, _TITLE[-1], _HIGHEST)
    if block is not None:
        placed += column(block, left, right).at(height)
        height += block.height
    return Group(tuple(placed), height)


def _count(board: Board, fonts: Fonts, setter: Setter) -> Line | None:
    """As big as it fits beside the name, which is to be big too."""
    text = plain(board.count)
    title = _title(board, fonts)
    for size in _COUNT:
        width = setter.width(text, fonts.title, size)
        room = Measure(round(_WIDTH - _APART - width), fonts.title)
        if width <= _FOR_COUNT and (not title or fit(setter, title, room, _BIG, _HIGHEST)):
            return single(setter, text, fonts.title, size, _FOR_COUNT)
    return single(setter, text, fonts.title, _COUNT[-1], _FOR_COUNT)


def _title(board: Board, fonts: Fonts) -> str:
    return without_signs(plain(board.title), fonts.title)
