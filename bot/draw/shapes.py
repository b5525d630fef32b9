"""Shapes with smooth edges: drawn big, then made small. Nothing in here is a letter."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Callable

_FINER = 4  # drawn so much bigger
_INNER = 0.46  # a star's inner corners, of its outer ones; a pentagram's (0.382) look thin on a phone
_OUTLINE = 0.085  # of a hollow star's height


def smooth(size: tuple[int, int], draw: Callable[[ImageDraw.ImageDraw, int], None]) -> Image.Image:
    """A mask of that size in pixels. ``draw`` gets the drawing and how many of its pixels are one of the mask's."""
    big = Image.new("L", (size[0] * _FINER, size[1] * _FINER), 0)
    draw(ImageDraw.Draw(big), _FINER)
    return big.resize(size, Image.Resampling.BOX)


def rounded(size: tuple[int, int], radius: int) -> Image.Image:
    """A rectangle with round corners."""
    far = (size[0] * _FINER - 1, size[1] * _FINER - 1)
    return smooth(size, lambda drawing, finer: drawing.rounded_rectangle(((0, 0), far), radius * finer, fill=255))


@lru_cache(maxsize=16)
def star(size: int) -> Image.Image:
    """A whole star in a square of that many pixels."""
    return smooth((size, size), lambda drawing, finer: drawing.polygon(_corners(size * finer), fill=255))


@lru_cache(maxsize=16)
def outline(size: int) -> Image.Image:
    """A star that isn't given: its outline, as thick as can be seen on a phone."""

    def draw(drawing: ImageDraw.ImageDraw, finer: int) -> None:
        whole = size * finer
        drawing.polygon(_corners(whole), fill=255)
        drawing.polygon(_corners(whole, shrunk=whole * _OUTLINE), fill=0)

    return smooth((size, size), draw)


def _corners(size: int, shrunk: float = 0.0) -> list[tuple[float, float]]:
    """The ten corners, the first one above. ``shrunk``: how far each edge is moved inwards."""
    # A star of radius 1 is 1.902 wide and 1.809 high: it fills the square's width, and stands in the middle.
    radius = size / 1.902
    middle = (size / 2, size / 2 + radius * (1 - 1.809 / 2))
    # An edge moved inwards by d moves all corners towards the middle by the same share.
    scale = 1 - shrunk / (radius * _edge_distance())
    return [
        (
            middle[0] + math.sin(math.pi * corner / 5) * radius * scale * (1.0 if corner % 2 == 0 else _INNER),
            middle[1] - math.cos(math.pi * corner / 5) * radius * scale * (1.0 if corner % 2 == 0 else _INNER),
        )
        for corner in range(10)
    ]


def _edge_distance() -> float:
    """How far a star's edges are from its middle, for a radius of 1."""
    x, y = math.sin(math.pi / 5) * _INNER, math.cos(math.pi / 5) * _INNER
    return x / math.hypot(x, 1 - y)


def quotation_mark(size: tuple[int, int]) -> Image.Image:
    """A pair of raised commas, as they open a quote: “."""

    def draw(drawing: ImageDraw.ImageDraw, finer: int) -> None:
        width, height = size[0] * finer, size[1] * finer
        ball = width * 0.43
        for left in (0.0, width - ball):
            drawing.ellipse((left, height - ball, left + ball, height), fill=255)
            # The tail: a crescent from the ball's left side up to its right.
            steps = [_curve(step / 24) for step in range(25)]
            outer = [(left + x * ball, height - y * height) for x, y in steps]
            inner = [
                (left + ball * (0.46 + 0.44 * (step / 24) ** 1.7), height - height * (0.30 + 0.62 * step / 24))
                for step in range(25)
            ]
            drawing.polygon([*outer, *reversed(inner)], fill=255)

    return smooth(size, draw)


def _curve(part: float) -> tuple[float, float]:
    """The outer side of a comma's tail: x of the ball's width, y of the height."""
    before, at, behind = (0.0, 0.28), (0.02, 0.78), (0.80, 1.0)
    first, second, third = (1 - part) ** 2, 2 * part * (1 - part), part**2
    return (
        before[0] * first + at[0] * second + behind[0] * third,
        before[1] * first + at[1] * second + behind[1] * third,
    )
