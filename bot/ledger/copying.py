"""All rows of one database copied into another, empty one: for rehearsals, which must not touch the real records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ledger.engine import WRITE
from bot.ledger.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine


def copy_all(source: Engine, target: Engine) -> None:
    """Copy every table's rows. The target's tables must be there and empty."""
    writes = target.connect().execution_options(**{WRITE: True})
    with source.begin() as reading, writes as writing, writing.begin():
        for table in METADATA.sorted_tables:
            for rows in reading.execute(table.select()).mappings().partitions(1000):
                writing.execute(table.insert(), [dict(row) for row in rows])
