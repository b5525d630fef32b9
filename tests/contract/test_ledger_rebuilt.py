"""Records made anew, on every store: what the next scan brings in as new, and what is looked for before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.plan.model import Changes
from tests.contract.ledger_values import LATER, NOW, owed, seen

if TYPE_CHECKING:
    from bot.ledger.store import Ledger


def scanned(ledger: Ledger) -> None:
    ledger.record("films", Changes(baseline=(seen("r1", "a.md"), seen("r2", "b.md"))), [], [], NOW)


def test_news_are_known_no_more_and_come_in_doubt_at_the_next_scan(ledger: Ledger) -> None:
    scanned(ledger)
    ledger.leave_open(["r2"], [], NOW, LATER)
    assert list(ledger.known("films")) == ["a.md"]
    assert ledger.first_scan("films") == NOW
    ledger.record("films", Changes(new=(seen("r2", "b.md"),)), [owed("r2")], [], LATER)
    (delivery,) = ledger.deliveries()
    assert delivery.may_stand
    assert delivery.first_claimed_at is not None


def test_what_is_owed_besides_is_looked_for_too(ledger: Ledger) -> None:
    scanned(ledger)
    ledger.leave_open([], [owed("r1", "channel")], NOW, LATER)
    (delivery,) = ledger.waiting("channel")
    assert (delivery.may_stand, delivery.first_claimed_at) == (True, NOW)


def test_without_doubt_nothing_is_looked_for(ledger: Ledger) -> None:
    scanned(ledger)
    ledger.leave_open(["r1", "r2", *map(str, range(1200))], [owed("r3")], None, LATER)
    assert ledger.known("films") == {}
    assert not ledger.waiting("toots")[0].may_stand
