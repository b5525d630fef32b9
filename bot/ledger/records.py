"""What every part of the records stands on: one transaction for each method, and errors in our own words."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.ledger.engine import LAZY, WRITE
from bot.ledger.faults import store_error, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection, Engine


_TROUBLES = (DBAPIError, DisconnectionError, PoolTimeout)  # what databases do; anything else is a defect of ours


class Records:
    """An open database. The parts of the ledger inherit from it; safe to use from several threads."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine, self._place = engine, place
        self._writer = engine.execution_options(**{WRITE: True})  # the same connections, for writing
        self._lazy_writer = self._writer.execution_options(**{LAZY: True})

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self._in_our_words(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self, *, lazily: bool = False) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept, or nothing. ``lazily``: a power cut may undo it, harmlessly."""
        with self._in_our_words(), (self._lazy_writer if lazily else self._writer).begin() as connection:
            yield connection

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        """What goes wrong becomes a ``StoreError``."""
        try:
            yield
        except _TROUBLES as error:
            raise store_error(error, self._place) from error
        except ValueError as error:
            raise unreadable(error, self._place) from error


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what to do on a conflict, in the words of this database."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def upsert(connection: Connection, table: Table, rows: list[dict[str, Any]], keys: list[str]) -> None:
    """Enter rows; where one with the same keys stands, its other columns are replaced."""
    if rows:
        statement = insert(connection, table)
        fresh = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=fresh), rows)
