"""Months, years and days in earlier years as posts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.format.length import DESCRIPTION, toot_length, units
from bot.format.look_back import POSTS, compose_look_back
from bot.format.looking_back import Changed, LookBack, RecapEntry
from bot.format.model import Limits, Message, Toot, WarningRule
from tests.conftest import ROOT
from tests.unit.format.made import ADDRESSES, EMBEDS, LINES, TOOTS
from tests.unit.format.networks import MENTIONS

PINGS = re.compile(r"@(?:everyone|here)|<@[!&]?[0-9]")


def entry(number: int, stars: float | None = 4, **more: Any) -> RecapEntry:
    rating = None if stars is None else (stars, 5.0)
    made = RecapEntry(
        f"r{number}", f"Film {number}", 1950 + number, rating, None, None, f"https://films.example/{number}.html"
    )
    return replace(made, **more)


SEPTEMBER = LookBack(
    "month",
    "2025-09",
    "2025-09-30",
    14,
    (entry(1, 5), entry(2, 4.5), entry(3)),
    3.36,
    5,
    ((3.5, 4), (4, 8), (4.5, 0), (5, 2)),
    (Changed(entry(2, 4.5), (3, 5)), Changed(entry(4, 3.9), (4, 5))),
    (("Oh My Horror 2025", 5), ("Hooptober 12", 3)),
)
TODAY = LookBack(
    "on this day",
    "2025-09-14",
    "2025-09-14",
    2,
    (entry(1, None, date="2015-09-14"), entry(2, date="2024-09-14")),
)


def toots(told: LookBack, characters: int = 500) -> list[Toot]:
    return [post for post in compose_look_back(told, TOOTS, Limits(characters)) if isinstance(post, Toot)]


def embed(told: LookBack) -> dict[str, Any]:
    (post,) = compose_look_back(told, EMBEDS, Limits())
    assert isinstance(post, Message)
    return post.embed


def test_a_month_as_a_status() -> None:
    (one,) = toots(SEPTEMBER)
    assert one.text.split("\n") == [
        "September 2025: 14 reviews, 3.4/5 on average",
        "",
        "The best:",
        "• Film 1 (1951) ★★★★★ (5/5)",
        "• Film 2 (1952) ★★★★½ (4.5/5)",
        "• Film 3 (1953) ★★★★ (4/5)",
        "",
        "Seen again, and rated differently:",
        "• Film 2 (1952) ★★★★½ (4.5/5), was ★★★",
        "• Film 4 (1954) ★★★★ (3.9/5), was 4/5",
        "",
        "Challenges: Oh My Horror 2025 (5), Hooptober 12 (3)",
        "",
        "Ratings out of 5: 2 × 5, 8 × 4, 4 × 3.5",
    ]
    assert (one.address, one.reply_to, one.goes_on) == (None, None, False)


def test_a_month_as_an_embed_links_to_the_reviews_and_draws_the_ratings() -> None:
    told = embed(SEPTEMBER)
    assert told["title"] == "September 2025: 14 reviews, 3.4/5 on average"
    assert told["timestamp"] == "2025-09-30T16:00:00+00:00"
    assert "• [Film 1 (1951)](https://films.example/1.html) ★★★★★ (5/5)\n" in told["description"]
    assert told["description"].endswith("```\n  5 ███ 2\n4.5\n  4 ████████████ 8\n3.5 ██████ 4\n```")


def test_the_page_shows_a_month_as_it_is_posted() -> None:
    wicker, haxan, viy = (
        entry(1, 5, title="The Wicker Man", year=1973),
        entry(2, 4.5, title="Häxan", year=1922),
        entry(3, title="Viy", year=1967),
    )
    (one,) = toots(replace(SEPTEMBER, entries=(wicker, haxan, viy), changed=(Changed(haxan, (3, 5)),)))
    assert f"```\n{one.text}\n```" in (ROOT / "docs" / "posts.md").read_text("utf-8")


def test_a_year_goes_on_in_further_statuses() -> None:
    many = tuple(entry(number, 5) for number in range(1, 11))
    year = replace(SEPTEMBER, tell="year", period="2025", until="2025-12-31", reviews=143, entries=many)
    first, *others = toots(year)
    assert first.text.startswith("The year 2025: 143 reviews, 3.4/5 on average\n\nThe best:\n• Film 1 ")
    assert [one.goes_on for one in (first, *others)] == [True] * len(others) + [False]
    together = "\n".join(one.text for one in (first, *others))
    assert all(f"• Film {number} " in together for number in range(1, 11))
    assert "Ratings out of 5" in together


def test_a_few_reviews_are_all_told() -> None:
    (one,) = toots(replace(SEPTEMBER, reviews=3, changed=(), challenges=()))
    assert "The best" not in one.text
    assert "Ratings" not in one.text


def test_this_day_in_earlier_years() -> None:
    (one,) = toots(TODAY)
    assert one.text == (
        "On this day, 14 September\n\n• 10 years ago: Film 1 (1951)\n• 1 year ago: Film 2 (1952) ★★★★ (4/5)"
    )
    assert embed(TODAY)["title"] == "On this day, 14 September"


def test_the_same_day_of_another_year_is_another_post() -> None:
    next_year = replace(TODAY, period="2026-09-14", until="2026-09-14")
    assert toots(next_year)[0].text != toots(TODAY)[0].text
    assert embed(next_year)["description"] != embed(TODAY)["description"]


def test_readers_are_warned_of_films_names() -> None:
    told = replace(TODAY, entries=(entry(1, title="Gore Night"),))
    rules = (WarningRule("Blood", None, ("gore",)),)
    (status,) = compose_look_back(told, replace(TOOTS, warnings=rules), Limits())
    (message,) = compose_look_back(told, replace(EMBEDS, warnings=rules), Limits())
    assert isinstance(status, Toot)
    assert isinstance(message, Message)
    assert status.content_warning == "Blood"
    assert message.embed["description"].startswith("⚠️ **Blood**\n\n")


@pytest.mark.parametrize("label", ["A-", "*B*"])
def test_letters_are_as_the_owner_writes_them(label: str) -> None:
    told = replace(
        SEPTEMBER, entries=(entry(1, 4, label=label),), changed=(Changed(entry(1, label=label), (2, 5), "C"),)
    )
    assert f"• Film 1 (1951) {label}, was C" in toots(told)[0].text


ENTRIES = st.builds(
    RecapEntry,
    st.just("r"),
    LINES,
    st.none() | st.integers(1900, 2030),
    st.none() | st.just((3.5, 5.0)),
    st.none(),
    st.none(),
    ADDRESSES,
    st.none() | LINES,
    st.none() | st.just("2015-09-14"),
)
LOOK_BACKS = st.builds(
    replace,
    st.sampled_from([SEPTEMBER, TODAY]),
    reviews=st.integers(1, 400),
    entries=st.lists(ENTRIES, min_size=1, max_size=30).map(tuple),
    changed=st.lists(st.builds(Changed, ENTRIES, st.just((2.0, 5.0)), st.none() | LINES), max_size=12).map(tuple),
    challenges=st.lists(st.tuples(LINES, st.integers(1, 60)), max_size=12).map(tuple),
)


@given(told=LOOK_BACKS, characters=st.sampled_from([100, 300, 500, 5000]))
def test_whatever_is_told_fits_and_calls_nobody(told: LookBack, characters: int) -> None:
    posts = toots(told, characters)
    assert 1 <= len(posts) <= POSTS
    for post in posts:
        assert post.text.strip()
        assert post.length == toot_length(post.text, None, 23) <= characters
        assert not any(pattern.search(post.text) for pattern in MENTIONS)
        assert "://" not in post.text
    described = embed(told)["description"]
    assert 0 < units(described) <= DESCRIPTION
    assert not PINGS.search(described)
