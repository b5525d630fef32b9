"""Draws a challenge: its name, how many are done, a cell for each number, the best, the worst, the mean, the site.

What it says is ``bot.format.board``'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.draw.breaking import single
from bot.draw.canvas import picture
from bot.draw.colours import THEMES
from bot.draw.pieces import INSIDE, row_height, words
from bot.draw.progress import progress, site_line
from bot.draw.typesetting import NoGlyph, Setter, plain

if TYPE_CHECKING:
    from bot.draw.fonts import Fonts
    from bot.draw.pieces import Piece
    from bot.format.looking_back import Board


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
    head = site_line(board.site, fonts, setter)
    placed, top = head.at(INSIDE.top), INSIDE.top + head.height
    for text, size in ((board.title, 60), (board.count, 100), (board.mean, 38), (board.today_told, 38)):
        line = single(setter, plain(text), fonts.strong, size, INSIDE.right - INSIDE.left)
        if line is not None:
            placed.append(words(line, INSIDE.left, top, row_height(line)))
            top += row_height(line)
    done = sum(cell.state in {"rated", "unrated"} for cell in board.cells)
    foot = progress(board.title, done, len(board.cells), fonts, setter)
    return placed + foot.at(INSIDE.bottom - foot.height)
