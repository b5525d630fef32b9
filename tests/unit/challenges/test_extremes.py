from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.extremes import best, worst
from bot.challenges.progress import Progress, progress
from bot.review.model import Rating
from tests.unit.challenges.entries import entry
from tests.unit.challenges.standing import rated


def both(challenge: Progress) -> tuple[list[int | None], list[int | None]]:
    """The numbers of the best and of the worst."""
    return [one.challenge.position for one in best(challenge)], [one.challenge.position for one in worst(challenge)]


def test_the_newest_of_equals_comes_first() -> None:
    assert both(rated(5, 1, None, 5, 3, 1)) == ([4, 1], [6, 2])


def test_of_fewer_than_three_rated_ones_none_is_best() -> None:
    assert both(rated(5, 1, None, None)) == ([], [])
    assert both(rated(5, 1, 0)) == ([1], [3])


def test_where_all_are_rated_alike_none_is_best() -> None:
    assert both(rated(3, 3, 3, 3)) == ([], [])


def test_other_scales_and_letters_are_compared_by_their_place() -> None:
    lines = [entry("Owls", 1, stars=3.5), entry("Owls", 2, stars=7, scale=10), entry("Owls", 4, stars=2)]
    lettered = replace(entry("Owls", 3), rating=Rating(3, 4, "B"))
    [one] = progress([*lines, lettered])
    assert both(one) == ([3], [4])
    [one] = progress(lines)
    assert both(one) == ([2, 1], [4])


def test_a_rating_without_a_scale_counts_for_none() -> None:
    [one] = progress([entry("Owls", number, stars=number, scale=0) for number in (1, 2, 3)])
    assert both(one) == ([], [])


def test_what_is_never_to_be_posted_is_not_named() -> None:
    challenge = rated(5, 4, 3, 2, 1)
    kept = tuple(replace(one, post=one.challenge.position not in {1, 5}) for one in challenge.entries)
    assert both(replace(challenge, entries=kept)) == ([2], [4])


@given(st.lists(st.none() | st.integers(0, 10).map(lambda halves: halves / 2), min_size=1, max_size=60))
def test_nothing_is_better_than_the_best_or_worse_than_the_worst(stars: list[float | None]) -> None:
    challenge = rated(*stars)
    top, bottom = best(challenge), worst(challenge)
    values = [value for value in stars if value is not None]
    assert bool(top) == bool(bottom) == (len(values) >= 3 and len(set(values)) > 1)
    assert not {one.review_id for one in top} & {one.review_id for one in bottom}
    assert all(one.rating and one.rating.value == max(values) for one in top)
    assert all(one.rating and one.rating.value == min(values) for one in bottom)
    assert (len(top), len(bottom)) == ((values.count(max(values)), values.count(min(values))) if top else (0, 0))
