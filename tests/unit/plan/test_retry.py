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
from bot.plan.retry import backoff, judge, judge_change

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
    since: datetime | None = None,
) -> Verdict:
    return judge(
        error,
        attempts=attempts,
        first_claimed_at=NOW - ago,
        now=NOW,
        key_window=window,
        readable=readable,
        reading=reading,
        paused_since=since,
    )


def change(error: DeliveryError, *, attempts: int = 1, since: datetime | None = None) -> Verdict:
    return judge_change(error, attempts=attempts, now=NOW, paused_since=since)


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
        (seconds(-5), seconds(1)),
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
    assert verdict(Removed("a moderator took it down")) == GiveUp("removed", "a moderator took it down")


@pytest.mark.parametrize(
    ("lasted", "waits"),
    [
        (None, seconds(15)),
        (seconds(0), seconds(15)),
        (seconds(40), seconds(40)),
        (timedelta(days=9), HOUR),
        (timedelta(days=-9), seconds(15)),  # the clock was put back
    ],
)
def test_a_destination_in_trouble_is_tried_after_as_long_again(lasted: timedelta | None, waits: timedelta) -> None:
    since = None if lasted is None else NOW - lasted
    told = Stall(NOW + waits, "no permission")
    assert verdict(DestinationTrouble("no permission"), since=since) == told
    assert change(DestinationTrouble("no permission"), since=since) == told
    refused = Stall(NOW + HOUR, "token refused")
    assert verdict(TokenRefused("token refused"), since=since) == refused
    assert change(TokenRefused("token refused"), since=since) == refused


def test_what_may_still_be_travelling_is_looked_for_a_minute_later() -> None:
    late = OutcomeUnclear("no answer in time", travelling=True)
    assert verdict(late) == Again(NOW + seconds(60), read_back=True)
    assert verdict(late, attempts=8) == Again(NOW + seconds(1920), read_back=True)
    assert change(late) == Again(NOW + seconds(60), read_back=True)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Throttled("30046", seconds(600)), Again(NOW + seconds(600), read_back=False)),
        (NotSent("no route"), Again(NOW + seconds(30), read_back=False)),
        (OutcomeUnclear("cut off"), Again(NOW + seconds(30), read_back=True)),
        (HistoryUnreadable("busy", lasting=False), Again(NOW + seconds(30), read_back=True)),
        (DeliveryError("something new"), Again(NOW + seconds(30), read_back=True)),
        (HistoryUnreadable("hidden", lasting=True), GiveUp("failed", "hidden")),
        (Refused("not these words"), GiveUp("failed", "not these words")),
        (Removed("taken down"), GiveUp("removed", "taken down")),
    ],
)
def test_a_change_to_a_post_may_be_repeated_freely(error: DeliveryError, told: Verdict) -> None:
    assert change(error, attempts=2) == told


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
    assert isinstance(change(error, attempts=attempts), Again | Stall)


def test_a_first_attempt_by_a_clock_that_was_ahead_says_nothing_of_the_key() -> None:
    hidden = HistoryUnreadable("The history is hidden.", lasting=True)
    assert isinstance(verdict(hidden, reading=True, ago=-365 * 24 * HOUR), GiveUp)
    assert isinstance(verdict(hidden, reading=True, ago=seconds(-2)), Again)  # another machine's clock
