from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.plan.cron import CronLine
from bot.recaps.alarm import SlotTrigger, alarms

NEW_YORK = ZoneInfo("America/New_York")


def rings(line: str, start: datetime, count: int) -> list[str]:
    trigger, times = SlotTrigger(CronLine.parse(line), NEW_YORK), []
    previous: datetime | None = None
    for _ in range(count):
        previous = trigger.get_next_fire_time(previous, start)
        assert previous is not None
        times.append(previous.isoformat())
    return times


@pytest.mark.parametrize(
    ("line", "start", "times"),
    [
        (
            "30 1 * * *",  # the hour comes twice on 1 November
            datetime(2026, 11, 1, tzinfo=UTC),
            ["2026-11-01T05:30:00+00:00", "2026-11-02T06:30:00+00:00"],
        ),
        (
            "0 9 * * fri-mon",
            datetime(2026, 1, 4, 15, tzinfo=UTC),  # a Sunday
            ["2026-01-05T14:00:00+00:00", "2026-01-09T14:00:00+00:00"],
        ),
    ],
)
def test_it_rings_at_our_own_slots(line: str, start: datetime, times: list[str]) -> None:
    assert rings(line, start, 2) == times


async def test_it_starts_and_stops_and_does_not_ring_before_its_time() -> None:
    rung: list[str] = []
    with alarms([CronLine.parse("0 0 29 feb *")], NEW_YORK, lambda: rung.append("rang")):
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert rung == []
