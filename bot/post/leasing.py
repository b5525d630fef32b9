"""The right to send over an account, where several processes post from the same records. It sends nothing.

On SQLite one process posts at a time, and every lane is its own. On PostgreSQL a lane works only while it holds its
lease. It is renewed all the while, however long one request takes; a process that is killed renews it no more, and when
it has run out another process takes the lane. Each claim looks at the lease once more, in the same transaction.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import Clock
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread

LEASE = 120.0  # seconds; longer than any single call to a network may take
_PARTING = 0.5  # seconds in which a lease is given back when the process ends; else it runs out


class LaneLease:
    """One lane's. ``holder``: this process's name among the others; ``seconds``: how long it outlives its process."""

    def __init__(
        self, ledger: Ledger, thread: LedgerThread, clock: Clock, lane: str, holder: str, seconds: float
    ) -> None:
        self._ledger, self._thread, self._clock = ledger, thread, clock
        self._lane, self._holder, self._seconds = lane, holder, seconds
        self.every = timedelta(seconds=seconds / 4)  # how often it is renewed
        self._held = False

    @property
    def proof(self) -> tuple[str, str] | None:
        """What a claim shows; None where nothing has to be shown."""
        return (self._lane, self._holder) if self._ledger.is_shared else None

    async def hold(self) -> bool:
        """Take or renew it. False: another process has the lane. Raises ``StoreError``."""
        if not self._ledger.is_shared:
            return True
        self._held = await self._thread.do(self._ledger.lease, self._lane, self._holder, self._seconds)
        return self._held

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Within this, what is held stays held; afterwards it is given back."""
        if not self._ledger.is_shared:
            yield
            return
        keeper = asyncio.create_task(self._keep())
        try:
            yield
        finally:
            keeper.cancel()
            await asyncio.gather(keeper, return_exceptions=True)
            await self._give_back()

    async def _keep(self) -> None:
        while True:
            await self._clock.sleep(self.every.total_seconds())
            if self._held:
                with suppress(StoreError):  # the lane meets the same trouble, and tells it
                    await self.hold()

    async def _give_back(self) -> None:
        with suppress(StoreError, TimeoutError):
            async with asyncio.timeout(_PARTING):  # the process may end; if it doesn't, what was begun goes on
                await asyncio.shield(self._thread.do(self._ledger.release, self._lane, self._holder))
        self._held = False
