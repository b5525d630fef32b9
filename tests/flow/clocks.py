"""Clocks for tests: one that is pushed, and one on which sleeping takes no time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta


class PushedClock:
    """A clock that stands still until a test moves it. Whoever sleeps wakes when its time has come."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._moved = asyncio.Condition()
        self.sleepers = 0

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = now

    async def push(self, by: timedelta) -> None:
        self._now += by
        async with self._moved:
            self._moved.notify_all()

    async def sleep(self, seconds: float) -> None:
        due = self._now + timedelta(seconds=seconds)
        self.sleepers += 1
        try:
            async with self._moved:
                await self._moved.wait_for(lambda: self._now >= due)
        finally:
            self.sleepers -= 1


class SkippingClock:
    """Sleeping takes no time, but moves the clock."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 1, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.pass_by(seconds)
        await asyncio.sleep(0)

    def pass_by(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
