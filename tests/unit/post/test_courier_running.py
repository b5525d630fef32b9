"""The courier as a worker that runs for ever: lanes, schedules, wake-ups and its end."""

from __future__ import annotations

import asyncio
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import OutcomeUnclear, Refused
from bot.format.model import frozen
from bot.ledger.model import ActionStatus, Owed, Status
from bot.plan.model import SchedulePolicy
from bot.post import lane
from tests.unit.post.running import running, until

if TYPE_CHECKING:
    from tests.unit.post.conftest import Office

MINUTE = timedelta(minutes=1)


async def test_a_slow_lane_delays_no_other(office: Office) -> None:
    slow, quick = office.publisher("slow"), office.publisher("quick")
    slow.gate = asyncio.Event()
    held, free = office.owe("r1", "slow"), office.owe("r1", "quick")
    async with running(office):
        await until(lambda: len(quick.history) == 1 and slow.entered.is_set())
        await until(lambda: office.now_of(free).status is Status.POSTED)
        assert office.now_of(held).status is Status.SENDING
        slow.gate.set()
        await until(lambda: office.now_of(held).status is Status.POSTED)


async def test_destinations_of_one_account_take_turns(office: Office) -> None:
    first, second = office.publisher("one", lane="account"), office.publisher("two", lane="account")
    active = first.active = second.active
    for number in range(5):
        office.owe(f"r{number}", "one")
        office.owe(f"r{number}", "two")
    await office.courier().deliver_due()
    assert (len(first.history), len(second.history)) == (5, 5)
    assert active == [0, 1]


async def test_slots_and_spacing_are_kept(office: Office) -> None:
    slots = SchedulePolicy("UTC", slots=(time(18),), spacing=timedelta(minutes=15))
    toots = office.publisher("toots", schedule=slots)
    office.owe("r1")
    office.owe("r2")
    async with running(office):
        await until(lambda: office.clock.sleepers >= 2)
        assert toots.sends == []
        await office.clock.push(6 * 60 * MINUTE)  # 18:00
        await until(lambda: len(office.settled) == 1)
        await office.clock.push(14 * MINUTE)
        assert len(toots.sends) == 1
        await office.clock.push(1 * MINUTE)
        await until(lambda: len(office.settled) == 2)


async def test_what_another_process_enters_is_found(office: Office) -> None:
    office.publisher("toots")
    async with running(office):
        await until(lambda: office.clock.sleepers >= 2)
        office.owe("r1")
        await office.clock.push(timedelta(seconds=2))
        await until(lambda: len(office.settled) == 1)


async def test_wake_makes_it_look_at_once(office: Office) -> None:
    office.publisher("toots")
    async with running(office) as courier:
        await until(lambda: office.clock.sleepers >= 2)
        office.owe("r1")
        courier.wake()
        await until(lambda: len(office.settled) == 1)


async def test_a_post_on_its_way_settles_before_the_end(office: Office) -> None:
    toots = office.publisher("toots")
    toots.gate = asyncio.Event()
    owed = office.owe("r1")
    task = asyncio.create_task(office.courier().run())
    await until(toots.entered.is_set)
    task.cancel()
    await asyncio.sleep(0)
    toots.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert office.now_of(owed).status is Status.POSTED


async def test_a_post_that_takes_too_long_is_left_and_found_later(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "GRACE", 0.05)
    toots = office.publisher("toots")
    toots.gate = asyncio.Event()
    owed = office.owe("r1")
    task = asyncio.create_task(office.courier().run())
    await until(toots.entered.is_set)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert office.now_of(owed).status is Status.SENDING
    toots.gate.set()
    await office.courier().deliver_due()
    assert office.now_of(owed).status is Status.POSTED
    assert len(toots.history) == 1


async def test_trouble_with_the_records_is_outlived(office: Office) -> None:
    office.publisher("toots")
    office.owe("r1")

    def rename(before: str, after: str) -> None:
        with office.ledger._engine.begin() as connection:
            connection.exec_driver_sql(f"ALTER TABLE {before} RENAME TO {after}")

    rename("deliveries", "elsewhere")
    async with running(office):
        await until(lambda: office.clock.sleepers >= 2)
        rename("elsewhere", "deliveries")
        await office.clock.push(MINUTE)
        await until(lambda: len(office.settled) == 1)


