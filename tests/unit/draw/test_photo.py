from __future__ import annotations

import time
import zlib
from io import BytesIO
from struct import pack
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from bot.draw.photo import LONG_SIDE, Photo, PictureRefused, clean
from bot.format.model import Limits

LIMITS = Limits()
MEGABYTE = 1_000_000


def written(image: Image.Image, form: str, **how: Any) -> bytes:
    out = BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def a_picture(width: int = 300, height: int = 200, mode: str = "RGB") -> Image.Image:
    return Image.effect_noise((width, height), 60).convert(mode)


def cleaned(data: bytes, **changes: Any) -> Photo:
    bounds = {"bytes": LIMITS.picture_bytes, "pixels": LIMITS.picture_pixels, "types": LIMITS.picture_types, **changes}
    return clean(data, bounds["bytes"], bounds["pixels"], bounds["types"])


def opened(photo: Photo) -> Image.Image:
    image = Image.open(BytesIO(photo.data))
    image.load()
    assert image.size == (photo.width, photo.height)
    return image


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_what_people_use_is_taken(form: str) -> None:
    photo = cleaned(written(a_picture(), form))
    assert opened(photo).size == (300, 200)
    assert photo.type in LIMITS.picture_types


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F", "YCbCr"])
def test_every_kind_of_colour_is_taken(mode: str) -> None:
    form = {"CMYK": "JPEG", "YCbCr": "JPEG", "F": "TIFF"}.get(mode, "PNG")
    if form == "TIFF":
        with pytest.raises(PictureRefused):
            cleaned(written(a_picture().convert(mode), form))
        return
    image = a_picture().convert("I").convert("I;16") if mode == "I;16" else a_picture().convert(mode)
    assert opened(cleaned(written(image, form))).mode in {"RGB", "L", "P", "1"}


def test_what_the_camera_wrote_is_left_out() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "Camera of Ana", {1: "N", 2: (40.0, 26.0, 46.0)}
    image = opened(cleaned(written(a_picture(), "JPEG", exif=exif, comment=b"at home", icc_profile=srgb())))
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert not image.getexif()


def test_what_a_png_says_is_left_out() -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Ana")
    notes.add_itxt("XML:com.adobe.xmp", "<x>Ana</x>")
    photo = cleaned(written(Image.new("RGB", (40, 30), "red"), "PNG", pnginfo=notes, icc_profile=srgb()))
    assert photo.type == "image/png"
    assert opened(photo).info == {}
    assert b"Ana" not in photo.data


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_colours_of_another_profile_become_those_that_are_seen() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for profile in (srgb(), lab, b"no profile at all"):
        photo = cleaned(written(Image.new("RGB", (40, 30), (200, 30, 30)), "PNG", icc_profile=profile))
        red, green, _ = opened(photo).convert("RGB").getpixel((5, 5))  # type: ignore[misc]
        assert red > 150 > 100 > green


def test_a_picture_held_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = cleaned(written(a_picture(300, 200), "JPEG", exif=exif))
    assert (photo.width, photo.height) == (200, 300)


def test_a_big_one_is_made_smaller() -> None:
    photo = cleaned(written(a_picture(3200, 2400), "JPEG"))
    assert (photo.width, photo.height) == (LONG_SIDE, 1200)
    assert cleaned(written(a_picture(800, 600), "JPEG"), pixels=120_000).width <= 400


@pytest.mark.thorough
def test_it_keeps_to_the_bytes_that_may_be() -> None:
    data = written(a_picture(1200, 800), "PNG")
    assert len(cleaned(data, bytes=100_000).data) <= 100_000
    assert cleaned(data).type == "image/jpeg"  # a photograph that somebody keeps as a PNG
    with pytest.raises(PictureRefused, match="smaller than 10 bytes"):
        cleaned(written(a_picture(), "PNG"), bytes=10)


def test_what_is_transparent_stays_so_where_that_may_be() -> None:
    image = Image.new("RGBA", (100, 100), (255, 0, 0, 0))
    assert opened(cleaned(written(image, "PNG"))).mode == "RGBA"
    assert opened(cleaned(written(image, "GIF"))).mode == "RGBA"
    white = opened(cleaned(written(image, "PNG"), types=frozenset({"image/jpeg"})))
    assert white.getpixel((5, 5)) == (255, 255, 255)


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "green")]
    for form in ("GIF", "WEBP", "PNG"):
        photo = cleaned(written(frames[0], form, save_all=True, append_images=frames[1:], duration=100))
        image = opened(photo)
        assert getattr(image, "n_frames", 1) == 1
        assert image.convert("RGB").getpixel((5, 5))[0] > 200  # type: ignore[index]


def test_a_type_that_the_network_does_not_take_is_not_given() -> None:
    data = written(a_picture(), "PNG")
    assert cleaned(data, types=frozenset({"image/webp"})).type == "image/webp"
    with pytest.raises(PictureRefused):
        cleaned(data, types=frozenset({"video/mp4"}))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"<html>Not found</html>", "it is no JPEG"),
        (b"\x89PNG\r\n\x1a\n", "damaged|no JPEG"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 500, "damaged|no JPEG"),
        (b"BM" + b"\0" * 100, "it is no JPEG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "it is no JPEG"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(PictureRefused, match=reason):
        cleaned(data)


def a_bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * MEGABYTE, 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [6000, 10_000, 40_000, 2**31 - 1])
def test_a_bomb_is_refused_before_it_is_unfolded(side: int) -> None:
    begun = time.perf_counter()
    with pytest.raises(PictureRefused, match=r"pixels|damaged"):
        cleaned(a_bomb(side, side))
    assert time.perf_counter() - begun < 1


WHOLE = {form: written(a_picture(40, 30), form) for form in ("JPEG", "PNG", "GIF", "WEBP", "AVIF")}


@given(st.sampled_from(sorted(WHOLE)), st.data())
@settings(max_examples=40, deadline=None)
def test_damage_is_refused_or_mended_and_nothing_else(form: str, data: st.DataObject) -> None:
    whole = bytearray(WHOLE[form])
    for _ in range(data.draw(st.integers(0, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    hurt = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    try:
        photo = cleaned(hurt)
    except PictureRefused:
        return
    opened(photo)
