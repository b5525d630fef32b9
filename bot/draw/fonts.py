"""The letters that pictures are set in: which fonts there are for which role. Others have found and opened them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.ImageFont import FreeTypeFont


@dataclass(frozen=True, slots=True)
class Face:
    """One font in one weight; ``name`` is like no other's.

    ``load`` opens it at a size in pixels, anew at every call; ``characters`` gives the code points that it has a glyph
    for.
    """

    name: str
    load: Callable[[int], FreeTypeFont] = field(compare=False)
    characters: Callable[[], frozenset[int]] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts for each role, the first choice first; what one doesn't have is set in the next that has it."""

    title: tuple[Face, ...]
    quote: tuple[Face, ...]
    text: tuple[Face, ...]
    strong: tuple[Face, ...]  # as ``text``, heavier
