"""Destinations in trouble: paused in the records, looked at again, resumed, and their backlog let out one by one."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from bot.errors import DestinationTrouble, HistoryUnreadable, NotSent, Refused, TokenRefused
from bot.ledger.model import Status
from bot.plan.model import SchedulePolicy

if TYPE_CHECKING:
    from datetime import datetime

    from tests.unit.post.conftest import Office

GONE = "The channel is gone: name another one."
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def notices(office: Office) -> list[str]:
    return [one.text for one in office.ledger.notices(untold=False)]


async def test_trouble_pauses_its_destination_alone_and_tells_the_owner(office: Office) -> None:
    toots, channel = office.publisher("toots"), office.publisher("channel")
    toots.before.append(DestinationTrouble(GONE))
    owed, queued, other = office.owe("r1"), office.owe("r2"), office.owe("r1", "channel")
    await office.courier().deliver_due()
    pause = office.ledger.pauses()["toots"]
    assert (pause.by, pause.reason, pause.look_at) == ("trouble", GONE, office.clock.now() + timedelta(seconds=15))
    assert [office.now_of(one).status for one in (owed, queued)] == [Status.WAITING, Status.WAITING]
    assert (office.now_of(owed).reason, office.now_of(owed).may_stand) == (GONE, False)
    assert office.now_of(other).status is Status.POSTED
    assert channel.sends == [other.key]
    (told,) = notices(office)
    assert GONE in told


async def test_a_restart_keeps_the_pause_but_tries_once_at_once(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before += [TokenRefused("New token, please.")] * 2
    office.owe("r1")
    for tries in (1, 2):
        courier = office.courier()
        for _ in range(3):
            await courier.deliver_due()
        assert len(toots.sends) == tries
        assert office.ledger.pauses()["toots"].since == office.clock.now()
    await office.courier().deliver_due()
    assert len(toots.history) == 1
    assert office.ledger.pauses() == {}


@pytest.mark.thorough
async def test_it_is_tried_after_ever_longer_times_and_told_once(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before += [DestinationTrouble(GONE)] * 20
    office.owe("r1")
    tries: list[datetime] = []
    courier = office.courier()
    for _ in range(4 * 60 * 6):
        await courier.deliver_due()
        if len(toots.sends) > len(tries):
            tries.append(office.clock.now())
        await office.clock.push(timedelta(seconds=15))
    waits = [later - earlier for earlier, later in pairwise(tries)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(seconds=15), HOUR)
    assert len(notices(office)) == 1


async def test_a_refused_token_is_tried_once_an_hour(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before += [TokenRefused("New token, please.")] * 2
    owed = office.owe("r1")
    courier = office.courier()
    for tries, status in ((1, Status.WAITING), (2, Status.WAITING), (3, Status.POSTED)):
        await courier.deliver_due()
        await office.clock.push(HOUR - timedelta(seconds=1))
        await courier.deliver_due()
        assert (len(toots.sends), office.now_of(owed).status) == (tries, status)
        await office.clock.push(timedelta(seconds=1))


async def test_what_works_again_goes_on_one_post_after_the_other(office: Office) -> None:
    toots = office.publisher("toots", schedule=SchedulePolicy(catch_up=15 * MINUTE))
    toots.before += [DestinationTrouble(GONE)] * 2
    for number in range(4):
        office.owe(f"r{number}")
    courier = office.courier()
    await courier.deliver_due()
    for posts in (0, 1, 1, 2, 2):
        await office.clock.push(8 * MINUTE)
        await courier.deliver_due()
        assert len(toots.history) == posts
    assert office.ledger.pauses() == {}
    by_hand = office.owe("r9", urgent=True)
    await courier.deliver_due()
    assert office.now_of(by_hand).status is Status.POSTED
    assert "works again" in notices(office)[-1]
    assert len(notices(office)) == 2


async def test_a_post_that_is_refused_shows_that_its_destination_works(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before += [DestinationTrouble(GONE), Refused("Not these words.")]
    first, second = office.owe("r1", after=-2), office.owe("r2", after=-1)
    courier = office.courier()
    await courier.deliver_due()
    await office.clock.push(HOUR)
    await courier.deliver_due()
    assert (office.now_of(first).status, office.now_of(second).status) == (Status.FAILED, Status.POSTED)
    assert office.ledger.pauses() == {}


async def test_where_nothing_waits_any_more_a_look_finds_out(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before.append(DestinationTrouble(GONE))
    owed = office.owe("r1")
    courier = office.courier()
    await courier.deliver_due()
    office.ledger.skip(owed.id, "not this one")
    toots.mark_trouble = DestinationTrouble("It is gone still.")
    await courier.deliver_due()
    assert toots.marks == 1
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert toots.marks == 2
    assert office.ledger.pauses()["toots"].reason == "It is gone still."
    toots.mark_trouble = NotSent("No network.")
    await office.clock.push(HOUR)
    await courier.deliver_due()
    assert "toots" in office.ledger.pauses()
    toots.mark_trouble = None
    await office.clock.push(HOUR)
    await courier.deliver_due()
    assert office.ledger.pauses() == {}
    assert len(toots.sends) == 1


async def test_a_destination_that_answers_but_hides_its_history_works(office: Office) -> None:
    toots = office.publisher("toots")
    office.ledger.pause("toots", "trouble", GONE, office.clock.now(), office.clock.now())
    toots.unreadable = HistoryUnreadable("The history is hidden.", lasting=True)
    await office.courier().deliver_due()
    assert office.ledger.pauses() == {}


async def test_a_quiet_hour_is_no_time_to_try(office: Office) -> None:
    toots = office.publisher("toots")
    office.ledger.pause("toots", "trouble", GONE, office.clock.now(), office.clock.now())
    office.owe("r1", after=60)
    await office.courier().deliver_due()
    assert (toots.sends, toots.marks) == ([], 0)
    assert "toots" in office.ledger.pauses()


async def test_the_owner_s_pause_ends_by_his_word_only(office: Office) -> None:
    toots = office.publisher("toots")
    office.ledger.pause("toots", "owner", "On holiday.", None, office.clock.now())
    owed = office.owe("r1", urgent=True)
    courier = office.courier()
    for _ in range(3):
        await courier.deliver_due()
        await office.clock.push(timedelta(days=3))
    assert toots.sends == []
    office.ledger.resume("toots", office.clock.now())
    await courier.deliver_due()
    assert toots.sends == [owed.key]
    assert notices(office) == []


async def test_a_clock_that_was_put_back_ends_a_long_wait(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before += [DestinationTrouble(GONE), NotSent("No network.")]
    office.owe("r1")
    courier = office.courier()
    await courier.deliver_due()
    await office.clock.push(HOUR)
    await courier.deliver_due()
    assert len(toots.sends) == 2
    office.clock.set(office.clock.now() - timedelta(days=400))
    office.owe("r2", urgent=True)
    await courier.deliver_due()
    assert len(toots.history) == 2


@pytest.mark.parametrize("trouble", [DestinationTrouble(GONE), TokenRefused(GONE)])
async def test_trouble_before_the_claim_pauses_as_well(office: Office, trouble: DestinationTrouble) -> None:
    toots = office.publisher("toots")
    toots.mark_trouble = trouble
    owed = office.owe("r1")
    await office.courier().deliver_due()
    assert (toots.sends, office.now_of(owed).attempts) == ([], 0)
    assert office.ledger.pauses()["toots"].reason == GONE


async def test_what_is_done_by_hand_finds_the_trouble_for_the_posts_too(office: Office) -> None:
    toots = office.publisher("toots")
    office.owe("r1")
    await office.courier().deliver_due()
    office.wish("r1", "delete", urgent=True)
    next_one = office.owe("r2")
    toots.before.append(DestinationTrouble(GONE))
    await office.courier().deliver_due()
    assert toots.changes == ["delete toots-001"]
    assert next_one.key not in toots.sends
