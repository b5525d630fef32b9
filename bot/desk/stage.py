"""The real watcher on copies of the records and of the search index: what it does there is what would happen.

Both are thrown away. Nothing is posted, and a running bot isn't disturbed.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.app import build
from bot.catalogue.twin import twin
from bot.clock import SystemClock
from bot.desk.records import copied_records
from bot.desk.repositories import git_tokens
from bot.post.first_look import marker_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app import App
    from bot.settings.model import Settings


@asynccontextmanager
async def stage(settings: Settings) -> AsyncIterator[App]:
    """The app with its watchers only. Raises the ``StoreError`` tree, ``RecordsLost`` among it."""
    with TemporaryDirectory(prefix="matinee-") as folder:
        copied = await asyncio.to_thread(copied_records, settings, Path(folder))
        await asyncio.to_thread(twin, settings.store.data_dir, Path(folder))
        async with build(copied, tokens=git_tokens(settings), clock=SystemClock(), parts={"watch"}) as app:
            if app.records.is_empty():
                marker_of(settings.store).require_none()
            yield app
