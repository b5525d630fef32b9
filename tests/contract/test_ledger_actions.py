"""Actions and their moves, on every store."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ledger.model import Action, ActionStatus, Status, ToTell
from tests.contract.ledger_values import BODY, LATER, NOW, claimed, edit, owed, posted, taking_down

if TYPE_CHECKING:
    from bot.ledger.store import Ledger

NEW = {"network": "mastodon", "text": "★★★★ “Überfall” 🎬"}
MUCH_LATER = LATER + timedelta(hours=1)


def wished(ledger: Ledger, subject: str = "r1") -> Action:
    """A correction of a post that stands."""
    posted(ledger, subject, remote_id=f"8{subject}")
    (action,) = ledger.wish([edit(subject)], NOW)
    return action


def test_a_claim_freezes_what_the_post_is_to_become(ledger: Ledger) -> None:
    first = ledger.claim_action(wished(ledger).id, NEW, LATER)
    assert first is not None
    assert (first.status, first.attempts, first.body, first.claimed_at) == (ActionStatus.SENDING, 1, NEW, LATER)
    again = ledger.claim_action(first.id, {"other": 1}, MUCH_LATER)
    assert again is not None
    assert (again.attempts, again.body, again.claimed_at) == (2, NEW, MUCH_LATER)


def test_what_is_done_says_what_the_post_says(ledger: Ledger) -> None:
    action = wished(ledger)
    ledger.claim_action(action.id, NEW, LATER)
    done = ledger.finish_action(action.id, MUCH_LATER, body=NEW)
    assert done is not None
    assert (done.status, done.done_at, done.reason) == (ActionStatus.DONE, MUCH_LATER, None)
    delivery = ledger.delivery(action.delivery_id)
    assert delivery is not None
    assert (delivery.status, delivery.body) == (Status.POSTED, NEW)


def test_nothing_to_change_is_done_without_a_claim(ledger: Ledger) -> None:
    action = wished(ledger)
    assert ledger.finish_action(action.id, LATER) is not None
    delivery = ledger.delivery(action.delivery_id)
    assert delivery is not None
    assert delivery.body == BODY
    assert ledger.actions_due("toots") == []


def test_a_postponed_one_keeps_what_it_tried(ledger: Ledger) -> None:
    action = wished(ledger)
    ledger.claim_action(action.id, NEW, LATER)
    back = ledger.postpone_action(action.id, "no answer", MUCH_LATER)
    assert back is not None
    assert (back.status, back.reason, back.ready_at, back.body) == (ActionStatus.WAITING, "no answer", MUCH_LATER, NEW)


def test_a_postponed_correction_makes_way_for_taking_down(ledger: Ledger) -> None:
    action = wished(ledger)
    ledger.claim_action(action.id, NEW, LATER)
    (down,) = ledger.wish([taking_down()], LATER)
    back = ledger.postpone_action(action.id, "no answer", MUCH_LATER)
    assert back is not None
    assert back.status is ActionStatus.DROPPED
    assert [one.id for one, _ in ledger.actions_due("toots")] == [down.id]


def test_moves_out_of_turn_change_nothing(ledger: Ledger) -> None:
    action = wished(ledger)
    dropped = ledger.drop_action(action.id, "not any more", LATER)
    assert dropped is not None
    assert (dropped.status, dropped.reason, dropped.done_at) == (ActionStatus.DROPPED, "not any more", LATER)
    assert ledger.claim_action(action.id, NEW, LATER) is None
    assert ledger.finish_action(action.id, LATER, body=NEW) is None
    assert ledger.postpone_action(action.id, "x", LATER) is None
    assert ledger.fail_action(action.id, "x", LATER, notice=ToTell("k", "x", LATER)) is None
    assert [one for one, _ in ledger.actions()] == [dropped]
    assert ledger.notices() == []
    delivery = ledger.delivery(action.delivery_id)
    assert delivery is not None
    assert delivery.body == BODY


def test_a_refused_one_needs_the_owner(ledger: Ledger) -> None:
    failed = ledger.fail_action(wished(ledger).id, "no such channel", LATER, notice=ToTell("k", "Look!", LATER))
    assert failed is not None
    assert (failed.status, failed.reason) == (ActionStatus.FAILED, "no such channel")
    assert [one.text for one in ledger.notices()] == ["Look!"]


def test_a_post_taken_down_is_over(ledger: Ledger) -> None:
    first = posted(ledger)
    (down,) = ledger.wish([taking_down(urgent=True)], NOW)
    ledger.claim_action(down.id, None, LATER)
    gone = ledger.taken_down(first.id, "you took it back", MUCH_LATER)
    assert gone is not None
    assert (gone.status, gone.reason, gone.remote_id) == (Status.REMOVED, "you took it back", "8")
    assert [one.status for one, _ in ledger.actions()] == [ActionStatus.DONE]
    assert ledger.taken_down(first.id, "again", MUCH_LATER) is None
    assert ledger.taken_down(claimed(ledger, "r2").id, "not yet", MUCH_LATER) is None


def test_a_correction_of_a_post_that_is_gone_is_dropped(ledger: Ledger) -> None:
    action = wished(ledger)
    ledger.taken_down(action.delivery_id, "a moderator took it down", LATER)
    ((ended, delivery),) = ledger.actions()
    assert (ended.status, ended.reason) == (ActionStatus.DROPPED, "a moderator took it down")
    assert delivery.status is Status.REMOVED
    assert ledger.claim_action(action.id, NEW, LATER) is None


def test_what_was_taken_down_went_out_and_is_no_place_to_look_from(ledger: Ledger) -> None:
    first, second = posted(ledger, "r1", remote_id="8"), posted(ledger, "r2", remote_id="9")
    ledger.taken_down(second.id, "gone", MUCH_LATER)
    assert ledger.last_remote_id("toots") == first.remote_id
    assert ledger.remote_ids(["toots"], NOW) == {"8", "9"}
    assert ledger.posted_times("toots", NOW) == [LATER, LATER]


def test_a_post_edited_by_hand_is_left_alone_but_may_be_taken_down(ledger: Ledger) -> None:
    action = wished(ledger)
    left = ledger.edited_by_hand(action.delivery_id, LATER, notice=ToTell("k", "You edited it.", LATER))
    assert left is not None
    assert left.by_hand
    assert ledger.actions_due("toots") == []
    assert ledger.wish([edit(revision=3)], LATER) == []
    (down,) = ledger.wish([taking_down()], LATER)
    assert [one.id for one, _ in ledger.actions_due("toots")] == [down.id]
    assert len(ledger.notices()) == 1


def test_what_may_be_on_its_way_comes_first_then_the_owner_s_wishes(ledger: Ledger) -> None:
    plain = wished(ledger, "r1")
    early = wished(ledger, "r2")
    ledger.postpone_action(early.id, "later", NOW)
    urgent = posted(ledger, "r3", remote_id="83")
    ledger.wish([edit("r3", at=MUCH_LATER, urgent=True)], NOW)
    claimed_one = wished(ledger, "r4")
    ledger.claim_action(claimed_one.id, NEW, NOW)
    order = [delivery.id for _, delivery in ledger.actions_due("toots")]
    assert order == [claimed_one.delivery_id, urgent.id, early.delivery_id, plain.delivery_id]
    assert ledger.actions_due("channel") == []


def test_actions_are_listed_newest_first(ledger: Ledger) -> None:
    first, second = wished(ledger, "r1"), wished(ledger, "r2")
    ledger.drop_action(first.id, "no", LATER)
    assert [one.id for one, _ in ledger.actions()] == [second.id, first.id]
    assert [one.id for one, _ in ledger.actions(limit=1)] == [second.id]
    assert [one.id for one, _ in ledger.actions(statuses=[ActionStatus.DROPPED])] == [first.id]


@pytest.mark.parametrize("status", ["posted", "removed"])
def test_a_deliberate_second_post_after_the_first_stood(ledger: Ledger, status: str) -> None:
    first = posted(ledger)
    if status == "removed":
        ledger.taken_down(first.id, "you took it back", LATER)
    assert ledger.enqueue(owed(), LATER).id == first.id
    assert ledger.enqueue(owed(), LATER, again=True).generation == 2
