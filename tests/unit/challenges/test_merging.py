"""What makes reviews one challenge, and what keeps them apart."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from bot.challenges.progress import Progress, progress
from bot.settings.model import ChallengeRule
from tests.unit.challenges.entries import entry

if TYPE_CHECKING:
    from bot.catalogue.model import ChallengeEntry

LIST, OTHER = "https://lists.example/a", "https://lists.example/b"


def run(
    name: str, first: int, last: int, url: str | None = LIST, total: int | None = 31, day: int = 0
) -> list[ChallengeEntry]:
    """The reviews of some numbers, one a day."""
    return [entry(name, number, total, url=url, day=day + at) for at, number in enumerate(range(first, last + 1))]


def told(*entries: list[ChallengeEntry], rules: tuple[ChallengeRule, ...] = ()) -> dict[str, int]:
    """Each challenge's name and how many reviews it has."""
    return {one.name: len(one.entries) for one in progress(chain(*entries), rules)}


def only(*entries: list[ChallengeEntry], rules: tuple[ChallengeRule, ...] = ()) -> Progress:
    [one] = progress(chain(*entries), rules)
    return one


def test_roman_numerals_are_figures() -> None:
    one = only(run("Owl Month 12", 1, 9), run("Owl Month XII", 10, 12, day=9))
    assert (one.name, one.done) == ("Owl Month 12", 12)
    assert [(other.name, other.reviews, other.why) for other in one.merged] == [
        ("Owl Month XII", 3, "the same name, written otherwise")
    ]


def test_a_name_that_changed_on_the_way_is_one_challenge_by_its_list() -> None:
    one = only(run("Asian Movie Challenge", 1, 9), run("Asian Cinema Challenge", 10, 14, day=9))
    assert (one.name, one.done, one.merged[0].why) == ("Asian Movie Challenge", 14, "the same list")


def test_another_name_is_taken_in_where_the_numbers_go_on() -> None:
    one = only(run("Night Owls", 1, 9), run("Birds After Dark", 10, 14, day=9))
    assert (one.done, one.merged[0].why) == (14, "the same list, and its numbers go on")


@pytest.mark.parametrize(
    "others",
    [
        run("Silent Spring", 1, 2),
        run("Silent Spring", 1, 2, total=20),
        run("Silent Spring", 20, 21),
        run("Anti-Owls", 1, 2),
        run("Owls Too", 3, 7),
    ],
    ids=["same numbers", "another total", "numbers far off", "one more word", "many of the same numbers"],
)
def test_a_page_of_many_challenges_lumps_none(others: list[ChallengeEntry]) -> None:
    assert len(told(run("Owls", 1, 9), others)) == 2


def test_this_years_first_review_is_not_last_years_though_the_page_is_the_same() -> None:
    assert told(run("Owls 2024", 1, 9, day=-300), run("Owls 2025", 1, 1)) == {"Owls 2024": 9, "Owls 2025": 1}


def test_names_that_are_nearly_the_same_on_a_page_of_many_are_no_slips_once_they_stand() -> None:
    assert told(run("Owl Month Part A", 1, 5), run("Owl Month Part B", 1, 4)) == {
        "Owl Month Part A": 5,
        "Owl Month Part B": 4,
    }


@pytest.mark.parametrize("last", [1, 2, 9])
def test_the_next_numeral_begins_anew_on_last_years_list(last: int) -> None:
    found = told(run("Owl Month XII", 1, 31, day=-300), run("Owl Month XIII", 1, last))
    assert found == {"Owl Month XII": 31, "Owl Month XIII": last}


def test_last_years_name_out_of_habit_is_put_right() -> None:
    one = only(run("Owls 2024", 1, 4), run("Owls 2025", 5, 20, day=4))
    assert (one.name, one.done) == ("Owls 2025", 20)


def test_a_rare_slip_without_a_list_is_taken_for_what_it_must_mean() -> None:
    one = only(run("Night Owls 2025", 1, 9), run("Nigth Owls 2025", 10, 10, url=None))
    assert (one.done, one.merged[0].why) == (10, "the name is mistyped")


def test_a_slip_in_the_year_without_a_list_stays_apart() -> None:
    assert len(told(run("Night Owls 2025", 1, 9), run("Night Owls 2024", 10, 10, url=None))) == 2


def test_one_name_at_two_lists_whose_numbers_collide_is_two_editions() -> None:
    found = told(
        run("Owl Month", 1, 9, day=-360), run("Owl Month", 1, 5, url=OTHER), run("Owl Month", 6, 6, url=None, day=6)
    )
    assert found == {"Owl Month (2024)": 9, "Owl Month (2025)": 6}


def test_no_two_challenges_are_shown_under_one_name() -> None:
    taken = run("Owl Month (2024)", 1, 3, url=None, day=-600)
    found = told(taken, run("Owl Month", 1, 9, day=-360), run("Owl Month", 1, 5, url=OTHER))
    assert found == {"Owl Month (2024)": 3, "Owl Month (2024) 2": 9, "Owl Month (2025)": 5}


def test_editions_of_one_year_are_told_by_their_first_day() -> None:
    found = told(run("Owl Month", 1, 9, day=-200), run("Owl Month", 1, 5, url=OTHER))
    assert found == {"Owl Month (2025-02-13)": 9, "Owl Month (2025-09-01)": 5}


def test_a_list_that_got_another_address_is_one_challenge() -> None:
    assert told(run("Owl Month", 1, 9, day=-200), run("Owl Month", 10, 15, url=OTHER)) == {"Owl Month": 15}


def test_the_owner_merges_parts_and_leaves_out() -> None:
    lines = [run("Owls", 1, 5), run("Birds", 3, 9, url=OTHER), run("Noise", 1, 3, url="https://lists.example/c")]
    rules = (ChallengeRule("Owls", ("BIRDS",), total=40), ChallengeRule("noise", ignore=True))
    one = only(*lines, rules=rules)
    assert (one.name, one.done, one.total, one.rule) == ("Owls", 9, 40, rules[0])
    assert one.merged[0].why == "you say so, in [[challenge]]"
    assert one.spellings == {"owls", "birds"}


def test_two_names_that_the_owner_gives_are_kept_apart_and_one_takes_the_other_in() -> None:
    lines = [run("Asian Movie Challenge", 1, 9), run("Asian Cinema Challenge", 10, 14)]
    movie, cinema = ChallengeRule("Asian Movie Challenge"), ChallengeRule("Asian Cinema Challenge")
    assert told(*lines, rules=(movie, cinema)) == {"Asian Movie Challenge": 9, "Asian Cinema Challenge": 5}
    assert told(*lines, rules=(cinema,)) == {"Asian Cinema Challenge": 14}


def test_the_owner_parts_one_name_by_its_days() -> None:
    rules = (
        ChallengeRule("Owls 24", ("Owls",), start=date(2024, 9, 1)),
        ChallengeRule("Owls 25", ("Owls",), start=date(2025, 8, 1)),
    )
    lines = [run("Owls", 1, 4, day=-700), run("Owls", 1, 5, day=-300), run("Owls", 1, 3)]
    assert told(*lines, rules=rules) == {"Owls": 4, "Owls 24": 5, "Owls 25": 3}


def test_an_edition_told_by_its_year_may_be_named_by_the_owner() -> None:
    lines = [run("Owl Month", 1, 9, day=-360), run("Owl Month", 1, 5, url=OTHER)]
    assert told(*lines, rules=(ChallengeRule("Owl Month (2024)", ignore=True),)) == {"Owl Month (2025)": 5}
