from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.editions import before, edition_before
from bot.challenges.progress import Progress, progress
from bot.format.looking_back import Before
from bot.review.model import Rating
from tests.unit.challenges.entries import entry
from tests.unit.challenges.standing import day


def edition(name: str, *days: int, series: str = "owls", stars: float = 3.0, scale: float = 5.0) -> Progress:
    """An edition of "Owls" with a review on each of these days after 1 September 2025, of three numbers."""
    numbered = enumerate(days, 1)
    [one] = progress(entry(name, number, 3, day=given, stars=stars, scale=scale) for number, given in numbered)
    return replace(one, series=series, start=day(min(days)))


OLDER, OLD = edition("Owls 2023", -700, -690), edition("Owls 2024", -365, -360, -300, stars=4.0)
NEW = edition("Owls 2025", 0, 10)
ALL = [NEW, OLD, OLDER, edition("Bats 2024", -100, series="bats")]


def test_the_edition_before_is_the_latest_of_its_series_that_started_earlier() -> None:
    assert edition_before(NEW, ALL) is OLD
    assert edition_before(OLD, ALL) is OLDER
    assert edition_before(OLDER, ALL) is None


def test_it_stands_where_it_stood_as_many_days_after_its_start() -> None:
    assert before(NEW, ALL, day(4)) == Before("Owls 2024", 1, 4.0, finished=False)
    assert before(NEW, ALL, day(5)) == Before("Owls 2024", 2, 4.0, finished=False)
    assert before(NEW, ALL, day(65)) == Before("Owls 2024", 3, 4.0, finished=True)
    assert before(NEW, ALL, day(5000)) == Before("Owls 2024", 3, 4.0, finished=True)


def test_one_whose_reviews_are_never_to_be_posted_is_not_named() -> None:
    hidden = replace(OLD, entries=tuple(replace(one, post=False) for one in OLD.entries))
    assert before(NEW, [NEW, hidden], day(4)) is None


def test_its_mean_is_on_the_scale_of_the_present_one() -> None:
    tens = edition("Owls 2025", 0, 10, scale=10)
    found = before(tens, [OLD, tens], day(4))
    assert found is not None
    assert found.mean == 8.0


def test_letters_are_held_against_no_numbers() -> None:
    [lettered] = progress([replace(entry("Owls 2025", 1), rating=Rating(3, 4, "B"))])
    lettered = replace(lettered, series="owls", start=day(0))
    assert before(lettered, [OLD], day(4)) == Before("Owls 2024", 1, None, finished=False)


def test_nothing_is_before_one_without_series_or_days_or_that_has_not_begun() -> None:
    assert before(replace(NEW, series=""), [replace(OLD, series="")], day(4)) is None
    assert before(replace(NEW, start=None), ALL, day(4)) is None
    assert before(NEW, [replace(OLD, start=None)], day(4)) is None
    assert before(NEW, ALL, day(-1)) is None


def test_undated_reviews_can_be_held_against_nothing() -> None:
    undated = replace(OLD, entries=(entry("Owls 2024", 3, 3, day=None), *OLD.entries))
    assert before(NEW, [undated], day(4)) is None


@given(st.integers(0, 800), st.integers(0, 30))
def test_it_never_stands_lower_on_a_later_day(today: int, later: int) -> None:
    one, other = before(NEW, ALL, day(today)), before(NEW, ALL, day(today + later))
    assert one is not None
    assert other is not None
    assert one.done <= other.done
    assert one.finished <= other.finished
