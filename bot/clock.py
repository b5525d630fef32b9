"""The clock as an argument: everything that asks for the time or waits takes one of these.

Tests and the demo pass their own, so that a year can be rehearsed in seconds. Nothing else in the product
may call ``datetime.now`` or ``asyncio.sleep`` to decide *when* something happens.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is, and how to wait."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return once that many seconds (0 or more) have passed on this clock."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait that many real seconds."""
        await asyncio.sleep(max(0.0, seconds))


async def rest(clock: Clock, seconds: float, event: asyncio.Event) -> None:
    """Return when the event is set, at the latest after so many seconds (less than 0 count as 0) on the clock."""
    waits = {asyncio.ensure_future(event.wait()), asyncio.ensure_future(clock.sleep(max(0.0, seconds)))}
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
