"""Logging in to Discord: a refusal is final for nobody who asks again later."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
import pytest

from bot.clock import SystemClock
from bot.commands.client import MatineeClient
from bot.errors import TokenRefused
from bot.post.discord.session import ClientConnection, DiscordSession
from tests.contract.stages import discord_stage

if TYPE_CHECKING:
    from tests.fakes.discord.control import DiscordControl

KEY = "k" * 24


async def test_a_token_that_was_refused_by_mistake_is_tried_again(
    fake_discord: DiscordControl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", fake_discord.api_base_url)
    right = fake_discord.token
    session = DiscordSession(ClientConnection(MatineeClient(), right), SystemClock())
    try:
        stage = discord_stage(fake_discord, session)
        fake_discord.set(token="another")
        with pytest.raises(TokenRefused):
            await session.run()
        with pytest.raises(TokenRefused):
            await stage.publisher.publish(stage.post(), KEY)
        assert not session.ready.is_set()
        fake_discord.set(token=right)
        receipt = await stage.publisher.publish(stage.post(), KEY)
        assert [receipt.id] == stage.ids()
        assert session.ready.is_set()
    finally:
        await session.close()


async def test_an_attempt_that_is_broken_off_leaves_nothing_open(
    fake_discord: DiscordControl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", fake_discord.api_base_url)
    session = DiscordSession(ClientConnection(MatineeClient(), fake_discord.token), SystemClock())
    fake_discord.fault("hang", "GET", "*/users/@me")
    attempt = asyncio.create_task(session.attempt())
    await asyncio.to_thread(fake_discord.wait_held)
    first = session.client.http._HTTPClient__session  # type: ignore[attr-defined] # discord.py's own
    attempt.cancel()
    await asyncio.gather(attempt, return_exceptions=True)
    assert first.closed
    fake_discord.let_go()
    assert await session.attempt()
    await session.close()
