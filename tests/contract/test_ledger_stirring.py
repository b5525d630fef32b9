"""Where there is something to do, on every store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ledger.model import Owed, Receipt, Wish
from tests.contract.ledger_values import LATER, NOW

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger


def owe(ledger: Ledger, subject: str, to: str, at: datetime = NOW) -> Delivery:
    return ledger.enqueue(Owed(subject, "review", subject, to, at), NOW)


def test_nothing_stirs_where_nothing_is_to_be_done(ledger: Ledger) -> None:
    assert ledger.stirring() == {}
    done = owe(ledger, "r1", "a")
    ledger.settle(done.id, Receipt("1", None, NOW))
    ledger.skip(owe(ledger, "r2", "a").id, "no")
    assert ledger.stirring() == {}


def test_it_tells_when_the_first_of_it_may_be_due(ledger: Ledger) -> None:
    owe(ledger, "r1", "a", LATER)
    owe(ledger, "r2", "a", NOW)
    sending = owe(ledger, "r1", "b", LATER)
    ledger.claim(sending.id, {}, None, NOW)
    stands = owe(ledger, "r1", "c")
    ledger.settle(stands.id, Receipt("1", None, NOW))
    ledger.wish([Wish("r1", "edit", 2, ("c",), LATER)], NOW)
    found = ledger.stirring()
    assert {name: one.earliest for name, one in found.items() if name != "b"} == {"a": NOW, "c": LATER}
    at_once = found["b"].earliest
    assert at_once is not None
    assert at_once < NOW


def test_a_pause_says_when_it_is_looked_at_again(ledger: Ledger) -> None:
    owe(ledger, "r1", "a")
    ledger.pause("a", "admin", "Paused.", None, NOW)
    ledger.pause("b", "trouble", "No channel.", LATER, NOW)
    found = ledger.stirring()
    assert {name: (one.earliest, one.paused) for name, one in found.items()} == {"a": (None, True), "b": (LATER, True)}
    ledger.resume("a", LATER)
    assert ledger.stirring()["a"].earliest == NOW


def test_its_sign_changes_with_what_is_to_be_done_and_with_nothing_else(ledger: Ledger) -> None:
    owe(ledger, "r1", "a")
    before = ledger.stirring()["a"].sign
    other = owe(ledger, "r1", "b")
    assert ledger.stirring()["a"].sign == before
    ledger.settle(other.id, Receipt("1", None, NOW))
    second = owe(ledger, "r2", "a", LATER)
    after = ledger.stirring()["a"].sign
    assert after != before
    ledger.hurry(second.id, NOW)
    assert ledger.stirring()["a"].sign != after
