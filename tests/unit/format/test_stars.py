"""Ratings, drawn and told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.format.stars import score, stars


@pytest.mark.parametrize(
    ("value", "scale", "drawn", "told"),
    [
        (3.5, 5, "★★★½", "3.5/5"),
        (5.0, 5.0, "★★★★★", "5/5"),
        (0.5, 5, "½", "0.5/5"),
        (0, 5, "☆", "0/5"),
        (7, 10, "★★★½", "7/10"),
        (7.2, 10, "★★★½", "7.2/10"),
        (7.5, 10, "★★★★", "7.5/10"),
        (2.25, 5, "★★½", "2.25/5"),
        (2.24, 5, "★★", "2.24/5"),
        (27, 30, "★★★★½", "27/30"),
        (3, 4, "★★★★", "3/4"),
        (88, 100, "★★★★½", "88/100"),
        (10 / 3, 5, "★★★½", "3.33/5"),
    ],
)
def test_a_rating(value: float, scale: float, drawn: str, told: str) -> None:
    assert (stars(value, scale), score(value, scale)) == (drawn, told)


@given(st.floats(), st.floats())
def test_any_numbers_give_at_least_one_and_at_most_five_stars(value: float, scale: float) -> None:
    assert 1 <= len(stars(value, scale)) <= 5
    assert len(score(value, scale)) <= 31
