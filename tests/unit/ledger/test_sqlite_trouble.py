"""What goes wrong with a SQLite file: one sentence with file and remedy, and nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from bot.errors import StoreDamaged, StoreError, StoreForeign, StoreFull, StoreLocked
from bot.ledger import engine
from bot.ledger.model import Owed
from bot.ledger.store import Ledger

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "records" / "matinee.db"


def open_at(file: Path) -> Ledger:
    return Ledger.open(f"sqlite:///{file}")


def owed(number: int, title: str = "Vertigo") -> Owed:
    return Owed(f"r{number}", "review", title, "toots", NOW)


def test_the_folder_is_made_and_the_file_is_marked_as_ours(file: Path) -> None:
    ledger = open_at(file)
    ledger.close()
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (0x4D544E45,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_each_connection_is_set_up_to_lose_nothing(file: Path) -> None:
    ledger = open_at(file)
    with ledger._engine.connect() as connection:
        pragmas = ("foreign_keys", "synchronous", "busy_timeout")
        values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    ledger.close()
    assert values == [1, 2, 5000]  # on; FULL; milliseconds


def test_a_file_that_is_no_database(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"My reviews of 2025, a list, in plain text. " * 40)
    before = file.read_bytes()
    with pytest.raises(StoreForeign, match="is no database: name another file under") as caught:
        open_at(file)
    assert str(file) in str(caught.value)
    assert file.read_bytes() == before


def test_a_database_of_another_program_is_not_touched(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE bookmarks (address TEXT)")
    before = file.read_bytes()
    with pytest.raises(StoreForeign, match="another program"):
        open_at(file)
    assert file.read_bytes() == before


def test_an_empty_database_with_another_program_s_mark(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA application_id = 77")
    with pytest.raises(StoreForeign):
        open_at(file)


def test_a_damaged_file(file: Path) -> None:
    ledger = open_at(file)
    ledger.enqueue(owed(1), NOW)
    ledger.close()
    pages = bytearray(file.read_bytes())
    pages[4096:] = b"\x55" * (len(pages) - 4096)
    file.write_bytes(pages)
    with pytest.raises((StoreDamaged, StoreForeign), match=r"damaged|no database"):
        open_at(file).deliveries()


def test_a_folder_in_the_file_s_place(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(StoreFull, match="check path and permissions"):
        open_at(file)


def test_a_file_in_the_folder_s_place(file: Path) -> None:
    file.parent.write_text("in the way")
    with pytest.raises(StoreFull, match="can't be made"):
        open_at(file)


def test_a_full_disk_loses_nothing(file: Path) -> None:
    ledger = open_at(file)
    first = ledger.enqueue(owed(0), NOW)
    with ledger._engine.connect() as connection:
        size = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())

    def limit(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {size + 1}")

    event.listen(ledger._engine, "connect", limit)
    ledger._engine.dispose()
    with pytest.raises(StoreFull, match="make room on the disk"):
        ledger.enqueue(owed(1, "long title " * 5000), NOW)
    assert ledger.deliveries() == [first]
    ledger.close()


def test_a_file_that_may_only_be_read(file: Path) -> None:
    ledger = open_at(file)

    def protect(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA query_only = ON")

    event.listen(ledger._engine, "connect", protect)
    ledger._engine.dispose()
    with pytest.raises(StoreFull, match="can't be opened for writing"):
        ledger.enqueue(owed(1), NOW)
    assert ledger.deliveries() == []
    ledger.close()


def test_a_file_that_another_program_holds(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 0.05)
    ledger = open_at(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked, match="held by another program"):
            ledger.enqueue(owed(1), NOW)
        assert ledger.deliveries() == []  # reading goes on
        other.execute("ROLLBACK")
    ledger.enqueue(owed(1), NOW)
    ledger.close()


@pytest.mark.parametrize("url", ["mysql://owner:geheim@db/x", "sqlite://", "sqlite:///:memory:", "matinee.db", ""])
def test_addresses_that_are_none_of_ours(url: str) -> None:
    with pytest.raises(StoreError, match=r"sqlite:///data/matinee\.db") as caught:
        Ledger.open(url)
    assert "geheim" not in str(caught.value)


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match=r"can't be reached: .*Check \[store\] url") as caught:
        Ledger.open("postgresql://owner:geheim@127.0.0.1:1/reviews?connect_timeout=2")
    assert "geheim" not in str(caught.value)
    assert "owner:***@127.0.0.1:1/reviews" in str(caught.value)


def test_a_place_that_can_not_even_be_looked_at_is_told_when_it_is_copied(file: Path) -> None:
    file.parent.mkdir()
    there = file.with_name("a" * 300)  # as in a folder that lets nobody in, which a test run by root can't have
    with pytest.raises(StoreFull, match="can't be opened"):
        Ledger.copy(f"sqlite:///{there}", f"sqlite:///{file}")
