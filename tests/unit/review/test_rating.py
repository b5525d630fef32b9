"""Scores as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.model import Rating
from bot.review.rating import RatingError, read_rating

GRADES = ("F", "D", "C", "B", "A")
WORDS = ("Skip it", "Stream it", "Must see")


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
        ("½", Rating(0.5, 5)),
        ("3½", Rating(3.5, 5)),
        ("3 1/2", Rating(3.5, 5)),
        ("2¾ stars", Rating(2.75, 5)),
        ("4★", Rating(4, 5)),
        ("7/10", Rating(7, 10)),
        ("7.2 / 10", Rating(7.2, 10)),
        ("７／１０", Rating(7, 10)),
        ("3 1/2 / 4", Rating(3.5, 4)),
        ("1/2", Rating(1, 2)),
        ("28 out of 30", Rating(28, 30)),
        ("4 out of 5 stars", Rating(4, 5)),
        ("4 stars out of 5.", Rating(4, 5)),
        ("3,5 von 5 Sternen", Rating(3.5, 5)),
        ("4 sur 5", Rating(4, 5)),
        ("85%", Rating(85, 100)),
        ("four out of five", Rating(4, 5)),
        ("Three and a half stars", Rating(3.5, 5)),
        ("half a star", Rating(0.5, 5)),
        ("8 / 10\ufe0f", Rating(8, 10)),
        ({"value": 4, "of": 10}, Rating(4, 10)),
        ({"ratingValue": "3.5", "bestRating": "4"}, Rating(3.5, 4)),
        ({"score": "2"}, Rating(2, 5)),
        ("", None),
        ("  ", None),
        (None, None),
        ("n/a", None),
        ("Not rated", None),
        ("–", None),
        ("abandoned", None),
    ],
)
def test_scores(value: object, expected: Rating | None) -> None:
    assert read_rating(value, 5.0, unrated=frozenset({"abandoned"})) == expected


@pytest.mark.parametrize(
    ("value", "scale", "expected"),
    [
        ("★★★½", None, Rating(3.5, 5)),
        ("★★★ ½", None, Rating(3.5, 5)),
        ("★★★ 1/2", None, Rating(3.5, 5)),
        ("★★★½", 4.0, Rating(3.5, 4)),
        ("★★★½☆", None, Rating(3.5, 5)),
        ("★★★½☆", 10.0, Rating(3.5, 5)),
        ("★★★☆", None, Rating(3, 4)),
        ("★ ★ ★", None, Rating(3, 5)),
        ("☆☆☆☆☆", None, Rating(0, 5)),
        ("½", 5.0, Rating(0.5, 5)),
        ("⭐⭐⭐", None, Rating(3, 5)),
        ("⭐️⭐️⭐️½", None, Rating(3.5, 5)),
        ("⭐⭐⭐☆☆", None, Rating(3, 5)),
        ("🌟🌟🌟🌟", None, Rating(4, 5)),
        ("🍿🍿🍿🍿", 5.0, Rating(4, 5)),
        ("🍿", 10.0, Rating(1, 10)),
        ("👩‍🍳👩‍🍳👩‍🍳", 5.0, Rating(3, 5)),
        ("❤️❤️❤️🤍🤍", None, Rating(3, 5)),
        ("🌕🌕🌗🌑🌑", None, Rating(2.5, 5)),
        ("●●●○○", None, Rating(3, 5)),
        ("★★★½ (3.5/5)", None, Rating(3.5, 5)),
        ("⭐ 8/10", None, Rating(8, 10)),
        ("⭐️ 4", 5.0, Rating(4, 5)),
        ("3 out of 4 🍿", None, Rating(3, 4)),
        ("🔥 10/10 🔥", None, Rating(10, 10)),
        ("⭐⭐⭐½ 3.5/5", None, Rating(3.5, 5)),
        ("4 🍿", 5.0, Rating(4, 5)),
    ],
)
def test_signs_are_counted(value: str, scale: float | None, expected: Rating) -> None:
    assert read_rating(value, scale) == expected


@pytest.mark.parametrize("halves", range(11))
def test_every_score_is_read_from_every_way_to_write_it(halves: int) -> None:
    score, (whole, half) = halves / 2, divmod(halves, 2)
    mixed = (f"{whole}" * (whole > 0) + "½" * half) or "0"
    written: list[object] = [score, f"{score}", f"{score:g}", f"{score:g}".replace(".", ","), f"{score:g}/5", mixed]
    written += [f"{mixed} / 5", f"{score:g} out of 5 stars", f"{score:g} of 5", "★" * whole + "½" * half or 0]
    hollow = 5 - whole - half
    for full, empty in (("★", "☆"), ("⭐\ufe0f", "☆"), ("🌕", "🌑"), ("●", "○")):
        written.append(full * whole + "½" * half + empty * hollow)
    for one in written:
        rating = read_rating(one, 5.0)
        assert rating == Rating(score, 5), one
    for one, scale in ((f"{halves}/10", 10), (f"{halves * 10}%", 100)):
        rating = read_rating(one, 5.0)
        assert rating is not None
        assert (rating, rating.measure) == (Rating(rating.value, scale), score)


@pytest.mark.parametrize(
    ("value", "letters", "expected"),
    [
        ("A", GRADES, Rating(4, 4, "A")),
        ("b-", GRADES, Rating(3 - 1 / 3, 4, "b-")),
        ("C +", GRADES, Rating(2 + 1 / 3, 4, "C +")),
        ("B−", GRADES, Rating(3 - 1 / 3, 4, "B−")),
        ("A+", GRADES, Rating(4, 4, "A+")),
        ("F-", GRADES, Rating(0, 4, "F-")),
        ("A-", ("B", "A-", "A", "A+"), Rating(1, 3, "A-")),
        ("must  see", WORDS, Rating(2, 2, "must see")),
        ("👍️", ("👎", "👍"), Rating(1, 1, "👍️")),
        (2, ("1", "2", "3"), Rating(1, 2, "2")),
        ("7/10", GRADES, Rating(7, 10)),
        ("n/a", GRADES, None),
    ],
)
def test_letters_and_words(value: object, letters: tuple[str, ...], expected: Rating | None) -> None:
    assert read_rating(value, None, letters) == expected


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (44.0, "44 is not between 0 and 5"),
        (-1, "not between 0 and 5"),
        ("11/10", "not between 0 and 10"),
        ("120%", "not between 0 and 100"),
        ("★★★★★★", '^"★★★★★★", taken for 6, is not between 0 and 5; correct the rating'),
        ("seven", '^"seven", taken for 7, is not between 0 and 5'),
        ("ten stars", '^"ten stars", taken for 10, is not between 0 and 5'),
        ("3/0", "no usable scale"),
        (float("nan"), "finite"),
        (10**400, "too large"),
        (True, "yes or no"),
        ([3], "a list"),
        ({"imdb": 3, "mine": 4}, "a table"),
        ({}, "a table"),
        ({"value": {"value": 3}}, "a table"),
        ("B+", "letters"),
        ("Abandoned", "not a number"),
        ("3-4", "not a number"),
        ("★★★+", "not a number"),
        ("☆☆☆", "not a number"),
        ("👍", "not a number"),
        ("😍", "not a number"),
        ("★🍿", "not a number"),
        ("IMDb 7/10", "not a number"),
        ("9" * 5000, "not a number"),
        ("★" * 5000, "not a number"),
    ],
)
def test_what_is_no_score_is_told_with_what_to_write(value: object, words: str) -> None:
    with pytest.raises(RatingError, match=words):
        read_rating(value, 5.0)


@pytest.mark.parametrize(("value", "words"), [("E", "not one of F, D, C"), (3, "not one of"), ("AA", "not one of")])
def test_what_is_not_on_the_list_is_told(value: object, words: str) -> None:
    with pytest.raises(RatingError, match=words):
        read_rating(value, None, GRADES)


@pytest.mark.parametrize("value", ["3.5", "3 stars", "🍿🍿🍿", 4])
def test_the_scale_is_never_guessed(value: object) -> None:
    with pytest.raises(RatingError, match="scale"):
        read_rating(value, None)
    assert read_rating("7/10", None) == Rating(7, 10)


def test_another_scale_is_compared_on_the_source_s() -> None:
    for value, scale, letters, measure in (
        ("4/10", 5.0, (), 2.0),
        ("85%", 10.0, (), 8.5),
        ("★★★☆", 5.0, (), 3.75),
        ("3", 5.0, (), 3.0),
        ("7/10", None, (), 7.0),
        ("5/10", None, GRADES, 2.0),
        ("B", None, GRADES, 3.0),
    ):
        rating = read_rating(value, scale, letters)
        assert rating is not None
        assert rating.measure == measure


VALUES = st.one_of(
    st.floats(),
    st.integers(),
    st.text(),
    st.text("0123456789/½¼ .,%★☆⭐\ufe0fofABF+-", max_size=20),
    st.booleans(),
    st.lists(st.integers()),
    st.none(),
    st.dictionaries(st.sampled_from(["value", "of", "max"]), st.floats() | st.text() | st.none()),
)


@given(VALUES, st.sampled_from([None, 5.0, 10.0]), st.sampled_from([(), GRADES, ("one",)]))
def test_a_score_lies_on_its_scale_or_is_refused(value: object, scale: float | None, letters: tuple[str, ...]) -> None:
    try:
        rating = read_rating(value, scale, letters)
    except RatingError:
        return
    assert rating is None or 0 <= rating.value <= rating.scale
