"""A recap's further posts in the records: owed with the receipt of the one before, or not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.format.model import Toot, frozen
from bot.ledger.model import Owed, Receipt, Status
from bot.ledger.parts import split_subject
from tests.contract.ledger_values import NOW

if TYPE_CHECKING:
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger

SUBJECT = "recap:top100#3@toots:2026-03-01T18:00 top 100 #3"


def body(*texts: str, reply_to: str | None = None) -> dict[str, Any]:
    first, *rest = [Toot(text, None, "en", "public", len(text), 500, None) for text in texts]
    return {**frozen(first), "rest": [frozen(one) for one in rest], "reply_to": reply_to, "goes_on": bool(rest)}


def owe(ledger: Ledger, kind: str = "recap") -> Delivery:
    return ledger.enqueue(Owed(SUBJECT, kind, "Recap: Top 100 #3", "toots", NOW), NOW)  # type: ignore[arg-type]


def post(ledger: Ledger, one: Delivery, said: dict[str, Any], number: int, *, found: bool = False) -> Delivery:
    assert ledger.claim(one.id, said, "mark", NOW) is not None
    settled = ledger.settle(one.id, Receipt(f"s{number}", None, NOW + timedelta(minutes=number)), found=found)
    assert settled is not None
    return settled


def test_each_part_is_owed_when_the_one_before_stands(ledger: Ledger) -> None:
    first = post(ledger, owe(ledger), body("one", "two", "three"), 1)
    (second,) = ledger.waiting("toots")
    assert (second.subject, second.title) == (f"{SUBJECT}#2", "Recap: Top 100 #3 (part 2 of 3)")
    assert (second.urgent, second.kind, second.mark, second.body) == (True, "recap", "s1", None)
    assert not second.may_stand
    assert ledger.part_before(second) == first
    assert ledger.settle(first.id, Receipt("s9", None, NOW)) is None
    second = post(ledger, second, body("two", "three", reply_to="s1"), 2)
    assert second.mark == "s1"
    (third,) = ledger.waiting("toots")
    assert (third.subject, third.title) == (f"{SUBJECT}#3", "Recap: Top 100 #3 (part 3 of 3)")
    assert ledger.part_before(third) == second
    post(ledger, third, body("three", reply_to="s2"), 3)
    assert ledger.waiting("toots") == []


def test_what_was_read_back_may_have_been_gone_on_with(ledger: Ledger) -> None:
    first = post(ledger, owe(ledger), body("one", "two"), 1, found=True)
    (second,) = ledger.waiting("toots")
    assert (second.may_stand, second.first_claimed_at) == (True, first.first_claimed_at)


def test_what_was_taken_down_is_not_gone_on_with(ledger: Ledger) -> None:
    first = owe(ledger)
    assert ledger.claim(first.id, body("one", "two"), None, NOW) is not None
    assert ledger.removed(first.id, "taken down", NOW) is not None
    assert ledger.waiting("toots") == []


def test_parts_are_one_post_for_the_schedule(ledger: Ledger) -> None:
    post(ledger, owe(ledger), body("one", "two"), 1)
    (second,) = ledger.waiting("toots")
    post(ledger, second, body("two", reply_to="s1"), 2)
    assert len(ledger.deliveries(statuses=[Status.POSTED])) == 2
    assert ledger.posted_times("toots", NOW) == [NOW + timedelta(minutes=1)]


def test_nothing_goes_on_from_what_is_no_part(ledger: Ledger) -> None:
    assert ledger.part_before(owe(ledger, "review")) is None
    assert split_subject("recap:x#2") == ("recap:x", 2)
    assert split_subject("recap:x#1") == ("recap:x#1", 1)
    assert split_subject("recap:x") == ("recap:x", 1)
