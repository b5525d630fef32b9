"""Ratings, drawn and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.format.parts import rated, rewatch
from bot.format.stars import score, stars
from bot.review.model import Previous, Rating
from tests.unit.format.made import a_review

if TYPE_CHECKING:
    from bot.format.model import Glyphs

HALF, NONE, LETTER = Rating(3.5, 5), Rating(0, 10), Rating(3 - 1 / 3, 4, "B-")


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


@pytest.mark.parametrize(
    ("glyphs", "half", "none", "letter"),
    [
        ("as written", "★★★½ (3.5/5)", "☆ (0/10)", "B-"),
        ("stars", "★★★½ (3.5/5)", "☆ (0/10)", "★★★½ (B-)"),
        ("outlined", "★★★½☆ (3.5/5)", "☆☆☆☆☆ (0/10)", "★★★½☆ (B-)"),
        ("emoji", "⭐⭐⭐½ (3.5/5)", "☆ (0/10)", "⭐⭐⭐½ (B-)"),
        ("numbers", "3.5/5", "0/10", "B-"),
    ],
)
def test_every_destination_has_its_glyphs_and_a_number_beside_them(
    glyphs: Glyphs, half: str, none: str, letter: str
) -> None:
    assert [rated(rating, glyphs) for rating in (HALF, NONE, LETTER, None)] == [half, none, letter, None]


@pytest.mark.parametrize(
    ("before", "now", "glyphs", "said"),
    [
        (Rating(3, 5), HALF, "as written", "rewatch, was ★★★"),
        (Rating(3, 5), HALF, "outlined", "rewatch, was ★★★☆☆"),
        (Rating(3, 5), HALF, "emoji", "rewatch, was ⭐⭐⭐"),
        (Rating(3, 5), HALF, "numbers", "rewatch, was 3/5"),
        (Rating(3.4, 5), HALF, "as written", "rewatch, was 3.4/5"),
        (Rating(7, 10), HALF, "as written", "rewatch"),
        (None, HALF, "as written", "rewatch"),
        (Rating(2, 4, "C"), LETTER, "as written", "rewatch, was C"),
        (Rating(2, 4, "C"), LETTER, "stars", "rewatch, was ★★½"),
        (Rating(8 / 3, 4, "b-"), LETTER, "as written", "rewatch"),
        (Rating(4, 4, "A"), Rating(4, 4, "A+"), "as written", "rewatch, was A"),
        (Rating(4, 4, "A"), Rating(4, 4, "A+"), "stars", "rewatch, was A"),
        (Rating(4, 5), LETTER, "as written", "rewatch, was ★★★★"),
    ],
)
def test_a_rewatch_says_what_it_was(before: Rating | None, now: Rating, glyphs: Glyphs, said: str) -> None:
    assert rewatch(a_review(rating=now, previous=(Previous(None, before, None),)), glyphs) == said


def test_a_first_review_is_no_rewatch() -> None:
    assert rewatch(a_review()) is None
