"""Draws a board's cells: filled, outlined or hatched, and what points at one of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import ImageChops

from bot.draw.shapes import rounded, smooth

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

    from bot.draw.colours import Theme
    from bot.draw.pieces import Box, Marker, Tile

_ROUND = 0.14  # of a tile's lower side: how round its corners are
_KEPT = 8  # masks; all tiles of a board are of one size


def tile(image: Image.Image, piece: Tile, theme: Theme) -> None:
    """A cell."""
    place, size = (piece.box.left, piece.box.top), _size(piece.box)
    if piece.fill is not None:
        image.paste(piece.fill, place, _whole(size))
        return
    if piece.hatched:
        image.paste(theme.faint, place, _hatched(size))
    image.paste(theme.faint, place, _edge(size, line_of(piece.box)))


def marker(image: Image.Image, piece: Marker, theme: Theme) -> None:
    """The frame around a cell, and the wedge above it."""
    box, wedge = piece.box, wedge_of(piece.box)
    width, height = _size(box)
    frame = (width, height - wedge)
    image.paste(theme.ink, (box.left, box.top + wedge), _edge(frame, max(3, line_of(box) * 2)))
    image.paste(theme.ink, (box.left + (width - 2 * wedge) // 2, box.top), _wedge(wedge))


def line_of(box: Box) -> int:
    """How thick an outline of that size is, in pixels."""
    return 3 if box.right - box.left >= 70 else 2


def wedge_of(box: Box) -> int:
    """How high the wedge above a frame of that size is, in pixels."""
    return max(6, min(16, (box.right - box.left) // 5))


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
def _wedge(height: int) -> Image.Image:
    """It points down; twice as wide as it is high."""

    def draw(drawing: ImageDraw.ImageDraw, finer: int) -> None:
        far = 2 * height * finer - 1
        drawing.polygon(((0, 0), (far, 0), (far / 2, height * finer)), fill=255)

    return smooth((2 * height, height), draw)
