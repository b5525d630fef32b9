"""Half-way and finished: told once at each destination, when the review that got there is past its hold."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreLocked
from bot.ledger.thread import LedgerThread
from bot.settings.model import ChallengeRule
from tests.flow.recaps.test_faults import Faulty
from tests.flow.recaps.told import SUNDAY, arrived, milestones, noted, rule, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.store import Ledger
    from bot.recaps.recapper import Recapper
    from tests.flow.clocks import PushedClock
    from tests.flow.library import Library

BOTH = rule("*", None, milestones=("half-way", "finished"))
WEEKLY = rule("*", milestones=("half-way", "finished"))
DAY = date(2026, 1, 5)
HOLD = timedelta(minutes=20)


class Reviewer:
    """Writes a challenge of four films, all dated before the clock's day."""

    def __init__(self, library: Library, ledger: Ledger, clock: PushedClock) -> None:
        self._library, self._ledger, self._clock = library, ledger, clock

    def writes(self, *positions: int, challenge: str = "Owls", post: bool = True, **arrival: object) -> None:
        reviews = self._library.add(challenge, *positions, total=4, on=DAY, post=post)
        arrived(self._ledger, reviews, self._clock.now(), **arrival)  # type: ignore[arg-type]


@pytest.fixture
def reviewer(library: Library, ledger: Ledger, clock: PushedClock) -> Reviewer:
    return Reviewer(library, ledger, clock)


async def test_each_is_told_once_with_what_is_new_since(
    reviewer: Reviewer, ledger: Ledger, recapper: Callable[..., Recapper]
) -> None:
    reviewer.writes(1)
    await recapper(BOTH).tick()
    assert milestones(ledger) == []
    for position in (2, 3, 4):
        reviewer.writes(position)
        await recapper(BOTH).tick()
        await recapper(BOTH).tick()
    assert milestones(ledger) == [("toots", "Owls", "half-way"), ("toots", "Owls", "finished")]
    assert [films for _, _, films in told(ledger)] == [["Owls film 2"], ["Owls film 3", "Owls film 4"]]
    assert len({one.ready_at for one in ledger.deliveries()}) == 2  # they keep their distance, too


async def test_one_that_was_reached_before_the_rule_began_is_not_told(
    reviewer: Reviewer, ledger: Ledger, recapper: Callable[..., Recapper]
) -> None:
    reviewer.writes(1, 2)
    await recapper(BOTH).tick()
    reviewer.writes(3)
    await recapper(BOTH).tick()
    assert milestones(ledger) == []
    reviewer.writes(4)
    await recapper(BOTH).tick()
    assert milestones(ledger) == [("toots", "Owls", "finished")]


async def test_what_is_reached_in_one_go_is_finished_and_not_half_way(
    reviewer: Reviewer, ledger: Ledger, recapper: Callable[..., Recapper]
) -> None:
    await recapper(BOTH).tick()
    reviewer.writes(1, 2, 3, 4)
    for _ in range(3):
        await recapper(BOTH).tick()
    assert milestones(ledger) == [("toots", "Owls", "finished")]


@pytest.mark.parametrize("to", ["toots", ""])
async def test_it_waits_for_the_hold_of_the_review_that_got_there(
    reviewer: Reviewer, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper], to: str
) -> None:
    finished = rule("Owls", None, milestones=("finished",))

    def bot() -> Recapper:
        return recapper(finished, holds={"films": HOLD})

    reviewer.writes(1, 2, 3)
    await bot().tick()
    reviewer.writes(4, to=to, held=HOLD)
    clock.set(clock.now() + HOLD - timedelta(seconds=1))
    assert await bot().tick() == []
    clock.set(clock.now() + timedelta(seconds=1))
    assert len(await bot().tick()) == 1
    assert milestones(ledger) == [("toots", "Owls", "finished")]


