from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from bot.format.card import card_of
from bot.format.length import graphemes
from bot.review.model import Challenge, Rating
from tests.unit.format.made import LINES, REVIEWS, TEXTS, TOOTS, a_review

if TYPE_CHECKING:
    from bot.format.model import Glyphs

WORDS = "An organ, an empty ballroom, and more dread than money could have bought."
LONG = WORDS + " " + "It goes on and on about what the film does with so little, and then some more of it." * 2


def quoted(words: str, *quotes: str) -> str:
    return card_of(a_review(), TOOTS, words, quotes).quote


def test_a_card_says_what_the_post_says() -> None:
    card = card_of(a_review(), replace(TOOTS, card_theme="dark"), WORDS, ["“I don't belong in the world.”"])
    assert (card.title, card.year, card.stars, card.score) == ("Carnival of Souls", 1962, "★★★½☆", "3.5/5")
    assert (card.challenge, card.position, card.total) == ("Spooktober 2025", 7, 31)
    assert (card.quote, card.site, card.theme) == ("I don't belong in the world.", "My reviews", "dark")


def test_what_there_is_not_is_empty() -> None:
    card = card_of(a_review(rating=None, challenge=None, year=None, title=" "), TOOTS, "", [])
    assert (card.title, card.year, card.stars, card.score, card.quote) == ("Untitled", None, "", "", "")
    assert (card.challenge, card.position, card.total) == ("", None, None)


def test_nothing_that_readers_are_warned_of_is_on_it() -> None:
    assert card_of(a_review(), TOOTS, WORDS, ["A quote."], warning="Gore").quote == ""


@pytest.mark.parametrize(
    ("rating", "glyphs", "stars", "score"),
    [
        (Rating(0, 5), "as written", "☆☆☆☆☆", "0/5"),
        (Rating(7, 10), "emoji", "★★★½☆", "7/10"),
        (Rating(3, 5), "numbers", "★★★☆☆", "3/5"),
        (Rating(11, 12, "B+"), "as written", "B+", ""),
        (Rating(6, 12, "C"), "stars", "★★½☆☆", ""),
    ],
)
def test_stars_are_drawn_and_letters_where_the_post_has_them(
    rating: Rating, glyphs: Glyphs, stars: str, score: str
) -> None:
    card = card_of(a_review(rating=rating), replace(TOOTS, glyphs=glyphs), "", [])
    assert (card.stars, card.score) == (stars, score)


def test_a_quote_comes_before_the_words() -> None:
    assert quoted(WORDS, "“Get out of the car!”") == "Get out of the car!"
    assert quoted(WORDS) == WORDS


@pytest.mark.parametrize(
    ("quote", "plain"),
    [
        ("„So nicht.“", "So nicht."),
        ("«\u00a0Comme ça.\u00a0»", "Comme ça."),
        ("“A.” and “B.”", "“A.” and “B.”"),
        ("“I like it.”\n— Ana Ruiz", "“I like it.” — Ana Ruiz"),
        ("Plain words.", "Plain words."),
    ],
)
def test_the_marks_around_a_quote_are_left_to_the_drawing(quote: str, plain: str) -> None:
    assert quoted("", quote) == plain


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n• "])
def test_of_several_sayings_the_first_is_on_it(between: str) -> None:
    assert quoted(f"“I bet he doubles as a couch.”{between}“Jim, get the car.”") == "I bet he doubles as a couch."
    assert quoted("“What?” is the last word.\nI laughed.") == "“What?” is the last word. I laughed."


def test_dialogue_and_long_quotes_are_not_for_a_card() -> None:
    assert quoted(WORDS, "– Who is it?\n– Me.", "ANA: Who?", "x" * 141) == WORDS
    assert quoted("", "–  Who is it?") == ""
    assert quoted("", "夜" * 71) == ""  # as wide as 142 letters


def test_of_long_words_whole_sentences_are_shown_or_nothing() -> None:
    assert quoted(LONG) == WORDS
    assert quoted("and on " * 40) == ""
    assert quoted("All of it: https://example.org/a") == ""


@given(REVIEWS, TEXTS, LINES)
def test_any_review_has_a_card(review: object, words: str, quote: str) -> None:
    card = card_of(review, TOOTS, words, [quote])  # type: ignore[arg-type]
    assert card.title
    assert len(graphemes(card.quote)) <= 140
    assert "\n" not in card.title + card.quote + card.challenge + card.site


def test_a_private_tag_is_nowhere_on_it() -> None:
    assert "attic" not in str(card_of(a_review(tags=("attic",)), TOOTS, WORDS, []))


def test_a_challenge_may_have_no_numbers() -> None:
    card = card_of(a_review(challenge=Challenge("Box set")), TOOTS, "", [])
    assert (card.challenge, card.position, card.total) == ("Box set", None, None)
