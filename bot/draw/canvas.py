"""Draws pieces and gives the picture's bytes. The same pieces give the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageOps

from bot.draw.pieces import BAND, HEIGHT, WIDTH, Bar, Mark, Marker, Slab, Stars, Tile, Words
from bot.draw.shapes import outline, quotation_mark, rounded, star
from bot.draw.tiles import marker, tile
from bot.draw.typesetting import direction_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.draw.colours import Colour, Theme
    from bot.draw.pieces import Box, Piece
    from bot.draw.typesetting import Setter

_COLOURS = 128  # enough for smooth edges, and a third of the bytes
_HOLE, _STEP = (20, 26), 45  # pixels: the size of the strip's holes, and from one to the next


def picture(pieces: Iterable[Piece], theme: Theme, setter: Setter, height: int = HEIGHT) -> bytes:
    """The picture as a PNG, so many pixels high."""
    out = BytesIO()
    few = painted(pieces, theme, setter, height).quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def painted(pieces: Iterable[Piece], theme: Theme, setter: Setter, height: int = HEIGHT) -> Image.Image:
    """The picture, in all its colours."""
    image = Image.new("RGB", (WIDTH, height), theme.background)
    _film(image, theme)
    for piece in pieces:
        _piece(image, piece, theme, setter)
    return image


def _piece(image: Image.Image, piece: Piece, theme: Theme, setter: Setter) -> None:
    match piece:
        case Words():
            _words(image, piece, theme, setter)
        case Stars():
            _stars(image, piece, theme)
        case Bar():
            _bar(image, piece, theme)
        case Slab(box):
            image.paste(getattr(theme, piece.ink), (box.left, box.top, box.right, box.bottom))
        case Mark():
            _mark(image, piece, theme)
        case Tile():
            tile(image, piece, theme)
        case Marker():
            marker(image, piece, theme)


def _film(image: Image.Image, theme: Theme) -> None:
    """The strip at the side, with its holes."""
    image.paste(theme.band, (0, 0, BAND, image.height))
    hole = rounded(_HOLE, 6)
    count = image.height // _STEP
    for number in range(count):
        top = round(image.height * (number + 0.5) / count - _HOLE[1] / 2)
        image.paste(theme.background, ((BAND - _HOLE[0]) // 2, top), hole)


def _words(image: Image.Image, piece: Words, theme: Theme, setter: Setter) -> None:
    drawing = ImageDraw.Draw(image)
    colour = piece.ink if isinstance(piece.ink, tuple) else getattr(theme, piece.ink)
    across = float(piece.box.left)
    for run in piece.line.runs:
        font = setter.font(run.face, piece.line.size)
        direction = direction_of(run)
        drawing.text((across, piece.baseline), run.text, colour, font, anchor="ls", direction=direction)
        across += font.getlength(run.text, direction=direction)


def _stars(image: Image.Image, piece: Stars, theme: Theme) -> None:
    box = piece.box
    size = box.bottom - box.top
    step = (box.right - box.left - size) / max(1, piece.of - 1)
    for number in range(piece.of):
        place = (box.left + round(step * number), box.top)
        halves = min(2, max(0, piece.halves - 2 * number))
        if halves < 2:
            image.paste(theme.muted, place, outline(size))
        if halves == 2:
            image.paste(theme.accent, place, star(size))
        elif halves == 1:
            half = star(size).copy()
            half.paste(0, (size // 2, 0, size, size))
            image.paste(theme.accent, place, half)


def _bar(image: Image.Image, piece: Bar, theme: Theme) -> None:
    box = piece.box
    _paste(image, box, theme.track)
    if piece.share > 0:
        thick = box.bottom - box.top
        reached = max(thick, round((box.right - box.left) * min(piece.share, 1.0)))
        mask = rounded((reached, thick), thick // 2)
        image.paste(theme.accent, (box.right - reached if piece.mirrored else box.left, box.top), mask)


def _paste(image: Image.Image, box: Box, colour: Colour) -> None:
    size = (box.right - box.left, box.bottom - box.top)
    image.paste(colour, (box.left, box.top), rounded(size, size[1] // 2))


def _mark(image: Image.Image, piece: Mark, theme: Theme) -> None:
    box = piece.box
    mask = quotation_mark((box.right - box.left, box.bottom - box.top))
    image.paste(theme.accent, (box.left, box.top), ImageOps.mirror(mask) if piece.mirrored else mask)
