"""Several small reviews as one post."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.format import needs_correcting
from bot.format.address import address
from bot.format.digest import (
    common_hashtags,
    compose_digest,
    entry_of,
    most_private,
    name_of,
    parts_of,
    reads_as_digest,
)
from bot.format.length import toot_length, units
from bot.format.model import (
    Digest,
    DigestEntry,
    Limits,
    Message,
    Toot,
    VisibilityRule,
    WarningRule,
    frozen,
    thaw,
)
from bot.format.naming import counted, noun_of
from bot.review.condition import Condition
from bot.review.model import Challenge, Rating
from tests.unit.format.made import ADDRESSES, EMBEDS, LINES, TOOTS, a_review
from tests.unit.format.networks import MENTIONS

DAY = date(2025, 10, 5)
LIMITS = Limits()
PINGS = re.compile(r"@(?:everyone|here)|<@[!&]?[0-9]")


def entry(number: int, **more: Any) -> DigestEntry:
    plain = DigestEntry(
        f"r{number}", f"Film {number}", 1950 + number, "★★★½ (3.5/5)", f"https://films.example/{number}.html", None
    )
    return replace(plain, **more)


def digest(count: int = 2, **more: Any) -> Digest:
    return replace(Digest(tuple(entry(number) for number in range(1, count + 1)), DAY, "short"), **more)


def toot(one: Digest, characters: int = 500) -> Toot:
    post = compose_digest(one, TOOTS, Limits(characters))
    assert isinstance(post, Toot)
    return post


def message(one: Digest) -> Message:
    post = compose_digest(one, EMBEDS, LIMITS)
    assert isinstance(post, Message)
    return post


def test_a_digest_as_a_status() -> None:
    one = toot(digest(hashtags=("#Spooktober",)))
    assert one.text.split("\n") == [
        "Today: two shorts",
        "",
        "• Film 1 (1951) ★★★½ (3.5/5) https://films.example/1.html",
        "• Film 2 (1952) ★★★½ (3.5/5) https://films.example/2.html",
        "",
        "#Spooktober",
    ]
    assert one.address == "https://films.example/1.html"


def test_a_digest_as_an_embed_links_to_the_reviews() -> None:
    one = message(digest())
    assert one.embed["title"] == "Today: two shorts"
    assert one.embed["description"] == (
        "• [Film 1 (1951)](https://films.example/1.html) ★★★½ (3.5/5)\n"
        "• [Film 2 (1952)](https://films.example/2.html) ★★★½ (3.5/5)"
    )
    assert "url" not in one.embed


def test_on_another_day_it_says_which_day_it_was() -> None:
    assert toot(digest(dated=True)).text.startswith("5 October 2025: two shorts\n")


@pytest.mark.parametrize(
    ("count", "tag", "expected"),
    [
        (6, "short", "six shorts"),
        (1, "Shorts", "one short"),
        (12, "short-film", "twelve short films"),
        (13, "story", "13 stories"),
        (2, "series", "two series"),
        (3, "private-shelf", "three reviews"),
        (3, "secret short", "three reviews"),
        (4, None, "four reviews"),
    ],
)
def test_what_they_are_called(count: int, tag: str | None, expected: str) -> None:
    assert counted(count, noun_of(tag)) == expected


def test_it_is_told_apart_from_every_other_post() -> None:
    for one in (digest(), digest(13), digest(dated=True), digest(noun="review")):
        assert reads_as_digest(toot(one).text)
        assert reads_as_digest(message(one).embed["title"])
    for other in ("Spooktober 2025: 7 of 31", "The Perfection (2018)", "Today: a life", "Tomorrow: two women", ""):
        assert not reads_as_digest(other)


def test_readers_are_warned_if_one_review_warns_and_once_for_all() -> None:
    rules = (WarningRule("Gore", Condition(tag="gore")),)
    policy = replace(TOOTS, warnings=rules)
    reviews = [
        a_review(title="A", tags=("gore",), spoilers=True),
        a_review(title="B"),
        a_review(title="C", tags=("gore",)),
    ]
    entries = tuple(entry_of(f"r{number}", one, policy) for number, one in enumerate(reviews))
    assert [one.warning for one in entries] == ["Gore", None, "Gore"]
    assert toot(digest(entries=entries)).content_warning == "Gore"
    assert message(digest(entries=entries)).embed["description"].startswith("⚠️ **Gore**\n\n")


def test_hashtags_that_all_have_and_the_most_private_visibility() -> None:
    horror = Challenge("Spooktober 2025", 3, 31, None, None)
    one, other = a_review(challenge=horror, public_tags=("queer",)), a_review(challenge=horror, tags=("quiet",))
    policy = replace(
        TOOTS, hashtags={"queer": "Queer"}, visibilities=(VisibilityRule(Condition(tag="quiet"), "unlisted"),)
    )
    assert common_hashtags([one, other], policy) == ("#Spooktober",)
    assert common_hashtags([], policy) == ()
    assert most_private([one, other], policy) == "unlisted"
    assert most_private([one], policy) == "public"


def test_unrated_reviews_and_those_without_an_address_have_a_line_too() -> None:
    made = entry_of("r9", a_review(title="Night", year=None, rating=None, url=None), TOOTS)
    assert made == DigestEntry("r9", "Night", None, "", None, None)
    assert toot(digest(entries=(made, entry(2)))).text.split("\n")[2] == "• Night"
    assert toot(digest(entries=(made, entry(2)))).address == "https://films.example/2.html"


def test_titles_are_harmless_on_both_networks() -> None:
    nasty = entry(1, title="[Malls](http://x.example) #Alive @user@host *Totally F***ed Up* @everyone", stars="*B+*")
    said = message(digest(entries=(nasty,))).embed["description"]
    assert not PINGS.search(said)
    assert "\\*B+\\*" in said
    assert "#Alive" not in toot(digest(entries=(nasty,))).text


def test_all_of_them_are_in_one_as_long_as_their_addresses_fit() -> None:
    assert [len(part) for part in parts_of(digest(7), TOOTS, LIMITS)] == [7]
    assert [len(part) for part in parts_of(digest(20), EMBEDS, LIMITS)] == [20]


def test_more_than_fit_become_several_of_about_the_same_length() -> None:
    assert [len(part) for part in parts_of(digest(10), TOOTS, LIMITS)] == [5, 5]
    assert [len(part) for part in parts_of(digest(21), EMBEDS, LIMITS)] == [10, 11]
    assert sum(parts_of(digest(21), EMBEDS, LIMITS), ()) == digest(21).entries
    assert [len(part) for part in parts_of(digest(50), TOOTS, Limits(5000))] == [16, 17, 17]


def test_one_that_got_too_long_keeps_every_name_as_long_as_it_can() -> None:
    long = digest(entries=tuple(entry(number, title=f"Film {number} {'of many words ' * 9}") for number in range(1, 8)))
    text = toot(long, 500).text
    assert all(f"Film {number}" in text for number in range(1, 8))
    assert text.count("https://") == 7
    few = toot(digest(7), 200).text
    assert all(f"Film {number}" in few for number in range(1, 8)) or "and " in few


def test_it_is_frozen_whole() -> None:
    for post in (toot(digest(dated=True)), message(digest())):
        assert thaw(frozen(post)) == post
        assert post.facts is not None
        assert post.facts.name == "Film 1 (1951), Film 2 (1952)"
    old = frozen(toot(digest()))
    del old["facts"]["entries"]
    again = thaw(old)
    assert again.facts is not None
    assert again.facts.entries == ()


def test_its_name_for_people() -> None:
    assert name_of(digest(5).entries) == "Film 1 (1951), Film 2 (1952), Film 3 (1953) and 2 more"


def test_a_rating_shows_as_in_other_posts() -> None:
    letter = a_review(title="A", rating=Rating(3, 4, "B+"))
    assert entry_of("r1", letter, TOOTS).stars == "B+"
    assert entry_of("r1", letter, replace(TOOTS, glyphs="outlined")).stars.startswith("★")


ENTRIES = st.builds(
    DigestEntry,
    st.just("r"),
    LINES,
    st.none() | st.integers(1, 9999),
    st.sampled_from(["", "★★★½ (3.5/5)", "B+"]),
    ADDRESSES.map(address),
    st.none() | LINES,
)


@settings(max_examples=60, deadline=None)
@given(entries=st.lists(ENTRIES, min_size=1, max_size=25), characters=st.sampled_from([100, 500, 5000]))
def test_no_digest_is_ever_too_long(entries: list[DigestEntry], characters: int) -> None:
    one = digest(entries=tuple(entries))
    status = toot(one, characters)
    assert toot_length(status.text, status.content_warning, 23) == status.length <= characters
    told = message(one)
    assert units(told.embed["description"]) <= 4096
    assert told.length <= told.limit
    assert not PINGS.search(told.embed["description"])
    assert not any(pattern.search(status.text) for pattern in MENTIONS)


@pytest.mark.parametrize("glyphs", ["stars", "outlined", "emoji", "numbers"])
def test_other_glyphs_alone_are_no_reason_to_correct_a_digest(glyphs: Any) -> None:
    rated = [a_review(rating=Rating(3.5, 5)), a_review(rating=Rating(3, 5, "B+")), a_review(rating=Rating(0, 5))]

    def post(policy: Any) -> Any:
        entries = tuple(entry_of(f"r{n}", review, policy) for n, review in enumerate(rated))
        return compose_digest(Digest(entries, date(2025, 10, 5)), policy, Limits())

    before, now = post(TOOTS), post(replace(TOOTS, glyphs=glyphs))
    assert not needs_correcting(before, now, rated[0])
    rated[0] = a_review(rating=Rating(2, 5))
    assert needs_correcting(before, post(replace(TOOTS, glyphs=glyphs)), rated[0])
