"""Time that the harness moves and the bot goes by: eight bytes of a file that both have mapped."""

from __future__ import annotations

import asyncio
import mmap
import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.clock import SystemClock

if TYPE_CHECKING:
    from pathlib import Path

_LOOK = 0.02  # real seconds between two looks of somebody who sleeps


class SharedTime:
    """How many seconds a clock is ahead of the machine's. Only the harness moves it, and only forwards."""

    def __init__(self, file: Path) -> None:
        if not file.exists():
            file.write_bytes(struct.pack("d", 0.0))
        with file.open("r+b") as opened:
            self._bytes = mmap.mmap(opened.fileno(), 8)

    @property
    def ahead(self) -> float:
        return float(struct.unpack("d", self._bytes)[0])

    def move(self, seconds: float) -> None:
        self._bytes[:] = struct.pack("d", self.ahead + seconds)


class MovedClock:
    """The machine's clock and what the harness has added. Whoever sleeps wakes as soon as that is enough."""

    def __init__(self, shared: SharedTime) -> None:
        self._shared = shared

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._shared.ahead)

    async def sleep(self, seconds: float) -> None:
        due = self.now() + timedelta(seconds=seconds)
        while (left := (due - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - the other end is another process
            await asyncio.sleep(min(left, _LOOK))
        if seconds <= 0:
            await asyncio.sleep(0)


def go_by(shared: SharedTime) -> None:
    """Make this process's clocks go by the shared time, wherever the program makes itself one."""
    clock = MovedClock(shared)

    def now(_: SystemClock) -> datetime:
        return clock.now()

    async def sleep(_: SystemClock, seconds: float) -> None:
        await clock.sleep(seconds)

    setattr(SystemClock, "now", now)  # noqa: B010 - of a class that isn't ours to change otherwise
    setattr(SystemClock, "sleep", sleep)  # noqa: B010 - the same
