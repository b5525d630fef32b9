"""Changes to posts that go wrong: repeated freely, after a look at how the post stands, and in nobody's way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.errors import (
    DeliveryError,
    DestinationTrouble,
    HistoryUnreadable,
    NotSent,
    OutcomeUnclear,
    Refused,
    Removed,
    Throttled,
    TokenRefused,
)
from bot.format.model import Toot
from bot.ledger.model import ActionStatus, Status
from bot.ledger.tables import DELIVERIES

if TYPE_CHECKING:
    from bot.ledger.model import Action, ActionKind, Delivery
    from tests.unit.post.conftest import Office

MINUTE = timedelta(minutes=1)
KINDS: tuple[ActionKind, ...] = ("edit", "relink", "delete")


class Crash(BaseException):
    """The process ends here."""


async def changed(office: Office, kind: ActionKind, subject: str = "r1") -> tuple[Delivery, Action]:
    """A post that stands, and a change that is due."""
    owed = office.owe(subject)
    await office.courier().deliver_due()
    office.edit(subject, title="Rope", url=f"https://films.example/new/{subject}.html")
    action = office.wish(subject, kind)
    assert action is not None
    return office.now_of(owed), action


def assert_as_wished(office: Office, delivery: Delivery, action: Action) -> None:
    stood = office.publishers["toots"].post(str(delivery.remote_id))
    assert office.action(action.id).status is ActionStatus.DONE
    if action.kind == "delete":
        assert (stood, office.now_of(delivery).status) == (None, Status.REMOVED)
        return
    assert stood is not None
    assert isinstance(stood.post, Toot)
    assert ("Rope" in stood.post.text) == (action.kind == "edit")
    assert stood.post.address == "https://films.example/new/r1.html"
    assert office.now_of(delivery).body == office.action(action.id).body


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("took_effect", [True, False])
async def test_a_crash_on_the_way_is_made_up_for(office: Office, kind: ActionKind, took_effect: bool) -> None:
    toots = office.publisher("toots")
    delivery, action = await changed(office, kind)
    (toots.after if took_effect else toots.before).append(Crash())
    with pytest.raises(Crash):
        await office.courier().deliver_due()
    assert office.action(action.id).status is ActionStatus.SENDING
    await office.courier().deliver_due()
    assert_as_wished(office, delivery, action)
    assert not office.now_of(delivery).by_hand
    assert len(toots.changes) == (1 if took_effect and kind != "delete" else 2)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("took_effect", [True, False])
async def test_after_a_lost_answer_the_post_shows_what_came_of_it(
    office: Office, kind: ActionKind, took_effect: bool
) -> None:
    toots = office.publisher("toots")
    delivery, action = await changed(office, kind)
    (toots.after if took_effect else toots.before).append(OutcomeUnclear("The answer was lost."))
    courier = office.courier()
    await courier.deliver_due()
    waiting = office.action(action.id)
    assert (waiting.status, waiting.reason) == (ActionStatus.WAITING, "The answer was lost.")
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert_as_wished(office, delivery, action)


async def test_a_correction_that_restored_records_do_not_know_of_is_nobody_s_edit(office: Office) -> None:
    toots = office.publisher("toots")
    delivery, action = await changed(office, "edit")
    await office.courier().deliver_due()
    stood = toots.post(str(delivery.remote_id))
    assert stood is not None
    with office.ledger._writing() as connection:  # as it was in the saved copy
        connection.execute(update(DELIVERIES).values(body=delivery.body))
    again = office.wish("r1", "edit")
    assert again is not None
    await office.courier().deliver_due()
    assert office.action(again.id).status is ActionStatus.DONE
    assert not office.now_of(delivery).by_hand
    assert office.now_of(delivery).body == office.action(action.id).body
    assert len(toots.changes) == 1


async def test_a_later_correction_stands_behind_one_that_may_have_been_made(office: Office) -> None:
    toots = office.publisher("toots")
    delivery, first = await changed(office, "edit")
    toots.after.append(OutcomeUnclear("The answer was lost."))
    courier = office.courier()
    await courier.deliver_due()
    office.edit("r1", title="Rear Window")
    second = office.wish("r1", revision=3)
    assert second is not None
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    (stood,) = toots.history
    assert isinstance(stood.post, Toot)
    assert stood.post.text.startswith("Rear Window")
    assert {office.action(one.id).status for one in (first, second)} == {ActionStatus.DONE}
    assert not office.now_of(delivery).by_hand


@pytest.mark.parametrize("kind", KINDS)
async def test_what_has_to_wait_holds_up_nothing_else(office: Office, kind: ActionKind) -> None:
    toots = office.publisher("toots")
    delivery, action = await changed(office, kind)
    toots.before.append(Throttled("Too many edits of an old message.", 20 * MINUTE))
    courier = office.courier()
    await courier.deliver_due()
    new = office.owe("r2")
    await courier.deliver_due()
    assert office.now_of(new).status is Status.POSTED
    await office.clock.push(19 * MINUTE)
    await courier.deliver_due()
    assert len(toots.changes) == 1
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert_as_wished(office, delivery, action)


async def test_failures_wait_longer_and_longer_even_before_a_claim(office: Office) -> None:
    toots = office.publisher("toots")
    delivery, action = await changed(office, "edit")
    toots.unreadable = HistoryUnreadable("Busy.", lasting=False)
    courier = office.courier()
    for _ in range(60):
        await courier.deliver_due()
        await office.clock.push(15 * timedelta(seconds=1))
    assert 4 <= len(toots.looks) <= 7
    assert office.action(action.id).attempts == 0
    toots.unreadable = None
    await office.clock.push(timedelta(hours=1))
    await courier.deliver_due()
    assert_as_wished(office, delivery, action)


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_refused_is_the_owner_s_affair(office: Office, kind: ActionKind) -> None:
    toots = office.publisher("toots")
    delivery, action = await changed(office, kind)
    toots.before.append(Refused("Not these words."))
    await office.courier().deliver_due()
    failed = office.action(action.id)
    assert (failed.status, failed.reason) == (ActionStatus.FAILED, "Not these words.")
    assert office.now_of(delivery).status is Status.POSTED
    (notice,) = office.ledger.notices(untold=False)
    assert "Not these words." in notice.text
    await office.courier().deliver_due()
    assert len(toots.changes) == 1


async def test_a_post_that_can_not_be_looked_at_is_not_written_over(office: Office) -> None:
    toots = office.publisher("toots")
    _, action = await changed(office, "edit")
    toots.unreadable = HistoryUnreadable("The history is hidden.", lasting=True)
    await office.courier().deliver_due()
    assert toots.changes == []
    assert office.action(action.id).status is ActionStatus.FAILED


async def test_a_post_that_goes_while_it_is_corrected(office: Office) -> None:
    toots = office.publisher("toots")
    delivery, action = await changed(office, "edit")
    toots.before.append(Removed("It was taken down."))
    await office.courier().deliver_due()
    assert office.now_of(delivery).status is Status.REMOVED
    assert office.action(action.id).status is ActionStatus.DROPPED


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("trouble", [DestinationTrouble("No permission."), TokenRefused("New token, please.")])
async def test_trouble_pauses_the_destination_and_the_change_waits(
    office: Office, kind: ActionKind, trouble: DeliveryError
) -> None:
    toots = office.publisher("toots")
    delivery, action = await changed(office, kind)
    toots.before.append(trouble)
    courier = office.courier()
    await courier.deliver_due()
    assert office.ledger.pauses()["toots"].reason == str(trouble)
    new = office.owe("r2")
    await courier.deliver_due()
    assert office.now_of(new).status is Status.WAITING
    await office.clock.push(timedelta(hours=1))
    await courier.deliver_due()
    await office.clock.push(timedelta(hours=1))
    await courier.deliver_due()
    assert office.ledger.pauses() == {}
    assert office.now_of(new).status is Status.POSTED
    assert_as_wished(office, delivery, action)


async def test_a_change_alone_shows_that_its_destination_works_again(office: Office) -> None:
    toots = office.publisher("toots")
    delivery, action = await changed(office, "edit")
    toots.before += [DestinationTrouble("No permission."), NotSent("No network.")]
    courier = office.courier()
    for _ in range(4):
        await courier.deliver_due()
        await office.clock.push(MINUTE)
    assert office.ledger.pauses() == {}
    assert_as_wished(office, delivery, action)


async def test_a_defect_in_one_change_keeps_back_no_other(office: Office) -> None:
    toots = office.publisher("toots")
    office.owe("r2")
    await changed(office, "edit")
    other = office.wish("r2", "delete", after=-1)
    assert other is not None
    office.wish("r1", revision=3)
    toots.before.append(ZeroDivisionError("a defect"))
    with pytest.raises(ZeroDivisionError):
        await office.courier().deliver_due()
    assert toots.changes == ["delete toots-001", "edit toots-002"]
    assert office.action(other.id).status is ActionStatus.SENDING
