"""A chart's panels: columns above an axis, with numbers and labels that have room, and none that haven't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.draw.breaking import single
from bot.draw.pieces import INSIDE, SMALLEST, Box, Group, Slab, row_height, width_of, words
from bot.draw.typesetting import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.draw.figures import Decade, Decades, Ratings, Ticks
    from bot.draw.fonts import Face, Fonts
    from bot.draw.pieces import Ink, Piece
    from bot.draw.typesetting import Line, Setter

_LEFT, _RIGHT = INSIDE.left, INSIDE.right
_ROW = 44  # pixels of a row of labels, or of numbers above columns
_UNDER_HEADING = 10
_LINE = 3  # pixels of the axis
_AIR = 14  # least pixels between two labels, and beside the numbers of a line
_FILLED = 0.74  # of a column's place
_WIDEST = 220  # pixels of a place, where there are few
_SEEN = 4  # pixels of the lowest column


class _Drawn:
    """A panel while it is put together, as if its top were 0."""

    def __init__(self, heading: str, height: int, fonts: Fonts, setter: Setter) -> None:
        self.fonts, self._setter = fonts, setter
        self.pieces: list[Piece] = []
        self.left, self.top, self.height = _LEFT, 0, height
        line = self.line(heading, fonts.strong, _RIGHT - _LEFT)
        if line is not None:
            self.top = row_height(line) + _UNDER_HEADING
            left = _RIGHT - width_of(line) if line.right_to_left else _LEFT
            self.pieces.append(words(line, left, 0, row_height(line), "muted"))

    def line(self, text: str, faces: tuple[Face, ...], width: int) -> Line | None:
        return single(self._setter, plain(text), faces, SMALLEST, width)

    def width(self, text: str) -> float:
        return self._setter.width(plain(text), self.fonts.strong, SMALLEST) if text else 0.0

    def centred(self, text: str, middle: float, top: int, room: float, ink: Ink = "ink") -> None:
        """The words around that place, if they have room there."""
        line = self.line(text, self.fonts.strong, _RIGHT - _LEFT)
        if line is not None and width_of(line) <= room:
            left = min(max(_LEFT, round(middle - line.width / 2)), _RIGHT - width_of(line))
            self.pieces.append(words(line, left, top, _ROW, ink))

    def lines(self, ticks: Ticks, bottom: int, scale: float) -> None:
        """A line across for each tick whose number has room, from the highest on, and its number before it."""
        told: list[tuple[int, Line]] = []
        for count, text in reversed(ticks):
            line, at = self.line(text, self.fonts.text, _WIDEST), bottom - round(count * scale)
            free = at + _ROW // 2 <= bottom and (not told or at - told[-1][0] >= _ROW)
            if line is not None and free:
                told.append((at, line))
        before = max((width_of(line) for _, line in told), default=0)
        self.left += before + _AIR if told else 0
        for at, line in told:
            self.pieces.append(Slab(Box(self.left, at, _RIGHT, at + 2), "track"))
            self.pieces.append(words(line, _LEFT + before - width_of(line), at - _ROW // 2, _ROW, "muted"))

    def axis(self, bottom: int) -> None:
        self.pieces.append(Slab(Box(self.left, bottom, _RIGHT, bottom + _LINE), "muted"))

    def places(self, count: int) -> float:
        """Pixels for each of so many columns."""
        return min(_WIDEST, (_RIGHT - self.left) / max(1, count))

    def done(self) -> Group:
        return Group(tuple(self.pieces), self.height)


def ratings_panel(panel: Ratings, height: int, fonts: Fonts, setter: Setter) -> Group:
    """A column for each rating, with how many there are above it; where these have no room, lines across tell it."""
    drawn = _Drawn(panel.heading, height, fonts, setter)
    columns = panel.columns
    bottom = height - _ROW - _LINE
    place = drawn.places(len(columns))
    roomy = all(drawn.width(one.told) + _AIR / 2 <= place for one in columns if one.count)
    scale = (bottom - drawn.top - _ROW) / max(1, panel.highest)
    if not roomy:
        drawn.lines(panel.ticks, bottom, scale)
        place = drawn.places(len(columns))
    drawn.axis(bottom)
    stride = _stride([drawn.width(one.label) for one in columns], place)
    for number, one in enumerate(columns):
        middle = drawn.left + place * (number + 0.5)
        top = bottom - max(_SEEN, round(one.count * scale)) if one.count else bottom
        if one.count:
            half = place * _FILLED / 2
            drawn.pieces.append(Slab(Box(round(middle - half), top, round(middle + half), bottom)))
        if one.count and roomy:
            drawn.centred(one.told, middle, top - _ROW, place)
        if (len(columns) - 1 - number) % stride == 0:
            drawn.centred(one.label, middle, bottom + _LINE, place * stride)
    return drawn.done()


def decades_panel(panel: Decades, height: int, fonts: Fonts, setter: Setter) -> Group:
    """A thin column for each year, before a pale one for each decade that is as high as a usual year of it.

    Where no single year is known, the decades are the columns. Below each stand its name, mean and number of reviews.
    """
    drawn = _Drawn(panel.heading, height, fonts, setter)
    decades = panel.decades
    bottom = height - 3 * _ROW - _LINE
    scale = (bottom - drawn.top - _ROW // 2) / max(1, panel.highest)
    drawn.lines(panel.ticks, bottom, scale)
    place = drawn.places(len(decades))
    stride = _stride([drawn.width(one.label) for one in decades], place)
    roomy = all(drawn.width(one.told) + _AIR / 2 <= place for one in decades)
    for number, one in enumerate(decades):
        left = drawn.left + place * number
        if one.count:
            drawn.pieces += _decade(one, left, place, bottom, scale, alone=not panel.has_years)
        middle, below = left + place / 2, bottom + _LINE
        if (len(decades) - 1 - number) % stride == 0:
            drawn.centred(one.label, middle, below, place * stride)
        drawn.centred(one.mean, middle, below + _ROW, place, "accent")
        if roomy:
            drawn.centred(one.told, middle, below + 2 * _ROW, place, "muted")
    drawn.axis(bottom)
    return drawn.done()


def _decade(one: Decade, left: float, place: float, bottom: int, scale: float, *, alone: bool) -> Iterator[Slab]:
    gap = place * (1 - _FILLED) / 2 if alone else place * 0.03
    top = bottom - max(_SEEN, round(one.count / len(one.years) * scale))
    behind = Box(round(left + gap), top, round(left + place - gap), bottom)
    yield Slab(behind, "accent" if alone else "track")
    if alone:
        return
    yield Slab(Box(behind.left, top, behind.right, top + _LINE), "muted")
    step = (behind.right - behind.left) / len(one.years)
    for number, count in enumerate(one.years):
        if count:
            at = behind.left + step * number
            above = bottom - max(_SEEN, round(count * scale))
            yield Slab(Box(round(at + step * 0.14), above, round(at + step * 0.86), bottom))


def _stride(widths: list[float], place: float) -> int:
    """Every how manyth label has room beside the next one."""
    widest = max(widths, default=0.0) + _AIR
    return next((stride for stride in (1, 2, 4, 5, 10, 20) if widest <= stride * place), max(1, len(widths)))
