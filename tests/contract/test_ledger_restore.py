"""Saved records put back, into every store and from every store."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreDamaged, StoreError, StoreForeign, StoreFull, StoreLocked, StoreNewer
from bot.ledger.model import Status
from bot.ledger.restoring import restore
from bot.ledger.saved import moment_of
from bot.ledger.store import Ledger
from bot.plan.model import Changes
from tests.contract.ledger_values import LATER, NOW, claimed, owed, posted, seen
from tests.contract.test_ledger_backup import contents, fill

if TYPE_CHECKING:
    from pathlib import Path

TODAY = LATER + timedelta(days=3)

pytestmark = pytest.mark.thorough


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A copy made at ``LATER`` of records that hold something of every kind."""
    with closing(Ledger.open(f"sqlite:///{tmp_path}/elsewhere.db")) as ledger:
        fill(ledger)
        ledger.backup(tmp_path / "saved.db", LATER)
    return tmp_path / "saved.db"


def test_everything_comes_back(ledger: Ledger, url: str, saved: Path, tmp_path: Path) -> None:
    before = saved.read_bytes()
    assert restore(url, saved, TODAY) is None
    assert saved.read_bytes() == before
    with closing(Ledger.open(f"sqlite:///{tmp_path}/elsewhere.db")) as original:
        there, here = contents(original), contents(ledger)
    unchanged = set(there) - {"sources", "deliveries", "recap_starts"}
    assert {name: here[name] for name in unchanged} == {name: there[name] for name in unchanged}
    assert [row[:4] for row in here["deliveries"]] == [row[:4] for row in there["deliveries"]]


def test_from_one_store_into_the_other_and_back(ledger: Ledger, url: str, saved: Path, tmp_path: Path) -> None:
    restore(url, saved, TODAY)
    ledger.backup(tmp_path / "again.db", TODAY)
    restore(f"sqlite:///{tmp_path}/third.db", tmp_path / "again.db", TODAY)
    with closing(Ledger.open(f"sqlite:///{tmp_path}/third.db")) as third:
        assert contents(third) == contents(ledger)


def test_what_was_not_out_by_then_is_looked_for_first(ledger: Ledger, url: str, saved: Path) -> None:
    restore(url, saved, TODAY)
    ends = {one.subject: one for one in ledger.deliveries()}
    assert (ends["r1"].may_stand, ends["r1"].first_claimed_at, ends["r1"].attempts) == (True, LATER, 0)
    assert (ends["r2"].status, ends["r2"].may_stand, ends["r2"].first_claimed_at) == (Status.SENDING, True, NOW)
    assert (ends["r3"].status, ends["r3"].may_stand) == (Status.POSTED, False)


def test_what_the_next_scan_finds_new_is_looked_for_too_and_later_news_is_not(
    ledger: Ledger, url: str, saved: Path
) -> None:
    restore(url, saved, TODAY)
    ledger.record("films", Changes(new=(seen("r8", "8.md"),)), [owed("r8")], [], TODAY)
    ledger.record("films", Changes(new=(seen("r9", "9.md"),)), [owed("r9")], [], TODAY)
    ends = {one.subject: one for one in ledger.deliveries()}
    assert ends["r8"].may_stand
    assert ends["r8"].attempts == 0
    assert ends["r8"].first_claimed_at is not None
    assert ends["r8"].first_claimed_at <= LATER
    assert (ends["r9"].may_stand, ends["r9"].first_claimed_at) == (False, None)


def test_so_is_the_next_recap(ledger: Ledger, url: str, saved: Path) -> None:
    restore(url, saved, TODAY)
    for slot in ("2026-03-02T18:00", "2026-03-03T18:00"):
        assert ledger.record_recap("horror", slot, {}, [], [owed(f"horror@{slot}")], TODAY)
    doubts = {one.subject: one.may_stand for one in ledger.deliveries()}
    assert (doubts["horror@2026-03-02T18:00"], doubts["horror@2026-03-03T18:00"]) == (True, False)


def test_no_number_is_given_out_twice(ledger: Ledger, url: str, saved: Path) -> None:
    for number in range(9):
        ledger.notice(f"n{number}", "x", NOW)
    highest = max(ledger.enqueue(owed(f"x{number}"), NOW).id for number in range(9))
    restore(url, saved, TODAY, replace=True)
    assert ledger.enqueue(owed("new"), TODAY).id > highest
    ledger.notice("new", "x", TODAY)
    assert max(one.id for one in ledger.notices()) > 9


def test_records_are_replaced_only_when_asked_and_kept_beside(
    ledger: Ledger, url: str, saved: Path, tmp_path: Path
) -> None:
    present = posted(ledger, "present")
    with pytest.raises(StoreError, match="holds records already"):
        restore(url, saved, TODAY)
    assert ledger.deliveries() == [present]
    kept = restore(url, saved, TODAY, replace=True, folder=tmp_path)
    assert kept is not None
    assert "present" not in [one.subject for one in ledger.deliveries()]
    assert moment_of(kept) == TODAY
    restore(url, kept, TODAY + timedelta(hours=1), replace=True)
    assert [one.subject for one in ledger.deliveries()] == ["present"]


