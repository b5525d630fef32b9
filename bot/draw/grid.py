"""A board's cells in rows: as big as they get, each with its stars as a number; with its own number if there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.draw.breaking import single
from bot.draw.pieces import SMALLEST, Box, Group, Marker, Tile, width_of, words
from bot.draw.tiles import line_of, wedge_of
from bot.format.board import halves, stars_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.draw.colours import Colour, Theme
    from bot.draw.fonts import Fonts
    from bot.draw.pieces import Piece
    from bot.draw.typesetting import Line, Setter
    from bot.format.looking_back import RecapCell

_WIDEST, _FLATTEST = 150, 0.86  # a cell's width in pixels, and its height as a part of it
_NUMBERED = 56  # pixels: cells of this width and height have room for their own number too
_GAP = 0.11  # of a cell's place
_AIR = 16  # pixels between the rows' numbers and the cells
_ROW = 40  # pixels that such a number takes at least
_UNRATED = "–"


@dataclass(frozen=True, slots=True)
class _Raster:
    """How many columns there are, and the places' sides in pixels, their gaps included."""

    columns: int
    width: int
    height: int

    @property
    def gap(self) -> int:
        """Pixels between two cells."""
        return max(2, round(min(self.width, self.height) * _GAP))

    @property
    def is_numbered(self) -> bool:
        """Whether each cell has room for its own number."""
        return min(self.width, self.height) - self.gap >= _NUMBERED


def grid(
    cells: tuple[RecapCell, ...],
    today: int | None,
    room: Box,
    theme: Theme,
    fonts: Fonts,
    setter: Setter,
    *,
    mirrored: bool = False,
) -> Group:
    """The cells in the room, which begins at its top; in rows from the right if ``mirrored``."""
    width, height = room.right - room.left, room.bottom - room.top
    raster = _raster(len(cells), width, height)
    before = 0
    if not raster.is_numbered:
        before = round(setter.width(str(len(cells)), fonts.text, SMALLEST)) + 2 + _AIR
        raster = _raster(len(cells), width - before, height)
    return _Drawn(raster, room, before, theme, fonts, setter, mirrored=mirrored).laid(cells, today)


def _raster(count: int, width: int, height: int) -> _Raster:
    """The columns with which the cells get biggest; of many cells, a round number of them."""
    best, most = _Raster(1, 1, 1), (-1.0, 0)
    for columns in range(1, count + 1):
        if count > 60 and columns % 5:
            continue
        rows = -(-count // columns)
        wide = min(width // columns, _WIDEST)
        high = min(height // rows, round(wide * _FLATTEST))
        worth = (min(wide, high * 1.2), -(columns * rows - count))
        if worth > most:
            best, most = _Raster(columns, wide, high), worth
    return best


class _Drawn:
    """The grid while it is put together."""

    def __init__(
        self, raster: _Raster, room: Box, before: int, theme: Theme, fonts: Fonts, setter: Setter, *, mirrored: bool
    ) -> None:
        self._raster, self._room, self._before = raster, room, before
        self._theme, self._fonts, self._setter, self._mirrored = theme, fonts, setter, mirrored
        self._lines: dict[tuple[str, int], Line | None] = {}
        inside = (raster.width - raster.gap, raster.height - raster.gap)
        widest = setter.width("4½", fonts.strong, 100) / 100
        part = 0.56 if raster.is_numbered else 0.74
        self._size = max(9, min(round(inside[1] * part), round(inside[0] * 0.84 / widest)))
        self._corner = max(17, min(SMALLEST, round(inside[1] * 0.25)))

    def laid(self, cells: tuple[RecapCell, ...], today: int | None) -> Group:
        """Everything, the marker last: it lies over the cells' edges."""
        placed: list[Piece] = []
        for place, cell in enumerate(cells):
            placed += self._cell(cell, self._box(place))
        rows = -(-len(cells) // self._raster.columns)
        if self._before:
            placed += self._numbers(cells, rows)
        at = next((place for place, cell in enumerate(cells) if cell.number == today), None)
        if at is not None:
            placed.append(Marker(_around(self._box(at))))
        return Group(tuple(placed), rows * self._raster.height)

    def _box(self, place: int) -> Box:
        row, column = divmod(place, self._raster.columns)
        gap, half = self._raster.gap, self._raster.gap // 2
        left = self._room.left + self._before + column * self._raster.width + half
        if self._mirrored:
            left = self._room.right - self._before - (column + 1) * self._raster.width + half
        top = self._room.top + row * self._raster.height + half
        return Box(left, top, left + self._raster.width - gap, top + self._raster.height - gap)

    def _cell(self, cell: RecapCell, box: Box) -> Iterator[Piece]:
        fill = self._fill(cell)
        yield Tile(box, fill, cell.state == "missing")
        ink = self._theme.muted if fill is None else self._theme.on(fill)
        height = box.bottom - box.top
        below = 0
        if self._raster.is_numbered:
            number = self._line(str(cell.number), self._corner)
            below = round(self._corner * 0.62)
            if number is not None:
                yield words(number, box.left + height // 10, box.top + height // 14, round(self._corner * 1.1), ink)
        told = {"rated": stars_told(halves(cell.stars or 0.0)), "unrated": _UNRATED}.get(cell.state, "")
        line = self._line(told, self._size)
        if line is not None:
            left = box.left + (box.right - box.left - width_of(line)) // 2
            yield words(line, left, box.top + below, height - below, ink)

    def _fill(self, cell: RecapCell) -> Colour | None:
        if cell.state == "rated":
            return self._theme.steps[halves(cell.stars or 0.0)]
        return self._theme.track if cell.state == "unrated" else None

    def _numbers(self, cells: tuple[RecapCell, ...], rows: int) -> Iterator[Piece]:
        """Each row's first number before it, as far as there is room."""
        stride = -(-_ROW // self._raster.height)
        for row in range(0, rows, stride):
            line = self._line(str(cells[row * self._raster.columns].number), SMALLEST)
            if line is not None:
                left = self._room.left + self._before - _AIR - width_of(line)
                left = self._room.right - self._before + _AIR if self._mirrored else left
                middle = self._room.top + row * self._raster.height + self._raster.height // 2
                yield words(line, left, middle - _ROW // 2, _ROW, "muted")

    def _line(self, text: str, size: int) -> Line | None:
        """Set once: the same few numbers stand in many cells."""
        if (text, size) not in self._lines:
            faces = self._fonts.strong if size == self._size else self._fonts.text
            self._lines[text, size] = single(self._setter, text, faces, size, 4 * size)
        return self._lines[text, size]


def _around(box: Box) -> Box:
    """Where the marker of that cell stands."""
    line = line_of(box)
    return Box(box.left - line, box.top - line - wedge_of(box), box.right + line, box.bottom + line)
