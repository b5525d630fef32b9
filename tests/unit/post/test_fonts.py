from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.post.fonts import fonts

if TYPE_CHECKING:
    from bot.draw.fonts import Face

WANTED = {
    "European letters": "AÄÅĂĄĆČĎĐÉĘĞĢİĶŁŃŇØŐŒŘŚŠŞȘŤŢȚŮŰŴÝŶŹŽßþð",
    "Vietnamese": "ẤặỂộƠợƯữ",
    "Greek": "ΑΩάώϊΐς",
    "Cyrillic": "ЖЩЫЮЯЄІЇҐЎЉЊЋЏѢ",
    "marks": "“”„«»‘’–—…·½#&/%€£₽°",
}
OTHERS = "عשकকกதకმ한東ゔ☃👻"


def first_with(faces: tuple[Face, ...], sign: str) -> Face | None:
    return next((face for face in faces if ord(sign) in face.characters()), None)


@pytest.mark.parametrize("role", ["title", "quote", "text", "strong"])
@pytest.mark.parametrize("what", WANTED)
def test_the_first_font_has_what_europe_writes(role: str, what: str) -> None:
    first = getattr(fonts(), role)[0]
    assert [sign for sign in WANTED[what] if ord(sign) not in first.characters()] == []


@pytest.mark.parametrize("role", ["title", "quote", "text", "strong"])
def test_other_scripts_have_a_font_too(role: str) -> None:
    faces = getattr(fonts(), role)
    assert [sign for sign in OTHERS if first_with(faces, sign) is None] == []
    assert len({face.name for face in faces}) == len(faces)


def test_weights_differ_and_sizes_are_kept() -> None:
    plain, strong = fonts().text[0].load(40), fonts().strong[0].load(40)
    assert plain.size == strong.size == 40
    assert plain.getlength("Carnival") < strong.getlength("Carnival")


def test_they_are_found_once() -> None:
    assert fonts() is fonts()
