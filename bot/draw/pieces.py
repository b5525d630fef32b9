"""What a picture is made of, as data: each piece with its place, so that it can be looked at before it is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.draw.breaking import Block
    from bot.draw.colours import Colour
    from bot.draw.typesetting import Line

Ink = Literal["ink", "muted", "accent"]
WIDTH, HEIGHT = 1200, 675  # pixels; 16:9 is what both networks show whole
BAND = 40  # pixels of the strip of film at the left
SMALLEST = 34  # pixels of the smallest letters: 10 on a phone that shows the picture 360 wide


@dataclass(frozen=True, slots=True)
class Box:
    """A place, in pixels from the picture's upper left corner. ``right`` and ``bottom`` lie just outside of it."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: Box) -> bool:
        """Whether the two have room in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        """Whether the other lies inside of this one."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text. Its letters stand on the height ``baseline``, from ``box.left`` to ``box.right``."""

    box: Box
    line: Line
    baseline: int
    ink: Ink | Colour = "ink"


@dataclass(frozen=True, slots=True)
class Stars:
    """Stars side by side, ``halves`` half stars of them given (0 to 10): five, or as many as ``of`` says."""

    box: Box
    halves: int
    of: int = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of which a ``share`` (0 to 1) is reached."""

    box: Box
    share: float
    mirrored: bool = False  # filled from the right


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark before a quote, bigger than its letters."""

    box: Box
    mirrored: bool = False  # for a quote that runs from right to left


@dataclass(frozen=True, slots=True)
class Slab:
    """A plain rectangle: a chart's column, or a line across it."""

    box: Box
    ink: Ink | Literal["track"] = "accent"


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell of a board. Without ``fill`` it is an outline, ``hatched`` one with stripes across but for ``kept``."""

    box: Box
    fill: Colour | None
    hatched: bool = False
    kept: Box | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A frame around a tile, with a corner turned down."""

    box: Box


# All pieces of a card lie in here. Below it is room for the mark that Mastodon lays over the corner of a described
# picture.
INSIDE = Box(BAND + 60, 46, WIDTH - 76, HEIGHT - 84)

Piece = Words | Stars | Bar | Mark | Slab | Tile | Marker


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces that belong together, placed as if the group's top were 0. ``height`` in pixels, room below included."""

    pieces: tuple[Piece, ...] = ()
    height: int = 0

    def at(self, top: int) -> list[Piece]:
        """The pieces where they stand when the group begins there."""
        return [_moved(piece, top) for piece in self.pieces]


def spaced(group: Group, above: int) -> Group:
    """The group with so many pixels of room above it."""
    return Group(tuple(group.at(above)), group.height + above)


def _moved(piece: Piece, down: int) -> Piece:
    box = replace(piece.box, top=piece.box.top + down, bottom=piece.box.bottom + down)
    if isinstance(piece, Words):
        return replace(piece, box=box, baseline=piece.baseline + down)
    if isinstance(piece, Tile) and piece.kept is not None:
        kept = replace(piece.kept, top=piece.kept.top + down, bottom=piece.kept.bottom + down)
        return replace(piece, box=box, kept=kept)
    return replace(piece, box=box)


def words(line: Line, left: int, top: int, leading: int, ink: Ink | Colour = "ink") -> Words:
    """The line, its top left corner there, in a row ``leading`` pixels high."""
    baseline = top + round(leading / 2 + line.size * 0.34)
    return Words(Box(left, top, left + width_of(line), top + leading), line, baseline, ink)


def column(block: Block, left: int, right: int, ink: Ink = "ink") -> Group:
    """The lines one below the other, at the column's left; at its right where the text runs from right to left."""
    placed = []
    for number, line in enumerate(block.lines):
        start = right - width_of(line) if block.lines[0].right_to_left else left
        placed.append(words(line, start, number * block.leading, block.leading, ink))
    return Group(tuple(placed), block.height)


def width_of(line: Line) -> int:
    """Whole pixels that the line takes."""
    return math.ceil(line.width)


def row_height(line: Line) -> int:
    """Pixels that a line takes that stands alone."""
    return round(line.size * (1.42 if line.tall else 1.26))
