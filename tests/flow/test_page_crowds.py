"""Visitors who open connections to the page without end: the bot keeps enough for itself, and the owner gets in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.page.door import MOST
from tests.flow.owner import served, visiting

if TYPE_CHECKING:
    from pathlib import Path


async def test_connections_that_say_nothing_make_room(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, address), visiting(address) as owner:
        port = int(address.rpartition(":")[2])
        mute = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2 * MOST)]
        for _, writer in mute[::2]:
            writer.write(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\n")  # and no more
        assert (await owner.sign_in())[0] == 200
        async with asyncio.timeout(10):
            ended = await asyncio.gather(*(reader.read() for reader, _ in mute[:MOST]), return_exceptions=True)
        assert all(not one or isinstance(one, ConnectionError) for one in ended)
        for _, writer in mute:
            writer.close()