async def test_a_slip_that_is_mended_within_the_hold_finishes_nothing(
    reviewer: Reviewer, library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(BOTH).tick()
    reviewer.writes(4, to="toots", held=HOLD)
    await recapper(BOTH).tick()
    library.put(*(one for one in library.add("Owls", 1, total=4, on=DAY)))
    library.catalogue.update("films", (), ["owls-film-4.md"])
    clock.set(clock.now() + HOLD)
    await recapper(BOTH).tick()
    assert milestones(ledger) == []


async def test_a_slip_that_would_finish_it_does_not_swallow_half_way(
    reviewer: Reviewer, library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(BOTH).tick()
    reviewer.writes(1, 2)
    reviewer.writes(4, to="toots", held=HOLD)
    await recapper(BOTH).tick()
    library.catalogue.update("films", (), ["owls-film-4.md"])
    await recapper(BOTH).tick()
    assert milestones(ledger) == [("toots", "Owls", "half-way")]


async def test_the_last_number_first_and_the_others_later_finish_it_once(
    reviewer: Reviewer, ledger: Ledger, recapper: Callable[..., Recapper]
) -> None:
    await recapper(BOTH).tick()
    reviewer.writes(4)
    await recapper(BOTH).tick()
    for position in (1, 2, 3):
        reviewer.writes(position)  # dated the same day: they stand before it
        await recapper(BOTH).tick()
    assert [kind for _, _, kind in milestones(ledger)] == ["finished"]


async def test_what_was_finished_by_a_slip_is_told_when_it_is_finished(
    reviewer: Reviewer, library: Library, ledger: Ledger, recapper: Callable[..., Recapper]
) -> None:
    finished = rule("*", None, milestones=("finished",))
    await recapper(finished).tick()
    reviewer.writes(1)
    slip = library.add("Owls", 4, total=4, on=DAY)[0]
    slip = replace(slip, id="slip", path="slip.md")
    library.catalogue.update("films", (), ["owls-film-4.md"])
    library.put(slip)
    arrived(ledger, (slip,), SUNDAY - timedelta(days=5))
    await recapper(finished).tick()
    library.catalogue.update("films", (), ["slip.md"])
    reviewer.writes(2, 3, 4)
    await recapper(finished).tick()
    await recapper(finished).tick()
    assert [kind for _, _, kind in milestones(ledger)] == ["finished", "finished"]


async def test_a_review_that_the_records_do_not_know_yet_finishes_nothing(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(BOTH).tick()
    reviews = library.add("Owls", 1, 2, 3, 4, total=4, on=DAY)  # one of many that the owner is asked about
    await recapper(BOTH).tick()
    assert told(ledger) == []
    noted(ledger, reviews, clock.now())  # "accept --known"
    await recapper(BOTH, rule()).tick()
    clock.set(SUNDAY)
    await recapper(BOTH, rule()).tick()
    assert told(ledger) == []


async def test_the_recap_of_the_same_evening_does_not_tell_it_again(
    reviewer: Reviewer, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(WEEKLY).tick()
    reviewer.writes(1, challenge="Westerns")
    reviewer.writes(1, 2)
    clock.set(SUNDAY)
    await recapper(WEEKLY).tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 1", "Owls film 2"], ["Westerns film 1"]]
    assert milestones(ledger) == [("toots", "Owls", "half-way")]


async def test_after_the_recap_it_still_names_the_film(
    reviewer: Reviewer, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(WEEKLY).tick()
    reviewer.writes(1)
    reviewer.writes(2, to="toots", held=timedelta(days=5))
    clock.set(SUNDAY)
    await recapper(WEEKLY).tick()
    clock.set(SUNDAY + timedelta(days=2))
    await recapper(WEEKLY).tick()
    assert [films for _, _, films in told(ledger) if films] == [["Owls film 1", "Owls film 2"], ["Owls film 2"]]


async def test_a_rule_of_its_own_for_milestones_leaves_the_weekly_recaps_alone(
    reviewer: Reviewer, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    rules = rule("*", milestones=("half-way",)), rule("Owls", None, milestones=("finished",))
    await recapper(*rules).tick()
    reviewer.writes(1)
    clock.set(SUNDAY)
    await recapper(*rules).tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 1"]]
    reviewer.writes(2)
    reviewer.writes(1, 2, challenge="Westerns")
    await recapper(*rules).tick()
    assert milestones(ledger) == [("toots", "Westerns", "half-way")]
    reviewer.writes(3, 4)
    await recapper(*rules).tick()
    assert milestones(ledger)[1:] == [("toots", "Owls", "finished")]
    assert told(ledger)[-1][2] == ["Owls film 2", "Owls film 3", "Owls film 4"]


async def test_another_name_repeats_nothing_and_the_next_edition_has_its_own(
    reviewer: Reviewer, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(BOTH).tick()
    reviewer.writes(1, 2, 3, 4)
    await recapper(BOTH).tick()
    renamed = ChallengeRule("The Owls of Winter", aliases=("Owls",))
    await recapper(BOTH, challenges=[renamed]).tick()
    reviewer.writes(1, 2, 3, 4, challenge="Owls 2")
    await recapper(BOTH, challenges=[renamed]).tick()
    assert [name for _, name, _ in milestones(ledger)] == ["Owls", "Owls 2"]


async def test_a_review_that_is_never_to_be_posted_may_finish_it_but_is_not_named(
    reviewer: Reviewer, ledger: Ledger, recapper: Callable[..., Recapper]
) -> None:
    await recapper(BOTH).tick()
    reviewer.writes(1, 2, 3)
    reviewer.writes(4, post=False)
    await recapper(BOTH).tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 1", "Owls film 2", "Owls film 3"]]


@pytest.mark.parametrize("done", [False, True])
async def test_a_crash_at_any_step_tells_each_once(
    reviewer: Reviewer, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper], done: bool
) -> None:
    rules = rule("*", to=("toots", "film-channel"), milestones=("half-way", "finished"))
    await recapper(rules).tick()
    number, failed = 0, True
    while failed:
        number += 1
        name = f"Owls {'abcdefghijklmnopqrstuvwxyz'[number]}{number}"
        reviewer.writes(1, 2, challenge=name)
        faulty = Faulty(number, done=done)
        try:
            await recapper(rules, on=faulty).tick()
            failed = False
        except StoreLocked:
            await recapper(rules).tick()
        finally:
            faulty.close()
        fresh = [one for one in milestones(ledger) if one[1] == name]
        assert sorted(fresh) == [(where, name, "half-way") for where in ("film-channel", "toots")]
    assert number > 10
    assert all(len(films) == 2 for _, _, films in told(ledger))


async def test_two_processes_tell_it_once(
    reviewer: Reviewer, library: Library, ledger: Ledger, recapper: Callable[..., Recapper]
) -> None:
    other, second = library.ledger(), LedgerThread()
    await recapper(BOTH).tick()
    reviewer.writes(1, 2)
    found = await asyncio.gather(recapper(BOTH).tick(), recapper(BOTH, own=other, on=second).tick())
    second.close()
    assert sorted(map(len, found)) == [0, 1]
