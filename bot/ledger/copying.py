"""All rows of one database copied into another: rehearsals, backups and what is put back from them.

What is copied is of one moment, whatever others write meanwhile. Leases are never copied: they are of living processes.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from bot.ledger.engine import WRITE
from bot.ledger.faults import told_as
from bot.ledger.tables import LEASES, METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection, Engine, RowMapping

_BATCH = 1000  # rows written at once
_TABLES = tuple(table for table in METADATA.sorted_tables if table is not LEASES)


def copy_all(
    source: Engine, target: Engine, places: tuple[str, str], before: Callable[[Connection], None] = lambda _: None
) -> None:
    """Put the source's rows in the place of the target's, in one transaction; the tables must be there in both.

    ``places``: the names of both for messages. ``before``: called in that transaction when nobody else can write there
    any more. Raises the ``StoreError`` tree.
    """
    writes = target.connect().execution_options(**{WRITE: True})
    with told_as(places[1]), _snapshot(source, places[0]) as reading, writes as writing, writing.begin():
        _keep_others_out(writing)
        before(writing)
        for table in reversed(_TABLES):
            writing.execute(table.delete())
        for table in _TABLES:
            for batch in _batches(reading, table, places[0]):
                writing.execute(table.insert(), [dict(row) for row in batch])
            _number_on(writing, table)


@contextmanager
def _snapshot(engine: Engine, place: str) -> Iterator[Connection]:
    """A transaction in which everything is as it was at its begin."""
    with ExitStack() as stack:
        with told_as(place):
            connection = stack.enter_context(engine.connect())
            if engine.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            stack.enter_context(connection.begin())
        yield connection


def _batches(reading: Connection, table: Table, place: str) -> Iterator[Sequence[RowMapping]]:
    with told_as(place):
        yield from reading.execute(select(table), execution_options={"yield_per": _BATCH}).mappings().partitions()


def _keep_others_out(connection: Connection) -> None:
    """On SQLite a transaction that writes does that by itself. Readers aren't disturbed."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {', '.join(METADATA.tables)} IN EXCLUSIVE MODE"))


def _number_on(connection: Connection, table: Table) -> None:
    """No number that was ever given out there is given out again. SQLite's AUTOINCREMENT does that by itself."""
    if connection.dialect.name != "postgresql" or "id" not in table.c:
        return
    highest = connection.execute(select(func.max(table.c.id))).scalar()
    if highest is not None:
        name = f"{table.name}_id_seq"
        last = connection.execute(text(f"SELECT last_value FROM {name}")).scalar_one()  # noqa: S608 - our own table's
        connection.execute(select(func.setval(name, max(highest, last))))
