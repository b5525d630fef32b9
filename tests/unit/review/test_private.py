from __future__ import annotations

import pytest

from bot.review.private import names_one, without

NAMES = ("Ann", "José Prado", "H.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann’s copy", True),
        ("Seen with Ann.", True),
        ("(Ann)", True),
        ("Annie and Joann", False),
        ("ann", False),
        ("Jose\u0301 Prado liked it", True),
        ("José\nPrado", True),
        ("José", False),
        ("H. hated it", True),
        ("", False),
    ],
)
def test_names_are_whole_words_spelt_just_so(text: str, expected: bool) -> None:
    assert names_one(text, NAMES) is expected


def test_no_names_are_in_no_text() -> None:
    assert not names_one("Ann", ())
    assert not names_one("Ann", ("", "  "))
    assert without("Ann", ()) == "Ann"


def test_sentences_that_name_one_go_and_lines_stay() -> None:
    text = "A lamp glows. Ann fell asleep! It glows on.\nAnn again.\nNobody here."
    assert without(text, NAMES) == "A lamp glows. It glows on.\nNobody here."


def test_a_name_over_two_lines_takes_all() -> None:
    assert without("Thanks to José\nPrado here. More.", NAMES) == ""
