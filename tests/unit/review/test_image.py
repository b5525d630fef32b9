"""The picture that a front matter names."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.model import FieldMap, Image
from tests.unit.review.made import complaints, reading, review


@pytest.mark.parametrize(
    ("written", "image"),
    [
        ("cover.jpg", Image("2024/cover.jpg", None)),
        ("./img/cover.jpg", Image("2024/img/cover.jpg", None)),
        ("../img/cover", Image("img/cover", None)),
        ("/assets//posters/./lantern.webp?v=2#top", Image("/assets/posters/lantern.webp", None)),
        ("/assets/my%20cover.jpg", Image("/assets/my cover.jpg", None)),
        (r"\assets\cover.jpg", Image("/assets/cover.jpg", None)),
        ("'Alien: Covenant.jpg'", Image("2024/Alien: Covenant.jpg", None)),
        ("https://img.example/a.jpg?w=2", Image(None, "https://img.example/a.jpg?w=2")),
        ("//img.example/a.jpg", Image(None, "https://img.example/a.jpg")),
        ("{src: /a.jpg, alt: A <b>lamp</b>}", Image("/a.jpg", None, "A lamp")),
        ("{image: a.jpg, caption: A lamp}", Image("2024/a.jpg", None, "A lamp")),
        ("['', a.jpg, b.jpg]", Image("2024/a.jpg", None)),
        ("[{url: 'https://img.example/a.jpg'}]", Image(None, "https://img.example/a.jpg")),
        ("", None),
        ("none", None),
        ("true", None),
        ("[]", None),
        ("{alt: x}", None),
        ("12", None),
    ],
)
def test_where_a_picture_lies(written: str, image: Image | None) -> None:
    assert review(f"title: A\nimage: {written}", path="2024/01-the-lantern.md").image == image


@pytest.mark.parametrize(
    ("base", "image"),
    [
        ("/assets/posters/", Image("/assets/posters/a b.jpg", None)),
        ("https://cdn.example/p", Image(None, "https://cdn.example/p/a%20b.jpg")),
        (None, Image("a b.jpg", None)),
    ],
)
def test_a_bare_name_lies_where_the_configuration_says(base: str | None, image: Image) -> None:
    assert review("title: A\nimage: a b.jpg", path="a.md", image_base=base).image == image
    assert review("title: A\nimage: img/a.jpg", path="a.md", image_base=base).image == Image("img/a.jpg", None)


@pytest.mark.parametrize(
    ("written", "image"),
    [
        ("../img/a.jpg", Image("img/a.jpg", None)),
        ("../../assets/a.jpg", Image("/src/assets/a.jpg", None)),
        ("../../../public/a.jpg", Image("/public/a.jpg", None)),
        ("../../../../a.jpg", None),
        ("/../a.jpg", None),
    ],
)
def test_a_path_may_leave_the_source_s_folder_but_not_the_site_s(written: str, image: Image | None) -> None:
    front = f"title: A\nimage: {written}"
    assert review(front, path="reviews/a.md", folder="src/content").image == image


def test_the_owner_s_words_come_before_the_table_s() -> None:
    front = "title: A\nimage_alt: Mine\ncover:\n  image: /a.jpg\n  alt: Theirs"
    found = review(front, fields=FieldMap(image=("image", "cover")))
    assert found.image == Image("/a.jpg", None, "Mine")
    dotted = review(front, fields=FieldMap(image=("cover.image",), image_alt=("cover.alt",)))
    assert dotted.image == Image("/a.jpg", None, "Theirs")


@pytest.mark.parametrize(
    "written",
    [
        *("../cover.jpg", "/../etc/passwd", "/a/%2e%2e/%2e%2e/b", r"..\cover.jpg", "/", "."),
        *("ftp://img.example/a.jpg", "javascript:alert(1)", "data:image/png;base64,AAAA", '"a\\0b.jpg"', "x" * 1001),
    ],
)
def test_what_cant_be_shown_is_told_and_left_out(written: str) -> None:
    front = f"title: A\nimage: {written}"
    assert review(front, path="a.md").image is None
    (complaint,) = complaints(front, path="a.md", permalink=None)
    assert complaint.startswith("3:8 image: ")
    assert "left out" in complaint


PLACES = st.text(max_size=30) | st.text("./\\%2e:a?#", max_size=20)


@given(PLACES | st.lists(PLACES) | st.dictionaries(st.sampled_from(["src", "alt"]), PLACES) | st.integers())
def test_no_path_leads_out(written: Any) -> None:
    text = json.dumps({"title": "A", "image": written}, indent=1) + "\n\nx"
    found = reading(text, "2024/a.md", image_base="/assets")
    assert found.review is not None
    image = found.review.image
    if image is not None and image.file is not None:
        steps = image.file.removeprefix("/").split("/")
        assert image.url is None
        assert not {"", ".", ".."} & set(steps)
        assert "\\" not in image.file


def test_words_that_name_a_private_person_are_left_out() -> None:
    private: dict[str, Any] = {"never_quote": ("Ann",)}

    assert review("title: A\nimage: /a.jpg\nimage_alt: Ann on the sofa", **private).image == Image("/a.jpg", None)
    kept = review("title: A\nimage: /a.jpg\nimage_alt: A red sofa. Ann sits on it.", **private).image
    assert kept == Image("/a.jpg", None, "A red sofa.")