def test_not_while_somebody_posts(ledger: Ledger, url: str, saved: Path, tmp_path: Path) -> None:
    present = posted(ledger, "present")
    ledger.lease("lane", "one", 60)
    with ledger.courier_lock(), pytest.raises(StoreLocked, match="Another Matinee posts from"):
        restore(url, saved, TODAY, replace=True)
    assert ledger.deliveries() == [present]
    assert list(tmp_path.rglob("*before-restore*")) == []
    ledger.release("lane", "one")
    restore(url, saved, TODAY, replace=True)


def test_files_that_are_no_saved_copies(ledger: Ledger, url: str, saved: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("My reviews of 2025")
    with closing(sqlite3.connect(tmp_path / "bookmarks.db")) as raw:
        raw.execute("CREATE TABLE bookmarks (address TEXT)")
    for name in ("notes.txt", "bookmarks.db"):
        with pytest.raises(StoreForeign, match=f"{name} is no saved copy of Matinee's records"):
            restore(url, tmp_path / name, TODAY)
    with pytest.raises(StoreFull, match="can't be read"):
        restore(url, tmp_path / "nothing.db", TODAY)
    content = bytearray(saved.read_bytes())
    content[8192:12288] = b"\x55" * 4096
    (tmp_path / "bad.db").write_bytes(content)
    with pytest.raises(StoreDamaged, match=r"bad\.db is damaged .*: take another saved copy"):
        restore(url, tmp_path / "bad.db", TODAY)
    (tmp_path / "half.db").write_bytes(content[: len(content) // 2])
    with pytest.raises(StoreDamaged):
        restore(url, tmp_path / "half.db", TODAY)
    assert ledger.is_empty()


def test_a_copy_by_a_newer_matinee(ledger: Ledger, url: str, saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as raw, raw:
        raw.execute("UPDATE matinee_version SET version_num = '0999'")
    with pytest.raises(StoreNewer, match=rf"{saved.name} was written by a newer"):
        restore(url, saved, TODAY)
    assert ledger.is_empty()


def test_a_file_that_was_copied_by_hand_is_as_old_as_its_newest_row(ledger: Ledger, url: str, tmp_path: Path) -> None:
    source = tmp_path / "by-hand.db"
    with closing(Ledger.open(f"sqlite:///{source}")) as original:
        ledger_row = original.enqueue(owed("r1", at=TODAY + timedelta(days=99)), NOW)
        claimed(original, "r2")
        shutil.copy(source, tmp_path / "copy.db")  # the newest rows are in the log beside it
        shutil.copy(f"{source}-wal", tmp_path / "copy.db-wal")
    restore(url, tmp_path / "copy.db", TODAY)
    found = ledger.delivery(ledger_row.id)
    assert found is not None
    assert (found.may_stand, found.first_claimed_at) == (True, NOW)


def test_a_copy_put_in_its_place_by_hand_is_in_doubt_as_well(saved: Path) -> None:
    with closing(Ledger.open(f"sqlite:///{saved}")) as opened:
        assert [one.first_claimed_at for one in opened.waiting("toots") if one.subject == "r1"] == [LATER]
    assert moment_of(saved) is None
    with closing(Ledger.open(f"sqlite:///{saved}")) as opened:
        assert not opened.is_empty()


def test_a_damaged_file_is_kept_under_another_name(saved: Path, tmp_path: Path) -> None:
    database = tmp_path / "data" / "matinee.db"
    url = f"sqlite:///{database}"
    with closing(Ledger.open(url)) as ledger:
        fill(ledger)
    content = bytearray(database.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    database.write_bytes(content)
    with pytest.raises(StoreDamaged, match="add --replace"):
        restore(url, saved, TODAY)
    kept = restore(url, saved, TODAY, replace=True)
    assert kept is not None
    assert kept.read_bytes() == bytes(content)
    with closing(Ledger.open(url)) as ledger:
        assert len(ledger.deliveries()) == 4


def test_records_of_a_newer_matinee_make_way_for_saved_ones(saved: Path, tmp_path: Path) -> None:
    database = tmp_path / "data" / "matinee.db"
    url = f"sqlite:///{database}"
    with closing(Ledger.open(url)) as ledger:
        fill(ledger)
    with closing(sqlite3.connect(database)) as newer:
        newer.execute("UPDATE matinee_version SET version_num = '9999'")
        newer.commit()
    with pytest.raises(StoreNewer, match="install that version, or newer"):
        restore(url, saved, TODAY)
    kept = restore(url, saved, TODAY, replace=True)
    with closing(Ledger.open(url)) as ledger:
        assert len(ledger.deliveries()) == 4
    with closing(sqlite3.connect(str(kept))) as newer:
        assert newer.execute("SELECT version_num FROM matinee_version").fetchone() == ("9999",)
