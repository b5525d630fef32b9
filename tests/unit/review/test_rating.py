from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.model import Rating
from bot.review.rating import RatingError, read_rating


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("3.5", Rating(3.5, 5)),
        (3.5, Rating(3.5, 5)),
        (4, Rating(4, 5)),
        (0, Rating(0, 5)),
        ("0.0", Rating(0, 5)),
        ("3,5", Rating(3.5, 5)),
        (".5", Rating(0.5, 5)),
        ("7/10", Rating(7, 10)),
        ("7.2 / 10", Rating(7.2, 10)),
        ("28 out of 30", Rating(28, 30)),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_scores(value: object, expected: Rating | None) -> None:
    assert read_rating(value, 5.0) == expected


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (44.0, "not between 0 and 5"),
        (-1, "not between 0 and 5"),
        ("11/10", "not between 0 and 10"),
        ("3/0", "no usable scale"),
        (float("nan"), "finite"),
        (10**400, "too large"),
        (True, "yes or no"),
        ([3], "a list"),
        ({"value": 3}, "a table"),
        ("B+", "not a number"),
        ("★★★", "not a number"),
        ("Abandoned", "not a number"),
        ("9" * 5000, "not a number"),
    ],
)
def test_what_is_no_score_is_told_with_what_to_write(value: object, words: str) -> None:
    with pytest.raises(RatingError, match=words):
        read_rating(value, 5.0)


def test_the_scale_is_never_guessed() -> None:
    with pytest.raises(RatingError, match="scale"):
        read_rating("3.5", None)
    assert read_rating("7/10", None) == Rating(7, 10)


@given(st.one_of(st.floats(), st.integers(), st.text(), st.booleans(), st.lists(st.integers()), st.none()))
def test_a_score_lies_on_its_scale_or_is_refused(value: object) -> None:
    try:
        rating = read_rating(value, 5.0)
    except RatingError:
        return
    assert rating is None or 0 <= rating.value <= rating.scale
