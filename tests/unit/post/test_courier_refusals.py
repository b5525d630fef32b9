"""What the courier does about refusals, troubled destinations, withdrawn reviews and defects."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import (
    HistoryUnreadable,
    OutcomeUnclear,
    Refused,
    Removed,
    StoreError,
    Throttled,
)
from bot.format.model import Toot
from bot.ledger.model import Status
from bot.plan.model import Filter, RoutePolicy
from bot.review.model import Excerpt, Problem, Reading

if TYPE_CHECKING:
    from tests.unit.post.conftest import Office

HIDDEN = HistoryUnreadable("The history is hidden.", lasting=True)
MINUTE = timedelta(minutes=1)


async def test_a_server_that_asks_for_patience_gets_it_and_the_order_stays(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before.append(Throttled("Slowly.", timedelta(minutes=7)))
    first, second = office.owe("r1", after=-2), office.owe("r2", after=-1)
    courier = office.courier()
    await courier.deliver_due()
    await office.clock.push(6 * MINUTE)
    await courier.deliver_due()
    assert toots.sends == [first.key]
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert toots.sends == [first.key, first.key, second.key]


async def test_one_troublesome_post_does_not_hold_up_the_others_for_ever(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before += [OutcomeUnclear("500.")] * 4
    first, second = office.owe("r1", after=-2), office.owe("r2", after=-1)
    courier = office.courier()
    for _ in range(3):
        await courier.deliver_due()
        await office.clock.push(MINUTE)
    assert toots.sends[:3] == [first.key] * 3
    await courier.deliver_due()
    assert second.key in toots.sends


async def test_a_refused_post_is_the_owner_s_affair_and_the_next_one_goes(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before.append(Refused("Not these words."))
    first, second = office.owe("r1", after=-2), office.owe("r2", after=-1)
    await office.courier().deliver_due()
    assert (office.now_of(first).status, office.now_of(first).reason) == (Status.FAILED, "Not these words.")
    assert office.now_of(second).status is Status.POSTED


async def test_a_post_that_is_too_long_for_a_strict_server_is_written_shorter_once(office: Office) -> None:
    toots = office.publisher("toots")
    toots.most = 300
    office.owe("r1")
    office.edit(
        "r1",
        url="https://films.example.org/" + "long-path/" * 9,
        excerpt=Excerpt("Word by word it is told again. " * 7, "long"),
    )
    toots.before += [Refused("Too long.", too_long=True)]
    (sent,) = await office.courier().deliver_due()
    assert sent.status is Status.POSTED
    (stood,) = toots.history
    assert isinstance(stood.post, Toot)
    assert len(stood.post.text) <= 300


async def test_a_post_that_stays_too_long_fails(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before += [Refused("Too long.", too_long=True)] * 5
    owed = office.owe("r1")
    await office.courier().deliver_due()
    assert office.now_of(owed).status is Status.FAILED
    assert len(toots.sends) <= 2


async def test_a_post_that_others_took_down_is_not_sent_again(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before.append(Removed("It was taken down."))
    owed = office.owe("r1")
    await office.courier().deliver_due()
    assert (office.now_of(owed).status, office.now_of(owed).reason) == (Status.REMOVED, "It was taken down.")
    await office.courier().deliver_due()
    assert len(toots.sends) == 1


async def test_a_review_that_was_withdrawn_is_skipped(office: Office) -> None:
    office.publisher("toots")
    owed, filtered = office.owe("r1"), office.owe("r2")
    office.edit("r1", post=False)
    office.edit("r2", tags=("short",))
    office.routes["toots"] = RoutePolicy("toots", Filter(tags_not=("short",)))
    await office.courier().deliver_due()
    assert office.now_of(owed).status is Status.SKIPPED
    assert "post: false" in str(office.now_of(owed).reason)
    assert office.now_of(filtered).status is Status.SKIPPED


async def test_what_is_asked_for_by_hand_passes_the_filter(office: Office) -> None:
    office.publisher("toots")
    by_hand, never = office.owe("r1", urgent=True), office.owe("r2", urgent=True)
    office.edit("r1", tags=("short",))
    office.edit("r2", post=False)
    office.routes["toots"] = RoutePolicy("toots", Filter(tags_not=("short",)))
    await office.courier().deliver_due()
    assert office.now_of(by_hand).status is Status.POSTED
    assert office.now_of(never).status is Status.SKIPPED


@pytest.mark.parametrize(
    "reading",
    [
        None,
        Reading("r1.md", skipped="draft"),
        Reading("r1.md", problems=(Problem("r1.md", 1, 1, "", "The front matter isn't valid."),)),
    ],
)
async def test_a_file_that_can_not_be_read_now_is_looked_at_again(office: Office, reading: Reading | None) -> None:
    toots = office.publisher("toots")
    owed, other = office.owe("r1"), office.owe("r2")
    office.readings["r1"] = reading
    courier = office.courier()
    await courier.deliver_due()
    assert office.now_of(owed).status is Status.WAITING
    assert "It waits until" in str(office.now_of(owed).reason) or "it waits until" in str(office.now_of(owed).reason)
    assert toots.sends == [other.key]
    office.edit("r1")
    await office.clock.push(6 * MINUTE)
    await courier.deliver_due()
    assert office.now_of(owed).status is Status.POSTED


async def test_a_correction_during_the_hold_is_what_goes_out(office: Office) -> None:
    toots = office.publisher("toots")
    office.owe("r1", after=20)
    courier = office.courier()
    await courier.deliver_due()
    assert toots.sends == []
    office.edit("r1", title="Rope")
    await office.clock.push(20 * MINUTE)
    await courier.deliver_due()
    (stood,) = toots.history
    assert isinstance(stood.post, Toot)
    assert stood.post.text.startswith("Rope")


async def test_a_skip_that_comes_first_wins(office: Office) -> None:
    toots = office.publisher("toots")
    first, second = office.owe("r1", after=-2), office.owe("r2", after=-1)
    toots.on_send = lambda: office.ledger.skip(second.id, "not this one")
    await office.courier().deliver_due()
    assert office.now_of(first).status is Status.POSTED
    assert office.now_of(second).status is Status.SKIPPED
    assert toots.sends == [first.key]


async def test_a_defect_in_one_post_is_told_and_keeps_back_no_other(office: Office) -> None:
    toots = office.publisher("toots")
    office.owe("r1", after=-2)
    second = office.owe("r2", after=-1)
    toots.before.append(ZeroDivisionError("a defect"))
    with pytest.raises(ZeroDivisionError):
        await office.courier().deliver_due()
    assert office.now_of(second).status is Status.POSTED


async def test_trouble_with_the_records_is_raised(office: Office) -> None:
    office.publisher("toots")
    office.owe("r1")
    with office.ledger._engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE deliveries RENAME TO elsewhere")
    with pytest.raises(StoreError):
        await office.courier().deliver_due()
