"""The watcher as it runs: a file is dropped, and in seconds its post is owed. Real files, records and events."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from bot.watch.watcher import Watcher
from tests.unit.watch.desk import ROUTES, Desk, desk_in
from tests.unit.watch.made import source

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.thorough

LONGEST = 30.0  # seconds until a test gives up


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as made:
        yield made


@asynccontextmanager
async def running(desk: Desk, watch: str, **given: int) -> AsyncIterator[asyncio.Task[None]]:
    """The watcher's own loop on the machine's clock, its first scan being done."""
    films = source(desk.folder, watch=watch, hold=timedelta(0), rescan=timedelta(hours=1), **given)
    watcher = Watcher(films, desk.ledger, desk.thread, desk.catalogue, ROUTES, SystemClock())
    task = asyncio.create_task(watcher.run())
    try:
        await until(lambda: desk.ledger.first_scan("films") is not None)
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(LONGEST):
        while not is_so():  # noqa: ASYNC110  what is waited for stands in a database
            await asyncio.sleep(0.02)


def drop(folder: Path, name: str, title: str, rating: str = "3.5") -> None:
    """Write a review as an editor does, with the present time."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f'---\nlayout: review\ntitle: "{title}"\nrating: "{rating}"\n---\nRain, mostly.\n')


@pytest.mark.parametrize("watch", ["events", "poll"])
async def test_a_dropped_file_is_owed_within_seconds(desk: Desk, watch: str) -> None:
    async with running(desk, watch):
        drop(desk.folder, "a.md", "Dropped (1999)")
        await until(lambda: desk.owed() == [("Dropped (1999)", "toots")])
        await until(lambda: [hit.review.title for hit in desk.catalogue.search("dropped")] == ["Dropped"])


async def test_a_file_in_a_new_folder_is_found(desk: Desk) -> None:
    async with running(desk, "events"):
        drop(desk.folder / "2026", "a.md", "Deep (1999)")
        await until(lambda: desk.owed() == [("Deep (1999)", "toots")])


async def test_a_folder_that_vanishes_and_comes_back_is_watched_again(desk: Desk) -> None:
    drop(desk.folder, "a.md", "First (1999)")
    away = desk.folder.parent / "away"
    async with running(desk, "events") as task:
        desk.folder.rename(away)
        drop(desk.folder, "b.md", "Second (1999)")
        await until(lambda: desk.owed() == [("Second (1999)", "toots")])
        drop(desk.folder, "c.md", "Third (1999)")
        await until(lambda: len(desk.owed()) == 2)
        assert not task.done()


async def test_a_watcher_whose_folder_is_missing_waits_for_it(desk: Desk) -> None:
    desk.folder.rmdir()
    films = source(desk.folder, rescan=timedelta(hours=1))
    watcher = Watcher(films, desk.ledger, desk.thread, desk.catalogue, ROUTES, SystemClock())
    task = asyncio.create_task(watcher.run())
    try:
        drop(desk.folder, "a.md", "There (1999)")
        await until(lambda: desk.catalogue.count() == 1)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_two_sources_are_watched_side_by_side(desk: Desk) -> None:
    books = desk.folder.parent / "books"
    books.mkdir()
    other = source(books, name="books", hold=timedelta(0))
    watcher = Watcher(other, desk.ledger, desk.thread, desk.catalogue, ROUTES, SystemClock())
    async with running(desk, "events"):
        task = asyncio.create_task(watcher.run())
        try:
            await until(lambda: desk.ledger.first_scan("books") is not None)
            drop(desk.folder, "a.md", "Film (1999)")
            drop(books, "a.md", "Book (1999)")
            await until(lambda: desk.owed() == [("Book (1999)", "toots"), ("Film (1999)", "toots")])
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def test_an_answer_is_heeded_within_seconds(desk: Desk) -> None:
    async with running(desk, "events", mass=2):
        for number in range(3):
            drop(desk.folder, f"{number}.md", f"Film {number} (1999)")
        await until(lambda: desk.ledger.asking() == {"films"})
        assert desk.owed() == []
        desk.ledger.accept("films", SystemClock().now())
        async with asyncio.timeout(10):
            await until(lambda: len(desk.owed()) == 3)
