"""Whatever the review, whatever the destination asks for: nothing too long gets out, and nothing that pings."""

from __future__ import annotations

from dataclasses import replace

import regex
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.format import compose, needs_correcting, readdress
from bot.format.length import embed_length, graphemes, toot_length, units
from bot.format.model import FormatPolicy, Limits, Message, Template, Toot, frozen, thaw
from bot.format.recap import compose_recap
from bot.review.model import Rating, Review
from tests.unit.format.discord_reader import read
from tests.unit.format.made import REVIEWS, a_recap, a_review
from tests.unit.format.networks import HASHTAGS, MENTIONS, discord_sees
from tests.unit.format.policies import MESSAGE_POLICIES, RICH, TEMPLATES, TOOT_POLICIES

SIZES = st.integers(100, 700) | st.sampled_from([5000, 65_000])


@given(RICH, TOOT_POLICIES, SIZES, st.sampled_from([23, 40]))
@settings(max_examples=80)
def test_no_toot_is_too_long_or_mentions_anybody(
    review: Review, policy: FormatPolicy, characters: int, per_url: int
) -> None:
    toot = compose(review, policy, Limits(characters, per_url))
    assert isinstance(toot, Toot)
    assert toot.text
    assert toot.length == toot_length(toot.text, toot.content_warning, per_url) <= characters
    assert thaw(frozen(toot)) == toot
    text = toot.text.replace(toot.address, " ") if toot.address else toot.text
    assert not [match for pattern in MENTIONS for match in pattern.finditer(text)]
    if policy.template is None and not review.social:
        tags = {f"#{match[1]}" for pattern in HASHTAGS for match in pattern.finditer(text)}
        assert tags <= set(toot.text.split("\n")[-1].split())
        assert len(tags) <= policy.most_hashtags
    if toot.content_warning is not None:
        assert toot.picture is None or policy.picture_with_warning
        assert toot.facts is not None
        assert len(toot.facts.words) <= 1


@given(RICH, MESSAGE_POLICIES)
@settings(max_examples=80)
def test_no_message_is_too_long_or_pings_anybody(review: Review, policy: FormatPolicy) -> None:
    message = compose(review, policy, Limits())
    assert isinstance(message, Message)
    told = message.embed
    description = told.get("description", "")
    assert 1 <= units(told["title"]) <= 256
    assert units(description) <= 4096
    assert message.length == embed_length(told) <= 6000
    assert len(message.buttons) <= 5
    assert thaw(frozen(message)) == message
    pings = regex.compile(r"@(?:everyone|here)|<@[!&]?\d+>")
    assert not pings.search(discord_sees(told["title"])[0] + " " + discord_sees(description)[0])
    assert message.facts is not None
    if policy.template is None:
        hidden = {sign.looks for sign in read(description) if "spoiler" in sign.looks}
        warned = message.facts.words and message.facts.warning is not None
        assert bool(hidden) == bool(warned and policy.warned == "hide")


@given(RICH, TOOT_POLICIES, st.integers(100, 600), st.booleans())
@settings(max_examples=40)
def test_no_readdressed_toot_is_too_long(review: Review, policy: FormatPolicy, characters: int, strictly: bool) -> None:
    posted = compose(review, policy, Limits(characters))
    assert isinstance(posted, Toot)
    moved = readdress(posted, posted.address or "", "https://example.org/" + "far/" * 30, strictly=strictly)
    assert isinstance(moved, Toot)
    assert moved.length <= characters
    assert moved.length == toot_length(moved.text, moved.content_warning, 23)


@given(RICH, MESSAGE_POLICIES)
@settings(max_examples=40)
def test_no_readdressed_message_is_too_long(review: Review, policy: FormatPolicy) -> None:
    posted = compose(review, policy, Limits())
    moved = readdress(posted, posted.address or "", "https://example.org/" + "far/" * 30)
    assert isinstance(moved, Message)
    assert units(moved.embed.get("description", "")) <= 4096
    assert moved.length == embed_length(moved.embed) <= 6000


@given(TOOT_POLICIES | MESSAGE_POLICIES, st.integers(100, 600))
@settings(max_examples=40)
def test_no_recap_is_too_long(policy: FormatPolicy, characters: int) -> None:
    for post in compose_recap(a_recap(30), policy, Limits(characters)):
        assert post.length <= post.limit


@given(REVIEWS, st.sampled_from(TEMPLATES), TOOT_POLICIES | MESSAGE_POLICIES)
@settings(max_examples=40)
def test_what_a_destination_asks_for_alone_is_no_reason_to_edit(
    review: Review, template: Template | None, policy: FormatPolicy
) -> None:
    plain = replace(policy, warnings=(), swearing="leave", template=None)
    other = replace(plain, glyphs="emoji", most_hashtags=1, site_name="Renamed", pictures=("card",), language="pl")
    other = replace(other, template=template)
    posted, now = thaw(frozen(compose(review, plain, Limits()))), compose(review, other, Limits())
    assert posted.facts is not None
    assert now.facts is not None
    assume(bool(posted.facts.words) == bool(now.facts.words))  # an absurd title may leave room for none
    assert not needs_correcting(posted, now, review)


def test_very_small_and_very_large_servers() -> None:
    policy = replace(FormatPolicy("mastodon", "My reviews"), glyphs="emoji")
    long = a_review(title="Title " * 100, rating=Rating(4.5, 5), url="https://example.org/" + "a" * 900)
    for characters in (100, 120, 5000, 100_000):
        toot = compose(long, policy, Limits(characters))
        assert isinstance(toot, Toot)
        assert toot.length <= characters
        assert "⭐⭐⭐⭐½ (4.5/5)" in toot.text
        assert str(toot.address) in toot.text
        assert len(graphemes(toot.text)) < 3000
