"""Channels that follow come and go while the courier works."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import DestinationTrouble
from bot.ledger.model import Follow, Status
from bot.plan.model import SchedulePolicy
from bot.post.composer import Composer
from bot.post.courier import POLL, Courier, Followers
from tests.unit.post.running import running, until
from tests.unit.post.scripted import ScriptedPublisher

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ledger.model import Delivery
    from bot.settings.model import Destination
    from tests.unit.post.conftest import Office

LOOK = timedelta(seconds=POLL)


@dataclass
class Club:
    """An office whose courier posts to the channels that the records name."""

    office: Office
    boards: dict[str, ScriptedPublisher] = field(default_factory=dict)
    known: dict[str, Destination] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    spacing: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        self.office.publisher("pattern")
        self.pattern = self.office.destinations()["pattern"]
        self.office.publishers.clear()

    def begin(self, number: int) -> str:
        office = self.office
        name = f"channel-{number}"
        office.ledger.follow(Follow(name, 1, number, "Club", "films", {}, {}, 5, office.clock.now()))
        self.boards.setdefault(name, ScriptedPublisher(name, office.clock))
        return name

    def present(self) -> Mapping[str, Destination]:
        pattern = self.pattern
        found = {
            one.destination: replace(
                pattern,
                name=one.destination,
                route=replace(pattern.route, destination=one.destination),
                schedule=SchedulePolicy(spacing=self.spacing),
                follower="#films on Club",
            )
            for one in self.office.ledger.follows()
        }
        self.known |= found
        return found

    def publisher(self, destination: Destination) -> ScriptedPublisher:
        self.made.append(destination.name)
        return self.boards[destination.name]

    def courier(self) -> Courier:
        office = self.office
        self.known |= office.destinations()
        return Courier(
            list(office.publishers.values()),
            office.schedules,
            Composer(
                office.readings.get,
                office.ledger.recap_data,
                self.known,
                office.ledger.member_ids,
                office.ledger.part_before,
            ),
            office.ledger,
            office.thread,
            office.clock,
            office.settled.append,
            office.messengers,
            followers=Followers(self.present, self.publisher),
        )

    def status(self, delivery: Delivery) -> Status:
        return self.office.now_of(delivery).status

    async def looks(self) -> None:
        """Let the courier look for what others have entered, again and again."""
        await self.office.clock.push(LOOK)
        await asyncio.sleep(0.005)


@pytest.fixture
def club(office: Office) -> Club:
    return Club(office)


async def posted(club: Club, name: str, count: int = 1) -> None:
    async with asyncio.timeout(10):
        while len(club.boards[name].history) < count:
            await club.looks()


async def test_one_that_begins_while_the_courier_works_gets_its_posts(club: Club) -> None:
    async with running(club):
        await club.looks()
        name = club.begin(7)
        one = club.office.owe("r1", name)
        await posted(club, name)
        other = club.begin(8)
        club.office.owe("r1", other)
        await posted(club, other)
        await until(lambda: club.status(one) is Status.POSTED)
    assert len(club.boards[name].sends) == 1


async def test_a_hint_is_enough(club: Club) -> None:
    async with running(club) as courier:
        name = club.begin(7)
        club.office.owe("r1", name)
        courier.wake()
        await until(lambda: club.boards[name].history)


async def test_one_that_waits_is_visited_when_its_time_has_come(club: Club) -> None:
    async with running(club):
        name = club.begin(7)
        club.office.owe("r1", name, after=20)
        for _ in range(3):
            await club.looks()
        assert club.made == []  # nobody was there
        await club.office.clock.push(timedelta(minutes=20))
        await posted(club, name)


async def test_one_that_stops_following_gets_nothing_more(club: Club) -> None:
    async with running(club) as courier:
        name = club.begin(7)
        gate = club.boards[name].gate = asyncio.Event()
        first = club.office.owe("r1", name)
        second = club.office.owe("r2", name)
        courier.wake()
        await until(lambda: club.boards[name].sends)
        assert await club.office.thread.do(club.office.ledger.unfollow, 7, club.office.clock.now()) == 2
        await club.looks()
        gate.set()
        await until(lambda: club.status(first) is Status.POSTED)  # it was on its way
        for _ in range(3):
            await club.looks()
    assert club.status(second) is Status.SKIPPED
    assert len(club.boards[name].sends) == 1


async def test_other_rules_take_effect_without_a_second_post(club: Club) -> None:
    async with running(club) as courier:
        name = club.begin(7)
        gate = club.boards[name].gate = asyncio.Event()
        club.office.owe("r1", name)
        courier.wake()
        await until(lambda: club.boards[name].sends)
        club.spacing = timedelta(hours=1)
        follow = club.office.ledger.follow_of(7)
        assert follow is not None
        club.office.ledger.refollow(follow)
        club.office.owe("r2", name)
        await club.looks()
        gate.set()
        await posted(club, name)
        for _ in range(3):
            await club.looks()
        assert len(club.boards[name].sends) == 1  # the next waits an hour
        await club.office.clock.push(timedelta(hours=1))
        await posted(club, name, 2)
    assert len(club.boards[name].sends) == 2
    assert club.made == [name, name]


async def test_one_that_ends_and_begins_again_waits_for_what_is_on_its_way(club: Club) -> None:
    async with running(club) as courier:
        name = club.begin(7)
        board = club.boards[name]
        board.gate = asyncio.Event()
        first = club.office.owe("r1", name)
        courier.wake()
        await until(lambda: board.sends)
        club.office.ledger.unfollow(7, club.office.clock.now())
        await club.looks()
        club.begin(7)
        club.office.owe("r2", name)
        for _ in range(5):
            await club.looks()
        assert len(board.sends) == 1
        board.gate.set()
        await posted(club, name, 2)
        await until(lambda: club.status(first) is Status.POSTED)
    assert (board.active[1], len(board.sends)) == (1, 2)


async def test_the_owner_hears_of_none_of_their_troubles(club: Club) -> None:
    name = club.begin(7)
    club.boards[name].before = [DestinationTrouble("The bot may not write there.")]
    one = club.office.owe("r1", name)
    async with running(club) as courier:
        courier.wake()
        await until(club.office.ledger.pauses)
        assert club.office.ledger.pauses()[name].by == "trouble"
        await club.office.clock.push(timedelta(hours=2))
        await posted(club, name)
        await until(lambda: club.status(one) is Status.POSTED)
    assert club.office.ledger.notices(untold=False) == []


async def test_an_admin_s_pause_holds_it_and_no_look_disturbs_that(club: Club) -> None:
    name = club.begin(7)
    club.office.ledger.pause(name, "admin", "Paused.", None, club.office.clock.now())
    club.office.owe("r1", name)
    async with running(club):
        for _ in range(3):
            await club.looks()
        assert club.made == []
        club.office.ledger.resume(name, club.office.clock.now(), by="admin")
        await posted(club, name)


async def test_what_is_on_its_way_when_the_process_ends_is_looked_for(club: Club) -> None:
    name = club.begin(7)
    one = club.office.owe("r1", name)
    club.office.ledger.claim(one.id, {}, "", club.office.clock.now())  # killed before the answer
    club.office.ledger.put_back(one.id, "x", club.office.clock.now(), may_stand=False, forget_body=True)
    assert [(it.id, it.status) for it in await club.courier().deliver_due()] == [(one.id, Status.POSTED)]
    assert await club.courier().deliver_due() == []
    assert len(club.boards[name].sends) == 1


async def test_a_hundred_that_have_nothing_to_do_are_nobody_s_work(club: Club) -> None:
    for number in range(100):
        club.begin(number)
    busy = "channel-42"
    club.office.owe("r1", busy)
    async with running(club) as courier:
        courier.wake()
        await posted(club, busy)
        for _ in range(5):
            await club.looks()
    assert club.made == [busy]


async def test_one_that_leaves_before_its_turn_gets_no_visit(club: Club) -> None:
    names = [club.begin(number) for number in range(11)]
    gate = asyncio.Event()
    for name in names:
        club.boards[name].gate = gate
        club.office.owe("r1", name)
    async with running(club) as courier:
        courier.wake()
        await until(lambda: sum(len(board.sends) for board in club.boards.values()) == 10)
        (last,) = [name for name in names if not club.boards[name].sends]
        club.office.ledger.unfollow(int(last.removeprefix("channel-")), club.office.clock.now())
        await club.looks()
        gate.set()
        await until(lambda: sum(len(board.history) for board in club.boards.values()) == 10)
        await club.looks()
    assert last not in club.made
