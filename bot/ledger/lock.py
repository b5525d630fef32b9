"""One process at a time posts from the same records: a lock that ends with its process, however that ends."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StoreFull, StoreLocked
from bot.ledger.faults import store_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine

_KEY = 0x4D544E46  # PostgreSQL's advisory lock while posting


@contextmanager
def courier_lock(engine: Engine, place: str) -> Iterator[None]:
    """Hold the right to post. Raises ``StoreLocked`` at once if another process has it."""
    taken = _file(Path(engine.url.database or "")) if engine.dialect.name == "sqlite" else _advisory(engine, place)
    with taken:
        yield


def _busy(place: object) -> StoreLocked:
    return StoreLocked(f"Another Matinee posts from {place}: end it first, or let it do the posting.")


@contextmanager
def _file(database: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(database.with_name(database.name + ".posting"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise _busy(database) from None
    except OSError as error:
        raise StoreFull(f"{lock.lock_file} can't be written ({error.strerror}): check path and permissions.") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _advisory(engine: Engine, place: str) -> Iterator[None]:
    try:
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    except SQLAlchemyError as error:
        raise store_error(error, place) from error
    connection.detach()  # a session of its own: closing it gives the lock back, and so does losing it
    with connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar():
            raise _busy(place)
        yield
