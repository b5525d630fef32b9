"""A process that was held up while another went on with its work; and wishes that meet each other, on every store."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ledger.model import Receipt, Status
from bot.plan.model import Changes
from tests.contract.ledger_values import LATER, NOW, claimed, edit, owed, posted, relink, seen, taking_down

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.store import Ledger

MUCH_LATER = LATER + timedelta(hours=1)
OVERTAKEN: dict[str, Callable[[Ledger, int], object]] = {
    "put back": lambda ledger, number: ledger.put_back(number, "no network", LATER),
    "failed": lambda ledger, number: ledger.give_up(number, "failed", "too rude"),
    "unknown": lambda ledger, number: ledger.give_up(number, "unknown", "no history"),
    "skipped": lambda ledger, number: ledger.put_back(number, "no network", LATER) and ledger.skip(number, "no"),
}


@pytest.mark.parametrize("move", OVERTAKEN.values(), ids=OVERTAKEN)
def test_a_receipt_counts_whatever_was_thought_meanwhile(ledger: Ledger, move: Callable[[Ledger, int], object]) -> None:
    on_its_way = claimed(ledger)
    assert move(ledger, on_its_way.id) is not None
    settled = ledger.settle(on_its_way.id, Receipt("8", None, LATER))
    assert settled is not None
    assert (settled.status, settled.remote_id, settled.reason) == (Status.POSTED, "8", None)


def test_a_new_address_that_is_wanted_now_does_not_cost_a_correction(ledger: Ledger) -> None:
    posted(ledger)
    (first,) = ledger.wish([edit(revision=5, at=MUCH_LATER)], NOW)
    (both,) = ledger.wish([relink(urgent=True)], LATER)
    assert (both.id, both.kind, both.revision) == (first.id, "edit", 5)
    assert (both.urgent, both.ready_at) == (True, LATER)


def test_what_comes_back_unnoticed_is_not_posted(ledger: Ledger) -> None:
    ledger.record("films", Changes(baseline=(seen(),)), [], [], NOW)
    held = ledger.enqueue(owed(), NOW)
    ledger.record("films", Changes(gone=tuple(ledger.known("films").values())), [], [taking_down()], LATER)
    back = Changes(returned=((ledger.known("films")["a.md"], seen()),), quiet=frozenset({"r1"}))
    ledger.record("films", back, [], [], MUCH_LATER)
    (still,) = ledger.these([held.id])
    assert still.status is Status.SKIPPED
