"""A branch that others have written to: what isn't records is refused in one sentence, and left as it stands."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreDamaged, StoreError, StoreForeign, StoreNewer
from bot.ledger.keeper import kept
from bot.ledger.store import Ledger
from tests.contract.branches import BRANCH, Host, run_git
from tests.contract.ledger_values import owed

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.thorough

NOW = datetime(2026, 10, 1, 20, 0, tzinfo=UTC)
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n"


class Time:
    """A clock on which waiting passes at once."""

    at = NOW

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


async def used(host: Host) -> None:
    """Records that a run fetches, opens, adds to and saves."""
    async with kept("sqlite:///none.db", host.checkout(), BRANCH, Time()) as keeper:
        assert keeper is not None
        with closing(Ledger.open(keeper.url)) as ledger:
            ledger.enqueue(owed("r1"), NOW)


@pytest.fixture
async def host(tmp_path: Path) -> Host:
    made = Host(tmp_path)
    await used(made)
    return made


def changed(host: Host, sql: str) -> bytes:
    file = host.folder / "changed.db"
    file.write_bytes(host.database())
    with closing(sqlite3.connect(file)) as raw:
        raw.executescript(sql)
        raw.commit()
    return file.read_bytes()


def put(host: Host, database: bytes, seconds: int = 1_790_000_000, mode: str = "100644") -> str:
    """Let the branch hold this, as somebody who may push there; returns its tip."""
    blob = stored(host, "blob", database)
    note = run_git(host.bare, "rev-parse", f"{BRANCH}:README.md")
    tree = stored(host, "tree", None, f"100644 blob {note}\tREADME.md\n{mode} blob {blob}\tmatinee.db\n")
    who = f"x <x@films.example> {seconds} +0000"
    commit = f"tree {tree}\nauthor {who}\ncommitter {who}\n\nSaved by Matinee. State: at rest\n"
    tip = stored(host, "commit", commit.encode())
    run_git(host.bare, "update-ref", f"refs/heads/{BRANCH}", tip)
    return tip


def stored(host: Host, kind: str, data: bytes | None, listed: str = "") -> str:
    words = ("mktree",) if data is None else ("hash-object", "-w", "--literally", "-t", kind, "--stdin")
    given = listed.encode() if data is None else data
    ran = subprocess.run(["git", *words], cwd=host.bare, input=given, check=True, capture_output=True)
    return ran.stdout.decode().strip()


@pytest.mark.parametrize("database", [LFS, b"", b"/etc/passwd"])
async def test_a_file_that_is_no_database_is_refused(host: Host, database: bytes) -> None:
    tip = put(host, database, mode="120000" if database.startswith(b"/") else "100644")
    with pytest.raises(StoreForeign, match=f'^The branch "{BRANCH}" holds no records'):
        await used(host)
    assert host.tip() == tip


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER UPDATE ON deliveries BEGIN UPDATE deliveries SET status = 'waiting'; END",
        "ALTER TABLE deliveries RENAME TO hidden; CREATE VIEW deliveries AS SELECT * FROM hidden",
        "CREATE VIRTUAL TABLE words USING fts5(word)",
        "PRAGMA application_id = 7",
    ],
)
async def test_a_database_that_does_more_than_hold_records_is_refused(host: Host, sql: str) -> None:
    tip = put(host, changed(host, sql))
    with pytest.raises(StoreForeign, match="holds no records of Matinee: delete it"):
        await used(host)
    assert host.tip() == tip


async def test_a_damaged_database_is_refused(host: Host) -> None:
    whole = host.database()
    tip = put(host, whole[: len(whole) // 2])
    with pytest.raises(StoreDamaged, match=f'^The branch "{BRANCH}" is damaged'):
        await used(host)
    assert host.tip() == tip


@pytest.mark.parametrize("version", ["'\x1b[31m9\n::error::x'", "zeroblob(1000)"])
async def test_records_of_a_newer_matinee_are_left_alone_and_say_nothing_of_their_own(host: Host, version: str) -> None:
    tip = put(host, changed(host, f"UPDATE matinee_version SET version_num = {version}"))  # noqa: S608 - ours
    with pytest.raises(StoreNewer) as told:
        await used(host)
    assert len(str(told.value)) < 200
    assert str(told.value).isprintable()
    assert host.tip() == tip


async def test_tables_that_lack_something_are_one_sentence(host: Host) -> None:
    put(host, changed(host, "ALTER TABLE deliveries DROP COLUMN pace"))
    with pytest.raises(StoreError, match="can't be used"):
        await used(host)


@pytest.mark.parametrize("seconds", [10**12, 10**17])
async def test_a_moment_that_no_clock_shows_is_refused(host: Host, seconds: int) -> None:
    put(host, host.database(), seconds)
    with pytest.raises(StoreForeign):
        await used(host)
