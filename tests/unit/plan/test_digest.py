"""Which small reviews go out together, and when: over nights, odd hours of clocks, and machines that come late."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plan.digest import digest_time, foreseen, gatherings, is_another_day
from bot.plan.model import DigestRule, Gathering, SchedulePolicy, Waiting
from bot.review.condition import Condition
from tests.unit.plan.made import times_of

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
EVENING = datetime(2026, 7, 1, 21, tzinfo=UTC)
RULE = DigestRule(Condition(tag="short"), time(21), 2)
DAY = timedelta(days=1)
NEW_YORK, BERLIN = "America/New_York", "Europe/Berlin"


def small(number: int, at: datetime = NOON, *, alone: bool = False) -> Waiting:
    return Waiting(number, at, for_digest=True, alone=alone)


@pytest.mark.parametrize(
    ("ready", "zone", "at", "expected"),
    [
        ("2026-07-01T12:00+00:00", "UTC", time(21), "2026-07-01T21:00+00:00"),
        ("2026-07-01T21:00+00:00", "UTC", time(21), "2026-07-01T21:00+00:00"),
        ("2026-07-01T21:00:01+00:00", "UTC", time(21), "2026-07-02T21:00+00:00"),
        ("2026-07-02T00:30+00:00", NEW_YORK, time(21), "2026-07-02T01:00+00:00"),
        # Clocks are put forward over 02:30 on 8 March: just after, and by the new time from the next day on.
        ("2026-03-08T04:00+00:00", NEW_YORK, time(2, 30), "2026-03-08T07:00+00:00"),
        ("2026-03-08T07:00:01+00:00", NEW_YORK, time(2, 30), "2026-03-09T06:30+00:00"),
        # 01:30 comes twice on 1 November: the first, and never both.
        ("2026-11-01T04:00+00:00", NEW_YORK, time(1, 30), "2026-11-01T05:30+00:00"),
        ("2026-11-01T05:30:01+00:00", NEW_YORK, time(1, 30), "2026-11-02T06:30+00:00"),
        ("2026-10-24T22:00+00:00", BERLIN, time(21), "2026-10-25T20:00+00:00"),
        ("2026-03-28T21:00+00:00", BERLIN, time(21), "2026-03-29T19:00+00:00"),
    ],
)
def test_the_time_of_a_digest(ready: str, zone: str, at: time, expected: str) -> None:
    assert digest_time(datetime.fromisoformat(ready), at, SchedulePolicy(zone)) == datetime.fromisoformat(expected)


@given(
    ready=st.integers(0, 10**6).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    at=st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    zone=st.sampled_from(["UTC", NEW_YORK, BERLIN, "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_it_comes_within_a_day_or_so_and_asking_again_then_gives_the_same(ready: datetime, at: time, zone: str) -> None:
    there = digest_time(ready, at, SchedulePolicy(zone))
    assert ready <= there < ready + timedelta(hours=26)
    assert digest_time(there, at, SchedulePolicy(zone)) == there


def test_those_of_one_day_go_together_in_the_order_in_which_they_became_ready() -> None:
    first = [small(3), small(1, NOON + timedelta(hours=1)), Waiting(5, NOON)]
    waiting = [*first, small(2, NOON + DAY), small(4, NOON + DAY)]
    assert gatherings(waiting, RULE, SchedulePolicy()) == [Gathering(EVENING, (3, 1)), Gathering(EVENING + DAY, (2, 4))]


def test_fewer_than_the_least_those_that_may_stand_and_those_without_a_rule_are_none() -> None:
    assert gatherings([small(1)], RULE, SchedulePolicy()) == []
    assert gatherings([small(1), small(2, alone=True)], RULE, SchedulePolicy()) == []
    assert gatherings([small(1), small(2)], None, SchedulePolicy()) == []


def test_all_of_a_digest_go_at_its_time_and_count_as_one_post() -> None:
    policy = SchedulePolicy(max_per_day=2, spacing=timedelta(minutes=10))
    waiting = [small(1), small(2), small(3), Waiting(4, EVENING - timedelta(minutes=1)), Waiting(5, EVENING)]
    times = times_of(foreseen(waiting, [], NOON, policy, RULE))
    assert times[4] == EVENING - timedelta(minutes=1)
    assert {times[1], times[2], times[3]} == {EVENING + timedelta(minutes=9)}
    assert times[5] == datetime(2026, 7, 2, tzinfo=UTC)


def test_its_time_stands_for_slots_but_quiet_hours_hold() -> None:
    slots = SchedulePolicy(slots=(time(9), time(18, 30)))
    assert set(times_of(foreseen([small(1), small(2)], [], NOON, slots, RULE)).values()) == {EVENING}
    assert times_of(foreseen([small(1)], [], NOON, slots, RULE)) == {1: EVENING}
    assert times_of(foreseen([Waiting(1, EVENING, fixed=True)], [], NOON, slots, RULE)) == {1: EVENING}
    quiet = SchedulePolicy(slots=(time(9),), quiet=(time(20), time(8)))
    assert times_of(foreseen([small(1)], [], NOON, quiet, RULE)) == {1: datetime(2026, 7, 2, 8, tzinfo=UTC)}


def test_without_a_rule_nothing_waits_for_a_digest() -> None:
    assert times_of(foreseen([small(1), small(2)], [], NOON, SchedulePolicy(), None)) == {1: NOON, 2: NOON}


def test_a_machine_that_comes_late_finds_each_day_s_digest_due() -> None:
    waiting = [small(1), small(2), small(3, NOON + DAY), small(4, NOON + DAY)]
    late = EVENING + 3 * DAY
    assert set(times_of(foreseen(waiting, [], late, SchedulePolicy(), RULE)).values()) == {late}
    assert [group.ids for group in gatherings(waiting, RULE, SchedulePolicy())] == [(1, 2), (3, 4)]


def test_it_is_today_until_midnight_there() -> None:
    assert not is_another_day(EVENING, EVENING + timedelta(hours=2), "UTC")
    assert is_another_day(EVENING, EVENING + timedelta(hours=3), "UTC")
    assert not is_another_day(EVENING, EVENING + timedelta(hours=3), NEW_YORK)
