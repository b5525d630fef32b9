"""Reasons to look at a repository again: its poll, or a push that was announced. As :mod:`bot.watch.looks` for folders.

Says only that something may have changed. What did is found out by a fetch and a scan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from bot.clock import rest

if TYPE_CHECKING:
    import asyncio
    from datetime import timedelta
    from types import TracebackType

    from bot.clock import Clock


class Pushes:
    """One source's reasons to look. Use as an async context manager; ``next`` waits for the next reason."""

    def __init__(self, heard: asyncio.Event, clock: Clock) -> None:
        self._heard, self._clock = heard, clock

    async def __aenter__(self) -> Self:
        """Nothing need begin."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing need end."""

    async def next(self, at_most: timedelta, appearance: int | None = None) -> None:
        """Return when a push was announced, at the latest after that time on the clock."""
        await rest(self._clock, at_most.total_seconds(), self._heard)
        self._heard.clear()
