"""Faults at the gateway, with the real discord.py and a fake Discord over a socket: commands come back, posts go on."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from structlog.testing import capture_logs

from bot.catalogue.rows import handle
from bot.commands.gateway import supervise
from bot.commands.sync import FILE_NAME, sync_commands
from bot.settings.model import Site
from tests.fakes.discord.world import TEXT_ID
from tests.flow.clocks import SkippingClock
from tests.flow.library import Library, answering, review

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.commands.client import MatineeClient
    from tests.fakes.discord.control import DiscordControl

pytestmark = pytest.mark.thorough

SITE = Site("Night Shift Reviews", "https://films.example", "Europe/Vienna", "en")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path) as made:
        made.put(review("The Lamp Room", 1974))
        yield made


@pytest.fixture
async def client(
    fake_discord: DiscordControl, library: Library, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[MatineeClient]:
    """The bot's client, logged in, without a gateway connection yet."""
    monkeypatch.setattr(Route, "BASE", fake_discord.api_base_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake_discord.gateway_url))
    async with answering(library.catalogue, SITE, guild_ready_timeout=0.1) as client:
        await client.login(fake_discord.token)
        await client.tree.sync()
        yield client


@asynccontextmanager
async def supervised(client: MatineeClient) -> AsyncIterator[asyncio.Task[str]]:
    task = asyncio.create_task(supervise(client, SkippingClock()))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def answers(fake: DiscordControl) -> bool:
    """Whether /review is answered."""
    await asyncio.to_thread(fake.wait_connected)
    run = fake.interact("review", {"title": "lamp room"})
    answer = await asyncio.to_thread(fake.wait_answer, run)
    return bool(answer["ephemeral"] and answer["messages"][0]["embeds"][0]["title"] == "The Lamp Room (1974)")


def identified(state: dict[str, Any], more_than: int = 0) -> int:
    """How often a new session was begun; 0 unless more often than that."""
    times = int(state["gateway"]["identifies"])
    return times if times > more_than else 0


async def posts(client: MatineeClient) -> bool:
    """Whether a post gets through on the REST side."""
    return (await client.get_partial_messageable(TEXT_ID).send("still here")).id > 0


async def test_a_command_over_the_wire(client: MatineeClient, fake_discord: DiscordControl) -> None:
    async with supervised(client):
        assert await answers(fake_discord)
        assert fake_discord.messages() == []  # only the asker saw it


async def test_a_title_is_completed_over_the_wire(client: MatineeClient, fake_discord: DiscordControl) -> None:
    async with supervised(client):
        await asyncio.to_thread(fake_discord.wait_connected)
        run = fake_discord.interact("review", {"title": "lam"}, focused="title")
        answer = await asyncio.to_thread(fake_discord.wait_answer, run)
    assert [choice["value"] for choice in answer["choices"]] == [handle("the-lamp-room")]


async def test_a_refused_first_handshake_is_outlived(client: MatineeClient, fake_discord: DiscordControl) -> None:
    fake_discord.gateway(refuse=1, status=503)
    async with supervised(client):
        await asyncio.to_thread(fake_discord.wait_until, lambda state: state["gateway"]["refused"] == 1)
        assert await posts(client)  # discord.py itself waits five seconds after the first try
        assert await answers(fake_discord)


@pytest.mark.parametrize("text", ["{not json", '{"op":0,"t":"INTERACTION_CREATE","s":9,"d":{}}'])
async def test_a_malformed_event_costs_neither_commands_nor_posts(
    client: MatineeClient, fake_discord: DiscordControl, text: str
) -> None:
    async with supervised(client) as task:
        for times in (1, 2, 3):
            assert await answers(fake_discord)
            assert identified(fake_discord.state()) == times
            fake_discord.gateway(raw=text)
            await asyncio.to_thread(fake_discord.wait_until, partial(identified, more_than=times))
            assert await posts(client)
        assert await answers(fake_discord)
        assert fake_discord.state()["gateway"]["connected"] == 1
        assert not task.done()


async def test_a_dropped_connection_comes_back(client: MatineeClient, fake_discord: DiscordControl) -> None:
    async with supervised(client):
        assert await answers(fake_discord)
        fake_discord.gateway(drop=True)
        await asyncio.to_thread(
            fake_discord.wait_until,
            lambda state: state["gateway"]["resumes"] + state["gateway"]["identifies"] >= 2,
        )
        assert await answers(fake_discord)


async def test_an_outage_is_outlived_with_our_own_pauses(client: MatineeClient, fake_discord: DiscordControl) -> None:
    async with supervised(client):
        assert await answers(fake_discord)
        fake_discord.gateway(refuse=4)
        fake_discord.gateway(drop=True)
        assert await posts(client)
        await asyncio.to_thread(fake_discord.wait_until, lambda state: state["gateway"]["refused"] >= 1)
        assert await answers(fake_discord)


async def test_a_refused_token_ends_the_commands_and_not_the_posts(
    client: MatineeClient, fake_discord: DiscordControl
) -> None:
    fake_discord.set(gateway_token="another")
    sentence = await asyncio.wait_for(supervise(client, SkippingClock()), 15)
    assert "token" in sentence
    assert fake_discord.token not in sentence
    assert await posts(client)


async def test_a_token_revoked_before_the_first_connection_is_final_too(
    client: MatineeClient, fake_discord: DiscordControl
) -> None:
    fake_discord.set(token="another")
    assert "token" in await asyncio.wait_for(supervise(client, SkippingClock()), 15)


async def test_closing_while_connected_closes_everything(client: MatineeClient, fake_discord: DiscordControl) -> None:
    connection = asyncio.create_task(client.connect())
    await asyncio.to_thread(fake_discord.wait_connected)
    await client.close()
    await asyncio.wait_for(connection, 15)
    assert client.is_closed()
    with pytest.raises((RuntimeError, discord.DiscordException)):
        await posts(client)


async def test_commands_are_registered_once_and_again_only_when_they_change(
    client: MatineeClient, fake_discord: DiscordControl, tmp_path: Path
) -> None:
    clock, folder = SkippingClock(), tmp_path / "state" / "deep"
    assert await sync_commands(client, folder, clock) is True
    assert await sync_commands(client, folder, clock) is False
    client.tree.remove_command("latest")
    assert await sync_commands(client, folder, clock) is True
    (folder / FILE_NAME).write_bytes(b"\xff\xfe")
    assert await sync_commands(client, folder, clock) is True
    assert clock.slept == []


async def test_registering_waits_for_the_network(
    client: MatineeClient, fake_discord: DiscordControl, tmp_path: Path
) -> None:
    clock = SkippingClock()
    fake_discord.fault("status", "PUT", "/applications/*", status=503, times=3)
    assert await sync_commands(client, tmp_path, clock) is True
    assert clock.slept == [5, 10, 20]


async def test_registering_gives_up_where_discord_refuses(
    client: MatineeClient, fake_discord: DiscordControl, tmp_path: Path
) -> None:
    clock = SkippingClock()
    fake_discord.fault("status", "PUT", "/applications/*", status=403)
    with capture_logs() as logs:
        assert await sync_commands(client, tmp_path, clock) is False
    assert clock.slept == []
    assert [line["event"] for line in logs] == ["Discord refuses the slash commands"]
