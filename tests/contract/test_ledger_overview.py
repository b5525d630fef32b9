"""The records as a whole, on every store: empty or not, changed or not, posts taken over from a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.ledger.model import Adopted, Receipt, Status
from bot.plan.model import Changes, MassStop
from tests.contract.ledger_values import BODY, LATER, NOW, claimed, edit, owed, posted, taking_down

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.store import Ledger


def found(remote_id: str = "8", subject: str = "r1", *, minutes: int = 0) -> Adopted:
    return Adopted(subject, "Vertigo (1958)", "toots", Receipt(remote_id, None, NOW + minutes * (LATER - NOW)), BODY)


def test_records_are_empty_until_a_source_is_scanned_or_something_owed(ledger: Ledger, url: str) -> None:
    assert ledger.is_empty()
    ledger.pause("toots", "owner", "x", None, NOW)
    assert ledger.is_empty()
    ledger.record("films", Changes(), [], [], NOW)
    assert not ledger.is_empty()


def test_a_post_by_hand_is_something_too(ledger: Ledger) -> None:
    ledger.enqueue(owed(), NOW)
    assert not ledger.is_empty()


def test_posts_taken_over_stand_as_if_they_had_gone_out_from_here(ledger: Ledger) -> None:
    assert ledger.adopt([found(), found("9", "r2", minutes=1)], LATER) == 2
    assert ledger.adopt([found(), found("9", "r2", minutes=1)], LATER) == 0
    second, first = ledger.deliveries()
    assert (first.subject, first.status, first.remote_id, first.posted_at) == ("r1", Status.POSTED, "8", NOW)
    assert (first.body, first.generation, first.kind) == (BODY, 1, "review")
    assert first.key != second.key
    assert ledger.last_remote_id("toots") == "9"
    assert ledger.enqueue(owed(), LATER) == first
    assert len(ledger.wish([edit()], NOW)) == 1


def test_several_posts_of_one_review_are_its_generations_oldest_first(ledger: Ledger) -> None:
    ledger.adopt([found("9", minutes=5), found("8")], LATER)
    assert {one.generation: one.remote_id for one in ledger.deliveries()} == {1: "8", 2: "9"}


def test_what_waits_or_is_unclear_is_settled_by_what_was_found(ledger: Ledger) -> None:
    ledger.enqueue(owed("r1"), NOW)
    ledger.give_up(claimed(ledger, "r2").id, "unknown", "no history")
    ledger.skip(ledger.enqueue(owed("r3"), NOW).id, "no")
    assert ledger.adopt([found("8", "r1"), found("9", "r2"), found("10", "r3")], LATER) == 2
    ends = {one.subject: one.status for one in ledger.deliveries()}
    assert ends == {"r1": Status.POSTED, "r2": Status.POSTED, "r3": Status.SKIPPED}


HAPPENINGS: dict[str, Callable[[Ledger], object]] = {
    "owed": lambda ledger: ledger.enqueue(owed("r9"), NOW),
    "skipped": lambda ledger: ledger.skip(ledger.waiting("toots")[0].id, "no"),
    "retried": lambda ledger: ledger.retry(ledger.waiting("toots")[0].id, LATER),
    "hurried": lambda ledger: ledger.hurry(ledger.waiting("toots")[0].id, NOW),
    "wished": lambda ledger: ledger.wish([taking_down()], NOW),
    "wished by hand": lambda ledger: ledger.wish([edit("r2", urgent=True)], LATER),
    "paused": lambda ledger: ledger.pause("toots", "owner", "x", None, NOW),
    "resumed": lambda ledger: ledger.resume("channel", LATER),
    "paused by the owner": lambda ledger: ledger.pause("channel", "owner", "x", LATER, LATER),
    "to be told": lambda ledger: ledger.notice("k", "x", NOW),
    "accepted": lambda ledger: ledger.accept("films", NOW),
    "asked": lambda ledger: ledger.record("books", Changes(mass=MassStop("books", (("b", "b"),))), [], [], NOW),
}


@pytest.mark.parametrize("what", HAPPENINGS)
def test_the_pulse_changes_with_everything_that_there_is_to_heed(ledger: Ledger, what: str) -> None:
    posted(ledger, "r1")
    posted(ledger, "r2", remote_id="9")
    ledger.wish([edit("r2")], NOW)
    ledger.enqueue(owed("r3"), NOW)
    ledger.pause("channel", "trouble", "no", LATER, NOW)
    ledger.record("films", Changes(mass=MassStop("films", (("a", "a"),))), [], [], NOW)
    before = ledger.pulse()
    assert ledger.pulse() == before
    HAPPENINGS[what](ledger)
    assert ledger.pulse() != before
