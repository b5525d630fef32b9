"""The fake Discord's REST side, used by the real discord.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.fakes.discord.world import TEXT_ID

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.discord.control import DiscordControl


@pytest.fixture
async def client(fake_discord: DiscordControl, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[discord.Client]:
    monkeypatch.setattr(Route, "BASE", fake_discord.api_base_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake_discord.gateway_url))
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        await client.login(fake_discord.token)
        yield client


async def test_send_without_a_gateway(client: discord.Client, fake_discord: DiscordControl) -> None:
    sent = await client.get_partial_messageable(TEXT_ID).send("hello", nonce="key-1")
    assert [(it["id"], it["content"]) for it in fake_discord.messages()] == [(str(sent.id), "hello")]
