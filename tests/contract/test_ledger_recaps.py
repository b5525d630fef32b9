"""Recaps in the records: their distance, doubts after a restore, those left out, how reviews came in. On each store."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ledger.model import Arrival, LeftOut, Owed
from bot.ledger.restoring import restore
from bot.plan.model import Changes
from tests.contract.ledger_values import LATER, NOW, owed, seen

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ledger.store import Ledger

QUARTER = timedelta(minutes=15)


def recap(subject: str, destination: str = "toots", *, urgent: bool = False) -> Owed:
    return Owed(subject, "recap", "Owls", destination, NOW, urgent)


def record(ledger: Ledger, one: Owed, *, more: bool = False, over: str | None = None) -> bool:
    return ledger.record_recap("owls", one.subject, {}, ["r1"], [one], NOW, apart=QUARTER, more=more, over=over)


def test_recaps_at_one_destination_keep_apart(ledger: Ledger) -> None:
    ledger.enqueue(owed("a-review"), NOW)
    ledger.enqueue(recap("by-hand", urgent=True), NOW)
    ledger.enqueue(Owed("ahead", "recap", "Owls", "toots", NOW + timedelta(days=300)), NOW)
    for one in (recap("first"), recap("second"), recap("third"), recap("elsewhere", "channel"), recap("first")):
        record(ledger, one)
    ready = {one.subject: one.ready_at - NOW for one in ledger.deliveries()}
    assert (ready["first"], ready["second"], ready["third"]) == (timedelta(0), QUARTER, 2 * QUARTER)
    assert ready["elsewhere"] == timedelta(0)


def test_what_is_told_for_another_recap_as_well(ledger: Ledger) -> None:
    assert ledger.record_recap("a|finished", "x", {}, ["r1", "r2"], [], NOW, beside={"a": ["r2", "r3"]})
    assert not ledger.record_recap("a|finished", "x", {}, ["r9"], [], NOW, beside={"a": ["r9"]})
    assert ledger.recaps_told("a|finished") == frozenset({"r1", "r2"})
    assert ledger.recaps_told("a") == frozenset({"r2", "r3"})


def test_after_a_restore_all_recaps_of_one_slot_are_looked_for(ledger: Ledger, tmp_path: Path, url: str) -> None:
    ledger.recap_start("owls", NOW, [])
    ledger.record("films", Changes(), [], [], NOW)
    ledger.backup(tmp_path / "saved.db", NOW)
    restore(url, tmp_path / "saved.db", LATER, replace=True, folder=tmp_path)
    record(ledger, recap("owls"), more=True)
    record(ledger, recap("westerns"), more=True)
    record(ledger, Owed("done", "recap", "x", "nowhere", NOW), more=True, over="owls")
    record(ledger, recap("next week"), more=True)
    doubts = {one.subject: one.may_stand for one in ledger.deliveries()}
    assert doubts == {"owls": True, "westerns": True, "done": True, "next week": False}


def test_a_slot_that_was_left_out_is_shown_until_the_next_is_told(ledger: Ledger) -> None:
    for slot in ("2026-03-01T18:00", "2026-03-08T18:00"):
        assert ledger.last_told_recap("owls|slots", slot) == (None if slot[8:10] == "01" else "2026-03-01T18:00")
        ledger.record_recap("owls|slots", slot, {}, [], [], NOW)
    assert ledger.leave_out_recap("owls|slots", "2026-03-15T18:00", "all challenges", "toots", NOW)
    ledger.record_recap("owls|slots", "2026-03-15T18:00", {}, [], [], NOW)
    assert ledger.left_out_recaps(NOW) == [LeftOut("all challenges", "toots", "2026-03-15T18:00", NOW)]
    assert ledger.left_out_recaps(LATER) == []
    assert ledger.last_recap("owls|slots") == "2026-03-15T18:00"
    assert ledger.last_told_recap("owls|slots", "2026-03-20T18:00") == "2026-03-08T18:00"
    ledger.record_recap("owls|slots", "2026-03-22T18:00", {}, [], [], NOW)
    assert ledger.left_out_recaps(NOW) == []


def test_how_a_review_came_in(ledger: Ledger) -> None:
    assert ledger.arrival("r1", "toots") is None
    ledger.record("films", Changes(new=(seen("r1", "1.md"),)), [owed("r1", at=LATER)], [], NOW)
    ledger.record("films", Changes(baseline=(seen("r2", "2.md"),)), [], [], LATER)
    assert ledger.arrival("r1", "toots") == Arrival("films", NOW, LATER)
    assert ledger.arrival("r1", "channel") == Arrival("films", NOW, None)
    assert ledger.only_noted() == {"r2"}
