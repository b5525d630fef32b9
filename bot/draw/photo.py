"""A picture that somebody made, fit to be shown: known by its content, small, and clean of what a camera wrote into it.

Nothing is trusted: not the file's name, not the size that it claims. It sets no bound in time: that is the caller's.
Of a moving picture the first frame is kept: a post is to be read.
"""

from __future__ import annotations

import struct
import warnings
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG_SIDE = 1600  # pixels; no network shows more
_KNOWN = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_REDUCIBLE = ("JPEG", "MPO")  # can be unfolded at an eighth of its size
_MOST_UNFOLDED = 24_000_000  # pixels; four bytes each
_MOST_REDUCIBLE = 80_000_000
_QUALITIES = (88, 78, 65)
_MOST_FLAT = 1_000_000  # bytes; more than that is a photograph that somebody keeps as a PNG
_SMALLER = 0.75  # of the sides, where no quality makes it small enough
_SMALLEST = 200  # pixels of the long side; below, it isn't worth showing
_BROKEN = (  # what Pillow's readers raise on hostile files
    *(OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, AttributeError, OverflowError),
    *(MemoryError, ZeroDivisionError, RuntimeError, UserWarning, struct.error, Image.DecompressionBombError),
    Image.DecompressionBombWarning,
)
# Pillow only warns of the lesser bombs, in the middle of the log.
warnings.simplefilter("error", Image.DecompressionBombWarning)


class PictureRefused(Exception):
    """The picture isn't shown, because: ``str`` of it is that reason, some words without a full stop."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture fit to be sent. ``type``: "image/png", "image/jpeg" or "image/webp"; sides in pixels."""

    data: bytes = field(repr=False)
    type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Bounds:
    most_bytes: int
    most_pixels: int
    long_side: int = LONG_SIDE


@dataclass(frozen=True, slots=True)
class _Form:
    kind: str
    written: Callable[[], bytes]
    most: int | None = None  # bytes; where there are better forms for more


def clean(data: bytes, most_bytes: int, most_pixels: int, types: frozenset[str]) -> Photo:
    """The picture, upright, in sRGB, without comments, places and profiles, at most :data:`LONG_SIDE` pixels long.

    It has at most ``most_bytes`` and ``most_pixels`` (width × height), and one of the MIME ``types``. What is
    transparent stays so. Raises :class:`PictureRefused`. May take a second, and some 100 MB of memory, for what is big.
    """
    image = _opened(data)
    try:
        return _fitted(_upright(image), _Bounds(most_bytes, most_pixels), types, flat=image.format in ("PNG", "GIF"))
    except _BROKEN:
        raise PictureRefused("it is damaged, or ends too early") from None


def _opened(data: bytes) -> Image.Image:
    """The picture before it is unfolded; its size is one that may be."""
    try:
        image = Image.open(BytesIO(data), formats=_KNOWN)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused("it has far too many pixels") from None
    except UnidentifiedImageError:
        raise PictureRefused(_foreign(data)) from None
    except _BROKEN:
        raise PictureRefused("it is damaged, or ends too early") from None
    most = _MOST_REDUCIBLE if image.format in _REDUCIBLE else _MOST_UNFOLDED
    width, height = image.size
    if width * height > most:
        raise PictureRefused(f"it has {width:,} × {height:,} pixels, which are too many")
    return image


def _foreign(data: bytes) -> str:
    if not data:
        return "it is empty"
    if b"<svg" in data[:2000].lower():
        return "it is a drawing (SVG), which networks don't show"
    return "it is no JPEG, PNG, GIF, WebP or AVIF"


def _upright(image: Image.Image) -> Image.Image:
    """Unfolded, small, turned as the camera was held, in sRGB, without anything but its pixels."""
    if image.format in _REDUCIBLE:
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))
    image.load()
    profile = image.info.get("icc_profile")
    turned = _turned(image)
    shown = _in_srgb(_in_plain_mode(turned), profile)
    shown.info = {}
    return shown


def _turned(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except _BROKEN:  # what the camera wrote is damaged, the picture isn't
        return image


def _in_plain_mode(image: Image.Image) -> Image.Image:
    """RGB or RGBA; CMYK, grey and a palette without transparency stay for now."""
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        return rgba if rgba.getchannel("A").getextrema() != (255, 255) else rgba.convert("RGB")
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image if image.mode in ("RGB", "L", "CMYK", "P") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha is not None else image
    if profile and colours.mode != "P":
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            colours = turned or colours
        except (*_BROKEN, ImageCms.PyCMSError):  # a profile for other colours than these
            pass
    if colours.mode == "CMYK":
        colours = colours.convert("RGB")
    if alpha is not None:
        colours = colours.convert("RGB")
        colours.putalpha(alpha)
    return colours


def _fitted(image: Image.Image, bounds: _Bounds, types: frozenset[str], *, flat: bool) -> Photo:
    """The best form of it that is small enough."""
    while bounds.long_side >= _SMALLEST:
        small = _sized(image, bounds)
        for form in _forms(small, types, flat=flat):
            if f"image/{form.kind}" not in types:
                continue
            data = form.written()
            if len(data) <= min(bounds.most_bytes, form.most or bounds.most_bytes):
                return Photo(data, f"image/{form.kind}", *small.size)
        bounds = replace(bounds, long_side=int(max(small.size) * _SMALLER))
    raise PictureRefused(f"it can't be made smaller than {bounds.most_bytes:,} bytes")


def _sized(image: Image.Image, bounds: _Bounds) -> Image.Image:
    width, height = image.size
    share = min(1.0, bounds.long_side / max(width, height), (bounds.most_pixels / (width * height)) ** 0.5)
    if share == 1:
        return image
    size = max(1, int(width * share)), max(1, int(height * share))
    full = image.convert("RGB") if image.mode == "P" else image
    return full.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _forms(image: Image.Image, types: frozenset[str], *, flat: bool) -> Iterator[_Form]:
    """The forms it may be written in, the best first. ``flat``: it came without losses, as drawn things do."""
    if image.mode == "RGBA":
        yield _Form("png", partial(_written, image, "PNG"))
        yield _Form("webp", partial(_written, image, "WEBP", quality=85))
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    elif flat:
        yield _Form("png", partial(_written, image, "PNG"), _MOST_FLAT)
    plain = image.convert("RGB") if image.mode == "P" else image
    for quality in _QUALITIES:
        yield _Form("jpeg", partial(_written, plain, "JPEG", quality=quality, optimize=True, progressive=True))
    if "image/jpeg" not in types:
        yield _Form("webp", partial(_written, plain, "WEBP", quality=80))
        yield _Form("png", partial(_written, plain, "PNG"))


def _written(image: Image.Image, form: str, **how: object) -> bytes:
    out = BytesIO()
    image.save(out, form, **how)
    return out.getvalue()
