"""A post waits until its review's page answers: one look for all, growing pauses, and an end to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ledger.model import Status
from bot.overview import decisions
from bot.overview.times import times
from bot.plan.foreseen import Why
from bot.plan.model import SchedulePolicy
from bot.post.live import waits_for_page
from bot.settings.model import LivePolicy
from tests.unit.post.pages import Site, site_serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.post.courier import Courier
    from tests.unit.post.conftest import Office

WAIT = LivePolicy(timedelta(minutes=10), private=True)
HOLD = LivePolicy(timedelta(minutes=10), "hold", private=True)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with site_serving() as made:
        yield made


def owed(office: Office, site: Site, subject: str, destination: str = "toots", *, urgent: bool = False) -> int:
    found = office.owe(subject, destination, urgent=urgent)
    office.edit(subject, url=f"{site.address}/{subject}")
    return found.id


async def pass_by(office: Office, courier: Courier, minutes: float) -> None:
    """Let time pass as ``run --once`` does: look whenever a look is due."""
    end = office.clock.now() + timedelta(minutes=minutes)
    while (at := courier.next_look) is not None and at <= end:
        await office.clock.push(at - office.clock.now())
        await courier.deliver_due()
    await office.clock.push(end - office.clock.now())


async def test_a_post_waits_while_its_page_is_missing_and_goes_once_it_is_there(office: Office, site: Site) -> None:
    toots = office.publisher("toots")
    number = owed(office, site, "r1")
    site.status["/r1"] = 404
    courier = office.courier(WAIT)
    (waiting,) = await courier.deliver_due()
    assert (waiting.status, waiting.attempts) == (Status.WAITING, 0)
    assert waits_for_page(waiting.reason)
    assert f"{site.address}/r1 isn't there (the answer is 404)." in (waiting.reason or "")
    assert courier.waits_for_pages == {waiting.key}
    site.status["/r1"] = 200
    assert await courier.deliver_due() == []  # it isn't time to look again
    await pass_by(office, courier, 1)
    assert toots.sends == [waiting.key]
    (sent,) = office.ledger.these([number])
    assert (sent.status, sent.reason, courier.next_look) == (Status.POSTED, None, None)


async def test_others_go_on_and_all_of_one_review_share_a_look(office: Office, site: Site) -> None:
    first, second = office.publisher("toots"), office.publisher("film-channel")
    owed(office, site, "r1")
    owed(office, site, "r1", "film-channel")
    owed(office, site, "r2")
    site.status["/r1"] = 404
    await office.courier(WAIT).deliver_due()
    assert (len(first.sends), len(second.sends)) == (1, 0)
    assert sorted(site.asked) == ["/r1", "/r2"]


async def test_looks_come_in_growing_pauses_until_the_wait_is_over(office: Office, site: Site) -> None:
    toots = office.publisher("toots")
    owed(office, site, "r1")
    site.status["/r1"] = 404
    courier, pauses = office.courier(WAIT), []
    await courier.deliver_due()
    while (at := courier.next_look) is not None:
        pauses.append((at - office.clock.now()).total_seconds())
        await office.clock.push(at - office.clock.now())
        await courier.deliver_due()
    assert pauses == [15, 30, 60, 120, 300, 75]  # ten minutes
    assert len(toots.sends) == 1  # ``then = "post"``
    assert len(site.asked) == 7


@pytest.mark.parametrize("then", ["post", "hold"])
async def test_processes_that_end_early_prolong_no_wait(office: Office, site: Site, then: str) -> None:
    toots = office.publisher("toots")
    number = owed(office, site, "r1")
    site.status["/r1"] = 404
    rule = HOLD if then == "hold" else WAIT
    for _ in range(4):  # single runs, each ended by its job's limit
        courier = office.courier(rule)
        await courier.deliver_due()
        await pass_by(office, courier, 3)
        await courier.close()
    await office.courier(rule).deliver_due()
    (told,) = office.ledger.these([number])
    assert (told.status, len(toots.sends)) == ((Status.FAILED, 0) if then == "hold" else (Status.POSTED, 1))


async def test_a_page_that_came_while_nobody_looked_lets_its_post_go(office: Office, site: Site) -> None:
    toots = office.publisher("toots")
    owed(office, site, "r1")
    site.status["/r1"] = 404
    await office.courier(HOLD).deliver_due()
    await office.clock.push(timedelta(hours=5))
    site.status["/r1"] = 200
    await office.courier(HOLD).deliver_due()
    assert len(toots.sends) == 1


async def test_held_posts_need_the_owner(office: Office, site: Site) -> None:
    toots, messages = office.publisher("toots"), office.messenger()
    number = owed(office, site, "r1")
    site.status["/r1"] = 403
    courier = office.courier(HOLD)
    await courier.deliver_due()
    await pass_by(office, courier, 11)
    (held,) = office.ledger.these([number])
    assert held.status is Status.FAILED
    assert (held.reason or "").startswith("Its page is still not on the web:")
    assert waits_for_page(held.reason)
    await courier.deliver_due()
    assert toots.sends == []
    assert len(messages.told) == 1
    assert f"matinee retry {number} posts it" in messages.told[0][1]


async def test_what_was_asked_for_by_hand_does_not_wait(office: Office, site: Site) -> None:
    toots = office.publisher("toots")
    owed(office, site, "r1", urgent=True)
    site.status["/r1"] = 404
    await office.courier(HOLD).deliver_due()
    assert (len(toots.sends), site.asked) == (1, [])


async def test_without_a_wait_nobody_asks(office: Office, site: Site) -> None:
    toots = office.publisher("toots")
    owed(office, site, "r1")
    site.status["/r1"] = 404
    await office.courier(LivePolicy(private=True)).deliver_due()
    assert (len(toots.sends), site.asked) == (1, [])


async def test_a_slot_that_passed_while_the_page_was_missing_is_not_lost(office: Office, site: Site) -> None:
    noon = office.clock.now().time().replace(tzinfo=None)
    toots = office.publisher("toots", schedule=SchedulePolicy(slots=(noon,), timezone="UTC"))
    owed(office, site, "r1")
    site.status["/r1"] = 404
    courier = office.courier(WAIT)
    await courier.deliver_due()
    site.status["/r1"] = 200
    await pass_by(office, courier, 1)
    assert len(toots.sends) == 1


async def test_private_pages_are_not_asked_for_unless_that_is_allowed(office: Office, site: Site) -> None:
    toots = office.publisher("toots")
    office.owe("r1")
    office.edit("r1", url="http://127.0.0.1/r1")
    await office.courier(LivePolicy(timedelta(minutes=10))).deliver_due()
    assert toots.sends == []
    (waiting,) = office.ledger.waiting("toots")
    assert "is in a private network (private = true in [live] lets it be asked for)" in (waiting.reason or "")
    assert site.asked == []


async def test_retry_sends_what_was_held_whatever_its_page_says(office: Office, site: Site) -> None:
    toots = office.publisher("toots")
    number = owed(office, site, "r1")
    site.status["/r1"] = 404
    courier = office.courier(HOLD)
    await courier.deliver_due()
    await pass_by(office, courier, 11)
    decisions.retry(office.ledger, number, office.clock.now())
    await office.courier(HOLD).deliver_due()
    assert len(toots.sends) == 1


async def test_status_says_that_it_waits_for_its_page(office: Office, site: Site) -> None:
    office.publisher("toots")
    number = owed(office, site, "r1")
    site.status["/r1"] = 404
    await office.courier(WAIT).deliver_due()
    foreseen = times(office.ledger, office.destinations()["toots"], office.clock.now())
    assert foreseen[number].why is Why.NOT_LIVE
