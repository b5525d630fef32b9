"""The letters that pictures are set in: which fonts there are for which role, as bytes that somebody else has read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Face:
    """One font. ``read`` gives its bytes (TrueType or OpenType), the same at every call, and is called when needed.

    ``index``: which font of a collection; ``weight`` (100 to 900) and ``optical`` (the size in points that its
    letters are cut for): for a font that has a choice of these.
    """

    name: str
    read: Callable[[], bytes]
    weight: int = 400
    index: int = 0
    optical: float = 20.0


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts for each role, the first choice first; what one doesn't have is set in the next that has it."""

    title: tuple[Face, ...]
    quote: tuple[Face, ...]
    text: tuple[Face, ...]
    strong: tuple[Face, ...]  # as ``text``, heavier
