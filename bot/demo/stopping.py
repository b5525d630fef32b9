"""Ctrl-C as an event: the first one lets the demo end in order, a second one ends it at once."""

from __future__ import annotations

import asyncio
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stop_signal() -> Iterator[asyncio.Event]:
    """An event that is set by the first Ctrl-C (or a polite request to end, as ``kill`` makes).

    Where the event loop can't take signals (Windows), Ctrl-C stays what it is: it cancels the task that runs.
    """
    loop, event = asyncio.get_running_loop(), asyncio.Event()

    def stop() -> None:
        event.set()
        restore()

    def restore() -> None:
        for one in _SIGNALS:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(one)

    for one in _SIGNALS:
        with suppress(NotImplementedError):
            loop.add_signal_handler(one, stop)
    try:
        yield event
    finally:
        restore()
