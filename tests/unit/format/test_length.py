"""How long posts are, by each network's reckoning."""

from __future__ import annotations

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.format.length import embed_length, toot_length

# Each with what Mastodon counts for it when it stands between blanks.
COUNTED = [
    ("word", 4),
    ("é", 1),
    ("e\u0301", 1),
    ("👩‍👩‍👧‍👦", 1),
    ("🇪🇸🇯🇵", 2),
    ("👍🏽", 1),
    ("한국", 2),
    ("한", 1),
    ("https://example.org/a", 23),
    ("http://example.org", 23),
    ("https://example.org/" + "long/" * 40, 23),
    ("https://www.example.co.uk/a_b/c-d.html?x=1&y=2#z", 23),
    ("https://xn--bcher-kva.example.org/%C3%A0", 23),
    ("example.org/a", 13),
    ("@ana", 4),
    ("@ana@mastodon.example", 4),
    ("ana@mastodon.example", 20),
    ("ftp://example.org/a", 19),
]


@given(st.lists(st.sampled_from(COUNTED)), st.lists(st.sampled_from(COUNTED)))
def test_a_status_counts_its_parts(text: list[tuple[str, int]], warning: list[tuple[str, int]]) -> None:
    expected = sum(count for _, count in text) + len(text)
    # In a warning nothing is an address or a mention.
    plain = [part for part, count in warning if "/" not in part and "@" not in part]
    warned = sum(count for part, count in warning if part in plain) + len(plain)
    told = "".join(f"{part} " for part in plain)
    assert toot_length("".join(f"{part} " for part, _ in text), told, 23) == expected + warned


def test_the_server_says_what_an_address_counts() -> None:
    assert toot_length("https://example.org/a", None, 40) == 40


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("(https://example.org/a)", 25),
        ("https://example.org/a.", 24),
        ("see https://example.org/a, or", 31),
        ("https://example.org/a\nhttps://example.org/b", 47),
        ("http://localhost:4000/" + "a" * 20, 42),  # Mastodon doesn't take a private host for an address
        ("http://127.0.0.1/" + "a" * 20, 37),
        ("http://localhost/", 23),
        ("", 0),
    ],
)
def test_where_an_address_ends(text: str, counts: int) -> None:
    assert toot_length(text, None, 23) == counts


TEXT = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), min_size=1, max_size=40)
FIELDS = st.lists(st.fixed_dictionaries({"name": TEXT, "value": TEXT, "inline": st.booleans()}), max_size=3)


@given(TEXT, TEXT, TEXT, FIELDS)
def test_an_embed_counts_as_the_library_counts_it(
    title: str, words: str, footer: str, fields: list[dict[str, str]]
) -> None:
    embed = {"title": title, "description": words, "footer": {"text": footer}, "fields": fields, "url": "https://x.org"}
    assert embed_length(embed) == len(discord.Embed.from_dict(embed))


def test_emoji_count_twice_in_an_embed_to_be_on_the_safe_side() -> None:
    assert embed_length({"title": "🎃", "description": "é"}) == 3
