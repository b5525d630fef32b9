"""What happens after a failed attempt: nothing is doubled, and nothing is dropped for having failed often."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import (
    DeliveryError,
    DestinationTrouble,
    HistoryUnreadable,
    NotSent,
    OutcomeUnclear,
    Refused,
    Removed,
    Throttled,
    TokenRefused,
)
from bot.plan.model import Again, GiveUp, Stall, Verdict
from bot.plan.retry import backoff, judge

NOW = datetime(2025, 10, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def verdict(
    error: DeliveryError,
    *,
    attempts: int = 1,
    ago: timedelta = timedelta(),
    window: timedelta | None = HOUR,
    readable: bool = True,
    reading: bool = False,
) -> Verdict:
    return judge(
        error,
        attempts=attempts,
        first_claimed_at=NOW - ago,
        now=NOW,
        key_window=window,
        readable=readable,
        reading=reading,
    )


def test_the_wait_doubles_up_to_an_hour() -> None:
    waits = [backoff(attempts).total_seconds() for attempts in (1, 2, 3, 4, 8, 9, 10, 1000, 10**9)]
    assert waits == [15, 30, 60, 120, 1920, 3600, 3600, 3600, 3600]


def test_what_was_not_sent_is_sent_again() -> None:
    assert verdict(NotSent("no route"), attempts=3) == Again(NOW + seconds(60), read_back=False)


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        (seconds(7), seconds(7)),
        (timedelta(days=40), timedelta(days=1)),
        (seconds(-5), seconds(0)),
        (None, seconds(15)),
    ],
)
def test_the_server_says_when_within_reason(asked: timedelta | None, waits: timedelta) -> None:
    assert verdict(Throttled("slow down", asked)) == Again(NOW + waits, read_back=False)


def test_an_unclear_outcome_is_read_back_soon() -> None:
    assert verdict(OutcomeUnclear("cut off")) == Again(NOW + seconds(5), read_back=True)
    assert verdict(OutcomeUnclear("cut off"), attempts=4, ago=9 * HOUR) == Again(NOW + seconds(120), read_back=True)


@pytest.mark.parametrize("error", [OutcomeUnclear("cut off"), DeliveryError("something new")])
def test_without_a_history_only_the_key_makes_a_repeat_safe(error: DeliveryError) -> None:
    assert verdict(error, readable=False) == Again(NOW + seconds(5), read_back=False)
    for told in (verdict(error, readable=False, ago=HOUR), verdict(error, readable=False, window=None)):
        assert isinstance(told, GiveUp)
        assert told.status == "unknown"
        assert str(error) in told.reason


def test_a_repeat_by_key_is_never_planned_for_after_the_window() -> None:
    unclear = OutcomeUnclear("cut off")
    assert verdict(unclear, readable=False, ago=HOUR - seconds(6)) == Again(NOW + seconds(5), read_back=False)
    assert isinstance(verdict(unclear, readable=False, ago=HOUR - seconds(5)), GiveUp)


def test_a_history_that_is_unreadable_just_now_is_read_later() -> None:
    error = HistoryUnreadable("busy", lasting=False)
    assert verdict(error, attempts=2, ago=5 * HOUR) == Again(NOW + seconds(30), read_back=True)


def test_a_history_that_stays_unreadable_leaves_the_key() -> None:
    error = HistoryUnreadable("no permission", lasting=True)
    assert verdict(error) == Again(NOW + seconds(5), read_back=False)
    assert isinstance(verdict(error, ago=2 * HOUR), GiveUp)


def test_refused_is_failed_and_removed_was_posted() -> None:
    assert verdict(Refused("too many embeds")) == GiveUp("failed", "too many embeds")
    assert verdict(Removed("a moderator took it down")) == GiveUp("posted", "a moderator took it down")


def test_a_destination_in_trouble_keeps_everything_waiting() -> None:
    assert verdict(DestinationTrouble("no permission"), attempts=2) == Stall(NOW + seconds(30), "no permission")
    assert verdict(DestinationTrouble("no permission"), attempts=99) == Stall(NOW + HOUR, "no permission")
    assert verdict(TokenRefused("token refused")) == Stall(None, "token refused")


@pytest.mark.parametrize("error", [NotSent("no route"), OutcomeUnclear("cut off"), Throttled("slow", seconds(9))])
def test_a_failure_while_reading_back_never_leads_to_sending_unread(error: DeliveryError) -> None:
    told = verdict(error, reading=True)
    assert isinstance(told, Again)
    assert told.read_back


ERRORS = st.sampled_from(
    [NotSent("x"), Throttled("x", None), OutcomeUnclear("x"), DestinationTrouble("x"), TokenRefused("x")]
)


@given(ERRORS, st.integers(1, 10**6), st.integers(0, 10**6), st.booleans())
def test_no_number_of_attempts_drops_a_post(error: DeliveryError, attempts: int, ago: int, reading: bool) -> None:
    told = verdict(error, attempts=attempts, ago=seconds(ago), reading=reading)
    assert isinstance(told, Again | Stall)
