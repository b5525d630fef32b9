"""The fake Discord's gateway and interactions, used by the real discord.py."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import discord
import pytest
from discord import app_commands

from tests.fakes.discord.world import GUILD_ID, TEXT_ID

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.discord.control import DiscordControl

CHOICES, MESSAGE, DEFERRED, UPDATE = 8, 4, 5, 7


@contextlib.asynccontextmanager
async def connected(client: discord.Client) -> AsyncIterator[asyncio.Task[None]]:
    connection = asyncio.create_task(client.connect())
    ready = asyncio.create_task(client.wait_until_ready())
    try:
        await asyncio.wait([connection, ready], timeout=15, return_when=asyncio.FIRST_COMPLETED)
        assert ready.done()
        yield connection
    finally:
        ready.cancel()
        await client.close()
        await asyncio.wait([connection])
        if not connection.cancelled():
            connection.exception()


class Answers(discord.ui.View):
    """One button that changes the message it stands under."""

    @discord.ui.button(label="More", custom_id="more")
    async def more(self, interaction: discord.Interaction, _: discord.ui.Button[Answers]) -> None:
        await interaction.response.edit_message(content="more")


@pytest.fixture
async def tree(client: discord.AutoShardedClient) -> app_commands.CommandTree[discord.AutoShardedClient]:
    tree = app_commands.CommandTree(client)

    @tree.command(name="review", description="Look a review up")
    @app_commands.describe(film="Its title")
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def review(interaction: discord.Interaction, film: str) -> None:
        await interaction.response.send_message(f"{film}: fine", view=Answers(timeout=None))

    @review.autocomplete("film")
    async def films(_: discord.Interaction, text: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{text}man", value="id-1")]

    @tree.command(name="latest", description="The newest ones")
    async def latest(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("first")
        await interaction.followup.send("second", ephemeral=True)
        await interaction.edit_original_response(content="first, changed")

    await tree.sync()
    return tree


Tree = app_commands.CommandTree[discord.AutoShardedClient]


async def test_ready_with_the_guild_and_its_channels(client: discord.AutoShardedClient) -> None:
    async with connected(client):
        guild = client.get_guild(GUILD_ID)
        assert guild is not None
        assert isinstance(guild.get_channel(TEXT_ID), discord.TextChannel)
        assert guild.me.guild_permissions.send_messages


async def test_a_command_makes_its_round(
    client: discord.AutoShardedClient, tree: Tree, fake_discord: DiscordControl
) -> None:
    async with connected(client):
        answer = await asyncio.to_thread(
            lambda: fake_discord.wait_answer(fake_discord.interact("review", {"film": "Batman"}))
        )
    assert answer["answer"] == MESSAGE
    assert [it["content"] for it in answer["messages"]] == ["Batman: fine"]
    assert [it["content"] for it in fake_discord.messages()] == ["Batman: fine"]
    assert fake_discord.created() == 0


async def test_a_command_in_private(
    client: discord.AutoShardedClient, tree: Tree, fake_discord: DiscordControl
) -> None:
    async with connected(client):
        answer = await asyncio.to_thread(
            lambda: fake_discord.wait_answer(fake_discord.interact("review", {"film": "Batman"}, private=True))
        )
    assert [it["content"] for it in answer["messages"]] == ["Batman: fine"]


async def test_autocomplete(client: discord.AutoShardedClient, tree: Tree, fake_discord: DiscordControl) -> None:
    async with connected(client):
        answer = await asyncio.to_thread(
            lambda: fake_discord.wait_answer(fake_discord.interact("review", {"film": "Bat"}, focused="film"))
        )
    assert (answer["answer"], answer["choices"]) == (CHOICES, [{"name": "Batman", "value": "id-1"}])


async def test_thinking_then_follow_ups(
    client: discord.AutoShardedClient, tree: Tree, fake_discord: DiscordControl
) -> None:
    async with connected(client):
        run = fake_discord.interact("latest")
        answer = await asyncio.to_thread(
            fake_discord.wait_answer, run, lambda it: it["messages"] and "changed" in it["messages"][0]["content"]
        )
    assert (answer["answer"], answer["ephemeral"]) == (DEFERRED, True)
    assert [it["content"] for it in answer["messages"]] == ["first, changed", "second"]
    assert fake_discord.messages() == []


async def test_a_click_changes_the_message(
    client: discord.AutoShardedClient, tree: Tree, fake_discord: DiscordControl
) -> None:
    async with connected(client):
        run = fake_discord.interact("review", {"film": "Batman"})
        answer = await asyncio.to_thread(fake_discord.wait_answer, run)
        click = fake_discord.click(answer["messages"][0]["id"], "more")
        assert (await asyncio.to_thread(fake_discord.wait_answer, click))["answer"] == UPDATE
    assert [it["content"] for it in fake_discord.messages()] == ["more"]


async def test_a_late_first_answer_is_refused(
    client: discord.AutoShardedClient, tree: Tree, fake_discord: DiscordControl
) -> None:
    failed: asyncio.Queue[Exception] = asyncio.Queue()

    @tree.error
    async def on_error(_: discord.Interaction, error: app_commands.AppCommandError) -> None:
        failed.put_nowait(error.__cause__ if isinstance(error.__cause__, Exception) else error)

    async with connected(client):
        fake_discord.fault("hang", "POST", "/interactions/*")
        fake_discord.interact("latest")
        await asyncio.to_thread(fake_discord.wait_held)
        fake_discord.advance(4)
        fake_discord.release()
        error = await asyncio.wait_for(failed.get(), 15)
    assert isinstance(error, discord.NotFound)
    assert error.code == 10062


async def test_a_dropped_connection_is_resumed_with_what_was_missed(
    client: discord.AutoShardedClient, tree: Tree, fake_discord: DiscordControl
) -> None:
    async with connected(client):
        fake_discord.gateway(refuse=1)  # aiohttp repeats a GET by itself once, on a connection that was used before
        fake_discord.gateway(drop=True)
        run = fake_discord.interact("review", {"film": "Batman"})
        answer = await asyncio.to_thread(fake_discord.wait_answer, run, None, 30)
    assert answer["answer"] == MESSAGE
    assert fake_discord.state()["gateway"]["resumes"] == 1


async def test_being_asked_to_reconnect(client: discord.AutoShardedClient, fake_discord: DiscordControl) -> None:
    async with connected(client):
        fake_discord.gateway(reconnect=True)
        await asyncio.to_thread(fake_discord.wait_until, lambda state: state["gateway"]["resumes"] == 1)


async def test_a_refused_first_handshake_kills_connect_which_may_be_called_again(
    client: discord.AutoShardedClient, fake_discord: DiscordControl
) -> None:
    async with discord.Client(intents=discord.Intents.none(), guild_ready_timeout=0.1) as plain:
        await plain.login(fake_discord.token)
        fake_discord.gateway(refuse=1, status=503)
        with pytest.raises(AttributeError):
            await asyncio.wait_for(plain.connect(), 15)
        async with connected(plain):
            assert fake_discord.state()["gateway"]["connected"] == 1


async def test_a_bad_token_ends_with_4004(client: discord.AutoShardedClient, fake_discord: DiscordControl) -> None:
    fake_discord.gateway(refuse=0)
    fake_discord.set(gateway_token="another")
    with pytest.raises(discord.ConnectionClosed) as caught:
        await asyncio.wait_for(client.connect(), 15)
    assert caught.value.code == 4004


@pytest.mark.parametrize("text", ["{not json", '{"op":0,"t":"INTERACTION_CREATE","s":9,"d":{}}'])
async def test_a_malformed_event_ends_connect(
    client: discord.AutoShardedClient, fake_discord: DiscordControl, text: str
) -> None:
    async with connected(client) as connection:
        fake_discord.gateway(raw=text)
        await asyncio.wait([connection], timeout=15)
        assert connection.done()
