"""Keeps the search index up to date without a watcher: for look-ups and recaps where nothing new is brought in.

It decides nothing and knows of no news. Where a watcher runs on the same source, that one indexes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import MatineeError, StoreDamaged
from bot.watch.comparing import look_around
from bot.watch.files import take
from bot.watch.hints import Pushes
from bot.watch.looks import UNREADABLE, Looks, appearance_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.catalogue.model import Stamp
    from bot.catalogue.store import Catalogue
    from bot.clock import Clock
    from bot.ledger.store import Ledger
    from bot.review.model import Reading
    from bot.settings.model import Source
    from bot.watch.origin import Origin, Repositories

log = logging.getLogger(__name__)
_AFTER_TROUBLE = timedelta(seconds=30)

Ids = Callable[[], "Mapping[str, str]"]  # the ids under which reviews are known, by their paths


def known_ids(ledger: Ledger | None, source: Source) -> Ids | None:
    """The ids that the records have for a source, to be asked for when they are needed. None without records."""
    if ledger is None:
        return None
    return lambda: {path: row.review_id for path, row in ledger.known(source.name).items()}


def index(source: Source, catalogue: Catalogue, ids: Ids | None = None) -> int:
    """Read what changed since the last time, and forget what is gone; how the folder looked then. Blocks.

    ``ids``: under which the records know the reviews (after a rename). Raises
    :class:`bot.errors.SourceUnreadable` and the ``StoreError`` tree.
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
    if ids is not None:
        catalogue.bind(source.name, ids)
    return appearance_of(listing.files.items())


def _readings(source: Source, paths: Sequence[str]) -> Iterator[tuple[Reading, Stamp]]:
    for path in paths:
        taken = take(source, path)
        if taken is not None:
            yield taken.reading, taken.stamp


async def indexed(source: Source, catalogue: Catalogue, ids: Ids | None, origin: Origin | None) -> int:
    """As :func:`index`, without blocking, and of a repository its newest commit that can be had."""
    if origin is None:
        return await asyncio.to_thread(index, source, catalogue, ids)
    async with origin.held():
        if trouble := await origin.brought():
            log.warning("%s", trouble)
        return await asyncio.to_thread(index, source, catalogue, ids)


async def index_forever(
    source: Source,
    catalogue: Catalogue,
    clock: Clock,
    on_indexed: Callable[[], None] = lambda: None,
    ids: Ids | None = None,
    repositories: Repositories | None = None,
) -> None:
    """Index at the start, at every change and at every rescan, until cancelled. Trouble is logged and outlived.

    ``repositories``: where the files come from, if not from a folder of this machine.
    """
    origin = repositories.of(source.name) if repositories else None
    reasons = Pushes(repositories.pushed(source.name), clock) if repositories and origin else Looks(source, clock)
    async with reasons as looks:
        while True:
            pause, appearance = source.rescan if origin is None else origin.poll, UNREADABLE
            try:
                appearance = await indexed(source, catalogue, ids, origin)
                on_indexed()
            except MatineeError as error:
                log.warning("%s", error)
                pause = min(_AFTER_TROUBLE, pause)
            except Exception:  # a defect here must not end what works beside it
                log.exception("%s: indexing failed", source.name)
                pause = min(_AFTER_TROUBLE, pause)
            await looks.next(pause, appearance)
