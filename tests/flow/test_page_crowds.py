"""Visitors who open connections to the page without end: the bot keeps enough for itself, and the owner gets in."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.page.door import MOST
from tests.flow.owner import served, visiting

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FORM = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n"
ODD = {
    b"\x00\x01 nothing\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\n\r\n": 400,
    b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n": 415,
    b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\n" + FORM + b"\r\na=b": 400,
    b"POST /hooks/git HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\n" + FORM + b"\r\na=b": 400,
    b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\n" + FORM.replace(b"coded", b"coded; charset=x") + b"\r\na=b": 400,
}


async def test_connections_that_say_nothing_make_room(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, address), visiting(address) as owner:
        port = int(address.rpartition(":")[2])
        mute = [await asyncio.open_connection("127.0.0.1", port) for _ in range(MOST + 20)]
        for _, writer in mute[::2]:
            writer.write(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\n")  # and no more
        assert (await owner.sign_in())[0] == 200
        async with asyncio.timeout(10):
            ended = await asyncio.gather(*(reader.read() for reader, _ in mute[:20]), return_exceptions=True)
        assert all(not one or isinstance(one, ConnectionError) for one in ended)
        for _, writer in mute:
            writer.close()


async def test_odd_requests_are_no_defects_and_fill_no_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with served(tmp_path) as (_, address):
        for request, status in ODD.items():
            reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
            writer.write(request)
            assert int((await reader.readline()).split()[1]) == status, request
            writer.close()
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING] == []
