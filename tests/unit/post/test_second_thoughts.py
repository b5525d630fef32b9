"""What the owner decides between two attempts of one post: it counts as if nothing had been tried before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import HistoryUnreadable, NotSent, OutcomeUnclear
from bot.format.model import Toot
from bot.ledger.model import Status
from bot.ledger.store import Ledger
from bot.plan.model import Changes, MassStop, RoutePolicy
from bot.review.model import Reading
from tests.unit.post.conftest import review

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.errors import DeliveryError
    from bot.ledger.model import Delivery
    from tests.unit.post.conftest import Office
    from tests.unit.post.scripted import ScriptedPublisher

DAY = timedelta(days=1)
TROUBLES = [NotSent("No network."), OutcomeUnclear("Lost on its way there.")]
EITHER = pytest.mark.parametrize("trouble", TROUBLES, ids=["not sent", "unclear"])


async def tried(office: Office, trouble: DeliveryError) -> tuple[ScriptedPublisher, Delivery]:
    """A post of which one attempt came to nothing."""
    toots = office.publisher("toots")
    toots.before.append(trouble)
    owed = office.owe("r1")
    await office.courier().deliver_due()
    assert office.now_of(owed).status is Status.WAITING
    return toots, owed


async def much_later(office: Office) -> None:
    await office.clock.push(DAY)
    await office.courier().deliver_due()


@EITHER
async def test_a_review_that_says_post_false_by_now_is_not_sent(office: Office, trouble: DeliveryError) -> None:
    toots, owed = await tried(office, trouble)
    office.edit("r1", post=False)
    await much_later(office)
    assert toots.history == []
    assert office.now_of(owed).status is Status.SKIPPED


@EITHER
async def test_a_draft_waits_and_so_does_a_file_that_is_gone(office: Office, trouble: DeliveryError) -> None:
    toots, owed = await tried(office, trouble)
    for reading in (Reading("r1.md", skipped="draft"), None):
        office.readings["r1"] = reading
        await much_later(office)
        assert toots.history == []
        assert office.now_of(owed).status is Status.WAITING
    office.readings["r1"] = Reading("r1.md", review("r1"))
    await much_later(office)
    assert len(toots.history) == 1


@EITHER
async def test_while_the_owner_is_asked_nothing_goes_out(office: Office, trouble: DeliveryError) -> None:
    toots, _ = await tried(office, trouble)
    question = MassStop("films", added=(("r9", "r9.md"),))
    office.ledger.record("films", Changes(mass=question), [], [], office.clock.now())
    await much_later(office)
    assert toots.history == []
    office.ledger.accept("films", office.clock.now())
    await much_later(office)
    assert len(toots.history) == 1


async def test_what_stands_in_the_file_is_sent_though_edits_are_ignored(office: Office) -> None:
    office.routes["toots"] = RoutePolicy("toots", edits="ignore")
    toots, _ = await tried(office, NotSent("No network."))
    office.edit("r1", title="Rope")
    await much_later(office)
    (stands,) = toots.history
    assert isinstance(stands.post, Toot)
    assert stands.post.text.startswith("Rope")


async def test_what_may_arrive_still_is_repeated_in_its_own_words_and_corrected_then(office: Office) -> None:
    toots, owed = await tried(office, OutcomeUnclear("Lost on its way there."))
    office.edit("r1", title="Rope")
    office.wish("r1")
    await much_later(office)
    (stands,) = toots.history
    assert toots.sends == [owed.key, owed.key]
    assert toots.changes == [f"edit {stands.id}"]
    assert isinstance(stands.post, Toot)
    assert stands.post.text.startswith("Rope")


async def test_what_was_taken_back_after_an_unclear_attempt_is_not_sent(office: Office) -> None:
    toots = office.publisher("toots")
    owed = office.owe("r1")
    toots.on_send = lambda: office.wish("r1", "delete", urgent=True)
    toots.before.append(OutcomeUnclear("Lost on its way there."))
    await office.courier().deliver_due()
    await much_later(office)
    assert (toots.sends, toots.history, toots.changes) == ([owed.key], [], [])
    assert office.now_of(owed).status is Status.SKIPPED


@EITHER
async def test_what_stands_after_all_is_found_whatever_the_review_says_now(
    office: Office, trouble: DeliveryError
) -> None:
    toots = office.publisher("toots")
    toots.after.append(OutcomeUnclear("Lost on its way back."))
    owed = office.owe("r1")
    await office.courier().deliver_due()
    office.edit("r1", post=False)
    await much_later(office)
    assert len(toots.history) == 1
    assert office.now_of(owed).status is Status.POSTED


async def test_a_retry_looks_as_far_back_as_the_first_attempt(office: Office) -> None:
    toots = office.publisher("toots")
    toots.unreadable = HistoryUnreadable("The history is hidden.", lasting=True)
    toots.after.append(OutcomeUnclear("Lost on its way back."))
    owed = office.owe("r1")
    await office.courier().deliver_due()
    await much_later(office)
    assert office.now_of(owed).status is Status.UNKNOWN
    toots.unreadable = None
    (stands,) = toots.history
    toots.history.append(replace(stands, id="toots-777", post=replace(stands.post, address="https://other.example/")))
    office.ledger.retry(owed.id, office.clock.now())
    await much_later(office)
    assert office.now_of(owed).remote_id == stands.id
    assert len(toots.sends) == 1


async def test_a_retry_of_what_restored_records_doubt_looks_first(office: Office) -> None:
    toots = office.publisher("toots")
    owed = office.owe("r1")
    await office.courier().deliver_due()
    (stands,) = toots.history
    toots.history.append(replace(stands, id="toots-777", post=replace(stands.post, address="https://other.example/")))
    with office.ledger._writing() as connection:
        connection.exec_driver_sql(
            "UPDATE deliveries SET status = 'waiting', body = NULL, remote_id = NULL, mark = NULL, may_stand = 1"
        )
    office.ledger.retry(owed.id, office.clock.now())
    await much_later(office)
    assert office.now_of(owed).remote_id == stands.id
    assert len(toots.sends) == 1


@pytest.mark.parametrize("decide", [Ledger.retry, Ledger.hurry])
async def test_what_was_decided_while_the_clock_was_ahead_counts_now(
    office: Office, decide: Callable[[Ledger, int, datetime], Delivery | None]
) -> None:
    toots = office.publisher("toots")
    owed = office.owe("r1", after=20)
    decide(office.ledger, owed.id, office.clock.now() + 365 * DAY)
    await office.courier().deliver_due()
    assert toots.sends == [owed.key]


async def test_what_was_skipped_goes_out_when_the_owner_says_so(office: Office) -> None:
    toots = office.publisher("toots")
    owed = office.owe("r1")
    office.edit("r1", post=False)
    await office.courier().deliver_due()
    assert office.now_of(owed).status is Status.SKIPPED
    office.edit("r1", post=True)
    assert office.ledger.retry(owed.id, office.clock.now()) is not None
    await office.courier().deliver_due()
    assert toots.sends == [owed.key]
