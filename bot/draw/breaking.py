"""Breaks text into lines of about the same length, at the biggest size that fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from bot.format.length import graphemes
from bot.format.prose import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.draw.fonts import Face
    from bot.draw.typesetting import Line, Setter

# Where a line may end inside of what has no blanks: behind a dash or slash, and between the signs of East Asia, but
# not before a mark that closes, nor behind one that opens (https://www.w3.org/TR/jlreq/#characters_not_starting_a_line).
_EAST = r"\p{Han}\p{Hiragana}\p{Katakana}ー々〆、。，．！？：；」』）】〕〉》「『（【〔〈《…・"
_NO_START = r"、。，．！？：；」』）】〕〉》…・ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ!?.,:;)\]”’»"
_NO_END = r"「『（【〔〈《(\[“‘«"
_BREAK = regex.compile(
    rf"(?<=[\p{{L}}\p{{N}}][-‐/–—])(?=[\p{{L}}\p{{N}}])"
    rf"|(?:(?<=[{_EAST}])|(?=[{_EAST}]))(?<![{_NO_END}\s])(?![{_NO_START}\s])(?<!\A)(?!\Z)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size. ``leading``: pixels from one line to the next."""

    lines: tuple[Line, ...]
    leading: int

    @property
    def height(self) -> int:
        """In pixels, from the first line's top to the last one's bottom."""
        return self.leading * len(self.lines)


@dataclass(frozen=True, slots=True)
class Measure:
    """The room that a text has. ``spacing``: the leading for a size of 1, ``tall`` for letters that need more."""

    width: int
    faces: tuple[Face, ...]
    spacing: float = 1.16
    tall: float = 1.36


def fit(setter: Setter, text: str, room: Measure, steps: Sequence[tuple[int, int]], most: int) -> Block | None:
    """The text at the first of the (size, most lines) that it fits at, not higher than ``most`` pixels; None for none.

    Words are broken at the last step alone.
    """
    for place, (size, count) in enumerate(steps):
        block = _block(setter, text, room, size, whole=place < len(steps) - 1)
        if block is not None and len(block.lines) <= count and block.height <= most:
            return block
    return None


def cut(setter: Setter, text: str, room: Measure, step: tuple[int, int], most: int) -> Block | None:
    """As much of the text's beginning as fits, with "…"; None if nothing does."""
    size, count = step

    def fits(part: str) -> bool:
        block = _block(setter, part, room, size, whole=False)
        return block is not None and len(block.lines) <= count and block.height <= most

    beginning = shorten(text, fits)
    return _block(setter, beginning, room, size, whole=False) if beginning else None


def _block(setter: Setter, text: str, room: Measure, size: int, *, whole: bool) -> Block | None:
    """The text in as few lines as it needs, balanced; None for none, or if one must stay whole and can't."""
    pieces = _pieces(setter, text, room, size, whole=whole)
    if not pieces:
        return None
    fewest = len(_greedy(pieces, room.width))
    least, widest = max(width for _, width, _ in pieces), float(room.width)
    while widest - least > size / 8:
        middle = (least + widest) / 2
        least, widest = (least, middle) if len(_greedy(pieces, middle)) <= fewest else (middle, widest)
    lines = tuple(setter.line(line, room.faces, size) for line in _greedy(pieces, widest))
    spacing = room.tall if any(line.tall for line in lines) else room.spacing
    fitting = all(line.width <= room.width for line in lines)
    return Block(lines, round(size * spacing)) if fitting else None


def _pieces(
    setter: Setter, text: str, room: Measure, size: int, *, whole: bool
) -> list[tuple[str, float, float]] | None:
    """What mustn't be parted: each with its width and the width of the blank before it."""
    blank = setter.width(" ", room.faces, size)
    pieces = []
    for word in text.split():
        for place, part in enumerate(_BREAK.split(word)):
            width = setter.width(part, room.faces, size)
            gap = 0.0 if place else blank
            if width <= room.width:
                pieces.append((part, width, gap))
            elif whole:
                return None
            else:
                for count, cluster in enumerate(graphemes(part)):
                    pieces.append((cluster, setter.width(cluster, room.faces, size), 0.0 if count else gap))
    return pieces


def _greedy(pieces: list[tuple[str, float, float]], width: float) -> list[str]:
    """The lines, each as full as it gets."""
    lines: list[str] = []
    used = 0.0
    for text, own, gap in pieces:
        if lines and used + gap + own <= width:
            lines[-1] += (" " if gap else "") + text
            used += gap + own
        else:
            lines.append(text)
            used = own
    return lines


def single(setter: Setter, text: str, faces: tuple[Face, ...], size: int, width: int) -> Line | None:
    """The text on one line, with "…" where it is too long; None if there is none, or no room for it."""
    if not text:
        return None
    room = Measure(width, faces)
    block = fit(setter, text, room, ((size, 1),), width) or cut(setter, text, room, (size, 1), width)
    return block.lines[0] if block else None
