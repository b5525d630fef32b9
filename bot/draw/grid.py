"""A board's cells in rows, as big as they get: each with its stars as a number, and its own number if that has room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.draw.breaking import single
from bot.draw.pieces import SMALLEST, Box, Group, Marker, Tile, width_of, words
from bot.draw.tiles import marker_line
from bot.format.board import halves, stars_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.draw.colours import Colour, Theme
    from bot.draw.fonts import Fonts
    from bot.draw.pieces import Piece
    from bot.draw.typesetting import Line, Setter
    from bot.format.looking_back import RecapCell

_WIDEST, _HIGHEST = 190, 0.86  # a cell's width in pixels, and its height as a part of that
_NUMBERED = 56  # pixels: cells of this width and height have room for their own number too
_GAP = 0.11  # of a cell's place
_MANY, _VERY_MANY = 60, 150  # cells; beyond, rows have round numbers of them
_AIR = 16  # pixels between the rows' numbers and the cells
_ROW = 40  # pixels that such a number takes at least
_UNRATED = "–"


@dataclass(frozen=True, slots=True)
class _Raster:
    """How many columns there are, and the sides of a cell and the gap between two in pixels."""

    columns: int
    width: int
    height: int
    gap: int

    @property
    def is_numbered(self) -> bool:
        """Whether each cell has room for its own number."""
        return min(self.width, self.height) >= _NUMBERED


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
    """The columns with which the cells get biggest."""
    rasters = (_filled(columns, -(-count // columns), width, height) for columns in _columns(count))
    return max(rasters, key=lambda one: (min(one.width, one.height * 1.2), -(-count % one.columns)))


def _columns(count: int) -> Iterable[int]:
    if count <= _MANY:
        return range(1, count + 1)
    step = 5 if count <= _VERY_MANY else 10
    return range(step, count + step, step)


def _filled(columns: int, rows: int, width: int, height: int) -> _Raster:
    """So many columns and rows, as big as they get in there."""
    gap = max(2, round(min(width / columns, height / rows, _WIDEST * _HIGHEST) * _GAP))
    wide = min((width + gap) // columns - gap, _WIDEST)
    return _Raster(columns, wide, min((height + gap) // rows - gap, round(wide * _HIGHEST)), gap)


class _Drawn:
    """The grid while it is put together."""

    def __init__(
        self, raster: _Raster, room: Box, before: int, theme: Theme, fonts: Fonts, setter: Setter, *, mirrored: bool
    ) -> None:
        self._raster, self._room, self._before = raster, room, before
        self._theme, self._fonts, self._setter, self._mirrored = theme, fonts, setter, mirrored
        self._lines: dict[tuple[str, int], Line | None] = {}
        widest = setter.width("4½", fonts.strong, 100) / 100
        part = 0.56 if raster.is_numbered else 0.74
        self._size = max(9, min(round(raster.height * part), round(raster.width * 0.84 / widest)))
        self._corner = max(17, min(SMALLEST, round(raster.height * 0.25)))

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
        return Group(tuple(placed), rows * (self._raster.height + self._raster.gap) - self._raster.gap)

    def _box(self, place: int) -> Box:
        raster = self._raster
        row, column = divmod(place, raster.columns)
        across = column * (raster.width + raster.gap)
        left = self._room.left + self._before + across
        if self._mirrored:
            left = self._room.right - self._before - across - raster.width
        top = self._room.top + row * (raster.height + raster.gap)
        return Box(left, top, left + raster.width, top + raster.height)

    def _cell(self, cell: RecapCell, box: Box) -> Iterator[Piece]:
        fill = self._fill(cell)
        ink = self._theme.muted if fill is None else self._theme.on(fill)
        number = self._line(str(cell.number), self._corner) if self._raster.is_numbered else None
        at = Box(box.left, box.top, box.left, box.top)
        if number is not None:
            left, top = box.left + self._raster.height // 10, box.top + self._raster.height // 16
            at = Box(left, top, left + width_of(number), top + round(self._corner * 1.1))
        yield Tile(box, fill, cell.state == "missing", kept=at)
        if number is not None:
            yield words(number, at.left, at.top, at.bottom - at.top, ink)
        told = {"rated": stars_told(halves(cell.stars or 0.0)), "unrated": _UNRATED}.get(cell.state, "")
        line = self._line(told, self._size)
        if line is not None:
            left, top = box.left + (self._raster.width - width_of(line)) // 2, round((at.bottom - box.top) * 0.5)
            yield words(line, left, box.top + top, self._raster.height - top, ink)

    def _fill(self, cell: RecapCell) -> Colour | None:
        if cell.state == "rated":
            return self._theme.steps[halves(cell.stars or 0.0)]
        return self._theme.track if cell.state == "unrated" else None

    def _numbers(self, cells: tuple[RecapCell, ...], rows: int) -> Iterator[Piece]:
        """Each row's first number before it, as far as there is room."""
        stride = -(-_ROW // (self._raster.height + self._raster.gap))
        for row in range(0, rows, stride):
            line = self._line(str(cells[row * self._raster.columns].number), SMALLEST)
            if line is not None:
                left = self._room.left + self._before - _AIR - width_of(line)
                left = self._room.right - self._before + _AIR if self._mirrored else left
                box = self._box(row * self._raster.columns)
                yield words(line, left, (box.top + box.bottom - _ROW) // 2, _ROW, "muted")

    def _line(self, text: str, size: int) -> Line | None:
        """Set once: the same few numbers stand in many cells."""
        if (text, size) not in self._lines:
            faces = self._fonts.strong if size == self._size else self._fonts.text
            self._lines[text, size] = single(self._setter, text, faces, size, 4 * size)
        return self._lines[text, size]


def _around(box: Box) -> Box:
    """Where the marker of that cell stands."""
    out = marker_line(box) - 1
    return Box(box.left - out, box.top - out, box.right + out, box.bottom + out)
