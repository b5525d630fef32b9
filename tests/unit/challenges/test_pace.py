from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.pace import pace
from bot.format.looking_back import Pace
from tests.unit.challenges.entries import entry
from tests.unit.challenges.standing import counted, day, standing

if TYPE_CHECKING:
    from bot.challenges.progress import Progress

YEAR = 363  # day 0 to day 363: 52 weeks


def after(reviews: int, today: int, *, total: int = 52, deadline: int | None = YEAR) -> Pace | None:
    """The pace of a challenge with so many reviews, on that day."""
    return pace(standing(counted(range(1, reviews + 1), every=0), total=total, deadline=deadline), day(today))


@pytest.mark.parametrize(
    ("reviews", "today", "expected", "ahead"),
    [
        (0, 5, 0, 0),  # the first one is due on the seventh day
        (0, 6, 1, -1),
        (1, 6, 1, 0),
        (30, 181, 26, 4),  # half of 364 days
        (20, 181, 26, -6),
        (51, 363, 52, -1),
        (51, 400, 52, -1),  # over; no more can be due
    ],
)
def test_even_pace_counts_both_ends(reviews: int, today: int, expected: int, ahead: int) -> None:
    found = after(reviews, today)
    assert found is not None
    assert (found.expected, found.ahead) == (expected, ahead)


@pytest.mark.parametrize(
    ("reviews", "today", "days_left", "per_week"),
    [
        (0, 0, 364, 1.0),
        (26, 182, 182, 1.0),
        (20, 182, 182, round(32 / 26, 2)),
        (51, 363, 1, 7.0),  # on the last day: one, which is seven a week
        (51, 364, 0, None),  # over: no day is left
        (52, 300, 64, None),  # nothing is left
    ],
)
def test_what_it_needs_from_now_on(reviews: int, today: int, days_left: int, per_week: float | None) -> None:
    found = after(reviews, today)
    assert found is not None
    assert (found.days_left, found.per_week) == (days_left, per_week)


@pytest.mark.parametrize(
    ("reviews", "today", "projected"),
    [
        (26, 181, day(363)),
        (13, 90, day(363)),
        (26, 90, day(181)),
        (13, 181, day(727)),  # late, but that's how it goes
        (2, 100, None),  # two reviews tell nothing
        (5, 5, None),  # nor do six days
        (3, 6, day(6) + timedelta(days=115)),  # 49 more at 3 in 7 days
        (52, 300, None),
        (40, 364, None),  # over
        (3, 360, None),  # in twelve years
    ],
)
def test_when_it_would_be_finished(reviews: int, today: int, projected: date | None) -> None:
    found = after(reviews, today, total=104 if (reviews, today) == (3, 360) else 52)
    assert found is not None
    assert found.projected == (projected.isoformat() if projected else None)


@pytest.mark.parametrize(
    "lacking",
    [{"start": None}, {"deadline": None}, {"total": None}, {"total": 0}, {"deadline": day(-1)}],
    ids=" ".join,
)
def test_without_real_days_or_a_total_there_is_no_pace(lacking: dict[str, object]) -> None:
    whole = standing(counted([1, 2, 3]), deadline=YEAR)
    assert pace(whole, day(30)) is not None
    assert pace(replace(whole, **lacking), day(30)) is None  # type: ignore[arg-type]  # one of its fields each


def test_one_that_is_finished_with_gaps_is_never_behind() -> None:
    found = pace(standing(counted([1, 2, 52]), deadline=YEAR), day(363))
    assert found is not None
    assert (found.ahead, found.per_week, found.projected) == (0, None, None)


def test_before_it_begins_nothing_is_due() -> None:
    found = pace(standing([], start=100, deadline=106, total=7), day(50))
    assert found == Pace(day(106).isoformat(), 57, 0, 0, 7.0, None)


challenges = st.builds(
    lambda numbers, total, start, length: standing(
        [entry("Owls", number, total, day=place) for place, number in enumerate(numbers)],
        total=total,
        start=start,
        deadline=start + length,
    ),
    st.lists(st.integers(1, 60), max_size=60),
    st.integers(1, 400),
    st.integers(-10, 30),
    st.integers(0, 800),
)


@given(challenges, st.integers(-100, 1000))
def test_pace_adds_up(challenge: Progress, today: int) -> None:
    found = pace(challenge, day(today))
    total = challenge.total
    assert found is not None
    assert total is not None
    assert 0 <= found.expected <= total
    assert found.ahead + found.expected == (total if challenge.finished else challenge.done)
    assert (found.days_left == 0) == (day(today) > date.fromisoformat(found.deadline))
    if found.per_week is not None:
        assert found.per_week >= 0
        assert found.days_left > 0
    if found.projected is not None:
        assert date.fromisoformat(found.projected) > day(today)


@given(challenges, st.integers(-100, 1000))
def test_what_is_due_never_falls(challenge: Progress, today: int) -> None:
    one, next_day = pace(challenge, day(today)), pace(challenge, day(today + 1))
    assert one is not None
    assert next_day is not None
    assert one.expected <= next_day.expected


@given(challenges)
def test_all_is_due_on_the_last_day_and_something_only_from_the_first_on(challenge: Progress) -> None:
    assert challenge.start is not None
    assert challenge.deadline is not None
    last, eve = pace(challenge, challenge.deadline), pace(challenge, challenge.start - timedelta(days=1))
    assert last is not None
    assert eve is not None
    assert (last.expected, eve.expected) == (challenge.total, 0)
