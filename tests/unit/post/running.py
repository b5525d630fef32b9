"""A courier that runs while a test looks on."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.post.courier import Courier


class Employer(Protocol):
    """Whoever has a courier."""

    def courier(self) -> Courier: ...


@asynccontextmanager
async def running(office: Employer) -> AsyncIterator[Courier]:
    courier = office.courier()
    task = asyncio.create_task(courier.run())
    try:
        yield courier
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(reached: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not reached():  # noqa: ASYNC110 - what is reached is seen in files and counters, which tell nobody
            await asyncio.sleep(0.005)
