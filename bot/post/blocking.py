"""Runs a blocking call in a thread that can't keep the process from ending.

The standard executors are waited for when the process ends, however long a server takes to answer. A thread that has
done its call waits for the next one; one that hangs is left alone, and another takes its place.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_free: deque[_Caller] = deque()  # as many as there were calls at the same time, hanging ones aside


class _Caller:
    """One thread."""

    def __init__(self) -> None:
        self.calls: SimpleQueue[tuple[Callable[[], None], str]] = SimpleQueue()
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while True:
            call, name = self.calls.get()
            threading.current_thread().name = name
            call()
            del call  # what it has seen is not kept until the next one comes


async def in_thread(call: Callable[[], T], name: str) -> T:
    """The call's result. A caller that is cancelled leaves the call to end by itself, and its result unused.

    ``name`` is the thread's meanwhile, for people who look at a hanging process.
    """
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[T] = loop.create_future()
    caller = _free.pop() if _free else _Caller()

    def tell(value: T | None, error: BaseException | None) -> None:
        if outcome.done():
            return
        if error is not None:
            outcome.set_exception(error)
        else:
            outcome.set_result(value)  # type: ignore[arg-type]  # a call without error has a value of its type

    def work() -> None:
        value, error = None, None
        try:
            value = call()
        except BaseException as raised:  # noqa: BLE001 - handed over to the caller
            error = raised
        _free.append(caller)
        with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
            loop.call_soon_threadsafe(tell, value, error)

    caller.calls.put((work, name))
    return await outcome
