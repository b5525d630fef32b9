from __future__ import annotations

from typing import Any

import pytest

from bot.begin.pages import Page
from bot.begin.ratings import rating_keys, scale_of


@pytest.mark.parametrize(
    ("values", "best", "sure"),
    [
        (["0.5", "3.5", "5.0", "4.0", ""], 5, False),  # too few to tell
        (["0.5", "3.5", "5.0", "4.0", "2.5", "", None], 5, True),
        ([0.5, 3.5, 4.5, 4, 2.5], 5, True),
        ([1, 2, 3, 2, 1, 3], 5, False),
        ([1, 2, 3] * 8, 3, False),
        ([7, 8, 10, 3, 6], 10, True),
        ([7.5, 81, 40, 66, 100], 100, True),
        ([12, 15, 17], 20, False),
        ([25, 28, 30], 100, False),
        (["4/5", "8/10", "3/5"], 5, True),
        (["★★★½", "★★", "★★★★★"], 5, True),
        ([{"value": 4, "of": 6}], 6, True),
        ([{"value": 4}, {"value": 5}] * 3, 5, True),
        ([3.5, 4.5, 5, 1, 2] * 20 + [44.0], 5, True),  # a slip
        (["n/a", "", None], None, True),
    ],
)
def test_numbers_tell_their_scale_together(values: list[Any], best: float | None, sure: bool) -> None:
    scale = scale_of(values)
    assert (scale.best, scale.sure) == (best, sure)


def test_slips_are_named() -> None:
    assert scale_of([3.5, 4.5, 5, 1, 2] * 20 + [44.0]).odd == ("44",)


def test_grades_are_letters() -> None:
    assert scale_of(["A-", "B+", "f", "C"]).letters == ("F", "D", "C", "B", "A")
    assert scale_of(["S", "A"]).letters == ("F", "D", "C", "B", "A", "S")


def test_words_tell_no_order() -> None:
    scale = scale_of(["Loved", "Meh", "Loved"])
    assert (scale.words, scale.sure, scale.best) == (("Loved", "Meh"), False, None)


def test_a_word_among_numbers_is_no_rating() -> None:
    scale = scale_of([5, 4, 3, 2, 1, "Abandoned"])
    assert (scale.best, scale.unrated, scale.sure) == (5, ("Abandoned",), True)


@pytest.mark.parametrize("value", [True, [1, 2], {}, {"a": 1}, "x" * 500, 10**400, float("nan"), -3, "−", "\x00"])
def test_whatever_stands_there_is_borne(value: Any) -> None:
    scale_of([value, 3])


@pytest.mark.parametrize(
    ("values", "keys"),
    [
        ({"rating": 4, "imdb_rating": 7.1}, ["rating"]),
        ({"review": {"rating": 4}}, ["review.rating"]),
        ({"My-Rating": "4/5"}, ["My-Rating"]),
        ({"verdict": "A fine film that nobody saw."}, []),
        ({"verdict": "8/10"}, ["verdict"]),
        ({"puntuación": 4}, ["puntuación"]),
        ({"rating": "PG-13 for some reason that takes many words"}, []),
        ({"rating": {"value": 4, "of": 5}}, ["rating"]),
        ({1: 2, "a.b": {"rating": 3}}, []),
    ],
)
def test_keys_of_ratings(values: dict[Any, Any], keys: list[str]) -> None:
    assert rating_keys([Page("a.md", values)]) == keys
