from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import discord
import pytest
import yarl

from bot.commands.client import MatineeClient


async def test_being_told_to_end_is_heard_while_the_connection_comes_to_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Python 3.11's ``asyncio.wait_for`` does it when both happen in one moment: the connection wins."""
    connecting = asyncio.Event()

    async def connected_all_the_same(*_: Any, **__: Any) -> None:
        with suppress(asyncio.CancelledError):
            connecting.set()
            await asyncio.Event().wait()

    monkeypatch.setattr(discord.AutoShardedClient, "launch_shard", connected_all_the_same)
    task = asyncio.create_task(MatineeClient(shard_count=1).launch_shard(yarl.URL("ws://127.0.0.1"), 0))
    await connecting.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
