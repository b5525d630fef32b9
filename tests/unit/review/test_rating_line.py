"""Ratings that stand in the body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.model import Rating
from tests.unit.review.made import file, reading, review

TEXT = "It glows like nothing else."


@pytest.mark.parametrize(
    ("line", "rating"),
    [
        ("Rating: 7/10", Rating(7, 10)),
        ("**Score:** 8/10", Rating(8, 10)),
        ("**Score: 8/10**", Rating(8, 10)),
        ("Verdict: ★★★½", Rating(3.5, 5)),
        ("### Rating: 4/5", Rating(4, 5)),
        ("My rating: 4", Rating(4, 5)),
        ("Final score – 85%", Rating(85, 100)),
        ("🎬 Rating: ⭐️⭐️⭐️", Rating(3, 5)),
        ("⭐⭐⭐⭐", Rating(4, 5)),
        ("★★★½☆", Rating(3.5, 5)),
        ("★★★★☆ (4/5)", Rating(4, 5)),
        ("**★★★½** [7/10]", Rating(7, 10)),
        ("3.5 stars", Rating(3.5, 5)),
        ("4 ⭐️", Rating(4, 5)),
        ("4 out of 5 stars", Rating(4, 5)),
        ("7.5/10", Rating(7.5, 10)),
        ("Bewertung: 3,5", Rating(3.5, 5)),
        ("- Rating: 4/5", Rating(4, 5)),
        ("Rating: n/a", None),
        ("Rating: PG-13", None),
        ("IMDb: 7.1/10", None),
        ("Rotten Tomatoes: 93%", None),
    ],
)
def test_a_line_that_is_nothing_but_a_rating(line: str, rating: Rating | None) -> None:
    for body in (f"{line}\n\n{TEXT}", f"{TEXT}\n\n{line}"):
        found = review(body=body)
        assert (found.rating, found.excerpt.text, found.text) == (rating, TEXT, TEXT)


def test_letters_in_the_body() -> None:
    found = review(body=f"{TEXT}\n\nGrade: B+", scale=None, letters=("D", "C", "B", "A"))
    assert found.rating == Rating(2 + 1 / 3, 3, "B+")


def test_a_line_of_a_paragraph() -> None:
    for body in (f"{TEXT}\nRating: 2/5", f"Rating: 2/5\n{TEXT}", f"{TEXT}<br>**Rating: 2/5**"):
        found = review(body=body)
        assert (found.rating, found.excerpt.text) == (Rating(2, 5), TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "31/52",
        "Note 3",
        "Rating the film is hard.",
        "Score by Ann Example",
        "A",
        "Stars: Ann Example",
        "7",
        "2/3",
        "12 stars",
        "5 starsky",
    ],
)
def test_what_is_no_rating_stays(line: str) -> None:
    found = review(body=f"{TEXT}\n\n{line}")
    assert found.rating is None
    assert line in found.text


def test_front_matter_comes_first_even_if_it_says_none() -> None:
    body = f"{TEXT}\n\nRating: 2/5"
    assert review("title: A\nrating: 3", body).rating == Rating(3, 5)
    assert review('title: A\nrating: ""', body).rating is None
    assert review("title: A\nrating: 3", body).text == TEXT


def test_several_different_ones_are_none() -> None:
    assert review(body=f"Ann's film.\n\nRating: 2/5\n\n{TEXT}\n\nRating: 4/5").rating is None
    assert review(body=f"⭐⭐\n\n{TEXT}\n\nRating: 2/5").rating == Rating(2, 5)


def test_none_comes_out_of_a_spoiler_section() -> None:
    hidden = review(body=f"{TEXT}\n\n## Spoilers\n\nHe did it.\n\nRating: 2/5")
    assert (hidden.rating, hidden.text) == (None, TEXT)
    assert review(body=f"{TEXT}\n\nRating: 2/5\n\n## Spoilers\n\nHe did it.").rating == Rating(2, 5)
    behind = review(body=f"{TEXT}\n\n## Spoilers\n\nHe did it.\n\n## END SPOILERS\n\nRating: 2/5")
    assert behind.rating == Rating(2, 5)


def test_stars_between_sections_are_no_rating() -> None:
    sections = "\n\n".join(f"Part {number}. {TEXT}" for number in range(4))
    assert review(body=f"{sections}\n\n★★★\n\n{sections}").rating is None


@given(st.text("Rating: 7/10★½⭐\n*#-_ <br>abnote", max_size=80))
def test_any_text_is_read(body: str) -> None:
    rating = review(body=body).rating
    assert rating is None or 0 <= rating.value <= rating.scale


@pytest.mark.parametrize(("line", "told"), [("Rating: 44/5", "44/5"), ("**Grade:** B+", "B+"), ("Score: 8", "scale")])
def test_a_wrong_one_is_told_and_the_review_goes_on(line: str, told: str) -> None:
    found = reading(file("title: A", f"Fine.\n\n{line}\n"), scale=None)
    assert found.review is not None
    assert found.review.rating is None
    assert [told in problem.message for problem in found.problems] == [True]


@pytest.mark.parametrize("line", ["Verdict: a triumph", "Grade: unfair", "Rating: see above"])
def test_words_are_no_wrong_rating(line: str) -> None:
    assert reading(file("title: A", f"Fine.\n\n{line}\n")).problems == ()
