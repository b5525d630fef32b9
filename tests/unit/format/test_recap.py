"""Recaps as posts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.format.length import embed_length, toot_length, units
from bot.format.looking_back import Before, Pace, Recap, RecapCell, RecapEntry
from bot.format.model import Limits, Message, Toot, WarningRule
from bot.format.recap import compose_recap
from bot.review.condition import Condition
from tests.unit.format.made import ADDRESSES, EMBEDS, LINES, TOOTS, a_recap
from tests.unit.format.networks import MENTIONS, discord_sees


def toot(recap: Recap, characters: int = 500) -> Toot:
    post = compose_recap(recap, TOOTS, Limits(characters))[0]
    assert isinstance(post, Toot)
    return post


def embed(recap: Recap) -> dict[str, Any]:
    post = compose_recap(recap, EMBEDS, Limits())[0]
    assert isinstance(post, Message)
    return post.embed


def test_a_recap_as_a_status() -> None:
    assert toot(a_recap(3)).text.split("\n") == [
        "Spooktober 2025: 7 of 31",
        "▰▰▱▱▱▱▱▱▱▱ 22%",
        "",
        "New since 5 October:",
        "• Film 1 (1951) ★★★½ (3.5/5)",
        "• Film 2 (1952) ★★★½ (3.5/5)",
        "• Film 3 (1953)",
        "",
        "On average 3.3/5",
        "",
        "https://example.com/list",
        "",
        "#Spooktober",
    ]


def test_a_recap_as_an_embed_links_to_the_reviews() -> None:
    told = embed(a_recap(1))
    assert told["title"] == "Spooktober 2025: 7 of 31"
    assert told["url"] == "https://example.com/list"
    assert "• [Film 1 (1951)](https://example.org/1.html) ★★★½ (3.5/5)" in told["description"]
    assert told["timestamp"] == "2025-10-12T16:00:00+00:00"


def test_letters_and_the_destination_s_glyphs() -> None:
    lettered = replace(a_recap(1).entries[0], rating=(3, 4), label="*B*")
    recap = replace(a_recap(1), entries=(*a_recap(1).entries, lettered))
    assert "• Film 1 (1951) *B*" in toot(recap).text
    assert r"[Film 1 (1951)](https://example.org/1.html) \*B\*" in embed(recap)["description"]
    outlined = compose_recap(recap, replace(TOOTS, glyphs="outlined", hashtags={"Spooktober": "Boo"}), Limits())[0]
    assert isinstance(outlined, Toot)
    assert "• Film 1 (1951) ★★★½☆ (3.5/5)" in outlined.text
    assert outlined.text.endswith("\n\n#Boo")
    none = compose_recap(recap, replace(TOOTS, most_hashtags=0), Limits())[0]
    assert isinstance(none, Toot)
    assert "#" not in none.text


def test_the_read_back_never_takes_last_weeks_recap_for_this_one() -> None:
    assert toot(a_recap()).address is None
    assert compose_recap(a_recap(), EMBEDS, Limits())[0].address is None


def test_no_news_and_the_first_time() -> None:
    assert "Nothing new since 5 October." in toot(a_recap(0)).text
    assert "New so far:" in toot(a_recap(1, since=None)).text
    assert "Nothing new so far." in toot(a_recap(0, since=None)).text


@pytest.mark.parametrize("total", [None, 0])
def test_a_challenge_without_a_number_to_reach_has_no_bar(total: int | None) -> None:
    text = toot(a_recap(1, total=total)).text
    assert text.startswith("Spooktober 2025: 7 so far\n\n")


def test_more_than_all_is_all() -> None:
    assert "▰▰▰▰▰▰▰▰▰▰ 100%" in toot(a_recap(1, done=40)).text


def test_a_bar_that_would_mislead_is_left_out() -> None:
    assert toot(a_recap(1, done=9, finished=True)).text.startswith("Spooktober 2025: 9 of 31\nFinished\n\nNew since")
    assert "100%" in toot(a_recap(1, done=31, finished=True)).text


def test_titles_are_warned_of_by_the_words_of_the_owner_s_rules() -> None:
    rules = (WarningRule("Drowning", words=("drown",)), WarningRule("Short", Condition(tag="short"), ("film",)))
    drowned = replace(a_recap(1).entries[0], title="Drowning by Numbers")
    cells = (RecapCell(1, "open"),)
    recap = replace(a_recap(30), entries=(*a_recap(30).entries, drowned), cells=cells, picture=True)
    policy = replace(TOOTS, warnings=rules)
    for post in compose_recap(recap, policy, Limits()):
        assert isinstance(post, Toot)
        assert post.content_warning == "Drowning"
        assert post.picture is None
        assert post.length == toot_length(post.text, "Drowning", 23) <= 500
    for message in compose_recap(recap, replace(EMBEDS, warnings=rules), Limits()):
        assert isinstance(message, Message)
        assert message.embed["description"].startswith("⚠️ **Drowning**\n\n")
    assert compose_recap(recap, replace(policy, picture_with_warning=True), Limits())[0].picture is not None
    calm = compose_recap(replace(recap, entries=a_recap(3).entries), policy, Limits())[0]
    assert isinstance(calm, Toot)
    assert calm.content_warning is None


ENTRIES = st.builds(
    RecapEntry,
    st.just("r"),
    LINES,
    st.none() | st.integers(1900, 2030),
    st.none() | st.just((3.5, 5.0)),
    st.none(),
    st.none(),
    ADDRESSES,
)
RECAPS = st.builds(
    a_recap,
    challenge=LINES,
    done=st.integers(0, 99),
    total=st.none() | st.integers(0, 99),
    entries=st.lists(ENTRIES, max_size=30).map(tuple),
    mean=st.none() | st.floats(0, 5),
    url=ADDRESSES,
    milestone=st.sampled_from([None, "half-way", "finished"]),
    best=st.lists(ENTRIES, max_size=3).map(tuple),
    worst=st.lists(ENTRIES, max_size=1).map(tuple),
    pace=st.none()
    | st.builds(
        Pace,
        st.just("2025-12-31"),
        st.integers(0, 80),
        st.integers(0, 99),
        st.integers(-99, 99),
        st.none() | st.floats(0, 700),
        st.sampled_from([None, "2026-01-01"]),
    ),
    streak=st.integers(0, 60),
    before=st.none() | st.builds(Before, LINES, st.integers(0, 99), st.none() | st.floats(0, 5), st.booleans()),
)


@given(RECAPS, st.integers(100, 600))
@settings(max_examples=80)
def test_every_recap_fits(recap: Recap, characters: int) -> None:
    for post in compose_recap(recap, TOOTS, Limits(characters)):
        assert isinstance(post, Toot)
        assert post.text
        assert post.length == toot_length(post.text, None, 23) <= characters
        assert not [match for pattern in MENTIONS for match in pattern.finditer(post.text)]
    for message in compose_recap(recap, EMBEDS, Limits()):
        assert isinstance(message, Message)
        assert 1 <= units(message.embed["title"]) <= 256
        assert units(message.embed.get("description", "")) <= 4096
        assert message.length == embed_length(message.embed) <= 6000
        assert not discord_sees(message.embed["title"])[1]
