"""Brings a database to the present form, and refuses those that aren't ours or come from a newer Matinee.

Alembic is imported only when there is something to migrate: most starts find nothing to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from bot.errors import StoreForeign, StoreNewer
from bot.ledger.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

HEAD = "0006"  # the newest revision in migrations/versions
REVISIONS = frozenset({"0001", "0002", "0003", "0004", "0005", HEAD})  # every revision that this Matinee knows
VERSION_TABLE = "matinee_version"
BACKUP_TABLE = "matinee_backup"  # only in a saved copy: see bot.ledger.saved
APPLICATION_ID = (
    0x4D544E45  # "MTNE": marks a SQLite file as ours, https://www.sqlite.org/pragma.html#pragma_application_id
)
_LOCK = 0x4D544E45  # PostgreSQL's advisory lock while migrating


def up_to_date(connection: Connection, place: str) -> bool:
    """Whether nothing is to be done: no migration, no copy to be woken. Raises ``StoreForeign`` and ``StoreNewer``."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        _refuse_foreign(connection, tables, place)
        return False
    present = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - a constant
    if present is not None and present not in REVISIONS:
        raise StoreNewer(f"{place} was written by a newer Matinee: install that version, or newer.")
    return present == HEAD and BACKUP_TABLE not in tables


def migrate(connection: Connection) -> None:
    """Bring the tables to the present form, inside the caller's (writing) transaction."""
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    config = Config()
    config.set_main_option("script_location", "bot.ledger:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _refuse_foreign(connection: Connection, tables: set[str], place: str) -> None:
    if connection.dialect.name == "sqlite":
        strange = bool(tables) or connection.exec_driver_sql("PRAGMA application_id").scalar() not in {
            0,
            APPLICATION_ID,
        }
    else:
        strange = not tables.isdisjoint(METADATA.tables)
    if strange:
        raise StoreForeign(
            f"{place} is the database of another program: give Matinee one of its own under [store] url."
        )
