"""The records as one small file to be kept where others may read it: compact, of one moment, without what is private.

The owner's own words (why something is paused, what he was told), posts that don't stand, and the names of servers and
channels that follow are left out: nothing that is sent depends on them. The same records give the same bytes.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.errors import StoreDamaged, StoreForeign
from bot.ledger.faults import told_as
from bot.ledger.migrate import APPLICATION_ID
from bot.ledger.saved import damage

# What is left out. Every statement finds nothing to do in what it has been through already.
_LEFT_OUT = (
    "UPDATE pauses SET reason = 'You paused it.' WHERE by = 'owner'",
    "UPDATE notices SET text = '' WHERE told_at IS NOT NULL",
    "UPDATE follows SET server = server_id, channel = channel_id, created_by = 0",
    # Written anew before it is sent, or never sent again; one that may stand is looked for by its words.
    "UPDATE deliveries SET body = NULL WHERE NOT may_stand AND status IN ('waiting', 'failed', 'skipped', 'gathered')",
    "UPDATE deliveries SET body = NULL WHERE status = 'removed'",
    "UPDATE actions SET body = NULL WHERE status NOT IN ('waiting', 'sending')",
    "DELETE FROM leases",
)
_ANEW = "delete it and put a saved copy back with matinee restore FILE, or make them anew with matinee rebuild"
_MORE = "SELECT 1 FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'"
_COOKIE = slice(
    40, 44
)  # the schema's, which each copying counts on: https://www.sqlite.org/fileformat.html#schemacookie
_ONE = b"\0\0\0\1"


def portable(records: Path, name: str) -> bytes:
    """The file's contents. ``name``: what messages call the records. Raises the ``StoreError`` tree.

    Nothing of what is left out is in them, deleted rows and free pages included: the last copy is made from rows.
    """
    with TemporaryDirectory(prefix="matinee-") as folder, told_as(name):
        whole, small = Path(folder) / "whole.db", Path(folder) / "small.db"
        with closing(sqlite3.connect(records)) as source, closing(sqlite3.connect(whole, isolation_level=None)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = MEMORY").close()
            copy.execute("PRAGMA synchronous = OFF").close()
            copy.execute("BEGIN")
            for statement in _LEFT_OUT:
                copy.execute(statement)
            copy.execute("COMMIT")
            copy.execute("VACUUM INTO ?", (str(small),))
        data = bytearray(small.read_bytes())
    data[_COOKIE] = _ONE
    return bytes(data)


def placed(database: bytes, at: Path, name: str) -> None:
    """Put such contents where records are opened. ``name``: what messages call them.

    Raises ``StoreForeign`` for anything that isn't records, or would do more than hold them (triggers, views), and
    ``StoreDamaged``: others may write where they were kept.
    """
    at.write_bytes(database)
    title = name[0].upper() + name[1:]
    try:
        with told_as(name), closing(sqlite3.connect(at)) as raw:
            ours = raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
            ours = ours and raw.execute(_MORE).fetchone() is None
    except StoreForeign:
        ours = False
    except StoreDamaged as error:
        raise StoreDamaged(f"{title} is damaged: {_ANEW}.") from error
    if not ours:
        raise StoreForeign(f"{title} holds no records of Matinee: {_ANEW}.")
    if said := damage(at, name):
        raise StoreDamaged(f"{title} is damaged ({said}): {_ANEW}.")


def copied(records: Path, at: Path) -> None:
    """Put a copy of other records there, whoever writes to them meanwhile. Raises the ``StoreError`` tree."""
    with told_as(str(records)), closing(sqlite3.connect(records)) as source, closing(sqlite3.connect(at)) as copy:
        source.backup(copy)


def holds_something(records: Path) -> bool:
    """Whether a file is more than empty records of ours. It is not changed."""
    try:
        with closing(sqlite3.connect(f"{records.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            queries = [f"SELECT EXISTS (SELECT 1 FROM {table})" for table in ("sources", "deliveries")]  # noqa: S608
            return any(raw.execute(query).fetchone()[0] for query in queries)
    except sqlite3.Error:
        return True
