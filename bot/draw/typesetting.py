"""Sets text in lines: which font for which letters, how wide it gets, where it breaks, how big it may be.

A character that no font has is never shown as a box: the text can't be set then (:class:`NoGlyph`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import regex
from PIL import features

from bot.draw.bidi import in_order, levels, runs_right_to_left
from bot.format.length import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.ImageFont import FreeTypeFont

    from bot.draw.fonts import Face

# What says how its neighbours look and isn't seen itself: needs no glyph.
_UNSEEN = regex.compile(r"[\u200b\u200e\u200f\u00ad\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufe00-\ufe0e]")
_APOSTROPHE = regex.compile(r"(?<=\p{L})'(?=\p{L})")
_MEASURING = 100  # pixels
_JOINERS = frozenset("\u200c\u200d\ufe0f")
# Scripts whose letters stand one after the other and look the same wherever they stand.
_SIMPLE = regex.compile(
    r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}\p{Georgian}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}"
    r"\p{Common}--\p{M}]*",
    regex.V1,
)


class NoGlyph(Exception):
    """No font at hand can show this text."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one font and one direction, on one line."""

    text: str
    face: Face
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, its runs from left to right. ``size`` and ``width`` in pixels."""

    text: str
    runs: tuple[Run, ...]
    size: int
    width: float
    right_to_left: bool
    tall: bool  # letters of another font than the first choice, which may reach higher and lower


class Setter:
    """Sets text. Keeps the fonts that it has opened, so it is made for one picture and thrown away."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[Face, int], FreeTypeFont] = {}
        self._widths: dict[tuple[str, tuple[Face, ...]], float] = {}

    def line(self, text: str, faces: tuple[Face, ...], size: int) -> Line:
        """The text on one line. Raises :class:`NoGlyph`."""
        right = runs_right_to_left(text)
        stretches = [(run, level) for run, level in _runs(text, faces, right=right)]
        width = sum(self._width(run, size) for run, _ in stretches)
        tall = any(run.face != faces[0] for run, _ in stretches)
        return Line(text, tuple(in_order(stretches)), size, width, right, tall)

    def width(self, text: str, faces: tuple[Face, ...], size: int) -> float:
        """About how wide the text gets on one line, in pixels. Raises :class:`NoGlyph`."""
        measured = self._widths.get((text, faces))
        if measured is None:
            # At one size for all: to open a font takes longer than to measure in it.
            measured = self._widths[text, faces] = self.line(text, faces, _MEASURING).width / _MEASURING
        return measured * size

    def font(self, face: Face, size: int) -> FreeTypeFont:
        """The font at that size, opened once."""
        if (face, size) not in self._fonts:
            self._fonts[face, size] = face.load(size)
        return self._fonts[face, size]

    def _width(self, run: Run, size: int) -> float:
        direction = direction_of(run)
        return self.font(run.face, size).getlength(run.text, direction=direction)


def plain(text: str) -> str:
    """The text as it is set: composed, with printers' apostrophes, without what isn't seen. Raises :class:`NoGlyph`."""
    seen = _APOSTROPHE.sub("’", _UNSEEN.sub("", unicodedata.normalize("NFC", text)).replace("...", "…"))
    if not shapes() and not _SIMPLE.fullmatch(seen):
        raise NoGlyph(text)
    return " ".join(seen.split())


def without_signs(text: str, faces: tuple[Face, ...]) -> str:
    """The text without the emoji and signs that no font has; letters stay, whether there is one or not."""
    kept = [
        cluster
        for cluster in graphemes(text)
        if unicodedata.category(cluster[0]) not in {"So", "Sk", "Cn", "Co", "Cs"} or _first_with(cluster, faces)
    ]
    return " ".join("".join(kept).split())


def direction_of(run: Run) -> str | None:
    """As Pillow names it; None where it can't be told which."""
    if not shapes():
        return None
    return "rtl" if run.right_to_left else "ltr"


@cache
def shapes() -> bool:
    """Whether letters that change with their neighbours, or run from right to left, can be set on this machine."""
    return bool(features.check("raqm"))


def _runs(text: str, faces: tuple[Face, ...], *, right: bool) -> Iterator[tuple[Run, int]]:
    """The text's stretches as they are read. Signs, digits and blanks stay in the font of the letters before them."""
    depths = levels(text, right=right)
    begun = start = place = 0
    current: Face | None = None
    lettered: Face | None = None
    for cluster in graphemes(text):
        letter = cluster[0].isalpha()
        face = lettered if lettered is not None and not letter and _has(lettered, cluster) else None
        # Beside letters of another font, signs and digits look right in its kin, not in the italics of the first one.
        foreign = not letter and lettered is not None and lettered != faces[0]
        face = face or _first_with(cluster, (*faces[1:], faces[0]) if foreign else faces)
        if face is None:
            raise NoGlyph(cluster)
        lettered = face if letter else lettered
        if current is not None and (face != current or depths[place] != begun):
            yield Run(text[start:place], current, begun == 1), begun
            start = place
        current, begun = face, depths[place]
        place += len(cluster)
    if current is not None:
        yield Run(text[start:], current, begun == 1), begun


def _first_with(cluster: str, faces: tuple[Face, ...]) -> Face | None:
    return next((face for face in faces if _has(face, cluster)), None)


def _has(face: Face, cluster: str) -> bool:
    known = face.characters()
    return all(ord(sign) in known for sign in cluster if sign not in _JOINERS)
