"""Several processes that post from one PostgreSQL: each account is one process's at a time, and no post is doubled."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.ledger.model import Status
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread
from bot.plan.model import RoutePolicy
from tests.flow.clocks import PushedClock
from tests.unit.post.conftest import NOW, Office
from tests.unit.post.evenings import EVENING, RULE, lines, small
from tests.unit.post.running import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.post.courier import Courier


@pytest.fixture
def offices(postgres_url: str) -> Iterator[tuple[Office, Office]]:
    """Two processes on one database, with the same accounts, whose servers are one."""
    clock = PushedClock(NOW)
    with closing(Ledger.open(postgres_url)) as first, closing(Ledger.open(postgres_url)) as second:
        threads = LedgerThread(), LedgerThread()
        with closing(threads[0]), closing(threads[1]):
            one, other = Office(first, threads[0], clock), Office(second, threads[1], clock)
            for name in ("toots", "channel"):
                one.publisher(name)
            other.publishers, other.schedules, other.readings = one.publishers, one.schedules, one.readings
            yield one, other


async def test_what_one_sends_the_other_leaves_alone(offices: tuple[Office, Office]) -> None:
    one, other = offices
    toots = one.publishers["toots"]
    toots.gate = asyncio.Event()
    held, free = one.owe("r1"), one.owe("r1", "channel")
    task = asyncio.create_task(one.courier().deliver_due())
    await until(toots.entered.is_set)
    await until(lambda: one.now_of(free).status is Status.POSTED)
    there = other.owe("r2", "channel")
    courier = other.courier()
    await until_delivered(courier, other, there.id)
    assert "toots" in courier.elsewhere
    assert other.now_of(held).status is Status.SENDING
    toots.gate.set()
    await task
    assert one.now_of(held).status is Status.POSTED
    assert (toots.sends, toots.finds) == ([held.key], [])
    await courier.deliver_due()
    assert courier.elsewhere == frozenset()


async def until_delivered(courier: Courier, office: Office, number: int) -> None:
    """The other process gives a lane back when nothing is due in it."""
    async with asyncio.timeout(20):
        while all(one.id != number or one.status is not Status.POSTED for one in office.ledger.deliveries()):
            await courier.deliver_due()


async def test_two_that_hurry_send_each_post_once(offices: tuple[Office, Office]) -> None:
    one, other = offices
    for number in range(12):
        one.owe(f"r{number}")
        one.owe(f"r{number}", "channel")
    first, second = one.courier(), other.courier()
    async with asyncio.timeout(30):
        while any(delivery.status is not Status.POSTED for delivery in one.ledger.deliveries()):
            await asyncio.gather(first.deliver_due(), second.deliver_due())
    for publisher in one.publishers.values():
        assert len(publisher.sends) == len(set(publisher.sends)) == 12
        assert publisher.active[1] == 1


async def test_a_dead_one_s_account_is_taken_over_and_its_post_looked_for(offices: tuple[Office, Office]) -> None:
    one, other = offices
    toots = one.publishers["toots"]
    owed = one.owe("r1")
    toots.after.append(Killed())
    with pytest.raises(Killed):
        await one.courier().deliver_due()
    assert one.ledger.lease("toots", "the dead one", 1.0)
    courier = other.courier()
    await courier.deliver_due()
    assert courier.elsewhere == {"toots"}
    await until_delivered(courier, other, owed.id)
    assert (len(toots.history), toots.sends, len(toots.finds)) == (1, [owed.key], 1)


class Killed(BaseException):
    """The process ends here, without giving anything back."""


async def test_who_has_lost_an_account_claims_nothing_more(offices: tuple[Office, Office]) -> None:
    one, other = offices
    toots = one.publishers["toots"]
    first, second = one.owe("r1", after=-2), one.owe("r2", after=-1)

    def taken_away() -> None:
        with one.ledger._engine.begin() as connection:
            connection.exec_driver_sql("UPDATE leases SET holder = 'another' WHERE lane = 'toots'")

    toots.on_send = taken_away
    courier = one.courier()
    await courier.deliver_due()
    assert toots.sends == [first.key]
    assert one.now_of(first).status is Status.POSTED
    assert (one.now_of(second).status, one.now_of(second).attempts) == (Status.WAITING, 0)
    assert courier.elsewhere == {"toots"}
    assert other.ledger.lease("toots", "another", 60)


async def test_a_lease_outlasts_a_request_that_takes_long(offices: tuple[Office, Office]) -> None:
    one, other = offices
    toots = one.publishers["toots"]
    toots.gate = asyncio.Event()
    owed = one.owe("r1")
    courier = one.courier()
    (lane,) = (lane for name, lane in courier._lanes.items() if name == "toots")
    task = asyncio.create_task(courier.deliver_due())
    await until(toots.entered.is_set)
    with one.ledger._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE leases SET until = clock_timestamp() + interval '5 seconds'")
    await until(lambda: one.clock.sleepers >= 2)
    await one.clock.push(lane._lease.every)
    await until(lambda: seconds_left(one) > 60)
    assert not other.ledger.lease("toots", "another", 60)
    toots.gate.set()
    await task
    assert one.now_of(owed).status is Status.POSTED


def seconds_left(office: Office) -> float:
    with office.ledger._engine.connect() as connection:
        query = "SELECT extract(epoch FROM until - clock_timestamp()) FROM leases WHERE lane = 'toots'"
        return float(connection.exec_driver_sql(query).scalar_one())


async def test_one_process_tells_the_owner(offices: tuple[Office, Office]) -> None:
    one, other = offices
    here, there = one.messenger(), other.messenger()
    here.gate = asyncio.Event()
    one.ledger.notice("first", "First.", NOW)
    task = asyncio.create_task(one.courier().deliver_due())
    await until(here.entered.is_set)
    await other.courier().deliver_due()
    assert there.tries == 0
    here.gate.set()
    await task
    assert (here.tries, one.ledger.notices()) == (1, [])


async def test_two_that_hurry_make_one_digest_of_small_reviews(offices: tuple[Office, Office]) -> None:
    one, other = offices
    for office in offices:
        office.routes["toots"] = RoutePolicy("toots", digest=RULE)
    other.readings = one.readings
    small(one, *"abcdef")
    await one.clock.push(EVENING)
    first, second = one.courier(), other.courier()
    async with asyncio.timeout(30):
        while not one.ledger.deliveries(statuses=[Status.POSTED]):
            await asyncio.gather(first.deliver_due(), second.deliver_due())
    toots = one.publishers["toots"]
    assert len(toots.sends) == 1
    assert lines(toots) == ["Today: six shorts", *(f"Film {name}" for name in "abcdef")]
