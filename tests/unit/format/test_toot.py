"""A review as a status."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.format.length import toot_length
from bot.format.model import Limits, WarningRule
from bot.format.stars import stars
from bot.format.toot import compose_toot
from bot.review.model import Challenge, Excerpt, Previous, Rating, Review
from tests.unit.format.made import REVIEWS, TOOTS, a_review
from tests.unit.format.networks import HASHTAGS, LINK, MENTIONS

ADDRESS = "https://example.org/reviews/carnival-of-souls.html"


def lines(review: Review, characters: int = 500) -> list[str]:
    return compose_toot(review, TOOTS, Limits(characters)).text.split("\n")


def was(*ratings: Rating | None) -> tuple[Previous, ...]:
    return tuple(Previous(None, rating, None) for rating in ratings)


def test_the_order_that_the_owner_likes() -> None:
    assert lines(a_review()) == [
        "Carnival of Souls (1962)",
        "★★★½ (3.5/5)",
        "",
        "An organ, an empty ballroom, and more dread than money could have bought.",
        "",
        "“I don’t belong in the world.”",
        "",
        "Spooktober 2025, 7/31: Black and white",
        "",
        ADDRESS,
        "",
        "#Spooktober #SpookySeason",
    ]


@pytest.mark.parametrize(
    ("previous", "line"),
    [
        (was(Rating(3, 5)), "★★★½ (3.5/5) · rewatch, was ★★★"),
        (was(Rating(6, 10)), "★★★½ (3.5/5) · rewatch, was ★★★"),
        (was(Rating(3.5, 5), Rating(1, 5)), "★★★½ (3.5/5) · rewatch"),
        (was(Rating(7, 10)), "★★★½ (3.5/5) · rewatch"),
        (was(None, Rating(5, 5)), "★★★½ (3.5/5) · rewatch, was ★★★★★"),
        (was(Rating(3.4, 5)), "★★★½ (3.5/5) · rewatch, was 3.4/5"),
        (was(None), "★★★½ (3.5/5) · rewatch"),
    ],
)
def test_a_rewatch_tells_what_it_was(previous: tuple[Previous, ...], line: str) -> None:
    assert lines(a_review(previous=previous))[1] == line


def test_unrated_has_no_star_line_and_zero_has_one() -> None:
    assert lines(a_review(rating=None))[:2] == ["Carnival of Souls (1962)", ""]
    assert lines(a_review(rating=None, previous=was(Rating(3, 5))))[:3] == ["Carnival of Souls (1962)", "rewatch", ""]
    assert lines(a_review(rating=Rating(0, 5)))[1] == "☆ (0/5)"


def test_the_owners_own_words_come_first() -> None:
    assert lines(a_review(social={"": "For all.", "mastodon": "Just here."}))[3] == "Just here."
    assert lines(a_review(social={"": "For all.", "discord": "There."}))[3] == "For all."


def test_a_warning_folds_the_post_and_takes_the_quote() -> None:
    toot = compose_toot(a_review(content_warning="Drowning"), TOOTS, Limits())
    assert toot.content_warning == "Drowning"
    assert "belong" not in toot.text
    assert toot.length == toot_length(toot.text, "Drowning", 23)


def test_a_text_that_spoils_is_folded() -> None:
    assert compose_toot(a_review(spoilers=True), TOOTS, Limits()).content_warning == (
        "Spoilers for Carnival of Souls (1962)"
    )
    both = compose_toot(a_review(spoilers=True, content_warning="Drowning"), TOOTS, Limits())
    assert both.content_warning == "Drowning, spoilers"


def test_language_is_the_reviews_then_the_sites() -> None:
    assert compose_toot(a_review(language="es"), TOOTS, Limits()).language == "es"
    assert compose_toot(a_review(), TOOTS, Limits()).language == "en"


def test_without_an_address_it_says_so_to_the_read_back() -> None:
    toot = compose_toot(a_review(url="/reviews/a.html"), TOOTS, Limits())
    assert toot.address is None
    assert "/reviews" not in toot.text
    assert compose_toot(a_review(), TOOTS, Limits()).address == ADDRESS


def test_what_is_given_up_first() -> None:
    given_up = []
    for limit in range(260, 99, -1):
        text = "\n".join(lines(a_review(previous=was(Rating(3, 5))), limit))
        parts = (
            "#Spooky",
            "#Spooktober",
            "belong",
            "Black and white",
            "bought.",
            "Spooktober 2025",
            "was ★★★",
            "An organ",
        )
        given_up += [part for part in parts if part not in text and part not in given_up]
        assert "Carnival of Souls (1962)\n★★★½ (3.5/5)" in text
        assert ADDRESS in text
    assert given_up == ["#Spooky", "#Spooktober", "belong", "Black and white", "bought.", "Spooktober 2025"]


def test_hashtags_come_back_where_giving_up_the_quote_made_room() -> None:
    long_quote = a_review(quotes=("It was a long time ago, and " * 10,))
    assert lines(long_quote, 300)[-1] == "#Spooktober #SpookySeason"


def test_a_long_text_is_cut_at_a_sentence() -> None:
    words = "The first sentence of this review is a good one to end with. " + "But it goes on. " * 40
    text = compose_toot(a_review(excerpt=Excerpt(words, "")), TOOTS, Limits()).text
    assert "But it goes on.\n\nSpooktober 2025, 7/31\n\nhttps" in text


def test_an_absurd_title_is_cut_last() -> None:
    toot = compose_toot(a_review(title="Title " * 200), TOOTS, Limits(120))
    assert toot.length <= 120
    assert toot.text.startswith("Title Title")
    assert f"…\n★★★½ (3.5/5)\n\n{ADDRESS}" in toot.text


def test_an_address_that_counts_in_full_and_fits_nowhere_is_left_out() -> None:
    toot = compose_toot(a_review(url="http://localhost/" + "a" * 600), TOOTS, Limits())
    assert toot.address is None
    assert toot.length <= 500


@given(REVIEWS, st.integers(100, 600), st.sampled_from([23, 30]))
@settings(max_examples=300)
def test_every_review_fits_every_server(review: Review, characters: int, per_url: int) -> None:
    toot = compose_toot(review, TOOTS, Limits(characters, per_url))
    assert toot.length == toot_length(toot.text, toot.content_warning, per_url) <= characters
    toot.text.encode()
    assert toot.text == toot.text.strip()
    if review.rating is not None:
        assert f"{stars(review.rating.value, review.rating.scale)} (" in toot.text
    if toot.address is not None:
        assert f"\n\n{toot.address}" in toot.text
    assert [match[0] for match in LINK.finditer(toot.text)] == ([toot.address] if toot.address else [])
    assert not [match for pattern in MENTIONS for match in pattern.finditer(_without(toot.text, toot.address))]
    own = toot.text.split("\n")[-1].split() if "\n#" in toot.text else []
    for pattern in HASHTAGS:
        found = {f"#{match[1]}" for match in pattern.finditer(_without(toot.text, toot.address))}
        assert found <= set(own)


@given(REVIEWS)
@settings(max_examples=100)
def test_private_tags_are_never_told(review: Review) -> None:
    secret = replace(review, tags=("attic-shelf-9",), path="attic-shelf-9.md", source="attic-shelf-9")
    assert "attic-shelf-9" not in compose_toot(secret, TOOTS, Limits()).text


def _without(text: str, address: str | None) -> str:
    return text.replace(address, "") if address else text


def test_a_word_in_the_challenge_s_name_is_warned_of_as_it_stands_in_the_post() -> None:
    policy = replace(TOOTS, warnings=(WarningRule("Sexual violence", words=("rape",)),))
    told = compose_toot(a_review(challenge=Challenge("Rape Revenge Month", 3, 31)), policy, Limits())

    assert told.content_warning == "Sexual violence"
