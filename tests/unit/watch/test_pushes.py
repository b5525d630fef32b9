"""A watcher of a repository: news is owed, trouble takes nothing away, an announced push is seen at once."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from bot.errors import OriginUnreachable
from bot.watch.origin import Repositories
from bot.watch.watcher import Watcher
from tests.unit.watch.desk import ROUTES, desk_in
from tests.unit.watch.repository import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.watch.report import ScanReport
    from tests.unit.watch.desk import Desk


def watcher_of(
    desk: Desk, site: Site, heard: Callable[[ScanReport], None] = lambda _: None
) -> tuple[Watcher, Repositories]:
    source = site.source()
    repositories = Repositories([source], {})
    return (
        Watcher(source, desk.ledger, desk.thread, desk.catalogue, ROUTES, desk.clock, heard, repositories),
        repositories,
    )


async def test_a_push_is_news(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("a.md")
    with desk_in(tmp_path) as desk:
        watcher, _ = watcher_of(desk, site)
        await watcher.scan()
        assert desk.owed() == []
        site.write("b.md")
        report = await watcher.scan()
        assert [seen.path for seen in report.changes.new] == ["b.md"]
        assert desk.owed() == [("B (1999)", "toots")]


async def test_a_repository_that_is_away_takes_no_review_away(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("a.md")
    with desk_in(tmp_path) as desk:
        watcher, _ = watcher_of(desk, site)
        await watcher.scan()
        site.bare.rename(tmp_path / "away.git")
        with pytest.raises(OriginUnreachable):
            await watcher.scan()
        await watcher._look()
        assert [review.path for review in desk.catalogue.latest(5)] == ["a.md"]
        assert desk.ledger.known("films")["a.md"].gone_since is None


async def test_an_announced_push_is_seen_at_once(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("a.md")
    scans: asyncio.Queue[ScanReport] = asyncio.Queue()
    with desk_in(tmp_path) as desk:
        watcher, repositories = watcher_of(desk, site, scans.put_nowait)
        running = asyncio.create_task(watcher.run())
        try:
            async with asyncio.timeout(30):
                while not (await scans.get()).reviews:
                    pass
                site.write("b.md")
                repositories.announce("films")
                while len(desk.catalogue.latest(5)) < 2:
                    await scans.get()
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
