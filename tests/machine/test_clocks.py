"""Clocks that jump, machines that sleep, and zones whose data the system doesn't have: nothing waits for ever."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.plan.model import SchedulePolicy, Waiting
from bot.plan.schedule import explained
from bot.watch.looks import Looks
from tests.machine.ending import judge
from tests.machine.records import destroy, fresh
from tests.machine.stillness import StillLoop, WallClock
from tests.machine.world import World
from tests.unit.plan.made import times_of
from tests.unit.watch.made import source, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

YEAR, WEEK = timedelta(days=365), timedelta(days=7)
NAMES = ("toots", "channel", "keyless")


@pytest.fixture
def world() -> Iterator[World]:
    made = World(fresh())
    yield made
    made.kill()
    made.loop.close()
    destroy(made.ledger)


def live(world: World, hours: int) -> None:
    for _ in range(hours):
        for seconds in (61.0, 6.0, 3533.0):
            world.loop.leap(seconds)


def posted(world: World) -> int:
    return sum(len(place.ever) for place in world.places.values())


@pytest.mark.parametrize("trouble", ["not sent", "throttled", "trouble", "token", "unclear", "lost", "defect"])
@pytest.mark.parametrize("away", [YEAR, -YEAR])
def test_trouble_met_while_the_clock_was_wrong_is_over_soon_after(world: World, trouble: str, away: timedelta) -> None:
    world.clock.skew = away
    for place in world.places.values():
        place.meet("sends", [trouble])
    world.owe("r1", NAMES, timedelta(minutes=20), urgent=False)
    world.start(once=False)
    live(world, 1)
    world.clock.skew = timedelta(0)
    live(world, 3)
    assert posted(world) == len(NAMES)
    judge(world)


def test_what_is_owed_while_the_clock_is_ahead_goes_out_when_it_is_right_again(world: World) -> None:
    world.clock.skew = YEAR
    world.owe("r1", NAMES, timedelta(minutes=20), urgent=False)
    world.clock.skew = timedelta(0)
    world.start(once=False)
    world.loop.leap(61.0)
    assert posted(world) == 0, "its time to be corrected is kept"
    live(world, 1)
    assert posted(world) == len(NAMES)


@pytest.mark.parametrize("asleep", [timedelta(hours=1), WEEK])
def test_a_machine_that_sleeps_in_the_middle_of_a_post_posts_it_once(world: World, asleep: timedelta) -> None:
    for number in range(1, 4):
        world.owe(f"r{number}", NAMES, timedelta(0), urgent=False)
    world.start(once=False)
    world.loop.step(12)
    world.clock.skew = asleep  # the wall clock goes on, the machine's own time doesn't
    live(world, 9)  # past the quiet hours
    assert posted(world) == 3 * len(NAMES)
    judge(world)


def test_the_owner_is_told_though_the_clock_was_put_back(world: World) -> None:
    world.ledger.notice("key", "Something for you.", world.clock.now())
    world.places["account"].meet("reads", ["not sent"])
    world.start(once=False)
    world.loop.settle()
    assert world.inbox == {}
    world.clock.skew = -YEAR
    live(world, 1)
    assert list(world.inbox.values()) == ["Something for you."]


def test_a_folder_is_looked_at_though_the_clock_was_put_back(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "There (1999)")
    loop = StillLoop()
    clock = WallClock(loop)

    async def look() -> None:
        async with Looks(source(tmp_path, watch="poll"), clock) as looks:
            await looks.next(timedelta(minutes=5))

    task = loop.create_task(look())
    loop.settle()
    clock.skew = -YEAR
    for _ in range(3):
        loop.leap(3.0)
    assert task.done()
    loop.close()


def test_the_package_brings_the_time_zones_that_the_system_lacks() -> None:
    zoneinfo.reset_tzpath([])
    zoneinfo.ZoneInfo.clear_cache()
    try:
        noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
        policy = SchedulePolicy("Australia/Lord_Howe", slots=(time(9),))
        assert times_of(explained([Waiting(1, noon)], [], noon, policy)) == {
            1: datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
        }
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()
