"""The reasons of a moment, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.overview.reasons import because, lasting, paced, when
from bot.plan.foreseen import Foreseen, Why
from bot.plan.model import SchedulePolicy, Waiting
from bot.plan.schedule import explained

NOW = datetime(2024, 11, 23, 17, tzinfo=UTC)  # Saturday noon in New York
POLICY = SchedulePolicy(
    "America/New_York",
    (time(9),),
    (time(23), time(8)),
    6,
    timedelta(minutes=15),
    weekdays=frozenset({0, 5, 6}),
)


def test_six_a_day_and_todays_are_gone() -> None:
    posted = [NOW - timedelta(minutes=20 * number) for number in range(6)]
    found = explained([Waiting(1, NOW)], posted, NOW, SchedulePolicy(POLICY.timezone, max_per_day=6))[1]
    assert because(found, POLICY, NOW) == "at most 6 a day, and today's are gone"
    slotted = explained([Waiting(1, NOW - timedelta(hours=4))], posted, NOW, POLICY)[1]
    assert because(slotted, POLICY, NOW).startswith("next slot; at most 6 a day, and today's are gone")
    assert when(slotted.at, ZoneInfo(POLICY.timezone), NOW) == "Sun 24 Nov 09:00"


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (Foreseen(NOW, Why.NOW), "nothing holds it up"),
        (Foreseen(NOW, Why.WEEKDAY, (Why.SLOT,)), "next slot; only on Mon, Sat, Sun"),
        (Foreseen(NOW, Why.QUIET), "quiet until 08:00"),
        (Foreseen(NOW, Why.SPACING), "15 minutes between two posts"),
        (Foreseen(NOW, Why.CATCH_UP), "after the break, 15 minutes between two posts"),
        (Foreseen(NOW, Why.PACE), "an old review, one a day"),
        (Foreseen(NOW, Why.CAP, (), date(2024, 11, 25)), "at most 6 a day, and those of Mon 25 Nov are taken"),
    ],
)
def test_each_reason(seen: Foreseen, words: str) -> None:
    assert because(seen, POLICY, NOW, pace=86400) == words


def test_every_reason_has_words() -> None:
    assert all(because(Foreseen(NOW, why), POLICY, NOW) for why in Why)


def test_durations_and_far_days() -> None:
    spans = [timedelta(seconds=90), timedelta(minutes=90), timedelta(days=1), timedelta(hours=36), timedelta(0)]
    assert [lasting(one) for one in spans] == ["90 seconds", "90 minutes", "1 day", "36 hours", "1 second"]
    assert [paced(timedelta(hours=one)) for one in (1, 12, 24, 48)] == [
        "one every hour",
        "one every 12 hours",
        "one a day",
        "one every 2 days",
    ]
    assert when(NOW + timedelta(days=400), ZoneInfo("UTC"), NOW) == "Sun 28 Dec 2025 17:00"
