"""Draws a board's cells: filled, outlined or hatched, and the marker of one of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import ImageChops

from bot.draw.pieces import Box
from bot.draw.shapes import rounded, smooth

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

    from bot.draw.colours import Theme
    from bot.draw.pieces import Marker, Tile

_ROUND = 0.14  # of a tile's lower side: how round its corners are
_CORNER = 0.3  # of a marked tile's lower side: the corner that is turned down
_SEEN = 9  # pixels of that corner's side; a smaller one would only be in the way
_HAIR = 2
_AIR = 5  # pixels between a number and the stripes
_KEPT = 8  # masks; all tiles of a board are of one size


def tile(image: Image.Image, piece: Tile, theme: Theme) -> None:
    """A cell."""
    place, size = (piece.box.left, piece.box.top), _size(piece.box)
    if piece.fill is not None:
        image.paste(piece.fill, place, _whole(size))
        return
    if piece.hatched:
        image.paste(theme.faint, place, _hatched(size))
        if piece.kept is not None:
            kept = piece.kept
            around = (piece.box.left, piece.box.top, kept.right + _AIR, kept.bottom)
            image.paste(theme.background, around, _whole(size).crop((0, 0, *_size(Box(*around)))))
    image.paste(theme.faint, place, _edge(size, _line(piece.box)))


def marker(image: Image.Image, piece: Marker, theme: Theme) -> None:
    """The frame, thick, and within it a hair of the background: it is seen beside every colour."""
    box, size, line = piece.box, _size(piece.box), marker_line(piece.box)
    inner = (size[0] - 2 * line, size[1] - 2 * line)
    image.paste(theme.background, (box.left + line, box.top + line), _edge(inner, _HAIR))
    image.paste(theme.ink, (box.left, box.top), _frame(size, line))


def marker_line(box: Box) -> int:
    """How thick the frame around a tile is, in pixels."""
    return 5 if min(_size(box)) >= 56 else 4 if min(_size(box)) >= 30 else 3


def _line(box: Box) -> int:
    return 3 if box.right - box.left >= 70 else 2


def _size(box: Box) -> tuple[int, int]:
    return box.right - box.left, box.bottom - box.top


def _radius(size: tuple[int, int]) -> int:
    return max(2, round(min(size) * _ROUND))


@lru_cache(maxsize=_KEPT)
def _whole(size: tuple[int, int]) -> Image.Image:
    return rounded(size, _radius(size))


@lru_cache(maxsize=_KEPT)
def _edge(size: tuple[int, int], line: int) -> Image.Image:
    mask, hole = _whole(size).copy(), (size[0] - 2 * line, size[1] - 2 * line)
    if min(hole) > 0:
        mask.paste(0, (line, line), rounded(hole, max(1, _radius(size) - line)))
    return mask


@lru_cache(maxsize=_KEPT)
def _hatched(size: tuple[int, int]) -> Image.Image:
    """Stripes from the lower left to the upper right."""
    step = max(7, min(14, min(size) // 4))

    def draw(drawing: ImageDraw.ImageDraw, finer: int) -> None:
        width, height = size[0] * finer, size[1] * finer
        for across in range(0, width + height, step * finer):
            drawing.line(((across, 0), (across - height, height)), fill=255, width=2 * finer)

    return ImageChops.multiply(smooth(size, draw), _whole(size))


@lru_cache(maxsize=_KEPT)
def _frame(size: tuple[int, int], line: int) -> Image.Image:
    """An outline whose upper right corner is filled, if that can be seen."""
    mask, side = _edge(size, line).copy(), line + round(min(size) * _CORNER)
    if side - line >= _SEEN:

        def draw(drawing: ImageDraw.ImageDraw, finer: int) -> None:
            far = side * finer
            drawing.polygon(((0, 0), (far, 0), (far, far)), fill=255)

        inside = _whole(size).crop((size[0] - side, 0, size[0], side))
        mask.paste(inside, (size[0] - side, 0), smooth((side, side), draw))
    return mask
