from __future__ import annotations

from typing import Any

import pytest

from bot.commands import given


def test_what_discord_sends_is_taken() -> None:
    assert given.text("fog") == "fog"
    assert given.maybe_text(None) is None
    assert given.maybe_text("  ") is None
    assert given.count(3, 1, 10) == 3
    assert given.maybe_number(None) is None
    assert given.maybe_number(4) == 4.0


def test_what_is_too_much_is_cut() -> None:
    assert given.text("x" * 6000) == "x" * 100
    assert (given.count(-5, 1, 10), given.count(10**30, 1, 10)) == (1, 10)
    assert [given.maybe_number(value) for value in (1e308, -(10**400), 10**400)] == [1e6, -1e6, 1e6]


@pytest.mark.parametrize("value", [None, 3, ["fog"], {"a": 1}, True])
def test_what_is_no_text(value: Any) -> None:
    with pytest.raises(given.Misfit):
        given.text(value)


@pytest.mark.parametrize("value", [None, "3", 3.5, True, []])
def test_what_is_no_count(value: Any) -> None:
    with pytest.raises(given.Misfit):
        given.count(value, 1, 10)


@pytest.mark.parametrize("value", ["3", True, float("nan"), float("inf"), []])
def test_what_is_no_number(value: Any) -> None:
    with pytest.raises(given.Misfit):
        given.maybe_number(value)
