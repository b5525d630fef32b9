"""What is asked for by hand is done by itself: nothing else that is due is sent, settled, corrected or asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.ledger.model import Status
from bot.plan.model import RoutePolicy
from tests.unit.post.evenings import EVENING, RULE, small
from tests.unit.post.test_courier import Crash

if TYPE_CHECKING:
    from bot.ledger.model import Delivery
    from tests.unit.post.conftest import Office


async def test_only_what_is_meant_goes_out(office: Office) -> None:
    toots, channel = office.publisher("toots", lane="one"), office.publisher("channel", lane="one")
    others = [office.owe("r1"), office.owe("r1", "channel"), office.owe("r2", urgent=True)]
    meant = office.owe("r3", urgent=True)
    assert [one.id for one in await office.courier().deliver_due(lambda one: one.id == meant.id)] == [meant.id]
    assert (toots.sends, channel.sends) == ([meant.key], [])
    assert {office.now_of(one).status for one in others} == {Status.WAITING}
    await office.courier().deliver_due()
    assert sorted([*toots.sends, *channel.sends]) == sorted(one.key for one in (meant, *others))


async def test_what_was_on_its_way_keeps_its_claim_and_is_read_back_later(office: Office) -> None:
    toots = office.publisher("toots")
    lost = office.owe("r1")
    toots.after.append(Crash())
    with pytest.raises(Crash):
        await office.courier().deliver_due()
    meant = office.owe("r2", urgent=True)
    await office.courier().deliver_due(lambda one: one.id == meant.id)
    assert office.now_of(lost).status is Status.SENDING
    assert toots.finds == []
    await office.courier().deliver_due()
    assert office.now_of(lost).status is Status.POSTED
    assert toots.sends == [lost.key, meant.key]  # it was found behind the later one, and isn't sent again


async def test_other_posts_are_not_corrected(office: Office) -> None:
    toots = office.publisher("toots")
    first, second = office.owe("r1"), office.owe("r2")
    await office.courier().deliver_due()
    for subject in ("r1", "r2"):
        office.edit(subject, title="Rope")
        office.wish(subject, urgent=subject == "r2")

    def is_first(one: Delivery) -> bool:
        return one.id == first.id

    await office.courier().deliver_due(is_first)
    assert toots.changes == [f"edit {office.now_of(first).remote_id}"]
    await office.courier().deliver_due()
    assert toots.changes[1:] == [f"edit {office.now_of(second).remote_id}"]


async def test_a_digest_whose_time_has_come_is_left_to_the_bot(office: Office) -> None:
    toots = office.publisher("toots")
    office.routes["toots"] = RoutePolicy("toots", digest=RULE)
    waiting = small(office, "one", "two")
    await office.clock.push(EVENING)
    meant = office.owe("r1", urgent=True)
    await office.courier().deliver_due(lambda one: one.id == meant.id)
    assert toots.sends == [meant.key]
    assert {office.now_of(one).status for one in waiting} == {Status.WAITING}
