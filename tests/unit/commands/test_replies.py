from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.commands import replies
from bot.recaps.progress import progress
from bot.review.model import Rating
from bot.settings.model import Site
from tests.flow.library import review
from tests.unit.recaps.entries import entry

LOOK = replies.look_of(Site("Night Shift Reviews", "https://films.example", "Europe/Vienna", "de"))


def described(reply: replies.Reply) -> str:
    return str(reply.embed["description"])


def test_answers_look_as_the_sites_posts() -> None:
    assert (LOOK.network, LOOK.site_name, LOOK.language, LOOK.timezone) == (
        "discord",
        "Night Shift Reviews",
        "de",
        "Europe/Vienna",
    )


@pytest.mark.parametrize("url", [None, "/films/lamp", "javascript:alert(1)", "https://films.example/" + "x" * 200])
def test_an_address_that_is_none_or_too_long_makes_no_link(url: str | None) -> None:
    assert described(replies.latest([review(url=url)], LOOK)) == "• The Lamp Room (1974) ★★★½ (3.5/5) · 2026-01-01"


def test_brackets_in_titles_and_addresses_break_no_link() -> None:
    [line] = described(
        replies.latest([review("[REC] (uncut)", None, url="https://films.example/rec_(2007)")], LOOK)
    ).splitlines()
    assert line.startswith(r"• [\[REC\] (uncut)](https://films.example/rec_%282007%29)")


@pytest.mark.parametrize("parts", [{"rating": None}, {"date": None}, {"rating": None, "date": None}])
def test_what_is_missing_leaves_no_hole(parts: dict[str, Any]) -> None:
    line = described(replies.latest([review(**parts)], LOOK))
    assert "None" not in line
    assert "  " not in line


def test_ten_of_the_longest_lines_fit_into_one_embed() -> None:
    long = [
        review("*" * 300, 1974, url="https://films.example/" + "y" * 170, rating=Rating(3.25, 7.75)) for _ in range(10)
    ]
    worded = [review("*" * 300, 1974, url="https://films.example/" + "y" * 170, rating=Rating(1, 2, "*" * 80))] * 10
    for reviews in (long, worded):
        assert len(described(replies.latest(reviews, LOOK)).encode("utf-16-le")) // 2 <= 4096


def test_a_letter_is_shown_as_it_is() -> None:
    assert described(replies.latest([review(url=None, rating=Rating(3, 4, "*B*"))], LOOK)).startswith(
        r"• The Lamp Room (1974) \*B\* · "
    )


def test_a_challenge_without_count_rating_or_list() -> None:
    [one] = progress([entry("Owls", None, None, stars=None, title="The Barn", day=None)])
    reply = replies.challenge(one, LOOK)
    assert reply.embed["title"] == "Owls: 1 so far"
    assert described(reply) == "Latest:\n• [The Barn (1984)](https://films.example/None)"
    assert reply.buttons == ()


def test_the_latest_of_a_challenge_come_first() -> None:
    [one] = progress([entry("Owls", number, day=number) for number in range(1, 9)])
    lines = described(replies.challenge(one, LOOK)).splitlines()
    assert [line.split("\\")[0] for line in lines[3:]] == ["8", "7", "6", "5", "4"]


def test_nothing_near() -> None:
    assert described(replies.not_reviewed("<@1> _x_", [], LOOK)).count("\n") == 0
    assert date(2026, 1, 1).isoformat() not in described(replies.not_reviewed("x", [review()], LOOK))
