"""What every timetable keeps, in every zone, on the days when clocks change too."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plan.model import SchedulePolicy, Waiting
from bot.plan.schedule import timetable

ZONES = st.sampled_from(
    [
        "UTC",
        "America/New_York",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Asia/Kolkata",
        "Africa/Casablanca",
    ]
)
CHANGES = [datetime(2025, 3, 9, tzinfo=UTC), datetime(2025, 11, 2, tzinfo=UTC), datetime(2025, 10, 25, tzinfo=UTC)]
CHANGES += [datetime(2025, 4, 5, tzinfo=UTC), datetime(2011, 12, 29, tzinfo=UTC), datetime(2025, 7, 1, tzinfo=UTC)]
MOMENTS = st.builds(
    lambda start, minutes: start + timedelta(minutes=minutes), st.sampled_from(CHANGES), st.integers(0, 3 * 1440)
)
CLOCK = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
POLICIES = st.builds(
    SchedulePolicy,
    timezone=ZONES,
    slots=st.lists(CLOCK, max_size=3).map(tuple),
    quiet=st.none() | st.tuples(CLOCK, CLOCK),
    max_per_day=st.none() | st.integers(1, 4),
    spacing=st.integers(0, 200).map(lambda minutes: timedelta(minutes=minutes)),
    catch_up=st.integers(0, 200).map(lambda minutes: timedelta(minutes=minutes)),
)


def quiet(at: datetime, policy: SchedulePolicy) -> bool:
    if policy.quiet is None:
        return False
    (start, end), wall = policy.quiet, at.astimezone(ZoneInfo(policy.timezone)).time()
    return start <= wall < end if start <= end else not end <= wall < start


def day(at: datetime, policy: SchedulePolicy) -> object:
    return at.astimezone(ZoneInfo(policy.timezone)).date()


BACK = st.none() | st.integers(-3000, 10)


@given(
    POLICIES, MOMENTS, st.lists(st.integers(-3000, 3000), max_size=9), st.lists(st.integers(0, 3000), max_size=5), BACK
)
@settings(max_examples=400)
def test_every_timetable(
    policy: SchedulePolicy, now: datetime, ready: list[int], past: list[int], back: int | None
) -> None:
    posted = [now - timedelta(minutes=minutes) for minutes in past]
    waiting = [Waiting(number, now + timedelta(minutes=minutes)) for number, minutes in enumerate(ready)]
    resumed = None if back is None else now + timedelta(minutes=back)
    times = timetable(waiting, posted, now, policy, resumed)
    assert times.keys() == set(range(len(ready)))

    order = [times[one.delivery_id] for one in sorted(waiting, key=lambda one: (one.ready_at, one.delivery_id))]
    assert order == sorted(order)
    assert all(at >= max(now, waiting[number].ready_at) for number, at in times.items())

    sent = [max(posted), *order] if posted else order
    assert all(later - earlier >= policy.spacing for earlier, later in pairwise(sent))
    held_up = [times[one.delivery_id] for one in waiting if resumed and one.ready_at < min(resumed, now)]
    assert all(later - earlier >= policy.catch_up for earlier, later in pairwise(sorted(held_up)))

    assert not any(quiet(at, policy) for at in order)

    if policy.max_per_day is not None:
        went, goes = Counter(day(at, policy) for at in posted), Counter(day(at, policy) for at in order)
        assert all(went[one] + goes[one] <= max(policy.max_per_day, went[one]) for one in goes)
        assert not any(goes[one] and went[one] >= policy.max_per_day for one in goes)

    if order:  # nothing starves
        assert order[-1] <= max(now, *(one.ready_at for one in waiting)) + timedelta(days=3 + 2 * len(order))


@given(POLICIES, MOMENTS, st.integers(-3000, 3000))
@settings(max_examples=200)
def test_a_post_may_go_at_the_moment_it_was_planned_for(policy: SchedulePolicy, now: datetime, ready: int) -> None:
    waiting = [Waiting(1, now + timedelta(minutes=ready))]
    planned = timetable(waiting, (), now, policy)[1]
    assert timetable(waiting, (), planned, policy)[1] == planned
