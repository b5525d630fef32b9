from __future__ import annotations

import pytest

from bot.review.title import read_year, split_title


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        ("The Perfection (2018)", "The Perfection", 2018),
        ("#Alive (2020)", "#Alive", 2020),
        ("Totally F***ed Up (1993)", "Totally F***ed Up", 1993),
        ("1917 (2019)", "1917", 2019),
        ("2012", "2012", None),
        ("(2012)", "(2012)", None),
        ("Blade Runner 2049", "Blade Runner 2049", None),
        ("Nosferatu [1922]", "Nosferatu", 1922),
        ("Room (237)", "Room (237)", None),
        ("  Two \n lines  (1999) ", "Two lines", 1999),
    ],
)
def test_a_year_in_brackets_behind_the_title_is_the_films(text: str, title: str, year: int | None) -> None:
    assert split_title(text) == (title, year)


def test_the_year_field_wins() -> None:
    assert split_title("Suspiria (1977)", 2018) == ("Suspiria", 2018)
    assert split_title("Suspiria", "1977") == ("Suspiria", 1977)


@pytest.mark.parametrize("value", [None, True, 19, 99999, "soon", "", 1977.0, [1977], "１９７７年"])
def test_what_is_no_year_is_none(value: object) -> None:
    assert read_year(value) is None
