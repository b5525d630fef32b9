from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.follow.names import LONGEST, MOST, Picked, completions, picked
from bot.follow.which import likely, meant, unmeant
from bot.ledger.model import Follow

KNOWN = ["Horror", "Folk horror", "Silent"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["Horror", "Folk horror", "Silent"]),
        ("HOR", ["Horror", "Folk horror"]),
        ("silent, h", ["silent, Horror", "silent, Folk horror"]),
        ("Silent, ", ["Silent, Horror", "Silent, Folk horror"]),
        ("x", []),
        ("\u202e", []),
    ],
)
def test_the_last_name_is_completed(typed: str, offered: list[str]) -> None:
    assert completions(typed, KNOWN) == offered


def test_completions_fit_into_choices() -> None:
    many = [f"{'x' * 60} {number}" for number in range(200)]
    assert len(completions("", many)) == MOST
    offered = completions(f"{'y' * 60}, ", [*many, "short"])
    assert offered == [f"{'y' * 60}, short"]
    assert all(1 <= len(one) <= LONGEST for one in offered)


def test_a_very_long_text_is_only_read() -> None:
    found = picked("," * 6000 + "horror", KNOWN)
    assert found == Picked(("Horror",))


def follow(number: int, name: str) -> Follow:
    return Follow(f"channel-{number}", 1, number, "Club", name, {}, {}, 9, datetime(2026, 1, 1, tzinfo=UTC))


ROW = [follow(111, "reviews"), follow(222, "film-news"), follow(333, "twin"), follow(444, "twin"), follow(555, "777")]


@pytest.mark.parametrize(
    ("text", "here", "number"),
    [
        ("222", None, 222),
        ("<#222>", None, 222),
        ("#Reviews", None, 111),
        ("777", None, 555),
        ("twin", None, None),  # which of the two?
        ("999", None, None),
        ("9" * 5000, None, None),
        ("", 333, 333),
        (None, 333, 333),
        (None, 999, None),
    ],
)
def test_which_channel_is_meant(text: str | None, here: int | None, number: int | None) -> None:
    found = meant(text, ROW, here)
    assert (found and found.channel_id) == number


def test_the_only_one_is_meant_where_nothing_is_said() -> None:
    assert meant(None, ROW[:1], 999) == ROW[0]
    assert meant(None, [], 999) is None


def test_channels_are_completed_by_name() -> None:
    assert [one.channel_id for one in likely("#", ROW)] == [111, 222, 333, 444, 555]
    assert [one.channel_id for one in likely("news", ROW)] == [222]
    assert len(likely("", [follow(number, "x") for number in range(40)])) == MOST


def test_what_is_said_where_none_is_meant() -> None:
    assert unmeant([]).key == "setup-none-follow"
    assert unmeant(ROW).key == "setup-which"
