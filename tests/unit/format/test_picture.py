from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.format.card import card_of
from bot.format.length import units
from bot.format.model import Card, FormatPolicy, Limits, Picture
from bot.format.picture import ALT, card_alt, file_name, picture_of
from bot.review.model import Image, Rating, Review
from tests.unit.format.made import REVIEWS, TEXTS, TOOTS, a_review

WORDS = "More dread than money could have bought."
BOTH = replace(TOOTS, pictures=("own", "card"))
CARDS = replace(TOOTS, pictures=("card",))
POSTER = Image("posters/carnival.jpg", None, "A woman rises from a lake.")


def chosen(review: Review, policy: FormatPolicy = BOTH, warning: str | None = None) -> Picture | None:
    return picture_of(review, policy, warning, WORDS, ["“I don't belong in the world.”"], Limits())


def alt(**changes: object) -> str:
    picture = chosen(a_review(**changes), CARDS)
    assert picture is not None
    return picture.alt


def test_the_reviews_own_comes_first_where_the_policy_says_so() -> None:
    picture = chosen(a_review(image=POSTER))
    assert picture == Picture(
        "carnival-of-souls-1962", "A woman rises from a lake.", source="films", file="posters/carnival.jpg"
    )
    reverse = chosen(a_review(image=POSTER), replace(TOOTS, pictures=("card", "own")))
    assert reverse is not None
    assert reverse.card is not None


def test_where_there_is_no_own_one_a_card_is_drawn() -> None:
    for image in (None, Image(None, None, "Nothing")):
        picture = chosen(a_review(image=image))
        assert picture is not None
        assert picture.card == card_of(a_review(), BOTH, WORDS, ["“I don't belong in the world.”"])
        assert picture.name == "carnival-of-souls-1962.png"


def test_none_where_none_is_asked_for() -> None:
    assert chosen(a_review(image=POSTER), replace(TOOTS, pictures=())) is None
    assert chosen(a_review(), replace(TOOTS, pictures=("own",))) is None


def test_none_under_a_warning_unless_asked_for() -> None:
    assert chosen(a_review(image=POSTER), BOTH, "Gore") is None
    asked = chosen(a_review(), replace(CARDS, picture_with_warning=True), "Gore")
    assert asked is not None
    assert asked.card is not None
    assert asked.card.quote == ""
    assert WORDS not in asked.alt


def test_nobody_is_told_what_a_picture_shows_that_nobody_described() -> None:
    picture = chosen(a_review(image=Image(None, "https://example.org/a.jpg")))
    assert picture is not None
    assert picture.alt == "The picture that stands with the review of Carnival of Souls (1962)."
    assert (picture.url, picture.file, picture.source) == ("https://example.org/a.jpg", None, None)


def test_a_cards_alt_text_says_all_of_it() -> None:
    assert alt() == (
        "Card: Carnival of Souls (1962). 3½ of 5 stars. Quote: “I don't belong in the world.” "
        "Spooktober 2025: 7 of 31. My reviews."
    )
    assert alt(rating=None, challenge=None, year=None).startswith("Card: Carnival of Souls. Quote:")


@pytest.mark.parametrize(
    ("rating", "told"),
    [
        (Rating(0, 5), "0 of 5 stars."),
        (Rating(0.5, 5), "½ of 5 stars."),
        (Rating(5, 5), "5 of 5 stars."),
        (Rating(7, 10), "3½ of 5 stars (7/10)."),
        (Rating(3.3, 5), "3½ of 5 stars (3.3/5)."),
        (Rating(11, 12, "B+"), "Rating: B+."),
    ],
)
def test_the_rating_is_told_in_words(rating: Rating, told: str) -> None:
    assert f"(1962). {told} Quote" in alt(rating=rating)


def test_a_quote_with_its_author_keeps_its_marks() -> None:
    card = Card("Ran", None, "", "", "“I like it.” — Ana", "Box set", 3, None, "")
    assert card_alt(card) == "Card: Ran. Quote: “I like it.” — Ana. Box set: number 3."


@pytest.mark.parametrize(
    ("title", "year", "name"),
    [
        ("The Perfection", 2018, "the-perfection-2018.png"),
        ("Amélie's  Día / ../etc", None, "amelies-dia-etc.png"),
        ("東京物語", 1953, "review-1953.png"),
        ("", None, "review.png"),
        ("x" * 300, None, "x" * 60 + ".png"),
    ],
)
def test_a_files_name_is_plain(title: str, year: int | None, name: str) -> None:
    assert file_name(title, year, ".png") == name


@given(REVIEWS, TEXTS, st.integers(1, 2000), st.none() | TEXTS, st.booleans())
def test_any_review_has_a_picture_that_fits(
    review: Review, words: str, most: int, described: str | None, drawn: bool
) -> None:
    own = replace(review, image=None if drawn else Image("a.jpg", None, described))
    picture = picture_of(own, BOTH, None, words, [words], Limits(alt=most))
    assert picture is not None
    assert 1 <= units(picture.alt) <= min(ALT, most)
    assert re.fullmatch(r"[a-z0-9-]+(\.png)?", picture.name)
