"""What every timetable keeps, in every zone, on the days when clocks change too."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.plan.foreseen import Why
from bot.plan.hours import Hours
from bot.plan.model import SchedulePolicy, Waiting
from bot.plan.schedule import explained
from tests.unit.plan.made import times_of

ZONES = st.sampled_from(
    [
        "UTC",
        "America/New_York",
        "Europe/Berlin",
        "Australia/Lord_Howe",  # by half an hour
        "Pacific/Apia",  # left out a day
        "Asia/Kolkata",
        "Africa/Casablanca",
        "America/Havana",  # puts clocks forward at midnight, and back to midnight
        "Asia/Beirut",  # forward at midnight; back into the day before
    ]
)
CHANGES = [datetime(2025, 3, 9, tzinfo=UTC), datetime(2025, 11, 2, tzinfo=UTC), datetime(2025, 10, 25, tzinfo=UTC)]
CHANGES += [datetime(2025, 4, 5, tzinfo=UTC), datetime(2011, 12, 29, tzinfo=UTC), datetime(2025, 7, 1, tzinfo=UTC)]
CHANGES += [datetime(2025, 3, 29, tzinfo=UTC), datetime(2025, 10, 4, tzinfo=UTC), datetime(2025, 3, 8, 12, tzinfo=UTC)]
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
    weekdays=st.just(frozenset[int]()) | st.frozensets(st.integers(0, 6), min_size=1),
)
PACES = st.sampled_from([timedelta(days=1), timedelta(days=3), timedelta(hours=12), timedelta(minutes=45)])


def quiet(at: datetime, policy: SchedulePolicy) -> bool:
    if policy.quiet is None:
        return False
    (start, end), wall = policy.quiet, at.astimezone(ZoneInfo(policy.timezone)).time()
    return start <= wall < end if start <= end else not end <= wall < start


def day(at: datetime, policy: SchedulePolicy) -> date:
    return at.astimezone(ZoneInfo(policy.timezone)).date()


BACK = st.none() | st.integers(-3000, 10)


@given(
    POLICIES, MOMENTS, st.lists(st.integers(-3000, 3000), max_size=9), st.lists(st.integers(0, 3000), max_size=5), BACK
)
@example(SchedulePolicy(catch_up=timedelta(minutes=1)), CHANGES[0], [0, -1, -1], [], 0)  # none overtakes those held up
@settings(max_examples=133)
def test_every_timetable(
    policy: SchedulePolicy, now: datetime, ready: list[int], past: list[int], back: int | None
) -> None:
    posted = [now - timedelta(minutes=minutes) for minutes in past]
    waiting = [Waiting(number, now + timedelta(minutes=minutes)) for number, minutes in enumerate(ready)]
    resumed = None if back is None else now + timedelta(minutes=back)
    times = times_of(explained(waiting, posted, now, policy, resumed))
    assert times.keys() == set(range(len(ready)))

    order = [times[one.delivery_id] for one in sorted(waiting, key=lambda one: (one.ready_at, one.delivery_id))]
    assert order == sorted(order)
    assert all(at >= max(now, waiting[number].ready_at) for number, at in times.items())

    sent = [max(posted), *order] if posted else order
    assert all(later - earlier >= policy.spacing for earlier, later in pairwise(sent))
    held_up = [times[one.delivery_id] for one in waiting if resumed and one.ready_at < min(resumed, now)]
    assert all(later - earlier >= policy.catch_up for earlier, later in pairwise(sorted(held_up)))

    assert not any(quiet(at, policy) for at in order)
    assert all(day(at, policy).weekday() in policy.weekdays for at in order if policy.weekdays)

    if policy.max_per_day is not None:
        went, goes = Counter(day(at, policy) for at in posted), Counter(day(at, policy) for at in order)
        assert all(went[one] + goes[one] <= max(policy.max_per_day, went[one]) for one in goes)
        assert not any(goes[one] and went[one] >= policy.max_per_day for one in goes)

    if order:  # nothing starves
        each = 8 if policy.weekdays else 2
        assert order[-1] <= max(now, *(one.ready_at for one in waiting)) + timedelta(days=10 + each * len(order))


@given(POLICIES, MOMENTS, st.integers(-3000, 3000))
@settings(max_examples=66)
def test_a_post_may_go_at_the_moment_it_was_planned_for(policy: SchedulePolicy, now: datetime, ready: int) -> None:
    waiting = [Waiting(1, now + timedelta(minutes=ready))]
    planned = times_of(explained(waiting, (), now, policy))[1]
    assert times_of(explained(waiting, (), planned, policy))[1] == planned


@given(POLICIES, MOMENTS, st.lists(st.integers(-3000, 3000), max_size=6), st.integers(0, 8), PACES, st.data())
@settings(max_examples=133)
def test_old_reviews_go_between_the_new_ones(
    policy: SchedulePolicy, now: datetime, ready: list[int], many: int, pace: timedelta, data: st.DataObject
) -> None:
    new = [Waiting(number, now + timedelta(minutes=minutes)) for number, minutes in enumerate(ready)]
    old = [Waiting(100 + number, now - timedelta(hours=1), pace=pace) for number in range(many)]
    past = [now - timedelta(minutes=one) for one in data.draw(st.lists(st.integers(0, 3000), max_size=3))]
    filled = data.draw(st.lists(st.sampled_from(past), unique=True)) if past else []
    times = times_of(explained([*old, *new], past, now, policy, filled_in=filled))

    alone = times_of(explained(new, past, now, policy))
    assert {number: at for number, at in times.items() if number < 100} == alone  # none is held up

    went = [times[one.delivery_id] for one in old]
    assert went == sorted(went)
    assert not any(quiet(at, policy) for at in went)
    assert all(day(at, policy).weekday() in policy.weekdays for at in went if policy.weekdays)
    assert all(later - earlier >= policy.spacing for earlier, later in pairwise(sorted(times.values())))
    if past and went:
        assert went[0] - max(past) >= policy.spacing
    _paced([*sorted(filled)[-1:], *went], pace, policy)

    if policy.max_per_day is not None:
        all_days = Counter(day(at, policy) for at in [*past, *times.values()])
        new_days = Counter(day(at, policy) for at in [*(one for one in past if one not in filled), *alone.values()])
        for one in {day(at, policy) for at in went}:
            assert all_days[one] <= policy.max_per_day
            if new_days[one] == 0 and policy.max_per_day > 1:  # a place is left for a new one
                assert all_days[one] < policy.max_per_day


def _paced(went: list[datetime], pace: timedelta, policy: SchedulePolicy) -> None:
    for earlier, later in pairwise(went):
        if pace % timedelta(days=1):
            assert later - earlier >= pace - timedelta(hours=1)
        else:
            assert day(later, policy) >= day(earlier, policy) + pace


@given(POLICIES, MOMENTS, st.lists(st.integers(-3000, 3000), max_size=9), st.lists(st.integers(0, 3000), max_size=5))
@settings(max_examples=100)
def test_the_reasons_are_true(policy: SchedulePolicy, now: datetime, ready: list[int], past: list[int]) -> None:
    posted = [now - timedelta(minutes=minutes) for minutes in past]
    waiting = [Waiting(number, now + timedelta(minutes=minutes)) for number, minutes in enumerate(ready)]
    found = explained(waiting, posted, now, policy)
    assert found == explained(waiting[::-1], posted[::-1], now, policy)
    hours = Hours(policy)
    for one in waiting:
        seen = found[one.delivery_id]
        told = {seen.why, *seen.besides}
        assert (seen.why is Why.NOW) == (seen.at == now)
        assert len(told) == 1 + len(seen.besides)
        assert Why.NOW not in seen.besides
        assert seen.why is not Why.HOLD or seen.at == one.ready_at
        assert seen.why is not Why.SLOT or hours.is_slot(seen.at)
        assert (seen.full is not None) == (Why.CAP in told)
        assert Why.CAP not in told or policy.max_per_day is not None
        assert Why.WEEKDAY not in told or policy.weekdays
        assert Why.QUIET not in told or policy.quiet
        assert Why.SPACING not in told or policy.spacing


@given(POLICIES, MOMENTS)
@settings(max_examples=66)
def test_what_waits_for_a_pace_may_go_at_the_moment_it_was_planned_for(policy: SchedulePolicy, now: datetime) -> None:
    """A bot that looks again at each planned moment sends the backlog as it was foretold."""
    waiting = [Waiting(number, now, pace=timedelta(days=1)) for number in range(4)]
    planned = times_of(explained(waiting, (), now, policy))
    went: list[datetime] = []
    for number, at in sorted(planned.items()):
        again = times_of(explained(waiting[number:], went, at, policy, filled_in=went))
        assert again[number] == at
        went.append(at)
