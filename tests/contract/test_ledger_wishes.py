"""Which wishes become actions, and which are settled without one, on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ledger.model import Action, ActionStatus, Receipt, Status
from bot.plan.model import Changes
from tests.contract.ledger_values import BODY, LATER, NOW, claimed, edit, owed, posted, relink, seen, taking_down

if TYPE_CHECKING:
    from bot.ledger.store import Ledger

MUCH_LATER = LATER + timedelta(hours=1)


def waiting(ledger: Ledger) -> list[Action]:
    return [action for action, _ in ledger.actions(statuses=[ActionStatus.WAITING])]


def test_a_correction_is_entered_for_every_post_that_stands(ledger: Ledger) -> None:
    toot, message = posted(ledger), posted(ledger, destination="channel")
    posted(ledger, "r2", remote_id="9")
    entered = ledger.wish([edit()], NOW)
    assert [one.delivery_id for one in entered] == [toot.id, message.id]
    assert waiting(ledger) == entered[::-1]
    first = entered[0]
    assert (first.kind, first.revision, first.status, first.ready_at) == ("edit", 2, ActionStatus.WAITING, LATER)
    assert (first.urgent, first.attempts, first.body, first.created_at) == (False, 0, None, NOW)


def test_it_is_entered_in_the_same_breath_as_what_is_known(ledger: Ledger) -> None:
    posted(ledger)
    ledger.record("films", Changes(baseline=(seen(),)), [], [edit()], NOW)
    assert len(waiting(ledger)) == 1


def test_what_may_stand_is_corrected_too(ledger: Ledger) -> None:
    on_its_way, doubtful, unknown = (claimed(ledger, name) for name in ("r1", "r2", "r3"))
    ledger.put_back(doubtful.id, "no answer", MUCH_LATER, may_stand=True)
    ledger.give_up(unknown.id, "unknown", "no history")
    for name in ("r1", "r2", "r3"):
        ledger.wish([edit(name)], NOW)
    assert [one.delivery_id for one in waiting(ledger)] == [unknown.id, doubtful.id, on_its_way.id]
    kept = ledger.delivery(doubtful.id)
    assert kept is not None
    assert kept.body == BODY


def test_what_was_never_sent_is_written_anew_when_it_is_due(ledger: Ledger) -> None:
    refused = claimed(ledger)
    ledger.put_back(refused.id, "no network", MUCH_LATER)
    held = ledger.enqueue(owed("r2", at=MUCH_LATER), NOW)
    ledger.wish([edit(), edit("r2")], NOW)
    anew = ledger.delivery(refused.id)
    assert anew is not None
    assert (anew.status, anew.body) == (Status.WAITING, None)
    assert held.id not in [one.delivery_id for one in waiting(ledger)]


def test_what_is_being_written_at_this_moment_is_looked_at_once_more(ledger: Ledger) -> None:
    due = ledger.enqueue(owed(at=NOW), NOW)
    assert [one.delivery_id for one in ledger.wish([edit()], NOW)] == [due.id]


def test_what_will_not_stand_is_left_alone(ledger: Ledger) -> None:
    ledger.give_up(claimed(ledger, "r1").id, "failed", "too rude")
    ledger.skip(ledger.enqueue(owed("r2"), NOW).id, "no")
    ledger.removed(claimed(ledger, "r3").id, "a moderator took it down", LATER)
    ledger.edited_by_hand(posted(ledger, "r4").id, LATER)
    ledger.taken_down(posted(ledger, "r5").id, "gone", LATER)
    for name in ("r1", "r2", "r3", "r4", "r5"):
        assert ledger.wish([edit(name)], NOW) == []


def test_one_waits_whatever_is_wished_and_its_time_moves(ledger: Ledger) -> None:
    posted(ledger)
    (first,) = ledger.wish([edit()], NOW)
    (moved,) = ledger.wish([edit(revision=3, at=MUCH_LATER)], LATER)
    assert waiting(ledger) == [moved]
    assert (moved.id, moved.revision, moved.ready_at, moved.created_at) == (first.id, 3, MUCH_LATER, LATER)


def test_an_edit_brings_the_new_address_along(ledger: Ledger) -> None:
    posted(ledger)
    (first,) = ledger.wish([relink()], NOW)
    (corrected,) = ledger.wish([edit()], NOW)
    assert (corrected.id, corrected.kind) == (first.id, "edit")
    assert ledger.wish([relink()], NOW) == []
    assert waiting(ledger) == [corrected]


def test_taking_down_takes_the_place_of_a_correction_and_no_correction_its(ledger: Ledger) -> None:
    posted(ledger)
    (first,) = ledger.wish([edit()], NOW)
    (down,) = ledger.wish([taking_down(urgent=True)], NOW)
    assert (down.id, down.kind, down.urgent) == (first.id, "delete", True)
    assert ledger.wish([edit(revision=3), taking_down()], LATER) == []
    assert waiting(ledger) == [down]


def test_what_was_tried_is_kept_and_the_next_stands_behind_it(ledger: Ledger) -> None:
    stands = posted(ledger)
    (first,) = ledger.wish([edit()], NOW)
    ledger.claim_action(first.id, {"text": "new"}, LATER)
    (second,) = ledger.wish([edit(revision=3)], LATER)
    assert second.id != first.id
    ledger.postpone_action(first.id, "no answer", MUCH_LATER)
    assert [(one.id, post.id) for one, post in ledger.actions_due("toots")] == [(first.id, stands.id)]
    ledger.finish_action(first.id, MUCH_LATER, body={"text": "new"})
    ((due, post),) = ledger.actions_due("toots")
    assert (due.id, post.body) == (second.id, {"text": "new"})


@pytest.mark.parametrize(("urgent", "reason"), [(True, "you took it back"), (False, "its file is gone")])
def test_what_was_not_sent_yet_is_skipped(ledger: Ledger, urgent: bool, reason: str) -> None:
    fresh = ledger.enqueue(owed("r1"), NOW)
    failed = ledger.give_up(claimed(ledger, "r2").id, "failed", "too rude")
    unknown = ledger.give_up(claimed(ledger, "r3").id, "unknown", "no history")
    assert failed is not None
    assert unknown is not None
    for name in ("r1", "r2", "r3"):
        assert ledger.wish([taking_down(name, urgent=urgent)], LATER) == []
    ends = ledger.these([fresh.id, failed.id, unknown.id])
    assert {one.status for one in ends} == {Status.SKIPPED}
    assert [one.reason for one in ends][:2] == [reason] * 2
    assert ends[2].reason == f"{reason}; it may stand on the network all the same: look there"


@pytest.mark.parametrize(("doubtful", "end"), [(True, Status.WAITING), (False, Status.SKIPPED)])
def test_what_is_on_its_way_when_it_is_taken_back(ledger: Ledger, doubtful: bool, end: Status) -> None:
    on_its_way = claimed(ledger)
    (down,) = ledger.wish([taking_down(urgent=True)], LATER)
    assert ledger.actions_due("toots") == []  # not before it stands
    back = ledger.put_back(on_its_way.id, "no answer", LATER, may_stand=doubtful)
    assert back is not None
    assert back.status is end
    assert waiting(ledger) == ([down] if doubtful else [])


@pytest.mark.parametrize("urgent", [True, False])
def test_what_may_stand_is_looked_for_and_then_taken_down(ledger: Ledger, urgent: bool) -> None:
    doubtful = claimed(ledger)
    ledger.put_back(doubtful.id, "no answer", LATER, may_stand=True)
    (down,) = ledger.wish([taking_down(urgent=urgent)], LATER)
    assert [one.id for one in ledger.waiting("toots")] == [doubtful.id]
    ledger.claim(doubtful.id, BODY, None, LATER)
    ledger.settle(doubtful.id, Receipt("9", None, LATER))
    assert [(one.id, post.remote_id) for one, post in ledger.actions_due("toots")] == [(down.id, "9")]


def test_a_failed_one_that_was_taken_back_is_not_asked_about(ledger: Ledger) -> None:
    on_its_way = claimed(ledger)
    ledger.wish([taking_down(urgent=True)], LATER)
    ended = ledger.give_up(on_its_way.id, "failed", "too rude")
    assert ended is not None
    assert (ended.status, ended.reason, waiting(ledger)) == (Status.SKIPPED, "you took it back", [])


def test_a_wish_survives_the_receipt(ledger: Ledger) -> None:
    posted(ledger)
    on_its_way = claimed(ledger, "r2")
    ledger.wish([edit(), taking_down("r2")], LATER)
    ledger.settle(on_its_way.id, Receipt("9", None, LATER))
    assert [one.kind for one, _ in ledger.actions_due("toots")] == ["edit", "delete"]


def test_a_file_that_is_back_spares_its_posts_but_not_what_the_owner_took_back(ledger: Ledger) -> None:
    posted(ledger, "r1")
    posted(ledger, "r2", remote_id="9")
    kept = [ledger.enqueue(owed(name, "channel"), NOW) for name in ("r1", "r2")]
    ledger.record("films", Changes(baseline=(seen(), seen("r2", "b.md"))), [], [], NOW)
    known = ledger.known("films")
    gone = Changes(gone=tuple(known.values()))
    both = [Status.SKIPPED, Status.SKIPPED]
    everywhere = ("toots", "channel")
    wishes = [replace(taking_down(), destinations=everywhere)]
    wishes.append(replace(taking_down("r2", urgent=True), destinations=everywhere))
    ledger.record("films", gone, [], wishes, LATER)
    assert [one.status for one in ledger.these([one.id for one in kept])] == both
    absent = ledger.known("films")
    back = Changes(returned=((absent["a.md"], seen()), (absent["b.md"], seen("r2", "b.md"))))
    ledger.record("films", back, [], [], MUCH_LATER)
    assert [(one.kind, post.subject) for one, post in ledger.actions_due("toots")] == [("delete", "r2")]
    assert [one.status for one in ledger.these([one.id for one in kept])] == [Status.WAITING, Status.SKIPPED]
