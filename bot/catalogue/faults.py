"""What SQLite says about the search index, turned into the errors of :mod:`bot.errors`."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.errors import StoreDamaged, StoreError, StoreForeign, StoreFull, StoreLocked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Primary result codes, https://www.sqlite.org/rescode.html
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNWRITABLE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """The error to raise for what SQLite reported about this file."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in _LOCKED:
        return StoreLocked(f"The search index {path} is held by another program: try again when it is done.")
    if code in _UNWRITABLE:
        return StoreFull(f"The search index {path} can't be written ({error}): check the disk's room and permissions.")
    if code in _DAMAGED:
        return StoreDamaged(f"The search index {path} is damaged ({error}): it is built anew from the review files.")
    return StoreError(f"The search index {path} can't be used ({error}): delete it, it is built anew.")


def foreign(path: Path) -> StoreForeign:
    """The error for a file that isn't ours: it is left alone."""
    return StoreForeign(
        f"{path} is not a search index of Matinee: move it away, or name another folder under [store] data_dir."
    )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Within this, SQLite's errors come out as ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(error, path) from error
