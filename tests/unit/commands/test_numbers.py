from __future__ import annotations

from dataclasses import replace

import pytest

from bot.catalogue.model import Group, Statistics
from bot.commands.numbers import told
from bot.commands.wording import wording_for
from tests.unit.commands.test_charting import NUMBERS

WORDS = wording_for("en")
LETTERS = Statistics(30, 0, None, None, (), (), (Group(1970, 20, None), Group(1980, 10, None)))


def lines(numbers: Statistics, *, charted: bool = True) -> list[str]:
    return told(numbers, [("MST3K", 7), ("*Riff*", 1)], [("Owls", 3)], WORDS, charted=charted)


def test_beside_a_chart_stands_what_it_does_not_show() -> None:
    numbers = replace(NUMBERS, decades=(Group(1970, 40, 3.95), Group(1990, 4200, 3.5)))
    assert lines(numbers) == [
        "**3.5/5 on average**",
        "5,500 of them are rated in numbers.",
        "",
        "Best decade: **1970s**: 40 reviews, 4 on average",
        "Best year: **1972**: 12 reviews, 4 on average",
        "Most reviews: **1994**: 1,010 reviews, 3.2 on average",
        "Badges: MST3K (7), \\*Riff\\* (1)",
        "Viewing challenges: Owls (3)",
    ]


def test_without_a_chart_all_stands_in_lines() -> None:
    assert lines(LETTERS, charted=False)[:5] == [
        "None of them is rated in numbers.",
        "",
        "By decade of the films:",
        "• **1970s**: 20",
        "• **1980s**: 10",
    ]


@pytest.mark.parametrize("one", [(), (Group(1970, 40, 3.95),)])
def test_of_a_single_decade_nothing_is_best(one: tuple[Group, ...]) -> None:
    numbers = replace(NUMBERS, rated=NUMBERS.reviews, decades=one, years=())
    assert told(numbers, [], [], WORDS, charted=True) == ["**3.5/5 on average**"]


def test_only_the_three_largest_are_named() -> None:
    said = told(NUMBERS, [(f"Badge {one}", 9 - one) for one in range(9)], [], WORDS, charted=True)
    assert said[-1] == "Badges: Badge 0 (9), Badge 1 (8), Badge 2 (7)"
