"""The form of the records: migrations build what the code expects, on every store."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.errors import StoreForeign, StoreNewer
from bot.ledger.engine import connect, parse
from bot.ledger.migrate import HEAD, REVISIONS, VERSION_TABLE
from bot.ledger.store import Ledger
from bot.ledger.tables import METADATA


def run(url: str, *statements: str) -> None:
    engine = connect(parse(url))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_migrating_from_nothing_gives_the_tables_of_the_code(ledger: Ledger) -> None:
    options = {"compare_type": True, "version_table": VERSION_TABLE}
    with ledger._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []


def test_the_code_knows_every_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "bot.ledger:migrations")
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == HEAD
    assert {script.revision for script in scripts.walk_revisions()} == REVISIONS


def test_opening_twice_changes_nothing_and_leaves_logging_alone(url: str) -> None:
    before = (logging.getLogger().level, list(logging.getLogger().handlers), logging.getLogger("alembic").level)
    for _ in range(2):
        Ledger.open(url).close()
    assert (logging.getLogger().level, list(logging.getLogger().handlers), logging.getLogger("alembic").level) == before


def test_two_that_open_at_once_both_find_the_records_ready(url: str) -> None:
    with ThreadPoolExecutor(3) as pool:
        for opened in pool.map(Ledger.open, [url] * 3):
            assert opened.deliveries() == []
            opened.close()


def test_records_of_a_newer_version_are_left_alone(url: str) -> None:
    Ledger.open(url).close()
    run(url, f"UPDATE {VERSION_TABLE} SET version_num = '0999'")  # noqa: S608 - a constant
    with pytest.raises(StoreNewer, match="newer Matinee: install"):
        Ledger.open(url)


def test_another_program_s_database_is_left_alone(url: str) -> None:
    run(url, "CREATE TABLE deliveries (parcel TEXT)")
    with pytest.raises(StoreForeign, match="another program"):
        Ledger.open(url)
    run(url, "INSERT INTO deliveries VALUES ('still there')")
