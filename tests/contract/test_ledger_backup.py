"""Saving the records in one file, from every store, while somebody writes."""

from __future__ import annotations

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.errors import StoreForeign, StoreFull
from bot.ledger.model import Follow
from bot.ledger.saved import moment_of
from bot.ledger.store import Ledger
from bot.ledger.tables import LEASES, METADATA
from bot.plan.model import Changes, MassStop
from tests.contract.ledger_values import LATER, NOW, claimed, edit, owed, posted, seen

if TYPE_CHECKING:
    from pathlib import Path


def fill(ledger: Ledger) -> None:
    """Something of every kind."""
    ledger.record("films", Changes(new=(seen(),)), [owed()], [], NOW)
    ledger.record("books", Changes(mass=MassStop("books", (("b1", "b.md"),))), [], [], NOW)
    ledger.record("plays", Changes(mass=MassStop("plays", gone=(("p1", "p.md"),))), [], [], NOW)
    ledger.accept("plays", NOW, quiet=True)
    claimed(ledger, "r2")
    posted(ledger, "r3", remote_id="83")
    ledger.wish([edit("r3")], NOW)
    ledger.pause("channel", "owner", "you paused it", None, NOW)
    ledger.notice("k", "Look!", NOW)
    ledger.recap_start("horror", NOW, ["r1"])
    ledger.record_recap("horror", "2026-03-01T18:00", {"done": 3}, ["r1"], [owed("horror@1")], NOW)
    ledger.follow(Follow("channel-7", 5, 7, "Film Club", "films", {}, {}, 9, NOW))
    ledger.lease("lane", "one", 60)


def contents(ledger: Ledger) -> dict[str, list[Any]]:
    tables = [table for table in METADATA.sorted_tables if table is not LEASES]
    with ledger._engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in tables
        }


def test_everything_is_in_one_file_that_nobody_else_may_read(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    assert all(contents(ledger).values())
    file = tmp_path / "saved with ? & %20 ♥.db"
    ledger.backup(file, LATER)
    assert moment_of(file) == LATER
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [file.name]
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        for name, rows in contents(ledger).items():
            assert raw.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(rows),)  # noqa: S608


def test_it_is_of_one_moment_while_a_bot_writes(ledger: Ledger, url: str, tmp_path: Path) -> None:
    """Two rows are always written together: no copy has one of them."""
    stop = Event()

    def write() -> int:
        with closing(Ledger.open(url)) as bot:
            number = 0
            while not stop.is_set():
                number += 1
                both = [owed(f"r{number}"), owed(f"r{number}", "channel")]
                bot.record("films", Changes(new=(seen(f"r{number}", f"{number}.md"),)), both, [], NOW)
            return number

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write)
        try:
            for _ in range(5):
                ledger.backup(tmp_path / "saved.db", NOW)
                with closing(sqlite3.connect(tmp_path / "saved.db")) as raw:
                    files, rows = raw.execute(
                        "SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM deliveries)"
                    ).fetchone()
                assert rows == 2 * files
        finally:
            stop.set()
        assert writer.result() > 0


def test_an_older_copy_is_replaced_and_nothing_else(ledger: Ledger, url: str, tmp_path: Path) -> None:
    file = tmp_path / "saved.db"
    ledger.backup(file, NOW)
    ledger.backup(file, LATER)
    assert moment_of(file) == LATER
    others = {"notes.txt": b"My reviews", "empty": b""}
    for name, content in others.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StoreForeign, match="is no saved copy of Matinee's records: name another file"):
            ledger.backup(tmp_path / name, NOW)
        assert (tmp_path / name).read_bytes() == content
    with closing(Ledger.open(f"sqlite:///{tmp_path}/live.db")) as live, pytest.raises(StoreForeign):
        live.backup(tmp_path / "live.db", NOW)
    with pytest.raises(StoreForeign):
        ledger.backup(tmp_path, NOW)


def test_a_place_that_can_not_be_written(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(StoreFull, match=r"saved\.db can't be written"):
        ledger.backup(tmp_path / "nowhere" / "saved.db", NOW)


def test_what_could_not_be_saved_whole_leaves_the_older_copy(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "saved.db"
    ledger.backup(file, NOW)
    fill(ledger)
    monkeypatch.setattr("bot.ledger.store.mark", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ledger.backup(file, LATER)
    assert moment_of(file) == NOW
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["saved.db"]
