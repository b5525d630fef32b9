"""Real records that watch themselves, and the thread to them that fails as it is told to.

What a power cut does is done for real: the write-ahead log loses all that was not surely on the disk.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar

from sqlalchemy import event

from bot.errors import StoreError
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.engine import Connection

    from bot.ledger.model import Delivery
    from tests.machine.network import Line

P = ParamSpec("P")
T = TypeVar("T")
Fault = Literal["before", "after"]
_QUICK = Path("/dev/shm")  # noqa: S108 - memory, where the system has it: real files all the same


class WatchedLedger(Ledger):
    """Tells what it was asked for, and knows how much of its log is surely on the disk."""

    on_view: Callable[[str, list[Delivery]], None] = staticmethod(lambda *_: None)
    on_pulse: Callable[[], None] = staticmethod(lambda: None)
    safe = 0

    def waiting(self, destination: str) -> list[Delivery]:
        found = super().waiting(destination)
        self.on_view(destination, found)
        return found

    def pulse(self) -> tuple[Any, ...]:
        found = super().pulse()
        self.on_pulse()
        return found

    @contextmanager
    def _writing(self, *, lazily: bool = False) -> Iterator[Connection]:
        with super()._writing(lazily=lazily) as connection:
            yield connection
        log = self.log
        if not lazily and log is not None:
            self.safe = log.stat().st_size

    @property
    def log(self) -> Path | None:
        """SQLite's write-ahead log."""
        database = self._engine.url.database or ""
        log = Path(f"{database}-wal")
        return log if self._engine.dialect.name == "sqlite" and log.exists() else None

    def after_power_cut(self) -> WatchedLedger:
        """The records as the disk has them; these here are closed."""
        before, folder = Path(self._engine.url.database or ""), new_folder()
        after = folder / before.name
        shutil.copyfile(before, after)
        if self.log is not None:
            kept = self.log.read_bytes()[: self.safe]
            after.with_name(f"{after.name}-wal").write_bytes(kept)
        self.close()
        shutil.rmtree(before.parent)
        return watched(after)


class ShakyThread(LedgerThread):
    """Calls the records at once, but for the moments before and after in which a process may die.

    ``faults``: what the next calls meet; the records can't be reached, or their answer is lost when all is written.
    """

    def __init__(self, line: Line, faults: list[Fault | None]) -> None:
        super().__init__()
        self._line, self._faults = line, faults

    async def do(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        await self._line.step()
        fault = self._faults.pop(0) if self._faults else None
        if fault == "before":
            raise StoreError("The records can't be reached.")
        result = call(*args, **kwargs)
        if fault == "after":
            raise StoreError("The records' answer was lost.")
        await self._line.step()
        return result


def fresh() -> WatchedLedger:
    """Empty records."""
    file = new_folder() / "matinee.db"
    file.write_bytes(_empty())
    return watched(file)


def watched(file: Path) -> WatchedLedger:
    ledger = WatchedLedger.open(f"sqlite:///{file}")
    ledger._engine.dispose()
    event.listen(ledger._engine, "connect", _hasty)
    return ledger


def destroy(ledger: Ledger) -> None:
    ledger.close()
    if ledger._engine.dialect.name == "sqlite":
        shutil.rmtree(Path(ledger._engine.url.database or "").parent)


def new_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="matinee-machine-", dir=_QUICK if _QUICK.is_dir() else None))


def _hasty(connection: Any, _: object) -> None:
    # No real time is waited for another's lock; and all that was written stays in the log, where it can be cut off.
    for pragma in ("busy_timeout = 0", "wal_autocheckpoint = 0"):
        connection.execute(f"PRAGMA {pragma}").close()


@cache
def _empty() -> bytes:
    """An empty database: made once, as that takes longer than a whole example."""
    folder = new_folder()
    try:
        Ledger.open(f"sqlite:///{folder}/matinee.db").close()
        return (folder / "matinee.db").read_bytes()
    finally:
        shutil.rmtree(folder)
