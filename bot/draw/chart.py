"""Draws all reviews in numbers: how they are rated, and the films of which years and decades they are about.

:func:`lay_out` says where everything stands, :func:`draw_chart` draws it. It looks as the cards do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.draw.axes import decades_panel, ratings_panel
from bot.draw.breaking import single
from bot.draw.canvas import picture
from bot.draw.colours import LIGHT
from bot.draw.pieces import HEIGHT, INSIDE, Box, Group, Stars, width_of, words
from bot.draw.progress import site_line
from bot.draw.typesetting import NoGlyph, Setter, plain

if TYPE_CHECKING:
    from bot.draw.figures import Chart
    from bot.draw.fonts import Fonts
    from bot.draw.pieces import Piece

TALL = 1000  # pixels, with both panels; 6:5 is shown whole in an answer
_TITLE, _TITLE_ROW = 62, 78
_STAR, _MEAN, _MEAN_ROW, _GAP = 46, 42, 66, 26
_WIDTH = INSIDE.right - INSIDE.left
_BETWEEN = 26  # pixels between the parts
_LOWER = 0.54  # of the room for both panels: below its axis the second one has two more lines


def draw_chart(chart: Chart, fonts: Fonts) -> bytes | None:
    """The chart as a PNG 1200 pixels wide, always the same bytes for the same chart and fonts.

    None where a letter is in none of the fonts, or its script can't be set on this machine.
    """
    setter = Setter()
    try:
        pieces = lay_out(chart, fonts, setter)
    except NoGlyph:
        return None
    return picture(pieces, LIGHT, setter, inside(chart)[1])


def inside(chart: Chart) -> tuple[Box, int]:
    """Where all pieces of that chart lie, and how high the picture is."""
    height = HEIGHT if chart.decades is None else TALL
    return Box(INSIDE.left, INSIDE.top, INSIDE.right, height - INSIDE.top), height


def lay_out(chart: Chart, fonts: Fonts, setter: Setter) -> list[Piece]:
    """Every piece with its place: none outside of :func:`inside`. Raises :class:`NoGlyph`."""
    room, _ = inside(chart)
    head = _head(chart, fonts, setter)
    placed = head.at(room.top)
    top = room.top + head.height + _BETWEEN
    if chart.decades is None:
        return placed + ratings_panel(chart.ratings, room.bottom - top, fonts, setter).at(top)
    below = round((room.bottom - top - _BETWEEN) * _LOWER)
    return [
        *placed,
        *ratings_panel(chart.ratings, room.bottom - below - _BETWEEN - top, fonts, setter).at(top),
        *decades_panel(chart.decades, below, fonts, setter).at(room.bottom - below),
    ]


def _head(chart: Chart, fonts: Fonts, setter: Setter) -> Group:
    """Whose reviews, how many, and how they are on average."""
    site = site_line(chart.site, fonts, setter)
    placed, height = list(site.pieces), site.height
    title = single(setter, plain(chart.title), fonts.title, _TITLE, _WIDTH)
    if title is not None:
        left = INSIDE.right - width_of(title) if title.right_to_left else INSIDE.left
        placed.append(words(title, left, height, _TITLE_ROW))
        height += _TITLE_ROW
    stars = 5 * _STAR + 4 * (_STAR // 6)
    mean = single(setter, plain(chart.mean), fonts.strong, _MEAN, _WIDTH - stars - _GAP)
    if mean is None:
        return Group(tuple(placed), height)
    top = height + (_MEAN_ROW - _STAR) // 2
    at = INSIDE.right - stars if mean.right_to_left else INSIDE.left
    beside = at - _GAP - width_of(mean) if mean.right_to_left else at + stars + _GAP
    placed.append(Stars(Box(at, top, at + stars, top + _STAR), min(10, max(0, chart.halves))))
    placed.append(words(mean, beside, height, _MEAN_ROW))
    return Group(tuple(placed), height + _MEAN_ROW)
