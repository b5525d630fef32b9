"""Recaps that are too long for one post: every entry is told once, in order, or counted."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.format.looking_back import Before, RecapCell
from bot.format.model import FormatPolicy, Limits, Message, Post, Toot
from bot.format.recap import compose_recap
from bot.format.recap_split import Rooms, newest, shared
from tests.unit.format.made import EMBEDS, TOOTS, a_recap


def said(post: Post) -> str:
    return post.text if isinstance(post, Toot) else post.embed["description"]


def toots(count: int, characters: int = 500) -> list[str]:
    return [said(post) for post in compose_recap(a_recap(count), TOOTS, Limits(characters))]


def test_what_fits_is_one_post() -> None:
    (post,) = compose_recap(a_recap(5), TOOTS, Limits())
    assert not post.goes_on
    assert "below" not in said(post)


def test_the_list_goes_on_and_the_last_post_sums_up() -> None:
    first, second = toots(16)
    assert first.startswith("Spooktober 2025: 7 of 31\n▰▰▱▱▱▱▱▱▱▱ 22%\n\nNew since 5 October:\n• Film 1 (1951)")
    assert first.endswith("• Film 8 (1958) ★★★½ (3.5/5)\n8 more below\n\nhttps://example.com/list\n\n#Spooktober")
    assert second.startswith("Spooktober 2025 (2/2)\n\n• Film 9 (1959)")
    assert second.endswith("• Film 16 (1966) ★★★½ (3.5/5)\n\nOn average 3.3/5")


def test_the_newest_are_told_where_five_posts_are_too_few() -> None:
    posts = toots(90)
    shown = sum(text.count("•") for text in posts)
    assert len(posts) == 5
    assert "Film 90 " in posts[-1]
    assert f"\nand {90 - shown} more\n\nOn average" in posts[-1]
    assert not any(re.search(rf"Film {number} ", text) for number in range(1, 91 - shown) for text in posts)


def test_only_the_first_has_a_picture_a_list_and_a_site() -> None:
    recap = a_recap(30, cells=tuple(RecapCell(n, "open") for n in range(1, 32)), picture=True)
    for policy in (TOOTS, EMBEDS):
        first, *others = compose_recap(recap, policy, Limits())
        assert others
        assert first.picture is not None
        assert [post.goes_on for post in (first, *others)] == [True] * len(others) + [False]
        assert not any(post.picture or post.address or post.reply_to for post in others)
    first, second = compose_recap(recap, EMBEDS, Limits())
    assert isinstance(first, Message)
    assert isinstance(second, Message)
    assert second.embed["title"] == "Spooktober 2025 (2/2)"
    assert set(second.embed) == {"title", "description", "color"}
    assert (len(first.buttons), len(second.buttons)) == (1, 0)
    assert first.embed["description"].count("•") == second.embed["description"].count("•") == 15


def test_a_single_film_is_worth_more_than_the_best_and_the_worst() -> None:
    recap = a_recap(1)
    film = replace(recap.entries[0], title="Lighthouse " * 7)
    told = replace(recap, entries=(film,), best=(film, film), worst=(film, film), milestone="finished")
    (post,) = compose_recap(told, TOOTS, Limits(500))
    assert isinstance(post, Toot)


def test_one_post_without_the_small_things_is_better_than_two() -> None:
    before = Before("Spooktober 2024", 5, 3.1, finished=False)
    recap = a_recap(9, streak=3, before=before)
    assert "3 weeks in a row\nAt this point, Spooktober 2024 was at 5, 3.1/5 on average" in (
        said(compose_recap(recap, TOOTS, Limits(700))[0])
    )
    (post,) = compose_recap(recap, TOOTS, Limits(400))
    assert "3 weeks in a row" in said(post)
    assert "2024" not in said(post)
    long = compose_recap(a_recap(12, streak=3, before=before), TOOTS, Limits(400))
    assert len(long) == 2
    assert "2024" in said(long[-1])


@given(st.integers(0, 130), st.sampled_from([TOOTS, EMBEDS]), st.integers(100, 900), st.booleans())
@settings(max_examples=40)
def test_every_entry_is_told_once_in_order_or_counted(
    count: int, policy: FormatPolicy, characters: int, milestone: bool
) -> None:
    recap = replace(a_recap(count), milestone="finished" if milestone else None)
    posts = compose_recap(recap, policy, Limits(characters))
    assert 1 <= len(posts) <= 5
    texts = [said(post) for post in posts]
    numbers = [int(number) for text in texts for number in re.findall(r"• \[?Film (\d+) ", text)]
    counted = [int(number) for text in texts for number in re.findall(r"and (\d+) more(?! below)", text)]
    counted += [int(number) for text in texts for number in re.findall(r"^(\d+) new since", text, re.MULTILINE)]
    if numbers or counted:
        assert numbers == list(range(count - len(numbers) + 1, count + 1))
        assert len(numbers) + sum(counted) == count
    else:
        assert count == 0 or characters < 110
    below = [int(found[1]) if (found := re.search(r"^(\d+) more below$", text, re.MULTILINE)) else 0 for text in texts]
    lines = [text.count("•") for text in texts]
    assert below == [sum(lines[place:]) for place in range(1, len(lines) + 1)]


@pytest.mark.parametrize(("count", "expected"), [(2, (1, 1)), (7, (4, 3)), (9, (3, 3, 3)), (14, None)])
def test_as_few_posts_as_will_do_with_about_as_much_in_each(count: int, expected: tuple[int, ...] | None) -> None:
    assert shared([9] * count, Rooms(40, 40, 30, 3) if count == 9 else Rooms(40, 20, 30, 20)) == expected


def test_lines_that_fit_nowhere() -> None:
    assert shared([50, 5], Rooms(40, 40, 40, 20)) is None
    assert newest([5] * 4, Rooms(40, 40, 40, 20)) is None
    assert newest([5] * 40, Rooms(6, 12, 18, 20)) == (1, 2, 2, 2, 3)
