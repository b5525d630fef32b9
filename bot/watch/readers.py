"""Reads many files side by side: in processes of their own, so that the bot neither halts nor swells meanwhile.

A first look at a large site is minutes of work for one thread, which would keep the event loop waiting for the
interpreter's lock. A few files are read in a thread; so are all where processes can't be had.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import aclosing
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bot.plan.sketch import sketch
from bot.watch.files import take

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Sequence

    from bot.settings.model import Source
    from bot.watch.files import Taken

    Asked = tuple[str, str | None]  # a path, and the id under which its review is known
    Answer = tuple[str, Taken | None]

log = logging.getLogger(__name__)

# No room or right for a process, one that was killed, a system without the semaphores that a pool needs.
_NO_PROCESSES = (OSError, BrokenProcessPool, ImportError, NotImplementedError)
MANY = 400  # files from which on processes are worth their start
_WORKERS = 4  # at most, and no more than the machine has processors
_SHARE = 100  # files that a process is given at once
_CHUNK = 20  # files read in one go in a thread, so that stopping is quick
_TRIES = 3  # readings of a file that changes while it is read


async def read_all(source: Source, asked: Sequence[Asked]) -> AsyncGenerator[list[Answer], None]:
    """What stands in each file, in order, some at a time; None for one that is gone. Nothing is raised for a file."""
    done = 0
    if len(asked) >= MANY:
        try:
            async with aclosing(_in_processes(source, asked)) as readings:
                async for answers in readings:
                    done += len(answers)
                    yield answers
        except _NO_PROCESSES as error:
            log.warning("%s: reading without processes of their own: %s", source.name, error)
    for chunk in _chunks(asked[done:], _CHUNK):
        yield await asyncio.to_thread(_read, source, chunk)


async def _in_processes(source: Source, asked: Sequence[Asked]) -> AsyncGenerator[list[Answer], None]:
    workers = min(os.cpu_count() or 1, _WORKERS)
    context = multiprocessing.get_context("spawn")  # a fork would copy locks that other threads hold
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_attend)
    chunks = _chunks(asked, _SHARE)
    ahead: deque[asyncio.Future[list[Answer]]] = deque()

    async def go_on(times: int) -> None:
        for chunk in islice(chunks, times):  # in a thread, as it may start a process, which takes a while
            ahead.append(asyncio.wrap_future(await asyncio.to_thread(pool.submit, _read, source, chunk)))

    try:
        await go_on(2 * workers)
        while ahead:
            answers = await ahead.popleft()
            await go_on(1)
            yield answers
    finally:
        # The pool itself cancels what has not begun; a second hand on its futures would trip it while it breaks.
        pool.shutdown(wait=False, cancel_futures=True)
        await asyncio.gather(*ahead, return_exceptions=True)


def _attend() -> None:
    """In a new process: leave Ctrl-C to the bot, and end when it ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _read(source: Source, asked: Sequence[Asked]) -> list[Answer]:
    return [(path, _sketched(_steadily(source, path, review_id))) for path, review_id in asked]


def _sketched(taken: Taken | None) -> Taken | None:
    """With its text's sketch: here it costs no time of the bot's own."""
    if taken is None or taken.reading.review is None:
        return taken
    return replace(taken, sketch=sketch(taken.reading.review.text))


def _steadily(source: Source, path: str, review_id: str | None) -> Taken | None:
    """The file's reading, begun anew if it changed meanwhile; the last try as it is."""
    for _ in range(_TRIES):
        taken = take(source, path, review_id=review_id)
        if taken is None or taken.steady:
            break
    return taken


def _chunks(asked: Sequence[Asked], size: int) -> Iterator[Sequence[Asked]]:
    return (asked[at : at + size] for at in range(0, len(asked), size))
