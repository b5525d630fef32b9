"""What is known of files and recaps, on every store."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import StatementError

from bot.ledger.model import FileRow, Owed, RecapStart, Status
from bot.plan.model import Changes, Known
from tests.contract.ledger_values import NOW, owed, seen

if TYPE_CHECKING:
    from bot.ledger.store import Ledger
    from bot.plan.model import Seen

LATER = NOW + timedelta(hours=1)


def test_a_source_is_new_until_its_first_scan_is_recorded(ledger: Ledger) -> None:
    assert not ledger.first_scan("films")
    ledger.record("films", Changes(), [], [], NOW)
    assert ledger.first_scan("films")
    assert not ledger.first_scan("books")
    assert ledger.known("films") == {}


def test_news_and_what_is_owed_for_it_are_kept_together(ledger: Ledger) -> None:
    ledger.record("films", Changes(new=(seen(),), baseline=(seen("r2", "b.md"),)), [owed()], [], NOW)
    assert ledger.known("films") == {
        "a.md": Known("a.md", "r1", "c1", "b1", 1, NOW),
        "b.md": Known("b.md", "r2", "c1", "b1", 1, NOW),
    }
    assert [one.subject for one in ledger.waiting("toots")] == ["r1"]
    assert ledger.file_count() == 2


def test_nothing_is_kept_of_a_scan_that_could_not_be_kept_whole(ledger: Ledger) -> None:
    naive = owed(at=NOW.replace(tzinfo=None))
    with pytest.raises(StatementError, match="without a time zone"):
        ledger.record("films", Changes(new=(seen(),)), [naive], [], NOW)
    assert not ledger.first_scan("films")
    assert ledger.known("films") == {}


def test_a_delivery_that_exists_is_left_alone(ledger: Ledger) -> None:
    entered = ledger.enqueue(owed(), NOW)
    ledger.record("films", Changes(new=(seen(),)), [owed(at=LATER, urgent=True)], [], LATER)
    assert ledger.deliveries() == [entered]


def test_edits_raise_the_revision_and_keep_the_first_sight(ledger: Ledger) -> None:
    ledger.record("films", Changes(baseline=(seen(),)), [], [], NOW)
    known = ledger.known("films")["a.md"]
    ledger.record("films", Changes(edited=((known, seen(content="c2", body="b2")),)), [], [], LATER)
    assert ledger.known("films") == {"a.md": Known("a.md", "r1", "c2", "b2", 2, NOW)}


def test_a_rename_moves_the_binding(ledger: Ledger) -> None:
    ledger.record("films", Changes(baseline=(seen(),)), [], [], NOW)
    known = ledger.known("films")["a.md"]
    ledger.record("films", Changes(renamed=((known, seen("r1", "new.md")),)), [], [], LATER)
    assert ledger.known("films") == {"new.md": Known("new.md", "r1", "c1", "b1", 1, NOW)}
    assert ledger.file_of("r1") == FileRow("films", "new.md", "r1", gone=False)


def test_two_files_that_change_places_keep_their_ids(ledger: Ledger) -> None:
    ledger.record("films", Changes(baseline=(seen("r1", "a.md"), seen("r2", "b.md"))), [], [], NOW)
    known = ledger.known("films")
    swapped = ((known["a.md"], seen("x", "b.md")), (known["b.md"], seen("y", "a.md")))
    ledger.record("films", Changes(renamed=swapped), [], [], LATER)
    assert {path: one.review_id for path, one in ledger.known("films").items()} == {"a.md": "r2", "b.md": "r1"}


def test_what_is_gone_stays_known_and_may_return(ledger: Ledger) -> None:
    ledger.record("films", Changes(baseline=(seen(),)), [], [], NOW)
    ledger.record("films", Changes(gone=(ledger.known("films")["a.md"],)), [], [], LATER)
    gone = ledger.known("films")["a.md"]
    assert gone.gone_since == LATER
    assert ledger.file_of("r1") == FileRow("films", "a.md", "r1", gone=True)
    ledger.record("films", Changes(returned=((gone, seen(content="c2")),)), [], [], LATER)
    assert ledger.known("films")["a.md"] == Known("a.md", "r1", "c2", "b1", 2, NOW)
    assert ledger.file_of("nobody") is None


def test_sources_do_not_see_each_other(ledger: Ledger) -> None:
    ledger.record("films", Changes(baseline=(seen(),)), [], [], NOW)
    ledger.record("books", Changes(baseline=(seen("r9"),)), [], [], NOW)
    assert ledger.known("films")["a.md"].review_id == "r1"
    assert ledger.known("books")["a.md"].review_id == "r9"


def test_many_files_are_kept_and_loaded_in_reasonable_time(ledger: Ledger) -> None:
    many: tuple[Seen, ...] = tuple(seen(f"r{number}", f"{number}.md") for number in range(5000))
    ledger.record("films", Changes(baseline=many), [], [], NOW)
    began = time.process_time()
    assert len(ledger.known("films")) == 5000
    assert time.process_time() - began < 1.0  # seconds; measured 0.05


def test_a_recap_starts_once(ledger: Ledger) -> None:
    start = ledger.recap_start("horror", NOW, ["b", "a", "a"])
    assert start == RecapStart(NOW, frozenset({"a", "b"}))
    assert ledger.recap_start("horror", LATER, ["c"]) == start


def test_a_slot_is_recorded_once_whoever_ticks(ledger: Ledger) -> None:
    due = Owed("horror@2026-03-01T18:00", "recap", "Horror", "toots", NOW)
    first = ledger.record_recap("horror", "2026-03-01T18:00", {"done": 3}, ["a", "b"], [due], NOW)
    second = ledger.record_recap("horror", "2026-03-01T18:00", {"done": 9}, ["c"], [due], LATER)
    assert (first, second) == (True, False)
    assert ledger.recap_data(due.subject) == {"done": 3}
    assert ledger.recaps_told("horror") == {"a", "b"}
    assert [(one.kind, one.status) for one in ledger.waiting("toots")] == [("recap", Status.WAITING)]


def test_the_last_recap_is_the_newest_slot(ledger: Ledger) -> None:
    assert ledger.last_recap("horror") is None
    assert ledger.record_recap("horror", "2026-03-08T18:00", {}, [], [], NOW)
    assert ledger.record_recap("horror", "2026-03-01T18:00", {}, [], [], LATER)
    assert ledger.last_recap("horror") == "2026-03-08T18:00"
    assert ledger.recaps_told("horror") == frozenset()
    assert ledger.recap_data("nothing") is None
