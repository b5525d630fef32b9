"""Questions about many changes at once, and the owner's answers, on every store."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ledger.model import Question, ToTell
from bot.plan.model import Changes, MassStop
from tests.contract.ledger_values import LATER, NOW, seen

if TYPE_CHECKING:
    from bot.ledger.store import Ledger

ADDED = (("r1", "a.md"), ("r2", "b.md"))
STOP = MassStop("films", ADDED, (("r3", "c.md"),), (("r4", "d.md"), ("r4", "e.md")))


def ask(ledger: Ledger, stop: MassStop = STOP) -> None:
    ledger.record("films", Changes(mass=stop), [], [], NOW)


def test_a_question_is_asked_until_it_is_answered(ledger: Ledger) -> None:
    ask(ledger)
    ledger.record("films", Changes(mass=STOP), [], [], LATER)
    assert ledger.questions() == [Question("films", NOW, STOP.added, STOP.changed, STOP.gone)]
    assert ledger.asking() == {"films"}
    assert ledger.accepted("films") == {}
    assert ledger.accept("films", LATER) == 4
    assert ledger.accept("films", LATER) == 0
    assert ledger.accept("books", LATER) == 0
    assert ledger.questions() == []
    assert ledger.asking() == frozenset()
    assert ledger.accepted("films") == dict.fromkeys(["r1", "r2", "r3", "r4"], False)


def test_a_quiet_answer_is_remembered_as_such(ledger: Ledger) -> None:
    ask(ledger)
    assert ledger.accept("films", LATER, quiet=True) == 4
    assert set(ledger.accepted("films").values()) == {True}
    assert ledger.accepted("books") == {}


def test_what_is_brought_in_needs_no_permission_any_more(ledger: Ledger) -> None:
    ledger.record("films", Changes(baseline=(seen("r3", "c.md"), seen("r4", "d.md"))), [], [], NOW)
    known = ledger.known("films")
    ask(ledger)
    ledger.accept("films", LATER)
    brought_in = Changes(
        new=(seen("r1"),), edited=((known["c.md"], seen("r3", "c.md", "c2")),), gone=(known["d.md"],), mass=None
    )
    ledger.record("films", brought_in, [], [], LATER)
    assert ledger.accepted("films") == {"r2": False}  # its file was just being written


@pytest.mark.parametrize("quiet", [True, False])
def test_what_was_let_through_and_is_undone_before_the_scan_is_asked_about_anew(ledger: Ledger, quiet: bool) -> None:
    ask(ledger)
    ledger.accept("films", LATER, quiet=quiet)
    ledger.record("films", Changes(), [], [], LATER)  # all files are as they were
    assert bool(ledger.accepted("films")) is quiet


def test_an_answer_about_changes_that_are_there_no_more_is_forgotten(ledger: Ledger) -> None:
    ask(ledger)
    ledger.accept("films", NOW)
    ledger.record("films", Changes(mass=STOP), [], [], NOW + timedelta(days=2))
    assert len(ledger.accepted("films")) == 4
    ledger.record("films", Changes(), [], [], NOW + timedelta(days=2))
    assert ledger.accepted("films") == {}


@pytest.mark.parametrize("kind", ["added", "changed", "gone"])
def test_a_question_of_any_kind_goes_with_its_cause(ledger: Ledger, kind: str) -> None:
    ask(ledger, MassStop("films", **{kind: ADDED}))
    (question,) = ledger.questions()
    assert getattr(question, kind) == ADDED
    ledger.record("films", Changes(), [], [], LATER)
    assert ledger.questions() == []


def test_the_owner_is_told_of_a_question_in_the_same_breath(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.record("films", Changes(mass=STOP), [], [], NOW, notices=[ToTell("films?", "4 at once.", NOW)])
    assert [one.text for one in ledger.notices()] == ["4 at once."]
