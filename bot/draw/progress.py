"""The lines at a picture's edges: whose site it is, and how far a challenge has got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.draw.breaking import single
from bot.draw.pieces import INSIDE, SMALLEST, Bar, Box, Group, row_height, width_of, words
from bot.draw.typesetting import plain

if TYPE_CHECKING:
    from bot.draw.fonts import Fonts
    from bot.draw.pieces import Piece
    from bot.draw.typesetting import Line, Setter

_SIZE = 38
_BAR = 14  # pixels
_OVER_BAR, _BELOW, _ABOVE = 12, 18, 22  # the room around
_BETWEEN = 40
_WIDTH = INSIDE.right - INSIDE.left


def site_line(site: str, fonts: Fonts, setter: Setter) -> Group:
    """Whose it is, in the smallest letters; at the left, or the right where it runs from there."""
    line = single(setter, plain(site), fonts.strong, SMALLEST, _WIDTH)
    if line is None:
        return Group()
    height = row_height(line)
    return Group((words(line, _start(line), 0, height, "muted"),), height + _BELOW)


def progress(name: str, position: int | None, total: int | None, fonts: Fonts, setter: Setter) -> Group:
    """A challenge's name, "23/52", and a bar of them. What isn't known is left out."""
    count = "" if position is None else f"{position}/{total}" if total is not None else f"#{position}"
    number = single(setter, count if name else "", fonts.strong, _SIZE, _WIDTH // 3)
    taken = width_of(number) + _BETWEEN if number else 0
    line = single(setter, plain(name), fonts.text, _SIZE, _WIDTH - taken)
    if line is None:
        return Group()
    row = row_height(line)
    mirrored = line.right_to_left
    placed: list[Piece] = [words(line, _start(line), _ABOVE, row)]
    if number is not None:
        left = INSIDE.left if mirrored else INSIDE.right - width_of(number)
        placed.append(words(number, left, _ABOVE, row, "accent"))
    height = _ABOVE + row
    if position is not None and total:
        top = height + _OVER_BAR
        share = max(0.0, min(1.0, position / total))
        placed.append(Bar(Box(INSIDE.left, top, INSIDE.right, top + _BAR), share, mirrored))
        height = top + _BAR
    return Group(tuple(placed), height)


def _start(line: Line) -> int:
    return INSIDE.right - width_of(line) if line.right_to_left else INSIDE.left