async def test_a_second_post_on_purpose_is_not_taken_for_the_first_one(office: Office) -> None:
    toots = office.publisher("toots")
    first = office.owe("r1")
    await office.courier().deliver_due()
    await office.clock.push(timedelta(days=9))
    owed = Owed("r1", "review", "Vertigo (1958)", "toots", office.clock.now(), urgent=True)
    again = office.ledger.enqueue(owed, office.clock.now(), again=True)
    # A crash; where to look from isn't known, as the history couldn't be read then.
    office.ledger.claim(again.id, frozen(toots.history[0].post), None, office.clock.now())
    await office.courier().deliver_due()
    assert office.now_of(again).status is Status.POSTED
    assert office.now_of(again).remote_id != office.now_of(first).remote_id
    assert toots.sends == [first.key, again.key]


async def test_a_lane_that_hangs_in_a_change_delays_no_other(office: Office) -> None:
    slow, quick = office.publisher("slow"), office.publisher("quick")
    for name in ("slow", "quick"):
        office.owe("r1", name)
    await office.courier().deliver_due()
    slow.gate, slow.entered = asyncio.Event(), asyncio.Event()
    office.edit("r1", title="Rope")
    office.wish("r1")
    async with running(office) as courier:
        await until(slow.entered.is_set)
        await until(lambda: quick.changes == ["edit quick-001"])
        free = office.owe("r2", "quick")
        courier.wake()
        await until(lambda: office.now_of(free).status is Status.POSTED)
        slow.gate.set()
        await until(lambda: office.ledger.actions_due("slow") == [])


@pytest.mark.parametrize("grace", [5.0, 0.05])
async def test_a_change_on_its_way_is_settled_or_made_up_for(
    office: Office, monkeypatch: pytest.MonkeyPatch, grace: float
) -> None:
    monkeypatch.setattr(lane, "GRACE", grace)
    toots = office.publisher("toots")
    office.owe("r1")
    await office.courier().deliver_due()
    toots.gate, toots.entered = asyncio.Event(), asyncio.Event()
    office.edit("r1", title="Rope")
    action = office.wish("r1")
    assert action is not None
    task = asyncio.create_task(office.courier().run())
    await until(toots.entered.is_set)
    task.cancel()
    await asyncio.sleep(0)
    if grace > 1:
        toots.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert office.action(action.id).status is (ActionStatus.DONE if grace > 1 else ActionStatus.SENDING)
    toots.gate.set()
    await office.courier().deliver_due()
    assert office.action(action.id).status is ActionStatus.DONE


@pytest.mark.parametrize("once", [False, True])
async def test_the_owner_s_pause_is_heeded_in_the_middle_of_a_burst(office: Office, once: bool) -> None:
    toots = office.publisher("toots")
    for number in range(30):
        office.owe(f"r{number}")
    toots.gate = asyncio.Event()
    courier = office.courier()
    lane = courier._lanes["toots"]
    task = asyncio.create_task(courier.deliver_due() if once else courier.run())
    await until(toots.entered.is_set)
    office.ledger.pause("toots", "owner", "On holiday.", None, office.clock.now())
    await until(lambda: office.clock.sleepers >= 1)
    await office.clock.push(timedelta(seconds=2))
    await until(lane._woken.is_set)
    toots.gate.set()
    await until(lambda: task.done() or (office.settled and lane.outlets[0].pause))
    assert len(toots.sends) == 1
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.thorough
async def test_nothing_of_what_is_over_is_kept_in_mind(office: Office) -> None:
    toots = office.publisher("toots")
    courier = office.courier()
    (outlet,) = courier._outlets()
    for number in range(40):
        toots.before.append(OutcomeUnclear("Lost.") if number % 3 else Refused("Too long.", too_long=True))
        office.owe(f"r{number}")
        office.readings[f"gone{number}"] = None
        office.owe(f"gone{number}")
    for _ in range(60):
        await courier.deliver_due()
        await office.clock.push(timedelta(minutes=10))
    for number in range(40):
        office.edit(f"gone{number}")
    for _ in range(80):
        await courier.deliver_due()
        await office.clock.push(timedelta(minutes=16))
    assert {one.status for one in office.ledger.deliveries()} <= {Status.POSTED, Status.FAILED}
    kept = (outlet.held, outlet.unready, outlet.setbacks, outlet.tighter, outlet.unwritten)
    assert kept == ({}, {}, {}, {}, {})
