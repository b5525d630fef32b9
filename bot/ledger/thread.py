"""The records for async code: one worker thread, so that the event loop never waits for a disk.

It knows nothing of what it runs, nor where that is kept.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

P = ParamSpec("P")
T = TypeVar("T")


class LedgerThread:
    """Runs calls one after the other in a thread of its own.

    ``keep``: returns once all that was written outlives this machine; None where the disk does that.
    """

    def __init__(self, keep: Callable[[], Awaitable[None]] | None = None) -> None:
        self._keep = keep
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")

    async def do(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The call's result. A call that has begun is finished even if its caller is cancelled meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(call, *args, **kwargs))

    async def durably(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As :meth:`do`, but returns only when what was written outlives this machine: something may be sent for it.

        Raises ``StoreError`` if that can't be had; what the call did stays, and nothing may be sent because of it.
        """
        result = await self.do(call, *args, **kwargs)
        if self._keep is not None:
            await self._keep()
        return result

    def close(self) -> None:
        """Wait for what has begun and end the thread."""
        self._pool.shutdown(wait=True, cancel_futures=True)
