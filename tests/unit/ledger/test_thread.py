"""The worker thread of the records."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.ledger.thread import LedgerThread


async def test_calls_run_one_after_the_other_in_one_other_thread() -> None:
    worker = LedgerThread()
    names = await asyncio.gather(*(worker.do(threading.get_ident) for _ in range(5)))
    worker.close()
    assert len(set(names)) == 1
    assert names[0] != threading.get_ident()


async def test_arguments_results_and_errors_pass_through() -> None:
    worker = LedgerThread()
    assert await worker.do(int, "ff", base=16) == 255
    with pytest.raises(ValueError, match="invalid literal"):
        await worker.do(int, "x")
    worker.close()


async def test_what_has_begun_is_finished_though_nobody_waits() -> None:
    worker = LedgerThread()
    began, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        began.set()
        go_on.wait(10)
        ended.set()

    task = asyncio.create_task(worker.do(work))
    await asyncio.to_thread(began.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go_on.set()
    worker.close()
    assert ended.is_set()
