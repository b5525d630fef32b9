"""Saved records: one SQLite file, whichever database they come from, which knows of what moment it is.

A file that is opened as records (put in their place by hand) forgets that it was a copy, and everything in it that
wasn't posted yet is in doubt from then on.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, inspect, select, text

from bot.errors import StoreDamaged, StoreForeign, StoreFull
from bot.ledger.doubt import doubt_everything
from bot.ledger.faults import told_as
from bot.ledger.migrate import APPLICATION_ID, BACKUP_TABLE
from bot.ledger.tables import METADATA, UtcTime

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

_AHEAD = frozenset({"ready_at", "look_at", "until", "doubt_since"})  # moments that needn't have come yet
_MAGIC = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html#magic_header_string


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A place beside ``path``, 0600, for a copy that takes that one's name when it is complete and on the disk.

    Raises ``StoreForeign`` where something else than a saved copy has that name, ``StoreFull``.
    """
    if path.exists() and moment_of(path) is None:
        raise StoreForeign(f"{path} is there already and is no saved copy of Matinee's records: name another file.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise StoreFull(f"{path} can't be written ({error.strerror}): check path and permissions.") from None
    part = Path(name)
    try:
        yield part
        try:
            _to_the_disk(part)
            part.replace(path)
            with suppress(OSError):  # not every file system can do that for a folder
                _to_the_disk(path.parent)
        except OSError as error:
            raise StoreFull(f"{path} can't be written ({error.strerror}): make room on the disk.") from None
    finally:
        for left in (part, *_beside(part)):
            left.unlink(missing_ok=True)


def mark(part: Path, moment: datetime) -> None:
    """Make the records in this file a saved copy of that moment, and one file."""
    with closing(sqlite3.connect(part, isolation_level=None)) as raw:
        raw.execute(f"CREATE TABLE {BACKUP_TABLE} (made_at TEXT NOT NULL)")
        raw.execute(f"INSERT INTO {BACKUP_TABLE} VALUES (?)", (moment.isoformat(),))  # noqa: S608 - a constant
        raw.execute("PRAGMA journal_mode = DELETE").close()


def moment_of(path: Path) -> datetime | None:
    """Of what moment (aware) a saved copy is; None for any other file, unreadable ones too."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            if raw.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                return None
            found: str = raw.execute(f"SELECT max(made_at) FROM {BACKUP_TABLE}").fetchone()[0]  # noqa: S608
            return datetime.fromisoformat(found)
    except (sqlite3.Error, TypeError, ValueError):
        return None


def wake(connection: Connection) -> None:
    """A saved copy that was opened is records from now on: doubt what it holds. Any other records stay as they are."""
    if not inspect(connection).has_table(BACKUP_TABLE):
        return
    made_at = connection.execute(text(f"SELECT max(made_at) FROM {BACKUP_TABLE}")).scalar_one()  # noqa: S608
    doubt_everything(connection, datetime.fromisoformat(made_at))
    connection.execute(text(f"DROP TABLE {BACKUP_TABLE}"))


def newest_moment(connection: Connection) -> datetime | None:
    """The last moment that the records know of: a copy that doesn't tell its own is not older."""
    columns = [column for table in METADATA.sorted_tables for column in table.c if isinstance(column.type, UtcTime)]
    past = [select(func.max(column)) for column in columns if column.name not in _AHEAD]
    moments = [connection.execute(query).scalar() for query in past]
    return max((one for one in moments if one is not None), default=None)


@contextmanager
def sound_copy(path: Path) -> Iterator[Path]:
    """A copy of a saved file to work on. Raises ``StoreForeign``, ``StoreDamaged`` and ``StoreFull``."""
    with tempfile.TemporaryDirectory(prefix="matinee-") as folder:
        copy = Path(folder) / "records.db"
        try:
            if path.read_bytes()[: len(_MAGIC)] != _MAGIC:
                raise StoreForeign(f"{path} is no saved copy of Matinee's records: name another file.")
            shutil.copyfile(path, copy)
            with suppress(FileNotFoundError):  # of a database that was copied as it stood
                shutil.copyfile(f"{path}-wal", f"{copy}-wal")
        except OSError as error:
            raise StoreFull(f"{path} can't be read ({error.strerror}): check path and permissions.") from None
        if complaint := damage(copy, str(path)):
            raise StoreDamaged(f"{path} is damaged ({complaint}): take another saved copy.")
        with told_as(str(path)), closing(sqlite3.connect(copy)) as raw:
            if raw.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                raise StoreForeign(f"{path} is no saved copy of Matinee's records: name another file.")
        yield copy


def damage(file: Path, place: str) -> str | None:
    """What is wrong with a SQLite file, None if nothing is: every page is looked at. Raises the ``StoreError`` tree."""
    try:
        with told_as(place), closing(sqlite3.connect(file)) as raw:
            said: str = raw.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except StoreDamaged:
        return "its pages can't be read"
    return None if said == "ok" else said.splitlines()[-1]


def move_aside(database: Path, to: Path) -> None:
    """Give a damaged database another name, with what belongs to it. Raises ``StoreFull``."""
    try:
        for left, right in zip((database, *_beside(database)), (to, *_beside(to)), strict=True):
            if left.exists():
                left.replace(right)
    except OSError as error:
        raise StoreFull(f"{database} can't be moved away ({error.strerror}): check the folder's permissions.") from None


def _beside(database: Path) -> tuple[Path, ...]:
    return tuple(database.with_name(database.name + end) for end in ("-wal", "-shm", "-journal"))


def _to_the_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
