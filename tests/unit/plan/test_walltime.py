"""Moments of wall times that are missing or come twice."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.plan.walltime import moment


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        ("America/New_York", "2025-07-01T09:00", "2025-07-01T13:00"),
        ("America/New_York", "2025-03-09T02:00", "2025-03-09T07:00"),
        ("America/New_York", "2025-03-09T02:59", "2025-03-09T07:00"),
        ("America/New_York", "2025-03-09T03:00", "2025-03-09T07:00"),
        ("America/New_York", "2025-11-02T01:30", "2025-11-02T05:30"),
        ("Australia/Lord_Howe", "2025-10-05T02:15", "2025-10-04T15:30"),
        ("Pacific/Apia", "2011-12-30T09:00", "2011-12-30T10:00"),  # a day that never was: the next one's midnight
    ],
)
def test_the_moment_of_a_wall_time(zone: str, wall: str, expected: str) -> None:
    assert moment(datetime.fromisoformat(wall), ZoneInfo(zone)) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_the_second_time_can_be_asked_for() -> None:
    wall = datetime.fromisoformat("2025-11-02T01:30")
    assert moment(wall, ZoneInfo("America/New_York"), fold=1) == datetime(2025, 11, 2, 6, 30, tzinfo=UTC)
