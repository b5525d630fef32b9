"""The Discord client that answers slash commands: a connection without worries, and a command tree at ``client.tree``.

It starts no worker, and neither posts nor reads anybody's messages. Losing its connection never costs its REST side,
through which posts go out: discord.py would close both.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.commands.tree import Tree

if TYPE_CHECKING:
    import yarl


GOOD_BYE = 5.0  # seconds
# It never speaks in voice channels: what they would need is nothing to warn the owner of.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

# Connections to Discord at a time. Without a limit, as discord.py has it, thousands of answers at once open as many,
# and none is sent before all stand; within it, those that stand are used again.
CONNECTIONS = 100
_LONGEST_WAIT = 30.0  # seconds that discord.py waits by itself when told to; longer ones are the courier's to keep


class MatineeClient(discord.AutoShardedClient):
    """``client.connect()`` may be called again after it ended in any way but ``close()``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=_LONGEST_WAIT,
            **options,
        )
        self.tree = Tree(self)
        self._connecting: asyncio.Task[Any] | None = None
        self._launching: set[int] = set()

    async def login(self, token: str) -> None:
        """Log in. May be called again after it failed and the connections of before were dropped."""
        if self.http.connector is discord.utils.MISSING:
            self.http.connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        await super().login(token)

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect and stay connected; returns or raises, whatever discord.py does in a trouble, with nothing half open.

        ``reconnect`` False ends at a first failed resumption too. It is what this client always does: discord.py's own
        pauses grow to 17 minutes, and whoever keeps it connected (``bot.commands.gateway``) has better ones.
        """
        self._connecting = asyncio.current_task()
        try:
            await super().connect(reconnect=False)
        finally:
            await self._hang_up()
            self._connecting = None

    async def close(self) -> None:
        """Close everything; but where discord.py itself calls it because of a trouble, only the gateway."""
        if self._connecting is not None and asyncio.current_task() is self._connecting:
            await self._hang_up()
        else:
            await super().close()

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """As discord.py's, which calls this again every five seconds, deeper each time: the second time is trouble."""
        if shard_id in self._launching:
            raise ConnectionError("Discord's gateway can't be reached")
        self._launching.add(shard_id)
        try:
            await super().launch_shard(gateway, shard_id, initial=initial)
        finally:
            self._launching.discard(shard_id)
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            # discord.py waits by asyncio.wait_for, which in Python 3.11 forgets that it was told to end if the
            # connection stands in the same moment: https://bugs.python.org/issue37658
            raise asyncio.CancelledError

    async def _hang_up(self) -> None:
        """Leave no shard connected. On a dead line nobody answers the good-bye, so that isn't waited for long."""
        if self.is_closed():
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GOOD_BYE):
                await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()), return_exceptions=True)
