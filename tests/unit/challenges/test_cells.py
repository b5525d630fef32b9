from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.cells import cells
from bot.format.looking_back import RecapCell
from tests.unit.challenges.entries import entry
from tests.unit.challenges.standing import counted, standing


def states(*numbers: int, total: int | None = 6) -> str:
    """The first letter of each cell's state."""
    return "".join(cell.state[0] for cell in cells(standing(counted(numbers, total), total=total)))


@pytest.mark.parametrize(
    ("numbers", "drawn"),
    [
        ((), "oooooo"),
        ((1, 2), "rroooo"),
        ((1, 4), "rmmroo"),
        ((6,), "mmmmmr"),
        ((3, 1), "rmrooo"),  # out of order
        ((1, 7, 60, 0, -1), "rooooo"),  # beyond both ends: slips
    ],
)
def test_a_cell_for_each_number(numbers: tuple[int, ...], drawn: str) -> None:
    assert states(*numbers) == drawn


def test_a_finished_one_has_no_open_numbers() -> None:
    lines = [entry("Owls", 1, 6), entry("Owls", 7, 7, day=1)]  # the list got a seventh film; most say six
    assert {cell.state for cell in cells(standing(lines, total=6))} == {"rated", "missing"}


@pytest.mark.parametrize("total", [None, 0, -3, 401])
def test_without_a_total_that_can_be_shown_there_is_none(total: int | None) -> None:
    assert cells(standing(counted([1, 2]), total=total)) == ()
    assert len(cells(standing(counted([1, 2]), total=400))) == 400


def test_stars_are_of_five_and_an_unrated_one_has_none() -> None:
    lines = [
        entry("Owls", 1, stars=None),
        entry("Owls", 2, stars=7, scale=10),
        entry("Owls", 3, stars=1, scale=3),
        entry("Owls", 4, stars=0),
    ]
    assert cells(standing(lines, total=4)) == (
        RecapCell(1, "unrated"),
        RecapCell(2, "rated", 3.5),
        RecapCell(3, "rated", 1.67),
        RecapCell(4, "rated", 0.0),
    )


def test_of_a_number_with_two_reviews_the_latest_rated_one_counts() -> None:
    lines = [entry("Owls", 1, stars=stars, day=place) for place, stars in enumerate((2, 4, None))]
    assert cells(standing(lines, total=1)) == (RecapCell(1, "rated", 4.0),)


def test_without_any_numbers_reviews_are_numbered_in_their_order() -> None:
    lines = [replace(one, challenge=replace(one.challenge, position=None)) for one in counted([1, 2, 3])]
    assert [cell.state for cell in cells(standing(lines, total=4))] == ["rated", "rated", "rated", "open"]


def test_beside_numbered_ones_a_review_without_a_number_has_no_cell() -> None:
    lines = [entry("Owls", None, day=0), entry("Owls", 2, day=1)]
    assert [cell.state for cell in cells(standing(lines, total=3))] == ["missing", "rated", "open"]


@given(st.lists(st.integers(-5, 120), max_size=80), st.integers(1, 100))
def test_each_number_stands_once_and_all_done_ones_are_told(numbers: list[int], total: int) -> None:
    found = cells(standing(counted(numbers, total), total=total))
    assert [cell.number for cell in found] == list(range(1, total + 1))
    done = {cell.number for cell in found if cell.state == "rated"}
    assert done == {number for number in numbers if 1 <= number <= total}
    reached = max(done, default=0)
    assert all((cell.number < reached) == (cell.state == "missing") for cell in found if cell.number not in done)
