"""When posts go out, by the owner's clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.plan.model import SchedulePolicy, Waiting
from bot.plan.schedule import explained, is_late, look_back, set_right
from tests.unit.plan.made import times_of

ZONE = "America/New_York"
NOON = datetime(2025, 10, 8, 16, tzinfo=UTC)  # 12:00 in New York
SLOTS = (time(9), time(18, 30))
NIGHT = (time(23), time(8))


def local(day: int, hour: int, minute: int = 0, month: int = 10, fold: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=ZoneInfo(ZONE), fold=fold).astimezone(UTC)


def plan(
    policy: SchedulePolicy,
    *ready: datetime,
    now: datetime = NOON,
    posted: tuple[datetime, ...] = (),
    resumed: datetime | None = None,
) -> list[datetime]:
    waiting = [Waiting(number, at) for number, at in enumerate(ready)]
    times = times_of(explained(waiting, posted, now, replace(policy, timezone=ZONE), resumed))
    assert all(at.tzinfo is UTC for at in times.values())
    return [times[number] for number in range(len(ready))]


def test_without_rules_a_post_goes_when_it_is_ready() -> None:
    assert plan(SchedulePolicy(), local(8, 11), local(8, 13)) == [NOON, local(8, 13)]


def test_with_slots_it_goes_at_the_first_one_from_then_on() -> None:
    policy = SchedulePolicy(slots=SLOTS)
    ready = (local(8, 12, 1), local(8, 18, 30), local(8, 18, 31))
    assert plan(policy, *ready) == [local(8, 18, 30), local(8, 18, 30), local(9, 9)]


def test_a_missed_slot_is_made_up_for_now() -> None:
    assert plan(SchedulePolicy(slots=SLOTS), local(8, 8, 50)) == [NOON]


def test_posts_keep_their_distance_to_the_last_one_and_to_each_other() -> None:
    policy = SchedulePolicy(spacing=timedelta(minutes=15))
    posted = (local(8, 9), local(8, 11, 55), local(7, 23))
    assert plan(policy, local(8, 11), local(8, 11), posted=posted) == [local(8, 12, 10), local(8, 12, 25)]


def test_quiet_hours_pass_midnight() -> None:
    policy = SchedulePolicy(quiet=NIGHT)
    assert plan(policy, local(8, 22, 59), local(8, 23), local(9, 7, 59)) == [local(8, 22, 59), local(9, 8), local(9, 8)]
    assert plan(policy, local(8, 11), now=local(9, 2)) == [local(9, 8)]


def test_after_quiet_hours_comes_the_next_slot() -> None:
    policy = SchedulePolicy(slots=SLOTS, quiet=NIGHT)
    assert plan(policy, local(8, 17), now=local(8, 23, 30)) == [local(9, 9)]


def test_slots_that_all_lie_in_the_quiet_hours_do_not_starve_a_post() -> None:
    assert plan(SchedulePolicy(slots=(time(2),), quiet=NIGHT), local(8, 23, 30)) == [local(9, 8)]


def test_the_cap_counts_the_local_calendar_day() -> None:
    policy = SchedulePolicy(max_per_day=2)
    times = plan(policy, *[local(8, 12)] * 4, posted=(local(7, 23, 59), local(8, 0, 1)))
    assert times == [NOON, local(9, 0), local(9, 0), local(10, 0)]
    slotted = plan(replace(policy, slots=SLOTS), *[local(8, 12)] * 3, posted=(local(8, 0, 1),))
    assert slotted == [local(8, 18, 30), local(9, 9), local(9, 9)]
    quiet = plan(replace(policy, quiet=NIGHT), *[local(8, 12)] * 3, posted=(local(8, 0, 1),))
    assert quiet == [NOON, local(9, 8), local(9, 8)]


def test_a_missing_hour_posts_just_after_and_a_doubled_one_once() -> None:
    assert plan(SchedulePolicy(slots=(time(2, 30),)), local(8, 20, month=3), now=local(8, 20, month=3)) == [
        local(9, 3, month=3)
    ]
    first = local(2, 1, 30, month=11)
    policy = SchedulePolicy(slots=(time(1, 30),))
    assert plan(policy, first, now=first) == [first]
    assert plan(policy, first + timedelta(minutes=1), now=first) == [local(3, 1, 30, month=11)]


def test_quiet_hours_that_end_in_a_doubled_hour_hold_it_twice() -> None:
    again = local(2, 1, 10, month=11, fold=1)
    times = plan(SchedulePolicy(quiet=(time(23), time(1, 30))), again, now=again)
    assert times == [local(2, 1, 30, month=11, fold=1)]


def test_a_clock_that_was_wrong_does_not_hold_posts_for_years() -> None:
    policy = SchedulePolicy(spacing=timedelta(hours=1), max_per_day=1)
    assert plan(policy, local(8, 11), posted=(local(8, 11) + timedelta(days=4000),)) == [NOON]


def test_a_post_by_a_machine_whose_clock_is_a_little_ahead_counts() -> None:
    policy = SchedulePolicy(spacing=timedelta(hours=1))
    assert plan(policy, local(8, 11), posted=(NOON + timedelta(minutes=1),)) == [NOON + timedelta(hours=1)]


def test_what_had_to_wait_does_not_come_all_at_once() -> None:
    policy = SchedulePolicy(spacing=timedelta(minutes=5), catch_up=timedelta(minutes=20))
    ready = (local(6, 9), local(7, 9), local(8, 11, 59), local(8, 12, 1))
    times = plan(policy, *ready, posted=(local(8, 11, 50),), resumed=local(8, 12))
    assert times == [local(8, 12, 10), local(8, 12, 30), local(8, 12, 50), local(8, 12, 55)]
    assert plan(policy, *ready[:2], resumed=None) == [NOON, NOON + timedelta(minutes=5)]
    wide = replace(policy, spacing=timedelta(hours=1))
    assert plan(wide, *ready[:2], resumed=NOON) == [NOON, NOON + timedelta(hours=1)]


def test_a_destination_that_came_back_in_the_future_came_back_now() -> None:
    later = NOON + timedelta(days=900)
    assert plan(SchedulePolicy(), NOON, NOON, resumed=later) == [NOON, NOON]


def test_what_waited_too_long_is_late() -> None:
    week = SchedulePolicy(late_after=timedelta(days=7))
    assert not is_late(NOON - timedelta(days=7), NOON, week)
    assert is_late(NOON - timedelta(days=7, seconds=1), NOON, week)
    assert not is_late(NOON - timedelta(days=4000), NOON, replace(week, late_after=None))


def test_what_was_entered_in_the_future_counts_as_entered_now() -> None:
    ahead, hold = NOON + timedelta(days=400), timedelta(minutes=20)
    assert set_right(NOON + hold, NOON, NOON) is None
    assert set_right(ahead + hold, ahead, NOON) == NOON + hold
    assert set_right(ahead, ahead, NOON) == NOON
    assert set_right(ahead, NOON - hold, NOON) == NOON  # retried while the clock was ahead
    assert set_right(NOON + hold, ahead, NOON) is None  # as it was recorded then


def test_how_far_back_posts_matter() -> None:
    assert look_back(SchedulePolicy(spacing=timedelta(days=3))) == timedelta(days=5)
    assert look_back(SchedulePolicy(catch_up=timedelta(hours=1))) == timedelta(days=2, hours=1)


def test_ready_at_the_same_time_the_older_goes_first() -> None:
    waiting = [Waiting(7, NOON), Waiting(3, NOON), Waiting(5, NOON - timedelta(minutes=1))]
    times = times_of(explained(waiting, (), NOON, SchedulePolicy(spacing=timedelta(minutes=1))))
    assert sorted(times, key=lambda one: times[one]) == [5, 3, 7]
