"""Opens font files: their letters for drawing, and the list of those that they have.

A file is opened by its path, not read: the letters of China, Japan and Korea are 33 MB.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.ImageFont import FreeTypeFont


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font of a file. ``index``: which one of a collection.

    ``weight`` (100 to 900) and ``optical`` (the size in points that its letters are cut for) choose among those of a
    font that has a choice.
    """

    path: Path
    index: int
    weight: int
    optical: float

    def load(self, size: int) -> FreeTypeFont:
        """The font at that size in pixels. Raises ``OSError``."""
        from PIL import ImageFont

        font = ImageFont.truetype(self.path, size, self.index)
        values = {"wght": float(self.weight), "opsz": self.optical}
        axes = _axes(self.path, self.index)
        if axes:
            font.set_variation_by_axes(
                [min(max(values.get(tag, usual), least), most) for tag, least, usual, most in axes]
            )
        return font

    def characters(self) -> frozenset[int]:
        """The code points that it has a glyph for. Raises ``OSError``."""
        return _characters(self.path, self.index)


@lru_cache(maxsize=64)
def _characters(path: Path, index: int) -> frozenset[int]:
    with _opened(path, index) as font:
        return frozenset(font.getBestCmap() or ())


@lru_cache(maxsize=64)
def _axes(path: Path, index: int) -> tuple[tuple[str, float, float, float], ...]:
    """What a font lets one choose: each with its least, usual and greatest value."""
    with _opened(path, index) as font:
        axes = font["fvar"].axes if "fvar" in font else ()
        return tuple((axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue) for axis in axes)


def _opened(path: Path, index: int) -> Any:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    return TTFont(path, fontNumber=index, lazy=True)
