"""Corrections, new addresses and takings-down of posts that stand: what is done, and what is left alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.format.model import Toot
from bot.ledger.model import Action, ActionStatus, Delivery, Status
from bot.plan.model import Changes, MassStop, Seen
from bot.review.model import Excerpt, Reading
from tests.unit.post.conftest import review

if TYPE_CHECKING:
    from tests.unit.post.conftest import Office
    from tests.unit.post.scripted import ScriptedPublisher

MINUTE = timedelta(minutes=1)


async def posted(office: Office, subject: str = "r1") -> Delivery:
    """A post that stands."""
    owed = office.owe(subject)
    await office.courier().deliver_due()
    return office.now_of(owed)


def wished(office: Office, subject: str = "r1", kind: str = "edit", **more: object) -> Action:
    action = office.wish(subject, kind, **more)  # type: ignore[arg-type]
    assert action is not None
    return action


def text(publisher: ScriptedPublisher, at: int = 0) -> str:
    post = publisher.history[at].post
    assert isinstance(post, Toot)
    return post.text


async def test_a_correction_changes_the_post_and_what_is_known_of_it(office: Office) -> None:
    toots = office.publisher("toots")
    delivery = await posted(office)
    office.edit("r1", title="Rear Window", year=1954)
    action = wished(office)
    await office.courier().deliver_due()
    assert toots.changes == ["edit toots-001"]
    assert text(toots).startswith("Rear Window (1954)")
    done = office.action(action.id)
    assert (done.status, done.attempts, done.done_at) == (ActionStatus.DONE, 1, office.clock.now())
    after = office.now_of(delivery)
    assert after.body is not None
    assert after.body == done.body
    assert (after.status, after.remote_id, after.posted_at) == (Status.POSTED, "toots-001", delivery.posted_at)
    assert after.title == "Rear Window (1954)"
    assert toots.sends == [delivery.key]


async def test_what_the_post_doesn_t_say_needs_no_request(office: Office) -> None:
    toots = office.publisher("toots")
    await posted(office)
    office.edit("r1", tags=("new",), badges=("RiffTrax",))
    action = wished(office)
    await office.courier().deliver_due()
    assert (toots.changes, toots.looks) == ([], [])
    assert office.action(action.id).status is ActionStatus.DONE


async def test_a_correction_waits_for_its_time(office: Office) -> None:
    toots = office.publisher("toots")
    await posted(office)
    office.edit("r1", title="Rope")
    wished(office, after=20)
    courier = office.courier()
    await courier.deliver_due()
    assert toots.changes == []
    office.edit("r1", title="Rear Window")
    await office.clock.push(10 * MINUTE)
    wished(office, after=20, revision=3)
    await office.clock.push(10 * MINUTE)
    await courier.deliver_due()
    assert toots.changes == []
    await office.clock.push(10 * MINUTE)
    await courier.deliver_due()
    assert toots.changes == ["edit toots-001"]
    assert text(toots).startswith("Rear Window")


async def test_a_post_that_was_edited_by_hand_is_left_alone(office: Office) -> None:
    toots = office.publisher("toots")
    delivery = await posted(office)
    office.edit("r1", title="Rope")
    await toots.edit("toots-001", Toot("In my own words.", None, "en", "public", 16, 500, None))
    toots.changes.clear()
    action = wished(office)
    await office.courier().deliver_due()
    assert toots.changes == []
    assert office.now_of(delivery).by_hand
    assert office.action(action.id).status is ActionStatus.DROPPED
    (notice,) = office.ledger.notices(untold=False)
    assert "edited by hand" in notice.text
    assert office.wish("r1") is None
    taken = wished(office, kind="delete", urgent=True)
    await office.courier().deliver_due()
    assert toots.changes == ["delete toots-001"]
    assert office.action(taken.id).status is ActionStatus.DONE


async def test_a_post_that_is_gone_is_not_brought_back(office: Office) -> None:
    toots = office.publisher("toots")
    delivery = await posted(office)
    toots.history.clear()
    office.edit("r1", title="Rope")
    action = wished(office)
    await office.courier().deliver_due()
    assert office.now_of(delivery).status is Status.REMOVED
    assert office.action(action.id).status is ActionStatus.DROPPED
    assert (toots.changes, len(toots.sends)) == ([], 1)


async def test_taking_a_post_down(office: Office) -> None:
    toots = office.publisher("toots")
    delivery, other = await posted(office), await posted(office, "r2")
    action = wished(office, kind="delete", urgent=True)
    await office.courier().deliver_due()
    assert toots.changes == ["delete toots-001"]
    assert [stood.id for stood in toots.history] == ["toots-002"]
    assert (office.now_of(delivery).status, office.now_of(other).status) == (Status.REMOVED, Status.POSTED)
    assert office.action(action.id).status is ActionStatus.DONE
    await office.courier().deliver_due()
    assert len(toots.changes) == 1


async def test_what_the_owner_takes_back_goes_before_new_posts_and_a_correction_after(office: Office) -> None:
    toots = office.publisher("toots")
    await posted(office)
    await posted(office, "r2")
    order: list[tuple[int, int]] = []
    toots.on_send = lambda: order.append((len(toots.sends), len(toots.changes)))
    office.edit("r1", title="Rope")
    wished(office)
    wished(office, "r2", "delete", urgent=True)
    office.owe("r3")
    await office.courier().deliver_due()
    assert order == [(2, 1), (3, 1), (3, 2)]
    assert toots.changes == ["delete toots-002", "edit toots-001"]


async def test_a_new_address_is_all_that_changes(office: Office) -> None:
    toots = office.publisher("toots")
    delivery = await posted(office)
    before = text(toots)
    office.edit("r1", url="https://films.example/new/r1/", title="Rope")
    wished(office, kind="relink", urgent=True)
    await office.courier().deliver_due()
    assert text(toots) == before.replace("https://films.example/r1.html", "https://films.example/new/r1/")
    body = office.now_of(delivery).body
    assert body is not None
    assert body["address"] == body["facts"]["address"] == "https://films.example/new/r1/"


async def test_a_filter_that_refuses_the_review_now_corrects_its_post_all_the_same(office: Office) -> None:
    toots = office.publisher("toots")
    await posted(office)
    office.edit("r1", title="Rope", tags=("short",))
    wished(office)
    await office.courier().deliver_due()
    assert text(toots).startswith("Rope")


async def test_a_review_that_is_not_to_be_posted_any_more_leaves_its_post(office: Office) -> None:
    toots = office.publisher("toots")
    await posted(office)
    office.edit("r1", title="Rope", post=False)
    action = wished(office)
    await office.courier().deliver_due()
    assert toots.changes == []
    assert office.action(action.id).status is ActionStatus.DROPPED


async def test_a_file_that_can_not_be_read_is_waited_for(office: Office) -> None:
    toots = office.publisher("toots")
    await posted(office)
    action = wished(office)
    office.readings["r1"] = Reading("r1.md", skipped="draft")
    courier = office.courier()
    await courier.deliver_due()
    assert office.action(action.id).status is ActionStatus.WAITING
    office.edit("r1", title="Rope")
    await office.clock.push(5 * MINUTE)
    await courier.deliver_due()
    assert toots.changes == ["edit toots-001"]


async def test_a_correction_is_not_cut_because_the_server_takes_more_now(office: Office) -> None:
    toots = office.publisher("toots")
    words = "It goes round and round, and so do I. " * 30
    office.readings["r1"] = Reading("r1.md")
    office.edit("r1", excerpt=Excerpt(words, "long"), text=words)
    await posted(office)
    toots.most = 5000
    wished(office)
    await office.courier().deliver_due()
    assert toots.changes == []


async def test_what_a_post_says_that_is_not_in_the_records_is_left(office: Office) -> None:
    toots = office.publisher("toots")
    delivery = await posted(office)
    with office.ledger._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE deliveries SET body = NULL")
    office.edit("r1", title="Rope")
    action = wished(office)
    await office.courier().deliver_due()
    assert toots.changes == []
    assert office.action(action.id).status is ActionStatus.DROPPED
    assert not office.now_of(delivery).by_hand


@pytest.mark.parametrize("urgent", [False, True])
async def test_while_the_owner_is_asked_only_his_own_wishes_are_done(office: Office, urgent: bool) -> None:
    toots = office.publisher("toots")
    delivery = await posted(office)
    ask(office)
    wished(office, kind="delete", urgent=urgent)
    waiting = office.owe("r2", urgent=urgent)
    courier = office.courier()
    await courier.deliver_due()
    expected = (Status.REMOVED, Status.POSTED) if urgent else (Status.POSTED, Status.WAITING)
    assert (office.now_of(delivery).status, office.now_of(waiting).status) == expected
    office.ledger.accept("films", office.clock.now())
    await courier.deliver_due()
    assert (office.now_of(delivery).status, office.now_of(waiting).status) == (Status.REMOVED, Status.POSTED)
    assert len(toots.history) == 1


def ask(office: Office) -> None:
    """A question about the source is open, and the first review's file is known."""
    known = Seen("r1.md", "a", "b", review("r1"))
    changes = Changes(baseline=(known,), mass=MassStop("films", added=(("x1", "x1.md"),)))
    office.ledger.record("films", changes, (), (), office.clock.now())
