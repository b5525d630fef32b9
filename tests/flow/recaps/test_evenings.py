"""Recaps of one evening: their distance, short ones where nothing is new, late ones, a time that changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.settings.model import ChallengeRule
from tests.flow.recaps.told import SUNDAY, arrived, noted, rule, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.store import Ledger
    from bot.recaps.recapper import Recapper
    from tests.flow.clocks import PushedClock
    from tests.flow.library import Library

WEEK = timedelta(days=7)
QUARTER = timedelta(minutes=15)


async def test_recaps_of_one_evening_keep_their_distance_whatever_rule_they_are_of(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    rules = rule(to=("toots", "film-channel")), rule("Silent Spring", apart=timedelta(hours=1))
    await recapper(*rules).tick()
    for name in ("Owls", "Westerns", "Silent Spring"):
        library.add(name, 1)
    clock.set(SUNDAY)
    await recapper(*rules).tick()
    ready = [one.ready_at - SUNDAY for one in sorted(ledger.deliveries(destination="toots"), key=lambda one: one.id)]
    assert ready == [timedelta(0), QUARTER, QUARTER + timedelta(hours=1)]
    there = sorted(one.ready_at - SUNDAY for one in ledger.deliveries(destination="film-channel"))
    assert there == [timedelta(0), QUARTER, 2 * QUARTER]


async def test_one_that_a_wrong_clock_entered_far_ahead_pushes_none_away(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    one = recapper(rule())
    await one.tick()
    library.add("Owls", 1)
    clock.set(SUNDAY + 50 * WEEK)
    await one.tick()
    library.add("Owls", 2)
    clock.set(SUNDAY)
    await one.tick()
    assert min(one.ready_at for one in ledger.deliveries()) == SUNDAY


async def test_no_distance_is_possible_too(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    none = rule(apart=timedelta(0))
    await recapper(none).tick()
    library.add("Owls", 1)
    library.add("Westerns", 1)
    clock.set(SUNDAY)
    await recapper(none).tick()
    assert [one.ready_at for one in ledger.deliveries()] == [SUNDAY, SUNDAY]


async def test_a_short_one_where_nothing_is_new_as_long_as_the_challenge_goes_on(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    short, ending = rule(nothing="short"), ChallengeRule("Westerns", end=date(2026, 1, 12))
    library.add("Owls", 1)
    library.add("Westerns", 1)
    library.add("Silent Spring", 1, total=1)
    await recapper(short, challenges=[ending]).tick()
    for week in range(12):
        clock.set(SUNDAY + week * WEEK)
        await recapper(short, challenges=[ending]).tick()
    found = [title for _, title, films in told(ledger) if not films]
    assert len(found) == len(told(ledger))
    assert [title for title in found if "Westerns" in title] == ["Recap: Westerns, 2026-01-11"]
    assert not any("Silent" in title for title in found)  # finished
    owls = [title for title in found if "Owls" in title]
    assert owls[-1] == "Recap: Owls, 2026-02-22"  # eight weeks after the last review; nobody goes on with it
    assert len(owls) == 7


async def test_of_a_challenge_whose_reviews_are_never_to_be_posted_nothing_is_told(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    rules = rule(nothing="short", milestones=("half-way", "finished"))
    await recapper(rules).tick()
    for position in (1, 2):
        arrived(ledger, library.add("Secret", position, total=2, post=False), clock.now())
        clock.set(SUNDAY + position * WEEK)
        await recapper(rules).tick()
    assert told(ledger) == []


async def test_a_late_one_tells_what_it_would_have_told_in_time(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    library.add("Owls", 1, on=date(2026, 1, 11))
    clock.set(SUNDAY + timedelta(hours=30))  # Tuesday
    library.add("Owls", 2, on=date(2026, 1, 12))
    await recapper(rule()).tick()
    assert told(ledger) == [("toots", "Recap: Owls, 2026-01-11", ["Owls film 1"])]
    data = ledger.recap_data(ledger.deliveries()[0].subject)
    assert data is not None
    assert data["done"] == 1
    clock.set(SUNDAY + WEEK)
    await recapper(rule()).tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 1"], ["Owls film 2"]]


@pytest.mark.parametrize(("late", "kept"), [(timedelta(hours=3), True), (timedelta(hours=3, seconds=1), False)])
async def test_grace_is_the_rule_s_own_and_what_is_left_out_is_noted(
    library: Library,
    ledger: Ledger,
    clock: PushedClock,
    recapper: Callable[..., Recapper],
    late: timedelta,
    kept: bool,
) -> None:
    strict = rule(grace=timedelta(hours=3))
    await recapper(strict).tick()
    for week in range(2):
        library.add("Owls", week + 1)
        clock.set(SUNDAY + week * WEEK + (late if week else timedelta(0)))
        await recapper(strict).tick()
    assert len(told(ledger)) == 1 + kept
    notes = ledger.left_out_recaps(SUNDAY)
    assert [(one.what, one.destination, one.slot) for one in notes] == (
        [] if kept else [("all challenges", "toots", "2026-01-18T18:00")]
    )
    library.add("Owls", 3)
    clock.set(SUNDAY + 2 * WEEK)
    await recapper(strict).tick()
    assert ledger.left_out_recaps(SUNDAY) == []  # its reviews were told with the next one
    assert told(ledger)[-1][2] == (["Owls film 3"] if kept else ["Owls film 2", "Owls film 3"])
    data = ledger.recap_data(max(ledger.deliveries(), key=lambda one: one.id).subject)
    assert data is not None
    assert data["since"] == ("2026-01-18" if kept else "2026-01-11")


async def test_another_time_in_a_rule_brings_up_no_slot_that_is_past(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    library.add("Owls", 1)
    clock.set(SUNDAY)
    await recapper(rule()).tick()
    library.add("Owls", 2)
    clock.set(datetime(2026, 1, 14, 17, 0, tzinfo=UTC))  # Wednesday noon
    changed = rule(cron="0 18 * * tue")
    await recapper(changed).tick()
    assert len(told(ledger)) == 1
    clock.set(SUNDAY + WEEK)  # Sunday is none of its days any more
    await recapper(changed).tick()
    assert len(told(ledger)) == 1
    clock.set(SUNDAY + timedelta(days=9))
    await recapper(changed).tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 1"], ["Owls film 2"]]


@pytest.mark.thorough
async def test_a_time_that_changes_to_and_fro_tells_nothing_twice(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    times = ("0 18 * * sun", "0 12 * * sun", "30 17 * * sun,mon", "0 0 * * *")
    await recapper(rule()).tick()
    start = clock.now()
    for hours in range(0, 24 * 40, 5):
        clock.set(start + timedelta(hours=hours))
        if hours % 20 == 0:
            library.add("Owls", hours + 1, total=2000, on=clock.now().date())
        await recapper(rule(cron=times[hours // 60 % 4])).tick()
    films = [film for _, _, found in told(ledger) for film in found]
    assert len(films) == len(set(films))
    assert len({title for _, title, _ in told(ledger)}) == len(told(ledger)) > 10


async def test_what_is_only_to_be_noted_is_no_news(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    noted(ledger, library.add("Owls", 1), clock.now())
    library.add("Owls", 2)
    clock.set(SUNDAY)
    await recapper(rule()).tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 2"]]
