"""Recaps on clocks that are set, wrong or right, on machines that sleep, and in a zone with half an hour of summer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.recaps.recapper import Recapper
from tests.flow.recaps.told import SUNDAY, rule, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from tests.flow.clocks import PushedClock
    from tests.flow.library import Library

WEEK, YEAR = timedelta(days=7), timedelta(days=364)
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_clock_that_was_a_year_ahead_silences_nothing_and_repeats_nothing(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper], restarted: bool
) -> None:
    one = recapper(rule())
    await one.tick()
    library.add("Owls", 1)
    clock.set(SUNDAY + YEAR)
    await one.tick()
    library.add("Owls", 2)
    clock.set(SUNDAY)
    if restarted:
        one = recapper(rule())
    for hours in range(24 * 8):
        clock.set(SUNDAY + timedelta(hours=hours))
        await one.tick()
    library.add("Owls", 3)
    clock.set(SUNDAY + YEAR)  # this slot was told of while the clock was wrong
    await one.tick()
    clock.set(SUNDAY + YEAR + WEEK)
    await one.tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 1"], ["Owls film 2"], ["Owls film 3"]]


async def test_a_first_start_with_a_clock_ahead_silences_nothing(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    library.add("Owls", 1)
    clock.set(SUNDAY + YEAR)
    one = recapper(rule())
    await one.tick()
    library.add("Owls", 2)
    clock.set(SUNDAY)
    await one.tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 2"]]


async def test_a_clock_set_back_by_weeks_tells_nothing_again(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    one = recapper(rule())
    await one.tick()
    for week in range(4):
        library.add("Owls", week + 1)
        clock.set(SUNDAY + week * WEEK)
        await one.tick()
    before = told(ledger)
    for week in range(4):
        clock.set(SUNDAY + week * WEEK)
        await one.tick()
        await recapper(rule()).tick()
    assert told(ledger) == before
    assert len(before) == 4


async def test_a_machine_that_slept_for_weeks_tells_once(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    one = recapper(rule())
    await one.tick()
    library.add("Owls", 1)
    clock.set(SUNDAY + 3 * WEEK + timedelta(hours=3))
    await one.tick()
    assert [title for _, title, _ in told(ledger)] == ["Recap: Owls, 2026-02-01"]


@pytest.mark.parametrize(
    ("start", "slot"),
    [
        (datetime(2026, 10, 3, 13, 0, tzinfo=UTC), "2026-10-04"),  # from 02:00 to 02:30 that night: 02:15 is missing
        (datetime(2026, 4, 4, 12, 0, tzinfo=UTC), "2026-04-05"),  # from 02:00 back to 01:30
    ],
)
async def test_half_an_hour_of_summer_time_tells_once(
    library: Library, ledger: Ledger, thread: LedgerThread, clock: PushedClock, start: datetime, slot: str
) -> None:
    cron = "15 2 * * *" if "10-04" in slot else "45 1 * * *"
    one = Recapper([rule(cron=cron)], LORD_HOWE, library.catalogue, ledger, thread, ("toots",), clock)
    clock.set(start)
    await one.tick()
    for step in range(60):
        clock.set(start + timedelta(minutes=10 * step))
        library.add("Owls", step + 1)
        await one.tick()
    assert [title for _, title, _ in told(ledger)] == [f"Recap: Owls, {slot}"]
