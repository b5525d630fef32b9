"""Telling waiting tests that something has changed, so that nobody has to sleep and look again."""

from __future__ import annotations

import asyncio


class Changes:
    """A counter of changes that can be waited for."""

    def __init__(self) -> None:
        self.version = 0
        self._next = asyncio.Event()

    def changed(self) -> None:
        """Count one change and wake everybody who waits."""
        self.version += 1
        self._next.set()
        self._next = asyncio.Event()

    async def newer_than(self, version: int, seconds: float) -> None:
        """Return when there was a change after ``version``, or after so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                while self.version <= version:
                    await self._next.wait()
        except TimeoutError:
            return
