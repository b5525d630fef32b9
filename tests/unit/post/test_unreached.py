"""Why no answer came is told in people's words, whatever library met it. Real connections that fail."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import aiohttp
import pytest
import requests

from bot.post.fetching import fetch
from bot.post.unreached import how

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

Met = tuple[str, dict[str, float]]


async def _silent(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def _rude(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


@contextlib.asynccontextmanager
async def listening(answer: Callable[..., object]) -> AsyncIterator[int]:
    tasks: set[asyncio.Task[object]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with contextlib.suppress(asyncio.CancelledError):
            await answer(reader, writer)  # type: ignore[misc]  # an awaitable of either kind
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        server.close()


async def by_aiohttp(address: str) -> str:
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.3)) as session,
            session.get(address) as answer,
        ):
            return str(answer.status)
    except (aiohttp.ClientError, OSError) as error:
        return how(error)


async def by_requests(address: str) -> str:
    def ask() -> str:
        try:
            return str(requests.get(address, timeout=0.3).status_code)
        except requests.RequestException as error:
            return how(error)

    return await asyncio.to_thread(ask)


@pytest.mark.parametrize("ask", [by_aiohttp, by_requests])
async def test_each_way_to_get_no_answer(ask: Callable[[str], object]) -> None:
    async def told(address: str) -> object:
        return await ask(address)  # type: ignore[misc]  # an awaitable

    async with listening(_silent) as silent, listening(_rude) as rude:
        assert await told(f"http://127.0.0.1:{silent}/") == "it doesn't answer in time"
        assert await told(f"http://127.0.0.1:{rude}/") == "the connection broke off"
        assert await told(f"https://127.0.0.1:{rude}/") in {
            "the connection broke off",
            "no safe connection comes about",
        }
    assert await told("http://127.0.0.1:9/") == "nothing answers there"
    assert await told("http://nowhere.invalid/") == "its name isn't known here"


async def test_a_closed_address_is_named() -> None:
    with pytest.raises((aiohttp.ClientError, OSError)) as met:
        await fetch("http://localhost/x.png")
    assert how(met.value).endswith("is no address of the open internet")


def test_whatever_else_it_is_has_a_word() -> None:
    assert how(ValueError("odd")) == "no connection"
