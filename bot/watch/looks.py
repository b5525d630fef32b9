"""When to look at a folder again: native events where they come, polling where they don't, and a time limit always.

Says only that something may have changed. What did is found out by a scan.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.clock import rest
from bot.errors import SourceUnreadable
from bot.watch.filesystems import announces_changes
from bot.watch.globs import is_passing
from bot.watch.listing import list_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from watchfiles import Change

    from bot.clock import Clock
    from bot.settings.model import Source
    from bot.watch.listing import Look

log = logging.getLogger(__name__)

POLL = timedelta(seconds=3)  # between two looks at a folder without events
SOON = timedelta(seconds=1)  # after events began: what changed just before is found then
_SHARE = 20  # polling may take one part in this many of the time
UNREADABLE = 0  # the appearance of a folder that can't be listed
_DEBOUNCE = 300  # milliseconds within which events count as one


class Looks:
    """One source's reasons to look. Use as an async context manager; ``next`` waits for the next reason."""

    def __init__(self, source: Source, clock: Clock) -> None:
        self._source, self._clock = source, clock
        self._hint = asyncio.Event()
        self._following: asyncio.Task[None] | None = None
        self._followed: tuple[int, int] | None = None  # which folder the events are of
        self._polls = source.watch == "poll"

    async def __aenter__(self) -> Self:
        """Find out how to listen; that begins with the first ``next``."""
        if self._source.watch == "auto" and not await asyncio.to_thread(announces_changes, self._source.folder):
            self._poll("changes on its file system aren't announced")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        await self._stop()

    async def next(self, at_most: timedelta, appearance: int | None = None) -> None:
        """Return when something may have changed, at the latest after that time on the clock.

        ``appearance``: how the last scan found the folder (see :func:`appearance_of`); None: as it is now.
        """
        if await self._renew():
            at_most = min(at_most, SOON)
        if self._polls:
            await self._until_different(at_most, appearance)
        else:
            await rest(self._clock, at_most.total_seconds(), self._hint)
        self._hint.clear()

    async def _until_different(self, at_most: timedelta, appearance: int | None) -> None:
        if appearance is None:
            appearance = await asyncio.to_thread(_appearance, self._source)
        end = self._clock.now() + at_most
        pause = POLL
        # Longer than at first: the clock was put back meanwhile.
        while timedelta(0) < (left := end - self._clock.now()) <= at_most:
            await self._clock.sleep(min(pause, left).total_seconds())
            begun = asyncio.get_running_loop().time()
            if await asyncio.to_thread(_appearance, self._source) != appearance:
                return
            pause = max(POLL, _SHARE * timedelta(seconds=asyncio.get_running_loop().time() - begun))

    async def _renew(self) -> bool:
        """Follow the folder that stands there now; whether that began just now."""
        if self._polls:
            return False
        now = _identity(self._source.folder)
        if now == self._followed and self._following is not None and not self._following.done():
            return False
        await self._stop()
        self._followed = now
        if now is None:
            return False
        self._following = asyncio.create_task(self._follow())
        return True

    async def _stop(self) -> None:
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
            self._following = None

    async def _follow(self) -> None:
        from watchfiles import awatch

        try:
            async for _ in awatch(
                self._source.folder,
                watch_filter=self._matters,
                debounce=_DEBOUNCE,
                recursive=True,
                force_polling=False,
                ignore_permission_denied=True,
            ):
                self._hint.set()
        except FileNotFoundError:
            return  # it vanished; the next look tells
        except (OSError, RuntimeError) as error:  # RuntimeError: what watchfiles makes of the system's limits
            self._poll(str(error))
            self._hint.set()

    def _matters(self, _: Change, path: str) -> bool:
        return not is_passing(Path(path).name)

    def _poll(self, why: str) -> None:
        self._polls = True
        name = self._source.name
        log.warning("%s: looking at the folder every few seconds instead of waiting for events: %s", name, why)


def appearance_of(files: Iterable[tuple[str, Look]]) -> int:
    """A number that differs when the listing does, within one process."""
    return hash(frozenset(files))


def _appearance(source: Source) -> int:
    try:
        return appearance_of(list_files(source))
    except SourceUnreadable:
        return UNREADABLE


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
