"""Run by Alembic for each migration: uses the connection that :mod:`bot.ledger.migrate` hands in.

It reads no ini file and leaves the logging configuration alone.
"""

from __future__ import annotations

from alembic import context

from bot.ledger.migrate import VERSION_TABLE
from bot.ledger.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # true on SQLite too, because our transactions begin before the first statement
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
