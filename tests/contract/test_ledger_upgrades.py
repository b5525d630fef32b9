"""Records of every earlier form become records of the present one, on every store, and lose nothing."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, Table, insert, select, text

from bot.ledger.engine import WRITE, connect, keep_journal, parse
from bot.ledger.migrate import APPLICATION_ID, HEAD, REVISIONS
from bot.ledger.model import Question, Status
from bot.ledger.restoring import restore
from bot.ledger.store import Ledger
from bot.plan.model import Changes
from tests.contract.ledger_values import BODY, NOW, edit, owed, seen
from tests.contract.old_records import EARLIER, LATER, THEN

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine


def build(url: str, revision: str) -> None:
    """Make records as the Matinee of that revision left them."""
    engine = connect(parse(url))
    keep_journal(engine)
    config = Config()
    config.set_main_option("script_location", "bot.ledger:migrations")
    config.set_main_option("path_separator", "os")
    with engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for name, rows in EARLIER[revision].items():
            connection.execute(insert(reflected(connection, name)), rows)
        number_on(connection, EARLIER[revision])
    engine.dispose()


def number_on(connection: Connection, filled: dict[str, list[dict[str, Any]]]) -> None:
    """Rows were given their numbers; PostgreSQL counts on from where it stands."""
    for name, rows in filled.items() if connection.dialect.name == "postgresql" else ():
        if "id" in rows[0]:
            connection.execute(text(f"SELECT setval('{name}_id_seq', {len(rows)})"))


def reflected(connection: Connection, name: str) -> Table:
    return Table(name, MetaData(), autoload_with=connection)


def aware(value: object) -> object:
    """SQLite keeps moments without their zone."""
    return value.replace(tzinfo=THEN.tzinfo) if isinstance(value, type(THEN)) else value


def rows_of(engine: Engine, name: str, columns: list[str]) -> list[dict[str, object]]:
    with engine.connect() as connection:
        table = reflected(connection, name)
        query = select(*(table.c[column] for column in columns)).order_by(*table.primary_key)
        return [{column: aware(value) for column, value in row.items()} for row in connection.execute(query).mappings()]


@pytest.fixture(params=sorted(EARLIER))
def revision(request: pytest.FixtureRequest, url: str) -> str:
    """Records of an earlier form stand at ``url``."""
    build(url, request.param)
    return str(request.param)


def test_there_are_rows_of_every_earlier_form() -> None:
    """Whoever adds a revision writes down, in old_records.py, what records of the one before may hold."""
    assert set(EARLIER) == REVISIONS - {HEAD}


def test_every_table_of_that_form_has_rows(url: str, revision: str) -> None:
    engine = connect(parse(url))
    with engine.connect() as connection:
        found = MetaData()
        found.reflect(connection)
    engine.dispose()
    assert set(found.tables) - {"matinee_version"} == set(EARLIER[revision])
    for name, rows in EARLIER[revision].items():
        assert {column.name for column in found.tables[name].c} == set(rows[0])


def test_nothing_is_lost(url: str, revision: str) -> None:
    with closing(Ledger.open(url)) as ledger:
        for name, rows in EARLIER[revision].items():
            columns = list(rows[0])
            expected = sorted(rows, key=lambda row: [str(row[one]) for one in columns])
            found = sorted(rows_of(ledger._engine, name, columns), key=lambda row: [str(row[one]) for one in columns])
            assert found == expected, name


def test_work_goes_on_where_it_stood(url: str, revision: str) -> None:
    with closing(Ledger.open(url)) as ledger:
        assert {one.id: str(one.status) for one in ledger.deliveries()} == {
            row["id"]: row["status"] for row in EARLIER[revision]["deliveries"]
        }
        assert ledger.claim(1, BODY, None, NOW) is not None
        again = ledger.claim(3, BODY, None, NOW)
        assert again is not None
        assert (again.body, again.mark, again.attempts) == ({"text": "★★★½"}, "7", 3)
        assert [one.delivery_id for one in ledger.wish([edit("r4")], NOW)] == [4]
        assert ledger.enqueue(owed("new"), NOW).id > 8
        assert ledger.enqueue(owed("r7"), NOW).status is Status.SKIPPED
        assert ledger.recap_start("horror", NOW, []).known == {"r1", "r2"}


def test_an_open_question_is_still_asked_and_can_be_answered(url: str, revision: str) -> None:
    asked = (("n1", "new/1.md"), ("n2", "new/2.md"))
    with closing(Ledger.open(url)) as ledger:
        assert ledger.questions() == [Question("films", LATER, asked)]
        assert ledger.accepted("films") == {"n3": False}
        assert ledger.accept("films", NOW) == 2
        assert ledger.accepted("films") == {"n1": False, "n2": False, "n3": False}
        news = Changes(new=(seen("n1", "new/1.md"), seen("n2", "new/2.md")))
        ledger.record("films", news, [owed("n1"), owed("n2")], [], NOW)
        assert {"n1", "n2"} <= {one.subject for one in ledger.waiting("toots")}


def test_a_saved_file_of_that_form_can_be_put_back(tmp_path: Path) -> None:
    for earlier in sorted(EARLIER):
        build(f"sqlite:///{tmp_path}/{earlier}.db", earlier)
        target = f"sqlite:///{tmp_path}/from-{earlier}.db"
        restore(target, tmp_path / f"{earlier}.db", NOW)
        with closing(Ledger.open(target)) as ledger:
            found = ledger.delivery(1)
            assert found is not None
            assert (found.may_stand, found.first_claimed_at) == (True, LATER)
