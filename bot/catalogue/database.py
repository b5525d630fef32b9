"""The catalogue's one file: whose it is, opening it, and connections for many threads. Knows no review.

Several processes may have it open. A connection whose file was replaced meanwhile is not used again.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.catalogue.faults import foreign, told
from bot.catalogue.schema import APPLICATION_ID, DROPPED, FORMAT, TABLES
from bot.errors import StoreDamaged, StoreError, StoreFull

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30.0  # seconds to wait for another process's write
_MAGIC = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html#the_database_header


class Database:
    """The file and its connections. ``fingerprint``: what its content depends on."""

    def __init__(self, path: Path, fingerprint: str) -> None:
        self.path = path
        self._fingerprint = f"{FORMAT}:{fingerprint}"
        self._idle: list[sqlite3.Connection] = []
        self._inode: int | None = None
        self._lock = threading.Lock()  # of the list of idle connections
        self._writing = threading.RLock()
        self._closed = False

    def prepare(self) -> None:
        """Make the file usable: created, or emptied if it is of other rules, or thrown away if it is damaged."""
        try:
            self._set_up()
        except StoreDamaged:
            self.throw_away()

    def throw_away(self) -> None:
        """Delete the damaged file and start an empty one."""
        from filelock import FileLock

        with self._writing, FileLock(self.path.with_suffix(".lock"), timeout=PATIENCE):
            self._drop_idle()
            if self._is_damaged():  # another process may have been quicker
                for suffix in ("", "-wal", "-shm", "-journal"):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            self._set_up()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with, for this thread alone while it is held; all that it reads is of one moment, though
        somebody writes meanwhile.
        """
        with self._held() as connection, _transaction(connection, "BEGIN"):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, committed at the end. One at a time."""
        with self._writing, self._held() as connection, _transaction(connection, "BEGIN IMMEDIATE"):
            self._still_ours(connection)
            yield connection
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close every connection. Reading goes no further."""
        self._closed = True
        self._drop_idle()

    @contextmanager
    def _held(self) -> Iterator[sqlite3.Connection]:
        connection = self._take()
        try:
            with told(self.path):
                yield connection
        finally:
            self._give_back(connection)

    def _set_up(self) -> None:
        if not _is_ours_or_nobodys(self.path):
            raise foreign(self.path)
        with told(self.path):
            connection = self._connect()
            try:
                connection.execute("BEGIN IMMEDIATE")
                if _read_fingerprint(connection) != self._fingerprint:
                    _make_tables(connection, self._fingerprint)
                connection.execute("COMMIT")
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                connection.close()

    def _is_damaged(self) -> bool:
        try:
            with told(self.path):
                connection = self._connect()
                try:
                    said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                    for table in ("prose", "titles", "grams"):
                        connection.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")  # noqa: S608  our own names
                finally:
                    connection.close()
        except StoreError:
            return True
        return bool(said != "ok")

    def _still_ours(self, connection: sqlite3.Connection) -> None:
        if _read_fingerprint(connection) != self._fingerprint:
            raise StoreError(
                f"The search index {self.path} was built anew with another configuration: start this program again."
            )

    def _take(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreError(f"The search index {self.path} is closed.")
        inode = _inode(self.path)
        if inode is None or (self._inode is not None and inode != self._inode):
            self._drop_idle()
            self._set_up()
            inode = _inode(self.path)
        self._inode = inode
        with self._lock:
            if self._idle:
                return self._idle.pop()
        with told(self.path):
            return self._connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if self._closed or _inode(self.path) != self._inode:
            connection.close()
            return
        with self._lock:
            self._idle.append(connection)  # last in, first out: few stay warm

    def _drop_idle(self) -> None:
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -1024")  # KiB; memory must not grow with the number of reviews
        return connection


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    """Within this, a transaction; what isn't committed at the end never was."""
    connection.execute(begin)
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _is_ours_or_nobodys(path: Path) -> bool:
    """Whether the file may be written, and thrown away if it is damaged: it is ours, or holds nothing at all."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return True
    except IsADirectoryError:
        return False
    except OSError as error:
        raise StoreFull(
            f"The search index {path} can't be opened ({os.strerror(error.errno or 0)}): check its permissions."
        ) from error
    if not any(head):  # empty, or wiped by a power cut
        return True
    return head.startswith(_MAGIC) and int.from_bytes(head[68:72], "big") == APPLICATION_ID


def _read_fingerprint(connection: sqlite3.Connection) -> str | None:
    try:
        row = connection.execute("SELECT fingerprint FROM about").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table
            return None
        raise
    return row[0] if row else None


def _make_tables(connection: sqlite3.Connection, fingerprint: str) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for name in DROPPED:
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in TABLES:
        connection.execute(statement)
    connection.execute("INSERT INTO about VALUES (?)", (fingerprint,))
