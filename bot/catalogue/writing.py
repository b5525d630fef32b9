"""Bringing the catalogue up to date with what was read. Every function works within the caller's transaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.catalogue import names, spelling
from bot.catalogue.rows import COLUMNS, handle, storable, to_row
from bot.catalogue.schema import FULL_TEXT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from bot.catalogue.model import Stamp
    from bot.review.model import Reading

BATCH = 200  # readings held in memory at once

_FOLDED = COLUMNS.index("folded")
_THESE = "source = ? AND path IN (SELECT value FROM json_each(?))"
_INSERT_REVIEW = f"INSERT INTO review ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_INSERT_FILE = "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)"
_INSERT_PROBLEM = "INSERT INTO problem VALUES (?, ?, ?, ?, ?, ?, ?)"


def write(connection: sqlite3.Connection, source: str, batch: Sequence[tuple[Reading, Stamp]]) -> None:
    """Put these readings in the place of what was known of their paths."""
    remove(connection, source, [reading.path for reading, _ in batch])
    rows = [to_row(reading.review, source, reading.path) for reading, _ in batch if reading.review]
    first = connection.execute("SELECT coalesce(max(id), 0) FROM review").fetchone()[0] + 1
    connection.executemany(_INSERT_REVIEW, rows)
    _index(connection, first)
    names.learn(connection, [reading.review for reading, _ in batch if reading.review])
    spelling.learn(connection, [str(row[_FOLDED]) for row in rows])
    connection.executemany(_INSERT_FILE, [(source, storable(reading.path), *stamp) for reading, stamp in batch])
    connection.executemany(_INSERT_PROBLEM, _problems(source, batch))


def remove(connection: sqlite3.Connection, source: str, paths: Iterable[str]) -> None:
    """Forget these paths; unknown ones are no matter."""
    connection.execute("DELETE FROM settled WHERE source = ?", (source,))
    these = (source, json.dumps([storable(path) for path in paths]))
    for (number,) in connection.execute(f"SELECT id FROM review WHERE {_THESE}", these).fetchall():  # noqa: S608
        _unindex(connection, number)
    for table in ("review", "file", "problem"):
        connection.execute(f"DELETE FROM {table} WHERE {_THESE}", these)  # noqa: S608  our own names


def rebind(connection: sqlite3.Connection, source: str, ids: Mapping[str, str]) -> None:
    """Give the reviews at these paths the ids under which they are known."""
    rows = [(storable(one), handle(one), source, storable(path)) for path, one in ids.items()]
    connection.executemany("UPDATE review SET review_id = ?, handle = ? WHERE source = ? AND path = ?", rows)


def _index(connection: sqlite3.Connection, first: int) -> None:
    for table, columns in FULL_TEXT.items():
        names = ", ".join(columns)
        connection.execute(
            f"INSERT INTO {table} (rowid, {names}) SELECT id, {names} FROM review WHERE id >= ?",  # noqa: S608
            (first,),
        )


def _unindex(connection: sqlite3.Connection, number: int) -> None:
    """The full-text tables keep no content of their own: they must be told what goes."""
    for table, columns in FULL_TEXT.items():
        names = ", ".join(columns)
        connection.execute(
            f"INSERT INTO {table} ({table}, rowid, {names}) SELECT 'delete', id, {names} FROM review WHERE id = ?",  # noqa: S608
            (number,),
        )


def _problems(source: str, batch: Iterable[tuple[Reading, Stamp]]) -> list[tuple[Any, ...]]:
    return [
        (
            source,
            storable(reading.path),
            problem.line,
            problem.column,
            storable(problem.field),
            storable(problem.message),
            problem.severity,
        )
        for reading, _ in batch
        for problem in reading.problems
    ]
