from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.streaks import Pause, Streak, longest, pauses, weeks
from tests.unit.challenges.entries import entry
from tests.unit.challenges.standing import day, standing

if TYPE_CHECKING:
    from bot.challenges.progress import Progress


def on(*days: int | None, deadline: int | None = None, total: int = 52) -> Progress:
    """A challenge with a review on each of these days after Monday, 1 September 2025."""
    numbered = enumerate(days, 1)
    return standing([entry("Owls", number, total, day=one) for number, one in numbered], total=total, deadline=deadline)


@pytest.mark.parametrize(
    ("days", "today", "streak"),
    [
        ((), 0, 0),
        ((None,), 0, 0),
        ((0,), 0, 1),
        ((0,), 6, 1),  # Sunday of the same week
        ((0,), 13, 1),  # the week after isn't over before Monday
        ((0,), 14, 0),
        ((6, 7), 7, 2),  # Sunday, then Monday
        ((0, 13, 14), 20, 3),
        ((0, 1, 2), 6, 1),
        ((0, 14), 14, 1),  # a week was left out
        ((0, 7, 14, 21), 8, 2),  # as of then
        ((7,), 0, 0),  # a later day's
    ],
)
def test_weeks_in_a_row(days: tuple[int | None, ...], today: int, streak: int) -> None:
    assert weeks(on(*days), day(today)) == streak


def test_a_streak_goes_over_new_year() -> None:
    assert weeks(on(*range(0, 7 * 30, 7)), day(7 * 29)) == 30


def test_the_longest_streak() -> None:
    assert longest(on(0, 7, 28, 35, 42, 70)) == Streak(3, day(28), day(48))
    assert longest(on(0, 7, 28, 35)) == Streak(2, day(28), day(41))  # of equals the latest
    assert longest(on()) is None


def test_pauses_lie_between_reviews() -> None:
    assert pauses(on(0, 21, 43), day(43)) == (Pause(day(22), day(42)),)
    assert pauses(on(0, 21, 43), day(43), least=20) == (Pause(day(1), day(20)), Pause(day(22), day(42)))


def test_a_pause_that_goes_on_is_told_while_the_challenge_does() -> None:
    assert pauses(on(0), day(20)) == ()
    assert pauses(on(0), day(21)) == (Pause(day(1), day(21), going_on=True),)
    assert pauses(on(0, total=1), day(21)) == ()  # it is finished
    assert pauses(on(0, deadline=20), day(21)) == ()  # it is over


@given(st.lists(st.integers(0, 400), max_size=60), st.integers(0, 420))
def test_streaks_and_pauses_agree_with_the_days(days: list[int], today: int) -> None:
    challenge, now = on(*days), day(today)
    watched = {number // 7 for number in days if number <= today}
    streak = weeks(challenge, now)
    last = today // 7 if today // 7 in watched else today // 7 - 1
    assert all(week in watched for week in range(last - streak + 1, last + 1))
    assert last - streak not in watched
    for pause in pauses(challenge, now, least=1):
        assert not any(pause.first <= day(number) <= pause.last for number in days if number <= today)
        assert day(0) <= pause.first - timedelta(days=1)
        assert pause.last <= now
    best = longest(challenge)
    assert streak <= (best.weeks if best else 0)
