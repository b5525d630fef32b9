"""On SQLite one process at a time posts from the same records: a lock that ends with its process, however that ends.

On PostgreSQL several may, each over the accounts that it holds by leases (:mod:`bot.ledger.leases`).
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StoreFull, StoreLocked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy.engine import URL


def courier_lock(url: URL) -> AbstractContextManager[None]:
    """Hold the right to post from the records at this address. Raises ``StoreLocked`` if another process has it."""
    return _file(Path(url.database or "")) if url.get_backend_name() == "sqlite" else nullcontext()


def another_posts(place: object) -> StoreLocked:
    """The error of whoever comes second."""
    return StoreLocked(f"Another Matinee posts from {place}: end it first, or let it do the posting.")


@contextmanager
def _file(database: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(database.with_name(database.name + ".posting"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise another_posts(database) from None
    except OSError as error:
        raise StoreFull(f"{lock.lock_file} can't be written ({error.strerror}): check path and permissions.") from None
    try:
        yield
    finally:
        lock.release()
