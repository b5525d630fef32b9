"""What a database says, turned into the store errors of :mod:`bot.errors`: one function, one sentence each."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StoreDamaged, StoreError, StoreForeign, StoreFull, StoreLocked

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEND = "end Matinee and put a saved copy back with matinee restore FILE --replace"
# SQLite's primary result codes, https://www.sqlite.org/rescode.html
_PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 3, 5, 6, 8, 10, 11, 13, 14, 26


def store_error(error: SQLAlchemyError | sqlite3.Error, place: str) -> StoreError:
    """The error to raise for what the database reported. ``place`` names it for people, without a password."""
    cause = getattr(error, "orig", error)
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return _of_sqlite(code & 0xFF, str(cause), place)
    if cause is None or cause is error:
        return StoreError(f"The records in {place} can't be used: {_first_line(error)}.")
    return _of_postgresql(getattr(cause, "sqlstate", None), _first_line(cause), place)


@contextmanager
def told_as(place: str) -> Iterator[None]:
    """Whatever the database reports inside is raised as the error of this place."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise store_error(error, place) from error
    except ValueError as error:
        raise unreadable(error, place) from error


def unreadable(error: ValueError, place: str) -> StoreDamaged:
    """A row came out of the database in a form that was never put in: a moment that is none, half a JSON text."""
    return StoreDamaged(f"{place} is damaged ({_first_line(error)}): {_MEND}.")


def _of_sqlite(code: int, said: str, place: str) -> StoreError:
    if code in {_BUSY, _LOCKED}:
        return StoreLocked(f"{place} is held by another program: close it there, then try again. Nothing is lost.")
    if code in {_FULL, _IOERR}:
        return StoreFull(f"{place} can't be written ({said}): make room on the disk, then start again.")
    if code in {_READONLY, _PERM, _CANTOPEN}:
        return StoreFull(f"{place} can't be opened for writing ({said}): check path and permissions.")
    if code == _NOTADB:
        return StoreForeign(f"{place} is no database: name another file under [store] url, or move this one away.")
    if code == _CORRUPT:
        return StoreDamaged(f"{place} is damaged ({said}): {_MEND}.")
    return StoreError(f"The records in {place} can't be used: {said}.")


def _of_postgresql(state: str | None, said: str, place: str) -> StoreError:
    """By SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html."""
    if state is None or state.startswith(("08", "57P")):
        return StoreError(f"The database {place} can't be reached: {said}. Check [store] url and that it is running.")
    if state in {"55P03", "40P01", "57014"}:
        return StoreLocked(f"{place} is held by another program: try again when it is done. Nothing is lost.")
    if state.startswith("53") or state == "25006":
        return StoreFull(f"{place} can't be written: {said}. Make room there, then start again.")
    if state.startswith("28") or state in {"3D000", "42501"}:
        return StoreError(f"{place} doesn't let us in: {said}. Check the user, password and name in [store] url.")
    if state in {"XX001", "XX002"}:
        return StoreDamaged(f"{place} is damaged ({said}): {_MEND}.")
    return StoreError(f"The records in {place} can't be used: {said}.")


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
