"""Which characters a font has, and how its weight is chosen. Read out of the font's own tables, once for each font."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from bot.draw.fonts import Face


@lru_cache(maxsize=128)
def characters(face: Face) -> frozenset[int]:
    """The code points that the font has a glyph for."""
    with _opened(face) as font:
        return frozenset(font.getBestCmap() or ())


def variation(face: Face) -> list[float] | None:
    """The values of the font's axes, in their order, for its weight and optical size; None if it has no axes."""
    values = {"wght": float(face.weight), "opsz": face.optical}
    found = _axes(face)
    if not found:
        return None
    return [min(max(values.get(tag, usual), least), most) for tag, least, usual, most in found]


@lru_cache(maxsize=128)
def _axes(face: Face) -> tuple[tuple[str, float, float, float], ...]:
    with _opened(face) as font:
        axes = font["fvar"].axes if "fvar" in font else ()
        return tuple((axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue) for axis in axes)


def _opened(face: Face) -> TTFont:
    return TTFont(BytesIO(face.read()), fontNumber=face.index, lazy=True)
