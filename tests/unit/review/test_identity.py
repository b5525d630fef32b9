from __future__ import annotations

import re

import pytest

from bot.review.identity import film_key, review_id


def test_an_id_is_ten_small_letters_and_digits_and_never_changes() -> None:
    assert re.fullmatch(r"[0-9a-z]{10}", review_id("films", "a.md"))
    assert review_id("films", "2024-01-02-the-lantern.md") == "dy7fb6sou3"
    assert review_id("films", "a.md") != review_id("books", "a.md") != review_id("film", "sa.md")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Perfection", "perfection"),
        ("Amélie", "AMELIE"),
        ("Perfection, The", "The Perfection"),
        ("Mr. & Mrs. Smith", "Mr and Mrs Smith"),
        ("#Alive", "Alive"),
        ("À nous la liberté", "A nous la liberte"),
        ("Schindler’s List", "Schindler's List"),
        ("Le Samouraï", "Samourai"),
    ],
)
def test_spellings_of_one_film_meet(one: str, other: str) -> None:
    assert film_key(one, 1999) == film_key(other, 1999)


@pytest.mark.parametrize(("one", "other"), [("Them!", "Her"), ("???", "!!!"), ("Alien", "Aliens"), ("The", "A")])
def test_different_films_dont(one: str, other: str) -> None:
    assert film_key(one, 1999) != film_key(other, 1999)


def test_the_year_tells_remakes_apart() -> None:
    assert film_key("Suspiria", 1977) != film_key("Suspiria", 2018) != film_key("Suspiria", None)
