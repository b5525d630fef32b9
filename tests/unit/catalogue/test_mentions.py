"""Which reviews a message speaks of, and which everyday words speak of none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.catalogue.store import Catalogue
from tests.unit.catalogue.samples import read, review

if TYPE_CHECKING:
    from collections.abc import Iterator

LIBRARY = (
    ("It", 2017), ("Us", 2019), ("Her", 2013), ("Up", 2009), ("Get Out", 2017), ("The Thing", 1982), ("Jaws", 1975),
    ("Dune", 1984), ("Dune: Part Two", 2024), ("Blade Runner", 1982), ("Blade Runner 2049", 2017), ("Suspiria", 1977),
    ("Suspiria", 2018), ("The Perfection of Fog", 2018), ("As Good as It Gets", 1997), ("東京物語", 1953),
    ("Lamp & Juliet", 1996), ("La Haine", 1995), ("Let the Right One In", 2008), ("It Follows", 2014), ("M", 1931),
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    opened = Catalogue.open(tmp_path_factory.mktemp("library"), "rules")
    day = date(2020, 1, 1)
    made = [
        review(title, year, path=f"{n}.md", date=day + timedelta(n), url=f"https://films.example/{n}.html")
        for n, (title, year) in enumerate(LIBRARY)
    ]
    opened.update("films", [read(one) for one in made], ())
    yield opened
    opened.close()


def found(library: Catalogue, text: str) -> list[str]:
    return [f"{one.title} {one.year}" for one in library.mentioned(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Has anyone seen it?", "It follows that us and her went up.", "The Thing I saw yesterday", "Jaws dropped.",
        "get out of here", "Get out", "As good as it gets!", "let the right one in", "I went up 2009 times",
        "the thing is, they gave it to us in 2019", "up\n2009", "", " ", "Dunes and blades, runners of perfection",
        "https://films.example/99.html", "https://elsewhere.example/0.html", "it",
    ],
)  # fmt: skip
def test_everyday_words_are_no_titles(library: Catalogue, text: str) -> None:
    assert found(library, text) == []


@pytest.mark.parametrize(
    ("text", "films"),
    [
        ("see https://www.films.example/6.html/?utm=x#top.", ["Jaws 1975"]),
        ("<https://films.example/6.html>", ["Jaws 1975"]),
        ("[it](https://films.example/6.html)", ["Jaws 1975"]),
        ("The Perfection of Fog, https://films.example/6.html", ["Jaws 1975", "The Perfection of Fog 2018"]),
        ("https://films.example/6.html \"Jaws\"", ["Jaws 1975"]),
        ("“The Thing” again", ["The Thing 1982"]),
        ("*Jaws* and **Us** and __Her__ and 'Up'", ["Jaws 1975", "Her 2013", "Us 2019", "Up 2009"]),
        ("「東京物語」を見た", ["東京物語 1953"]),
        ("Jaws", ["Jaws 1975"]),
        ("Jaws (1975) is fun", ["Jaws 1975"]),
        ("Up 2009, up (2009)", ["Up 2009"]),
        ("**Suspiria (1977)**", ["Suspiria 1977"]),
        ("suspiria 1977", ["Suspiria 1977"]),
        ("I saw Get Out last night", ["Get Out 2017"]),
        ("Let the Right One In", ["Let the Right One In 2008"]),
        ("saw dune part 2 and blade runner 2049!", ["Blade Runner 2049 2017", "Dune: Part Two 2024"]),
        ("blade runner (1982)", ["Blade Runner 1982"]),
        ("what of the perfection of fog or la haine", ["The Perfection of Fog 2018", "La Haine 1995"]),
        ("lamp and juliet", ["Lamp & Juliet 1996"]),
    ],
)  # fmt: skip
def test_titles_and_addresses_are_found(library: Catalogue, text: str, films: list[str]) -> None:
    assert found(library, text) == films


def test_only_the_beginning_of_a_long_message_is_read(library: Catalogue) -> None:
    assert found(library, "x " * 1000 + '"Jaws"') == []
    assert found(library, '"Jaws"' + " x" * 5000) == ["Jaws 1975"]


def test_no_more_than_were_asked_for(library: Catalogue) -> None:
    text = " ".join(f'"{title}"' for title, _ in LIBRARY)
    assert len(library.mentioned(text)) == 5
    assert len(library.mentioned(text, 2)) == 2
    assert library.mentioned(text, 0) == []
