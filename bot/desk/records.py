"""The records for the owner's commands, wherever they are kept. For commands that only read none are made."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from bot.clock import SystemClock
from bot.errors import StoreError
from bot.ledger.branch import Branch
from bot.ledger.engine import parse
from bot.ledger.keeper import Keeper
from bot.ledger.store import Ledger

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from typing import Any

    from bot.settings.model import Settings, Store

T = TypeVar("T")


@contextmanager
def records(settings: Settings) -> Iterator[Ledger]:
    """The records, to be read and written. On a branch they are saved at the end.

    Raises as :meth:`bot.ledger.store.Ledger.open`, and as :class:`bot.ledger.keeper.Keeper` where they are on a branch.
    """
    with within_reach(settings.store) as store, closing(Ledger.open(store.url)) as ledger:
        yield ledger


@contextmanager
def records_if_any(settings: Settings) -> Iterator[Ledger]:
    """The records, only to be read; or empty ones that are thrown away. Raises as :func:`records`."""
    with ExitStack() as held:
        store = held.enter_context(within_reach(settings.store, writes=False))
        url = store.url
        if not _exist(store):
            url = f"sqlite:///{held.enter_context(TemporaryDirectory(prefix='matinee-'))}/records.db"
        yield held.enter_context(closing(Ledger.open(url)))


def copied_records(settings: Settings, folder: Path) -> Settings:
    """The configuration with a copy of the records in that folder, which may be thrown away.

    Raises as :func:`records`; those that are copied are left as they are.
    """
    url = f"sqlite:///{folder}/records.db"
    with within_reach(settings.store, writes=False) as store:
        Ledger.copy(store.url, url)
    return replace(settings, store=replace(settings.store, url=url, data_dir=folder, branch=None))


@contextmanager
def within_reach(store: Store, *, writes: bool = True) -> Iterator[Store]:
    """The store as it can be opened on this machine: where it lives on a branch, in a folder that is thrown away.

    ``writes``: what was written is saved on the branch at the end. Callable inside and outside of an event loop.
    """
    if store.branch is None:
        yield store
        return
    with TemporaryDirectory(prefix="matinee-", ignore_cleanup_errors=True) as folder:
        keeper = Keeper(Branch(store.repository, store.branch), Path(folder), SystemClock())
        _awaited(keeper.take(store.url, alone=writes))
        try:
            yield replace(store, url=keeper.url, branch=None)
        except BaseException:
            with suppress(StoreError):
                _awaited(keeper.rest() if writes else keeper.leave())
            raise
        _awaited(keeper.rest() if writes else keeper.leave())


def _awaited(work: Coroutine[Any, Any, T]) -> T:
    """Its result. In a thread of its own, as an event loop may run in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


def _exist(store: Store) -> bool:
    """Whether there are records, or something stands in their place: opening them tells."""
    address = parse(store.url)
    with suppress(OSError):  # a folder that lets nobody in: opening tells
        return address.get_backend_name() != "sqlite" or Path(address.database or "").exists()
    return True
