"""The chart of /stats on its way to Discord: attached with its alt text, in requests that Discord's document allows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.clock import SystemClock
from bot.commands.gateway import supervise
from bot.commands.sync import sync_commands
from bot.post.discord.session import ClientConnection, DiscordSession
from tests.flow.library import Library, answering
from tests.flow.lookups.test_numbers import films, owls
from tests.flow.room import SITE
from tests.flow.test_discord_bodies import said

if TYPE_CHECKING:
    from pathlib import Path

    from bot.commands.client import MatineeClient
    from tests.fakes.discord.control import DiscordControl


@pytest.mark.parametrize(
    ("patience", "kind"),
    [
        (600.0, "POST /interactions/{interaction_id}/{interaction_token}/callback with files"),
        (0.0, "POST /webhooks/{webhook_id}/{webhook_token} with files"),  # as after a first chart that took long
    ],
)
async def test_a_chart_is_attached_with_its_alt_text(
    fake_discord: DiscordControl,
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    patience: float,
    kind: str,
) -> None:
    monkeypatch.setattr("bot.commands.sending.PATIENCE", patience)
    monkeypatch.setattr(Route, "BASE", fake_discord.api_base_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake_discord.gateway_url))
    library.put(*films(), *owls(1, 2))
    async with answering(library.catalogue, SITE, guild_ready_timeout=0.1) as client:
        session = DiscordSession(ClientConnection(client, fake_discord.token), SystemClock())
        await session.run()
        await sync_commands(client, tmp_path, SystemClock())
        task = asyncio.create_task(supervise(ClientConnection(client, fake_discord.token), SystemClock()))
        try:
            await asyncio.to_thread(fake_discord.wait_connected)
            await ask(client, fake_discord)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
    state = fake_discord.state()
    assert state["violations"] == []
    if state["held_against_schema"]:
        assert kind in state["held_against_schema"]


async def ask(_: MatineeClient, fake: DiscordControl) -> None:
    run = fake.interact("stats", {})
    shown = await said(fake, run)
    [file] = fake.files(shown["id"])
    assert (file["filename"], file["shown"]) == ("numbers.png", True)
    assert str(file["description"]).startswith("A chart of the reviews of Night Shift Reviews: 26 reviews")
    [share] = [part for row in shown["components"] for part in row["components"]]
    pressed = fake.click(shown["id"], share["custom_id"])
    await asyncio.to_thread(fake.wait_answer, pressed)
    public = await said(fake, pressed)
    assert [one["description"] for one in fake.files(public["id"])] == [file["description"]]
    for command, options in (("challenge", {"name": "Owls"}), ("recap", {"name": "Owls", "period": "all"})):
        shown = await said(fake, fake.interact(command, options))
        [file] = fake.files(shown["id"])
        assert (file["filename"], file["shown"]) == ("challenge.png", True)
        assert str(file["description"]).startswith("A picture of the viewing challenge Owls: 2 of ")
    for command, options in (
        ("quote", {}),
        ("quote", {"title": "Film 1"}),
        ("recap", {"name": "?"}),
    ):
        run = fake.interact(command, options)
        assert (await asyncio.to_thread(fake.wait_answer, run))["answer"] is not None
