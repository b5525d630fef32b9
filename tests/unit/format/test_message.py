"""A review as an embed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from bot.format.length import embed_length, units
from bot.format.message import compose_message
from bot.format.model import LinkButton, Message, frozen, thaw
from bot.review.model import Challenge, Excerpt, Rating, Review
from tests.unit.format.made import EMBEDS, REVIEWS, a_review
from tests.unit.format.networks import discord_sees


def embed(review: Review) -> dict[str, Any]:
    return compose_message(review, EMBEDS).embed


def test_title_words_quotes_challenge_and_footer() -> None:
    message = compose_message(
        a_review(quotes=("I don't belong in the world.", "Why can't anybody hear me today?")), EMBEDS
    )
    assert message.embed == {
        "title": "Carnival of Souls (1962)",
        "url": "https://example.org/reviews/carnival-of-souls.html",
        "description": "★★★½ (3.5/5)\n\nAn organ, an empty ballroom, and more dread than money could have bought.\n\n"
        "> “Why can’t anybody hear me today?”\n\n> “I don’t belong in the world.”\n\n"
        "Spooktober 2025, 7/31: Black and white",
        "color": 0x9AA7B1,
        "footer": {"text": "My reviews · RiffTrax"},
        "timestamp": "2025-10-05T16:00:00+00:00",
    }
    assert message.address == message.embed["url"]
    assert message.limit == 6000


def test_buttons_lead_to_the_links_and_the_challenges_list() -> None:
    assert compose_message(a_review(), EMBEDS).buttons == (
        LinkButton("Letterboxd", "https://example.com/film/carnival"),
        LinkButton("Spooktober 2025", "https://example.com/list/spooktober"),
    )


def test_at_most_five_buttons_and_only_to_web_addresses() -> None:
    links = [(f"L{n}", f"https://example.com/{n}") for n in range(9)]
    bad = [
        ("Script", "javascript:alert(1)"),
        ("", "https://example.com/unnamed"),
        ("Far", "https://example.com/" + "a" * 512),
    ]
    review = a_review(links=(*bad, *links), challenge=Challenge("x" * 100, url="https://example.com/0"))
    assert [button.label for button in compose_message(review, EMBEDS).buttons] == ["L0", "L1", "L2", "L3", "L4"]
    long_label = compose_message(a_review(links=(("word " * 40, "https://example.com/"),)), EMBEDS).buttons[0].label
    assert len(long_label) <= 80


def test_a_warning_stands_on_top_and_hides_the_words() -> None:
    told = embed(a_review(content_warning="Drowning || deep"))["description"].split("\n\n")
    assert told == [
        r"⚠️ **Drowning \|\| deep**",
        "★★★½ (3.5/5)",
        "||An organ, an empty ballroom, and more dread than money could have bought.||",
        "Spooktober 2025, 7/31: Black and white",
    ]
    assert "||An organ" in embed(a_review(spoilers=True))["description"]
    assert "belong" not in embed(a_review(spoilers=True))["description"]


def test_next_to_nothing_is_still_a_message() -> None:
    bare = a_review(rating=None, excerpt=Excerpt("", ""), quotes=(), url=None, challenge=None, date=None, badges=())
    assert embed(bare) == {"title": "Carnival of Souls (1962)", "color": 0x5B6770, "footer": {"text": "My reviews"}}
    assert embed(a_review(title=" "))["title"] == "Untitled (1962)"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("A whole sentence, said once.", "> “A whole sentence, said once.”"),
        ("– Who is it?\n– Nobody.", "> – Who is it?\n> – Nobody."),
        ("Mary: Who is it?\nJohn: Nobody.", "> Mary: Who is it?\n> John: Nobody."),
        ("Who is it? Nobody. — Mary, upstairs", "> “Who is it? Nobody.” — Mary, upstairs"),
        ("The wind rises\nand falls\n— A poet", "> “The wind rises\n> and falls”\n> — A poet"),
        ("It rose — And fell", "> “It rose — And fell”"),
        ("Two lines\nof one speech", "> “Two lines\n> of one speech”"),
    ],
)
def test_quotes_keep_their_lines_and_dialogue_has_no_marks(quote: str, shown: str) -> None:
    assert f"\n\n{shown}\n\n" in embed(a_review(quotes=(quote,)))["description"]


def test_long_exposition_is_not_quoted() -> None:
    assert ">" not in embed(a_review(quotes=("Once upon a time " * 30,)))["description"]


@pytest.mark.parametrize(
    ("rating", "color"), [(Rating(4, 5), 0xF2B01E), (Rating(5, 10), 0x9AA7B1), (Rating(1, 5), 0xA9714B)]
)
def test_gold_silver_and_bronze(rating: Rating, color: int) -> None:
    assert embed(a_review(rating=rating))["color"] == color


@given(REVIEWS)
@settings(max_examples=300)
def test_every_review_is_within_discords_limits(review: Review) -> None:
    message = compose_message(review, EMBEDS)
    told = message.embed
    assert 1 <= units(told["title"]) <= 256
    assert units(told.get("description", "")) <= 4096
    assert units(told.get("footer", {}).get("text", "")) <= 2048
    assert message.length == embed_length(told) <= 6000
    assert len(message.buttons) <= 5
    assert all(1 <= units(button.label) <= 80 and button.url.startswith("http") for button in message.buttons)
    assert discord_sees(told["title"])[1] == []
    assert set(discord_sees(told.get("description", ""))[1]) <= {"quotation", "spoiler", "emphasis"}
    assert thaw(frozen(message)) == message
    assert isinstance(message, Message)
