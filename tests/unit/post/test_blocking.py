"""Blocking calls in threads: used again, and left alone when they hang."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.post.blocking import in_thread


async def test_a_call_brings_its_result_or_its_error() -> None:
    assert await in_thread(lambda: 6 * 7, "sums") == 42
    with pytest.raises(ZeroDivisionError):
        await in_thread(lambda: 1 // 0, "sums")


async def test_one_thread_does_one_call_after_the_other() -> None:
    threads = {await in_thread(threading.get_ident, f"call {number}") for number in range(50)}
    assert len(threads) == 1
    assert await in_thread(lambda: threading.current_thread().name, "of this call") == "of this call"


async def test_calls_at_the_same_time_don_t_wait_for_each_other() -> None:
    both = threading.Barrier(2, timeout=10)
    assert sorted(await asyncio.gather(*(in_thread(both.wait, "meeting") for _ in range(2)))) == [0, 1]


async def test_a_call_that_hangs_is_left_alone() -> None:
    let_go = threading.Event()
    hanging = asyncio.create_task(in_thread(let_go.wait, "hanging"))
    await asyncio.sleep(0)
    hanging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hanging
    assert await in_thread(lambda: "another", "another") == "another"
    let_go.set()


async def test_no_thread_keeps_the_process_from_ending() -> None:
    assert await in_thread(lambda: threading.current_thread().daemon, "a look")


def test_a_result_that_nobody_waits_for_leaves_its_thread_fit_for_the_next() -> None:
    let_go = threading.Event()

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(in_thread(let_go.wait, "late"), 0.01)

    asyncio.run(give_up())
    let_go.set()
    for _ in range(5):
        assert asyncio.run(in_thread(lambda: 42, "next")) == 42
