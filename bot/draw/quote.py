"""A quote: a mark in the margin, the words in italics beside it, and beneath them whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from bot.draw.breaking import Measure, fit, single
from bot.draw.pieces import INSIDE, SMALLEST, Box, Group, Mark, column, row_height, width_of, words
from bot.draw.typesetting import plain, without_signs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.draw.fonts import Fonts
    from bot.draw.pieces import Piece
    from bot.draw.typesetting import Setter

_STEPS = ((60, 1), (54, 1), (48, 1), (54, 2), (48, 3), (44, 3), (40, 4), (36, 4), (SMALLEST, 6))
_SPACING, _TALL = 1.3, 1.45
_MARK, _HANGING = (56, 44), 86  # pixels: the mark's size, and from its outer side to the words
_SIGNED = regex.compile(r"""["“„«»‘‚「『]\s*(?P<said>.+?)\s*["”“»«’‘」』]\s+(?P<name>[—–-]\s*.+)""")


def laid_quote(quote: str, fonts: Fonts, setter: Setter) -> Iterator[tuple[Group, int]]:
    """The quote, ever smaller, with its letters' size in pixels; nothing if it is too long. It is never cut."""
    text = without_signs(plain(quote), fonts.quote)
    if not text:
        return
    signed = _SIGNED.fullmatch(text)
    said, name = (signed["said"], signed["name"]) if signed else (text, "")
    width = INSIDE.right - INSIDE.left - _HANGING
    by = single(setter, name, fonts.text, SMALLEST, width)
    for place in range(len(_STEPS)):
        block = fit(
            setter, said, Measure(width, fonts.quote, _SPACING, _TALL), _STEPS[place : place + 1], INSIDE.bottom
        )
        if block is None:
            continue
        mirrored = block.lines[0].right_to_left
        left, right = (INSIDE.left, INSIDE.right - _HANGING) if mirrored else (INSIDE.left + _HANGING, INSIDE.right)
        lines = column(block, left, right)
        # As high as the capitals of the first line.
        top = max(0, round(block.leading / 2 - block.lines[0].size * 0.36))
        edge = INSIDE.right - _MARK[0] if mirrored else INSIDE.left
        placed: list[Piece] = [Mark(Box(edge, top, edge + _MARK[0], top + _MARK[1]), mirrored), *lines.pieces]
        height = max(lines.height, top + _MARK[1])
        if by is not None:
            placed.append(words(by, right - width_of(by) if mirrored else left, height + 6, row_height(by), "muted"))
            height += 6 + row_height(by)
        yield Group(tuple(placed), height), block.lines[0].size
