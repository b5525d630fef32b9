"""When two addresses are one page, and which pages are on the owner's site."""

from __future__ import annotations

import pytest

from bot.plan.addresses import is_on, page_of

SITE = "https://films.example/blog/"


@pytest.mark.parametrize(
    "other",
    [
        "http://films.example/a-b.html",
        "https://FILMS.example:443/a-b.html/",
        " https://films.example/a%2Db.html#top",
        "https://films.example./a-b.html",
    ],
)
def test_one_page_in_several_spellings(other: str) -> None:
    assert page_of(other) == page_of("https://films.example/a-b.html")


@pytest.mark.parametrize(
    "other",
    ["https://films.example/a-b", "https://films.example:8080/a-b.html", "https://films.example/a-b.html?page=2"],
)
def test_other_pages(other: str) -> None:
    assert page_of(other) != page_of("https://films.example/a-b.html")


@pytest.mark.parametrize("text", ["", "/a-b.html", "mailto:me@films.example", "https://[oops", "https://x:port/"])
def test_what_is_no_web_address(text: str) -> None:
    assert page_of(text) == ""
    assert not is_on(SITE, text)
    assert not is_on(text, "https://films.example/blog/a.html")


def test_pages_below_the_site_are_on_it() -> None:
    assert is_on(SITE, "http://films.example/blog/2026/a.html")
    assert is_on(SITE, "https://films.example/blog?p=7")


@pytest.mark.parametrize("other", ["", "/", "/#top", "ger/a.html", "/../a.html"])
def test_the_front_page_and_neighbours_are_not(other: str) -> None:
    outside = {"/../a.html": "https://films.example/a.html"}.get(other, f"https://films.example/blog{other}")
    assert not is_on(SITE, outside)
