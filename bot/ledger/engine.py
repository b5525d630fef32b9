"""Opens the database of an address: SQLite with the settings that keep a post from being lost, or PostgreSQL."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StoreError, StoreFull

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Connection, Engine

BUSY_TIMEOUT = 5.0  # seconds that a write waits for another program's
WRITE = "matinee_write"  # execution option of a connection that is going to write
LAZY = "matinee_lazy"  # ... something that a power cut may undo without harm


def parse(url: str) -> URL:
    """The address, with the drivers that we ship. Raises ``StoreError`` for any other database."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreError(f'[store] url "{url}" is no database address: write sqlite:///data/matinee.db.') from None
    kind = parsed.drivername.partition("+")[0]
    if kind == "sqlite" and parsed.database and parsed.database != ":memory:":
        return parsed.set(drivername="sqlite+pysqlite")
    if kind in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    shown = parsed.render_as_string(hide_password=True)
    raise StoreError(f'[store] url "{shown}" can\'t be used: write sqlite:///data/matinee.db or postgresql://….')


def place(url: URL) -> str:
    """The database's name for messages: a file's path, or an address without its password."""
    return str(Path(url.database or "")) if url.get_backend_name() == "sqlite" else _shown(url)


def connect(url: URL) -> Engine:
    """An engine for the address. The folder of a SQLite file is made. Nothing is opened yet."""
    if url.get_backend_name() != "sqlite":
        return _postgresql(url)
    folder = Path(url.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFull(f"The folder {folder} can't be made ({error.strerror}): check path and permissions.") from None
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise StoreError(
            "PostgreSQL needs one more package: install Matinee with its extra, matinee[postgres]."
        ) from None


def _shown(url: URL) -> str:
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions begin late and never for DDL: ours are begun by _begin_sqlite.
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").close()


def keep_journal(engine: Engine) -> None:
    """Turn SQLite's write-ahead log on, which the file remembers. Not before it is known to be ours."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA journal_mode = WAL").close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later can't wait for another writer; one that starts as a writer can.
    options = connection.get_execution_options()
    writing = options.get(WRITE, False)
    if writing:  # in WAL mode a commit under NORMAL is not yet on the disk: the next one under FULL brings it along
        connection.exec_driver_sql(f"PRAGMA synchronous = {'NORMAL' if options.get(LAZY) else 'FULL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
