"""Recaps over weeks: once per slot, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.recaps.recapper import Recapper
from tests.flow.recaps.told import NEW_YORK, SUNDAY, rule, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from tests.flow.clocks import PushedClock
    from tests.flow.library import Library


async def test_what_was_there_at_the_first_start_is_no_news_and_no_past_slot_fires(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    library.add("Owls", 1)
    clock.set(SUNDAY + timedelta(minutes=5))
    one = recapper(rule())
    assert await one.tick() == []
    clock.set(SUNDAY + timedelta(days=7))
    assert await one.tick() == []
    assert told(ledger) == []


async def test_a_slot_tells_what_is_new_since_then_once(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    library.add("Owls", 1)
    one = recapper(rule(to=("toots", "film-channel", "gone")))
    await one.tick()
    library.add("Owls", 2, 3)
    clock.set(SUNDAY - timedelta(seconds=1))
    assert await one.tick() == []
    clock.set(SUNDAY)
    assert len(await one.tick()) == 2
    assert await one.tick() == []
    assert await recapper(rule(to=("toots", "film-channel"))).tick() == []
    assert told(ledger) == [
        ("toots", "Recap: Owls, 2026-01-11", ["Owls film 2", "Owls film 3"]),
        ("film-channel", "Recap: Owls, 2026-01-11", ["Owls film 2", "Owls film 3"]),
    ]
    data = ledger.recap_data(ledger.deliveries()[0].subject)
    assert data is not None
    assert (data["done"], data["total"], data["since"], data["until"]) == (3, 52, None, "2026-01-11")


@pytest.mark.thorough
async def test_half_a_year_of_sundays(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    start = clock.now()
    for number, hours in enumerate(range(0, 24 * 7 * 26, 11)):  # over a change of the clocks
        clock.set(start + timedelta(hours=hours, minutes=hours % 53))
        if number % 30 == 0:
            library.add("Owls", number // 30 * 13)  # a film every second week, dated as it comes
        await recapper(rule()).tick()
    days = [title.removeprefix("Recap: Owls, ") for _, title, _ in told(ledger)]
    assert len(days) == 14
    assert all(datetime.fromisoformat(day).strftime("%a") == "Sun" for day in days)
    assert all(len(films) == 1 for _, _, films in told(ledger))


@pytest.mark.parametrize(
    ("cron", "start", "slot"),
    [
        ("30 2 * * *", datetime(2026, 3, 8, 5, 0, tzinfo=UTC), "2026-03-08"),  # 02:30 doesn't exist that night
        ("30 1 * * *", datetime(2026, 11, 1, 4, 30, tzinfo=UTC), "2026-11-01"),  # 01:30 comes twice that night
    ],
)
async def test_the_odd_hours_of_summer_time_tell_once(
    library: Library,
    ledger: Ledger,
    clock: PushedClock,
    recapper: Callable[..., Recapper],
    cron: str,
    start: datetime,
    slot: str,
) -> None:
    clock.set(start)
    await recapper(rule(cron=cron)).tick()
    for step in range(48):  # eight hours; something new before every tick
        clock.set(start + timedelta(minutes=10 * step))
        library.add("Owls", step + 1)
        await recapper(rule(cron=cron)).tick()
    assert [title for _, title, _ in told(ledger)] == [f"Recap: Owls, {slot}"]


async def test_a_slot_missed_by_more_than_a_day_and_a_half_is_left_out_and_its_films_come_next_time(
    library: Library,
    ledger: Ledger,
    clock: PushedClock,
    recapper: Callable[..., Recapper],
) -> None:
    await recapper(rule()).tick()
    library.add("Owls", 1)
    clock.set(SUNDAY + timedelta(hours=36, minutes=1))
    with capture_logs() as logs:
        assert await recapper(rule()).tick() == []
        assert await recapper(rule()).tick() == []
    assert [line["event"] for line in logs] == ["recap left out: too late"]
    clock.set(SUNDAY + timedelta(days=7, hours=11))
    await recapper(rule()).tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 1"]]


async def test_a_bot_that_runs_once_a_day_misses_no_slot(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    library.add("Owls", 1)
    for day in range(-3, 5):
        clock.set(SUNDAY + timedelta(days=day, hours=-1))
        await recapper(rule()).tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 1"]]


async def test_nothing_new_is_done_with_too(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    clock.set(SUNDAY)
    await recapper(rule()).tick()
    library.add("Owls", 1)
    clock.set(SUNDAY + timedelta(hours=1))
    assert await recapper(rule()).tick() == []
    assert told(ledger) == []


async def test_a_review_never_to_be_posted_is_not_told(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    library.add("Owls", 1, post=False)
    clock.set(SUNDAY)
    assert await recapper(rule()).tick() == []


async def test_the_courier_is_woken_only_when_something_is_owed(
    library: Library, ledger: Ledger, thread: LedgerThread, clock: PushedClock
) -> None:
    woken: list[datetime] = []
    one = Recapper(
        [rule()],
        NEW_YORK,
        library.catalogue,
        ledger,
        thread,
        {"toots"},
        clock,
        on_enqueued=lambda: woken.append(clock.now()),
    )
    await one.tick()
    library.add("Owls", 1)
    clock.set(SUNDAY)
    await one.tick()
    await one.tick()
    assert woken == [SUNDAY]
