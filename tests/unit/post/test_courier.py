"""Claim, send, settle: and every way in which that goes wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import (
    HistoryUnreadable,
    NotSent,
    OutcomeUnclear,
)
from bot.format.model import Toot
from bot.ledger.model import Owed, Status

if TYPE_CHECKING:
    from tests.unit.post.conftest import Office

HIDDEN = HistoryUnreadable("The history is hidden.", lasting=True)
MINUTE = timedelta(minutes=1)


class Crash(BaseException):
    """The process ends here."""


async def test_a_post_goes_out_once_and_its_receipt_is_kept(office: Office) -> None:
    toots = office.publisher("toots")
    owed = office.owe("r1")
    (sent,) = await office.courier().deliver_due()
    assert (sent.id, sent.status, sent.attempts) == (owed.id, Status.POSTED, 1)
    assert (sent.remote_id, sent.remote_url) == ("toots-001", "https://toots.example/toots-001")
    assert sent.posted_at == office.clock.now()
    assert office.settled == [sent]
    assert toots.sends == [owed.key]
    assert await office.courier().deliver_due() == []


async def test_the_claim_stands_in_the_records_before_anything_is_sent(office: Office) -> None:
    toots = office.publisher("toots")
    owed = office.owe("r1")
    seen = []
    toots.on_send = lambda: seen.append(office.now_of(owed))
    await office.courier().deliver_due()
    (claimed,) = seen
    assert (claimed.status, claimed.mark, claimed.attempts) == (Status.SENDING, "", 1)
    assert claimed.body is not None
    assert "Dizzy" in claimed.body["text"]


async def test_the_order_is_kept(office: Office) -> None:
    toots = office.publisher("toots")
    late, early = office.owe("r1", after=-1), office.owe("r2", after=-5)
    by_hand = office.owe("r3", urgent=True)
    await office.courier().deliver_due()
    assert toots.sends == [by_hand.key, early.key, late.key]
    assert toots.marks == 1  # later ones start from our own newest post


@pytest.mark.parametrize("stands", [True, False])
async def test_a_crash_after_the_claim_is_read_back(office: Office, stands: bool) -> None:
    toots = office.publisher("toots")
    owed = office.owe("r1")
    (toots.after if stands else toots.before).append(Crash())
    with pytest.raises(Crash):
        await office.courier().deliver_due()
    assert office.now_of(owed).status is Status.SENDING
    await office.courier().deliver_due()
    assert office.now_of(owed).status is Status.POSTED
    assert len(toots.history) == 1
    assert toots.finds == [""]
    assert toots.sends == [owed.key] * (1 if stands else 2)


async def test_what_was_surely_not_sent_is_written_anew(office: Office) -> None:
    toots = office.publisher("toots")
    owed = office.owe("r1")
    toots.before.append(NotSent("No network."))
    courier = office.courier()
    await courier.deliver_due()
    office.edit("r1", title="Rope")
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert office.now_of(owed).attempts == 2
    (stood,) = toots.history
    assert isinstance(stood.post, Toot)
    assert stood.post.text.startswith("Rope")


async def test_another_delivery_s_post_is_not_taken_for_ours(office: Office) -> None:
    toots = office.publisher("toots")
    first = office.owe("r1")
    await office.courier().deliver_due()
    again = office.ledger.enqueue(
        Owed("r1", "review", "Vertigo (1958)", "toots", office.clock.now()), office.clock.now(), again=True
    )
    toots.before.append(OutcomeUnclear("Lost."))
    courier = office.courier()
    await courier.deliver_due()
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert office.now_of(again).remote_id == "toots-002"
    assert office.now_of(first).remote_id == "toots-001"


@pytest.mark.parametrize("stands", [True, False])
async def test_an_unclear_outcome_is_read_back_before_a_repeat(office: Office, stands: bool) -> None:
    toots = office.publisher("toots")
    owed = office.owe("r1")
    (toots.after if stands else toots.before).append(OutcomeUnclear("The answer was lost."))
    courier = office.courier()
    await courier.deliver_due()
    waiting = office.now_of(owed)
    assert (waiting.status, waiting.may_stand, waiting.reason) == (Status.WAITING, True, "The answer was lost.")
    assert toots.finds == []
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert office.now_of(owed).status is Status.POSTED
    assert len(toots.finds) == len(toots.history) == 1


async def test_what_surely_was_not_sent_is_not_looked_for(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before.append(NotSent("No network."))
    owed = office.owe("r1")
    courier = office.courier()
    await courier.deliver_due()
    assert not office.now_of(owed).may_stand
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert office.now_of(owed).status is Status.POSTED
    assert toots.finds == []


async def test_reading_back_starts_shortly_before_the_post_however_old_ours_is(office: Office) -> None:
    toots = office.publisher("toots")
    office.owe("r1")
    courier = office.courier()
    await courier.deliver_due()
    await office.clock.push(timedelta(days=1))
    toots.history.append(replace(toots.history[0], id="toots-900"))  # what others said meanwhile
    owed = office.owe("r2")
    toots.after.append(OutcomeUnclear("The answer was lost."))
    await courier.deliver_due()
    assert office.now_of(owed).mark == "toots-900"


async def test_a_newest_post_that_can_not_be_read_leaves_ours_to_start_from(office: Office) -> None:
    toots = office.publisher("toots")
    first, second = office.owe("r1"), office.owe("r2", after=60)
    courier = office.courier()
    await courier.deliver_due()
    toots.unreadable = HistoryUnreadable("Down.", lasting=False)
    await office.clock.push(timedelta(hours=1))
    await courier.deliver_due()
    assert office.now_of(second).status is Status.POSTED
    assert office.now_of(second).mark == office.now_of(first).remote_id


async def test_one_post_that_can_not_be_looked_for_leaves_the_others_to_be_found(office: Office) -> None:
    toots = office.publisher("toots")
    lost, other = office.owe("r1"), office.owe("r2", after=5)
    toots.after.append(OutcomeUnclear("The answer was lost."))
    courier = office.courier()
    await courier.deliver_due()
    toots.unreadable = HistoryUnreadable("There is too much after it.", lasting=True)
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert office.now_of(lost).status is Status.UNKNOWN
    toots.unreadable = None
    toots.after.append(OutcomeUnclear("The answer was lost."))
    await office.clock.push(5 * MINUTE)
    await courier.deliver_due()
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert office.now_of(other).status is Status.POSTED
    assert toots.sends == [lost.key, other.key]


async def test_where_nothing_can_be_found_out_the_owner_decides(office: Office) -> None:
    toots = office.publisher("toots")
    toots.unreadable = HIDDEN
    toots.after.append(OutcomeUnclear("The answer was lost."))
    owed = office.owe("r1")
    courier = office.courier()
    await courier.deliver_due()
    unknown = office.now_of(owed)
    assert unknown.status is Status.UNKNOWN
    assert "may have been posted" in str(unknown.reason)
    await office.clock.push(timedelta(days=2))
    assert await courier.deliver_due() == []
    office.ledger.retry(owed.id, office.clock.now())  # the owner has looked: it isn't there
    await office.courier().deliver_due()
    assert office.now_of(owed).status is Status.POSTED
    assert toots.sends == [owed.key] * 2


async def test_the_key_makes_a_repeat_harmless_for_a_while(office: Office) -> None:
    toots = office.publisher("toots")
    toots.unreadable, toots.key_window = HIDDEN, timedelta(minutes=2)
    toots.before += [OutcomeUnclear("Lost."), OutcomeUnclear("Lost again.")]
    owed = office.owe("r1")
    courier = office.courier()
    await courier.deliver_due()
    assert office.now_of(owed).may_stand
    await office.clock.push(timedelta(seconds=10))
    await courier.deliver_due()
    assert toots.sends == [owed.key] * 2
    assert office.now_of(owed).may_stand
    await office.clock.push(timedelta(minutes=10))
    await courier.deliver_due()
    assert office.now_of(owed).status is Status.UNKNOWN
    assert len(toots.sends) == 2


async def test_a_doubt_is_not_forgotten_by_a_repeat_that_was_not_sent(office: Office) -> None:
    toots = office.publisher("toots")
    toots.unreadable, toots.key_window = HIDDEN, timedelta(minutes=2)
    toots.before += [OutcomeUnclear("Lost."), NotSent("No network.")]
    owed = office.owe("r1")
    courier = office.courier()
    await courier.deliver_due()
    await office.clock.push(timedelta(seconds=10))
    await courier.deliver_due()
    assert office.now_of(owed).may_stand
    await office.clock.push(timedelta(minutes=10))
    await courier.deliver_due()
    assert office.now_of(owed).status is Status.UNKNOWN


async def test_a_history_that_is_down_is_waited_for(office: Office) -> None:
    toots = office.publisher("toots")
    owed = office.owe("r1")
    toots.after.append(OutcomeUnclear("Lost."))
    courier = office.courier()
    await courier.deliver_due()
    toots.unreadable = HistoryUnreadable("Down.", lasting=False)
    for _ in range(3):
        await office.clock.push(timedelta(hours=2))
        await courier.deliver_due()
    assert (office.now_of(owed).status, office.now_of(owed).may_stand) == (Status.WAITING, True)
    toots.unreadable = None
    await office.clock.push(timedelta(hours=2))
    await courier.deliver_due()
    assert office.now_of(owed).status is Status.POSTED
    assert len(toots.history) == len(toots.sends) == 1
