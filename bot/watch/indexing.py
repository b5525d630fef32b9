"""Keeps the search index up to date without the records: for look-ups where nothing is posted.

It decides nothing and knows of no news. Where a watcher runs on the same source, that one indexes.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import MatineeError, StoreDamaged
from bot.watch.comparing import look_around
from bot.watch.files import take
from bot.watch.looks import UNREADABLE, Looks, appearance_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.catalogue.model import Stamp
    from bot.catalogue.store import Catalogue
    from bot.clock import Clock
    from bot.review.model import Reading
    from bot.settings.model import Source

log = logging.getLogger(__name__)
_AFTER_TROUBLE = timedelta(seconds=30)


def index(source: Source, catalogue: Catalogue) -> int:
    """Read what changed since the last time, and forget what is gone; how the folder looked then. Blocks.

    Raises :class:`bot.errors.SourceUnreadable` and the ``StoreError`` tree.
    """
    listing = look_around(source)
    try:
        stamps = dict(catalogue.each_stamp(source.name))
    except StoreDamaged as error:
        log.warning("%s", error)
        catalogue.start_over()
        stamps = {}
    changed = [path for path, look in listing.files.items() if path not in stamps or stamps[path][:3] != look]
    gone = stamps.keys() - listing.present(stamps)
    if changed or gone:
        catalogue.update(source.name, _readings(source, changed), gone)
    return appearance_of(listing.files.items())


def _readings(source: Source, paths: Sequence[str]) -> Iterator[tuple[Reading, Stamp]]:
    for path in paths:
        taken = take(source, path)
        if taken is not None:
            yield taken.reading, taken.stamp


async def index_forever(
    source: Source, catalogue: Catalogue, clock: Clock, on_indexed: Callable[[], None] = lambda: None
) -> None:
    """Index at the start, at every change and at every rescan, until cancelled. Trouble is logged and outlived."""
    async with Looks(source, clock) as looks:
        while True:
            pause, appearance = source.rescan, UNREADABLE
            try:
                appearance = await asyncio.to_thread(index, source, catalogue)
                on_indexed()
            except MatineeError as error:
                log.warning("%s", error)
                pause = min(_AFTER_TROUBLE, pause)
            await looks.next(pause, appearance)
