"""A watcher with the real records and the real catalogue around it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.catalogue.store import Catalogue
from bot.ledger.model import Receipt, Status
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread
from bot.plan.model import Filter, RoutePolicy
from bot.watch.watcher import Watcher
from tests.unit.watch.made import TestClock, source, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.watch.report import ScanReport

ROUTES = (RoutePolicy("toots"), RoutePolicy("best", Filter(min_rating=4)))


@dataclass
class Desk:
    """One folder, its watcher and what they fill."""

    folder: Path
    ledger: Ledger
    thread: LedgerThread
    catalogue: Catalogue
    clock: TestClock
    given: dict[str, Any]
    watcher: Watcher
    routes: tuple[RoutePolicy, ...] = ROUTES

    def start(self, **given: Any) -> None:
        """Start the watcher (again), with these values of its source changed."""
        self.given |= given
        films = source(self.folder, **self.given)
        self.watcher = Watcher(films, self.ledger, self.thread, self.catalogue, lambda: self.routes, self.clock)

    async def scan(self) -> ScanReport:
        return await self.watcher.scan()

    async def begin(self, *paths: str) -> None:
        """The first run, with these reviews there already. Time goes on after it."""
        for path in paths:
            write(self.folder, path)
        await self.scan()
        self.clock.advance(hours=1)

    def post_all(self) -> None:
        """Settle everything that waits, as the courier would."""
        for one in self.ledger.deliveries(statuses=[Status.WAITING]):
            self.ledger.claim(one.id, {"text": one.title}, "", self.clock.now())
            self.ledger.settle(one.id, Receipt(f"remote-{one.id}", None, self.clock.now()))

    def owed(self) -> list[tuple[str, str]]:
        """Title and destination of everything that waits."""
        return sorted((one.title, one.destination) for one in self.ledger.deliveries())


@contextmanager
def desk_in(folder: Path, **given: Any) -> Iterator[Desk]:
    """A desk whose folder is ``folder / "films"``."""
    films = folder / "films"
    films.mkdir(exist_ok=True)
    ledger = Ledger.open(f"sqlite:///{folder / 'matinee.db'}")
    thread = LedgerThread()
    catalogue = Catalogue.open(folder, "rules")
    clock = TestClock()
    watcher = Watcher(source(films, **given), ledger, thread, catalogue, ROUTES, clock)
    try:
        yield Desk(films, ledger, thread, catalogue, clock, dict(given), watcher)
    finally:
        thread.close()
        catalogue.close()
        ledger.close()
