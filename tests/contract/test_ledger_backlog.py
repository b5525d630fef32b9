"""Old reviews that are filled in: entered once, told apart by their pace, taken back while nothing was tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ledger.model import Owed, Status, Wish
from tests.contract.ledger_values import NOW

if TYPE_CHECKING:
    from bot.ledger.store import Ledger

HOUR = timedelta(hours=1)


def old(subject: str, destination: str = "toots") -> Owed:
    return Owed(subject, "review", f"Film {subject}", destination, NOW, pace=86400)


def test_they_are_entered_in_their_order_and_only_what_was_never_owed(ledger: Ledger) -> None:
    ledger.enqueue(replace(old("b"), pace=None, for_digest=True), NOW)
    entered = ledger.fill_in([old("c"), old("b"), old("a"), old("c")], NOW)
    assert [(one.subject, one.pace) for one in entered] == [("c", 86400), ("a", 86400)]
    assert [one.subject for one in ledger.backlog(["toots", "elsewhere"])] == ["c", "a"]
    [there] = [one for one in ledger.waiting("toots") if one.subject == "b"]
    assert (there.pace, there.for_digest) == (None, True)
    assert {subject: status for subject, (_, status) in ledger.fates("toots").items()} == dict.fromkeys(
        "abc", Status.WAITING
    )
    assert ledger.fates("elsewhere") == {}


def test_what_was_never_tried_is_forgotten_and_may_be_entered_again(ledger: Ledger) -> None:
    numbers = [one.id for one in ledger.fill_in([old("a"), old("b"), old("c"), old("a", "channel")], NOW)]
    ledger.wish([Wish("a", "edit", 2, ("toots",), NOW)], NOW)
    ledger.claim(numbers[1], {"text": "b"}, None, NOW)
    ledger.put_back(numbers[1], "no answer", NOW, may_stand=True)
    ledger.claim(numbers[2], {"text": "c"}, None, NOW)
    assert [one.subject for one in ledger.withdraw_backlog(["toots"])] == ["a", "b"]
    assert ledger.delivery(numbers[0]) is None
    assert ledger.actions() == []
    assert [one.status for one in ledger.these(numbers[1:])] == [Status.SKIPPED, Status.SENDING, Status.WAITING]
    assert ledger.withdraw_backlog(["toots"]) == []
    assert [one.subject for one in ledger.fill_in([old("a"), old("b"), old("c")], NOW)] == ["a"]


def test_one_that_was_taken_back_meanwhile_is_not_sent(ledger: Ledger) -> None:
    [one] = ledger.fill_in([old("a")], NOW)
    ledger.withdraw_backlog(["toots"])
    assert ledger.claim(one.id, {"text": "a"}, None, NOW) is None


def test_one_that_is_tried_again_by_hand_waits_for_no_pace(ledger: Ledger) -> None:
    [one] = ledger.fill_in([old("a")], NOW)
    ledger.skip(one.id, "not now")
    again = ledger.retry(one.id, NOW + HOUR)
    assert again is not None
    assert (again.status, again.pace) == (Status.WAITING, 0)
    assert ledger.backlog(["toots"]) == []


def test_one_that_was_then_asked_for_by_hand_stays_when_the_others_are_taken_back(ledger: Ledger) -> None:
    hurried, other = ledger.fill_in([old("a"), old("b")], NOW)
    ledger.hurry(hurried.id, NOW)
    assert [one.id for one in ledger.withdraw_backlog(["toots"])] == [other.id]
    assert [one.id for one in ledger.waiting("toots")] == [hurried.id]
