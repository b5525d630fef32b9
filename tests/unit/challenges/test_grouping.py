from __future__ import annotations

import pytest

from bot.challenges.grouping import address
from bot.challenges.merging import found
from bot.challenges.names import spelling
from tests.unit.challenges.entries import entry

LIST = "https://lists.example/night-owls"
OTHER = "https://lists.example/something-else"


def names(*entries_of: tuple[str, str | None, int]) -> list[tuple[str, int]]:
    """(name, address, how many reviews) of each spelling → the challenges with their counts."""
    made = [
        entry(name, position, url=url, day=position)
        for name, url, count in entries_of
        for position in range(1, count + 1)
    ]
    return sorted((one.name, len(one.entries)) for one in found(made))


def test_case_and_blanks_do_not_make_another_challenge() -> None:
    assert names(("Night Owls 2025", None, 3), ("night  owls\u00a02025", None, 1)) == [("Night Owls 2025", 4)]


def test_a_misspelt_name_with_the_lists_address_belongs_to_the_list() -> None:
    assert names(("Night Owls 2025", LIST, 5), ("Nihgt Owls 2025", LIST, 2)) == [("Night Owls 2025", 7)]


def test_a_wrong_year_with_the_lists_address_belongs_to_the_list() -> None:
    assert names(("Night Owls 2016", LIST, 5), ("Night Owls 2026", LIST, 1)) == [("Night Owls 2016", 6)]


def test_two_years_stay_two_challenges_though_one_review_carries_last_years_address() -> None:
    found = names(("Night Owls 2024", LIST, 9), ("Night Owls 2025", LIST, 1), ("Night Owls 2025", OTHER, 8))
    assert found == [("Night Owls 2024", 9), ("Night Owls 2025", 9)]


def test_an_address_that_all_challenges_share_does_not_lump_them() -> None:
    found = names(("Night Owls 2024", LIST, 9), ("Night Owls 2025", LIST, 8), ("Silent Spring", LIST, 3))
    assert found == [("Night Owls 2024", 9), ("Night Owls 2025", 8), ("Silent Spring", 3)]


def test_one_name_with_two_addresses_is_one_challenge() -> None:
    assert names(("Night Owls X", LIST, 2), ("Night Owls X", OTHER, 1)) == [("Night Owls X", 3)]


def test_reviews_without_an_address_follow_their_name_even_to_another_spelling() -> None:
    found = names(("Night Owls", LIST, 5), ("Nigth Owls", LIST, 1), ("Nigth Owls", None, 2), ("Night Owls", None, 1))
    assert found == [("Night Owls", 9)]


@pytest.mark.parametrize(
    "same",
    [
        "http://www.boxd.example/aBc/",
        "https://boxd.example/aBc/detail",
        "https://BOXD.example/aBc#top",
        " https://boxd.example/aBc",
    ],
)
def test_one_page_written_in_several_ways(same: str) -> None:
    assert address(same) == address("https://boxd.example/aBc")


@pytest.mark.parametrize("nothing", [None, "", "https://films.example", "https://films.example/", "http://[broken"])
def test_what_cannot_tell_a_list(nothing: str | None) -> None:
    assert address(nothing) is None


def test_a_list_told_by_its_query_keeps_it() -> None:
    assert address("https://a.example/list?id=1") != address("https://a.example/list?id=2")


def test_full_width_figures_are_figures() -> None:
    assert spelling("Owls ２０２５") == spelling("OWLS 2025")
