"""A site whose owner pushes commits, and a bot that gets nothing but the newest tree: no history, all times equal.

Every turn is ``matinee run --once`` on a machine of its own: a new checkout, no index, the same records.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.catalogue.store import Catalogue
from bot.format.model import FormatPolicy
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread
from bot.plan.model import RoutePolicy, SchedulePolicy
from bot.post.composer import Composer
from bot.post.courier import Courier
from bot.review.model import ReadingRules
from bot.settings.model import Destination
from bot.watch.shelf import Shelf
from bot.watch.watcher import Watcher
from tests.flow.clocks import SkippingClock
from tests.flow.history.board import Board
from tests.unit.watch.made import source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.review.model import Reading
    from bot.watch.report import ScanReport
    from tests.flow.history.reviews import Film

SAME_TIME = 1_600_000_000  # of every file in every checkout


@dataclass
class Site:
    """``tree``: every file of the newest commit by its path."""

    folder: Path
    ledger: Ledger
    thread: LedgerThread
    clock: SkippingClock
    boards: tuple[Board, ...]
    tree: dict[str, str] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)  # values of the source
    schedule: SchedulePolicy = field(default_factory=SchedulePolicy)
    routes: dict[str, RoutePolicy] = field(default_factory=dict)
    turns: int = 0

    def put(self, *films: Film) -> None:
        """Commit these reviews, each under its own name."""
        self.tree |= {film.path: film.text() for film in films}

    def rename(self, old: str, new: str) -> None:
        """As ``git mv``."""
        self.tree[new] = self.tree.pop(old)

    async def turn(self, **passed: float) -> ScanReport:
        """After so much time: check out the newest commit, look at it, deliver what is due."""
        self.clock.pass_by(timedelta(**passed).total_seconds())
        self.turns += 1
        checkout, index = self.folder / f"checkout-{self.turns}", self.folder / f"index-{self.turns}"
        self._check_out(checkout)
        films, catalogue = self._source(checkout), Catalogue.open(index, "rules")
        try:
            routes = [one.route for one in self._destinations().values()]
            watcher = Watcher(films, self.ledger, self.thread, catalogue, routes, self.clock)
            report = await watcher.scan()
            await self._courier(Shelf([films], catalogue)).deliver_due()
        finally:
            catalogue.close()
            shutil.rmtree(checkout)
        return report

    async def settle(self) -> None:
        """Everything that is held goes out, and every correction is made."""
        for _ in range(3):
            await self.turn(minutes=21)

    def accept(self, *, known: bool = False) -> int:
        """The owner's answer."""
        return self.ledger.accept("films", self.clock.now(), quiet=known)

    def requests(self) -> list[tuple[str, str]]:
        """What was asked of the first board; every board was asked the same."""
        first, *others = self.boards
        assert all(board.requests == first.requests for board in others)
        return first.requests

    def _check_out(self, checkout: Path) -> None:
        checkout.mkdir()
        for path, text in self.tree.items():
            file = checkout / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
            os.utime(file, (SAME_TIME, SAME_TIME))

    def _source(self, checkout: Path) -> Any:
        permalink = "/{year}/{slug}.html"
        rules = ReadingRules(
            "films", base_url="https://films.example", permalink=permalink, where={"layout": "review"}, scale=5
        )
        return source(checkout, **{"rules": rules, **self.given})

    def _destinations(self) -> dict[str, Destination]:
        return {
            board.name: Destination(
                name=board.name,
                network=board.network,
                channel_id=1,
                api_base_url="https://toots.example",
                token_env="TOKEN",
                route=self.routes.get(board.name, RoutePolicy(board.name)),
                schedule=self.schedule,
                format=FormatPolicy(board.network, "My reviews"),
            )
            for board in self.boards
        }

    def _courier(self, shelf: Shelf) -> Courier:
        def read_review(review_id: str) -> Reading | None:
            row = self.ledger.file_of(review_id)
            return shelf.read(row) if row else None

        composer = Composer(
            read_review, self.ledger.recap_data, self._destinations(), self.ledger.member_ids, self.ledger.part_before
        )
        schedules = {board.name: self.schedule for board in self.boards}
        return Courier(self.boards, schedules, composer, self.ledger, self.thread, self.clock)


@contextmanager
def site_in(folder: Path, **given: Any) -> Iterator[Site]:
    """An empty site with a Discord channel and a Mastodon account."""
    ledger, thread, clock = Ledger.open(f"sqlite:///{folder / 'matinee.db'}"), LedgerThread(), SkippingClock()
    boards = (Board("toots", "mastodon", clock), Board("channel", "discord", clock))
    try:
        yield Site(folder, ledger, thread, clock, boards, given=given)
    finally:
        thread.close()
        ledger.close()
