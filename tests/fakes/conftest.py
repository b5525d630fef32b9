"""The real libraries, pointed at the fakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.discord.control import DiscordControl


@pytest.fixture
def _discord_address(fake_discord: DiscordControl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", fake_discord.api_base_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake_discord.gateway_url))


@pytest.fixture
async def client(fake_discord: DiscordControl, _discord_address: None) -> AsyncIterator[discord.AutoShardedClient]:
    """A discord.py client that has logged in and has no gateway connection yet."""
    nobody = discord.AllowedMentions.none()
    about = discord.Intents(guilds=True)
    async with discord.AutoShardedClient(intents=about, guild_ready_timeout=0.1, allowed_mentions=nobody) as client:
        await client.login(fake_discord.token)
        yield client
