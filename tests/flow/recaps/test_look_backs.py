"""The slots of months, years and days in earlier years: each period once, whatever becomes of the rule's time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreLocked
from tests.flow.library import review
from tests.flow.recaps.test_faults import Faulty
from tests.flow.recaps.told import rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.store import Ledger
    from bot.recaps.recapper import Recapper
    from bot.settings.model import RecapRule
    from tests.flow.clocks import PushedClock
    from tests.flow.library import Library

JANUARY = datetime(2026, 2, 1, 23, 0, tzinfo=UTC)  # 18:00 in New York on the day on which January is told


def monthly(cron: str = "0 18 1 * *", **options: object) -> RecapRule:
    return rule("", cron, tell="month", **options)  # type: ignore[arg-type]


def written(library: Library, *days: date) -> None:
    library.put(*(review(f"Film of {day}", date=day) for day in days))


def periods(ledger: Ledger) -> list[tuple[str, str]]:
    """(destination, period) of all that was looked back on, oldest first."""
    rows = sorted(ledger.deliveries(), key=lambda one: one.id)
    data = [(row.destination, ledger.recap_data(row.subject)) for row in rows]
    return [(where, told["period"]) for where, told in data if told is not None]


async def test_the_month_that_is_over_is_told_once(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    written(library, date(2026, 1, 3), date(2026, 1, 31), date(2026, 2, 1))
    rules = monthly(to=("toots", "film-channel")), monthly("0 9 5 * *")  # the same again, by look_back
    for _ in range(2):
        await recapper(*rules).tick()
        clock.set(JANUARY)
    await recapper(*rules).tick()
    clock.set(JANUARY + timedelta(days=10))
    await recapper(*rules).tick()
    assert periods(ledger) == [("toots", "2026-01"), ("film-channel", "2026-01")]
    data = ledger.recap_data(ledger.deliveries()[0].subject)
    assert data is not None
    assert (data["tell"], data["reviews"]) == ("month", 2)


@pytest.mark.thorough
async def test_another_time_tells_no_month_again(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    written(library, date(2025, 12, 3), date(2026, 1, 3), date(2026, 2, 3), date(2026, 3, 3))
    start = clock.now()
    # On the last of January it is December that is told.
    crons = ("0 18 1 * *", "0 9 2 * *", "30 7 3-5 * *", "0 18 last * *")
    for hours in range(0, 24 * 80, 3):
        clock.set(start + timedelta(hours=hours))
        await recapper(monthly(crons[hours // 24 % 4 if hours % 2 else hours // 30 % 4])).tick()
    assert periods(ledger) == [("toots", month) for month in ("2025-12", "2026-01", "2026-02")]


async def test_a_month_without_reviews_is_passed_over(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(monthly()).tick()
    clock.set(JANUARY)
    assert await recapper(monthly()).tick() == []
    written(library, date(2026, 1, 3))
    clock.set(JANUARY + timedelta(minutes=3))
    assert await recapper(monthly()).tick() == []


async def test_a_month_that_is_too_late_is_left_out_with_a_note(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    written(library, date(2026, 1, 3))
    await recapper(monthly()).tick()
    clock.set(JANUARY + timedelta(hours=37))
    await recapper(monthly()).tick()
    assert periods(ledger) == []
    assert [(one.what, one.slot) for one in ledger.left_out_recaps(JANUARY)] == [("the month", "2026-02-01T18:00")]


@pytest.mark.parametrize(("cron", "slot"), [("0 12 31 dec *", (2026, 12, 31, 17)), ("0 12 1 jan *", (2027, 1, 1, 17))])
async def test_the_year_is_told_at_either_end_of_it(
    library: Library,
    ledger: Ledger,
    clock: PushedClock,
    recapper: Callable[..., Recapper],
    cron: str,
    slot: tuple[int, int, int, int],
) -> None:
    written(library, date(2026, 1, 3))
    yearly = rule("", cron, tell="year")
    await recapper(yearly).tick()
    clock.set(datetime(*slot, tzinfo=UTC))
    await recapper(yearly).tick()
    assert periods(ledger) == [("toots", "2026")]


async def test_on_this_day_tells_days_of_earlier_years(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    written(library, date(2025, 1, 9), date(2024, 2, 29), date(2026, 1, 10))
    daily = rule("", "0 10 * * *", tell="on this day")
    start = clock.now()
    for hours in range(0, 24 * 60, 7):
        clock.set(start + timedelta(hours=hours))
        await recapper(daily).tick()
    assert periods(ledger) == [("toots", "2026-01-09"), ("toots", "2026-02-28")]


@pytest.mark.parametrize("done", [False, True])
async def test_a_crash_at_any_step_tells_a_month_once(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper], done: bool
) -> None:
    written(library, *(date(2026 + month // 12, month % 12 + 1, 3) for month in range(24)))
    await recapper(monthly()).tick()
    number, failed = 0, True
    while failed:
        number += 1
        clock.set(datetime(2026 + number // 12, number % 12 + 1, 2, 3, 0, tzinfo=UTC))
        faulty = Faulty(number, done=done)
        try:
            await recapper(monthly(), on=faulty).tick()
            failed = False
        except StoreLocked:
            await recapper(monthly()).tick()
        finally:
            faulty.close()
    assert number > 5
    assert [where for where, _ in periods(ledger)] == ["toots"] * number
    assert len(set(periods(ledger))) == number
