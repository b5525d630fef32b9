"""What the records have acknowledged is there when they are opened again, whatever the disk or the process did."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from bot.errors import StoreError, StoreFull
from bot.ledger.model import Owed, Receipt, Status
from bot.ledger.store import Ledger
from tests.conftest import ROOT
from tests.unit.ledger.disks import make_read_only, small_disk

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.thorough

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LONG = {"text": "★" * 700}
SEEDS = range(24)


def open_at(file: Path) -> Ledger:
    return Ledger.open(f"sqlite:///{file}")


def owed(number: int) -> Owed:
    return Owed(f"r{number}", "review", "Vertigo", "toots", NOW)


def work(ledger: Ledger, most: int = 10_000) -> Iterator[tuple[int, Status]]:
    """Claim and settle; each is given out once the records have acknowledged it."""
    for number in range(most):
        entered = ledger.enqueue(owed(number), NOW)
        assert ledger.claim(entered.id, LONG, None, NOW) is not None
        yield entered.id, Status.SENDING
        ledger.settle(entered.id, Receipt(str(number), None, NOW))
        yield entered.id, Status.POSTED


def acknowledged_until_full(ledger: Ledger) -> dict[int, Status]:
    sure: dict[int, Status] = {}

    def go_on() -> None:
        for acknowledged in work(ledger):
            sure.update([acknowledged])

    with pytest.raises(StoreFull, match="make room on the disk"):
        go_on()
    return sure


def holds(ledger: Ledger, sure: dict[int, Status]) -> None:
    """Whether all of it is there, or further on."""
    found = {one.id: one.status for one in ledger.deliveries()}
    last = max(sure)
    assert {number: found[number] for number in sure if number != last} == {
        number: status for number, status in sure.items() if number != last
    }
    assert found[last] in (sure[last], Status.POSTED)


def sound(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as raw:
        return bool(raw.execute("PRAGMA integrity_check").fetchone() == ("ok",))


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    ledger = open_at(tmp_path / "matinee.db")

    def limit(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA max_page_count = 60")

    event.listen(ledger._engine, "connect", limit)
    ledger._engine.dispose()
    sure = acknowledged_until_full(ledger)
    holds(ledger, sure)  # reading goes on
    ledger.close()
    ledger = open_at(tmp_path / "matinee.db")
    holds(ledger, sure)
    assert ledger.enqueue(owed(20_000), NOW).status is Status.WAITING  # there is room again
    ledger.close()
    assert sound(tmp_path / "matinee.db")


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 512) as disk:
        ledger = open_at(disk / "matinee.db")
        sure = acknowledged_until_full(ledger)
        ledger.close()
        (tmp_path / "moved").mkdir()
        for file in disk.iterdir():
            (tmp_path / "moved" / file.name).write_bytes(file.read_bytes())
    ledger = open_at(tmp_path / "moved" / "matinee.db")
    holds(ledger, sure)
    ledger.close()
    assert sound(tmp_path / "moved" / "matinee.db")


def test_a_backup_that_finds_no_room(tmp_path: Path) -> None:
    ledger = open_at(tmp_path / "matinee.db")
    for _ in work(ledger, 300):
        pass
    with small_disk(tmp_path / "disk", 256) as disk:
        with pytest.raises(StoreFull, match=r"saved\.db can't be written"):
            ledger.backup(disk / "saved.db", NOW)
        assert list(disk.iterdir()) == []
    assert len(ledger.deliveries()) == 300
    ledger.close()


def test_a_disk_that_may_only_be_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4096) as disk:
        ledger = open_at(disk / "matinee.db")
        sure = dict(work(ledger, 3))
        ledger.close()
        make_read_only(disk)
        with pytest.raises(StoreFull, match=r"matinee\.db can't be opened for writing .*: check path and permissions"):
            open_at(disk / "matinee.db").enqueue(owed(9), NOW)
        with pytest.raises(StoreFull, match="check path and permissions"):
            open_at(disk / "new.db")
        with pytest.raises(StoreFull, match="can't be made"):
            open_at(disk / "folder" / "new.db")
        (tmp_path / "matinee.db").write_bytes((disk / "matinee.db").read_bytes())
    ledger = open_at(tmp_path / "matinee.db")
    holds(ledger, sure)
    ledger.close()


def test_a_process_that_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "matinee.db"
    said: list[str] = []
    command = [sys.executable, "-m", "tests.unit.ledger.claimer", str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            said.append(line)
            if len(said) == 41:
                child.kill()
    sure = {}
    for line in said:
        verb, number = line.split()
        sure[int(number)] = Status.POSTED if verb == "settled" else Status.SENDING
    ledger = open_at(file)
    holds(ledger, sure)
    ledger.close()
    assert sound(file)


@pytest.fixture
def full_of_work(tmp_path: Path) -> Path:
    """A closed file with some hundred pages."""
    ledger = open_at(tmp_path / "matinee.db")
    for _ in work(ledger, 120):
        pass
    ledger.close()
    return tmp_path / "matinee.db"


def use(file: Path) -> None:
    """All that a bot does with its records."""
    ledger = open_at(file)
    try:
        ledger.known("films")
        ledger.deliveries()
        ledger.last_remote_id("toots")
        ledger.claim(ledger.enqueue(owed(777), NOW).id, LONG, None, NOW)
        ledger.pulse()
        ledger.questions()
        ledger.actions()
    finally:
        ledger.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_bytes_that_have_changed_on_the_disk_are_told_or_harmless(full_of_work: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage that can be repeated
    content = bytearray(full_of_work.read_bytes())
    for _ in range(60):
        content[chance.randrange(100, len(content))] ^= 1 << chance.randrange(8)
    full_of_work.write_bytes(content)
    with suppress(StoreError):  # anything else fails the test
        use(full_of_work)


@pytest.mark.parametrize("part", [0.01, 0.2, 0.5, 0.9])
def test_a_file_that_was_cut_short_is_told(full_of_work: Path, part: float) -> None:
    content = full_of_work.read_bytes()
    full_of_work.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(StoreError, match=r"matinee\.db"):
        use(full_of_work)


def test_a_lost_log_leaves_whole_records_of_an_earlier_moment(tmp_path: Path) -> None:
    """Nobody can tell that it is missing: whoever copies records by hand takes both files, or uses backup."""
    file = tmp_path / "matinee.db"
    ledger = open_at(file)
    for _ in work(ledger, 50):
        pass
    (tmp_path / "copy.db").write_bytes(file.read_bytes())
    (tmp_path / "both.db").write_bytes(file.read_bytes())
    (tmp_path / "both.db-wal").write_bytes(Path(f"{file}-wal").read_bytes())
    ledger.close()
    assert sound(tmp_path / "copy.db")
    with closing(open_at(tmp_path / "both.db")) as both:
        assert len(both.deliveries()) == 50
