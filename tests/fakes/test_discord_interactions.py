"""Discord's rules for answering interactions, kept by the fake: time limits, one first answer, commands' places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord.http import Route

from tests.fakes.discord.world import BOT_ID, GUILD_ID

if TYPE_CHECKING:
    from tests.fakes.discord.control import DiscordControl

NOBODY: dict[str, Any] = {"allowed_mentions": {"parse": []}}
PING = {"name": "ping", "description": "Say something", "type": 1}


async def register(client: discord.Client, *commands: dict[str, Any], guild: int | None = None) -> list[Any]:
    place = f"/applications/{BOT_ID}" + (f"/guilds/{guild}" if guild else "")
    answer: list[Any] = await client.http.request(Route("PUT", place + "/commands"), json=list(commands))
    return answer


async def reply(client: discord.Client, fake: DiscordControl, run: str, kind: int = 4, text: str = "pong") -> None:
    route = Route("POST", f"/interactions/{run}/{token_of(fake, run)}/callback")
    await client.http.request(
        route, json={"type": kind, "data": {"content": text, **NOBODY}} if kind == 4 else {"type": kind}
    )


async def follow_up(client: discord.Client, fake: DiscordControl, run: str) -> None:
    route = Route("POST", f"/webhooks/{BOT_ID}/{token_of(fake, run)}")
    await client.http.request(route, json={"content": "more", **NOBODY})


def token_of(fake: DiscordControl, run: str) -> str:
    return str(fake.state()["interactions"][run]["token"])


async def test_only_one_first_answer(client: discord.Client, fake_discord: DiscordControl) -> None:
    await register(client, PING)
    run = fake_discord.interact("ping")
    await reply(client, fake_discord, run)
    with pytest.raises(discord.HTTPException) as caught:
        await reply(client, fake_discord, run)
    assert caught.value.code == 40060


async def test_the_first_answer_has_three_seconds(client: discord.Client, fake_discord: DiscordControl) -> None:
    await register(client, PING)
    run = fake_discord.interact("ping")
    fake_discord.advance(3.5)
    with pytest.raises(discord.NotFound) as caught:
        await reply(client, fake_discord, run)
    assert caught.value.code == 10062


async def test_what_follows_has_a_quarter_of_an_hour(client: discord.Client, fake_discord: DiscordControl) -> None:
    await register(client, PING)
    run = fake_discord.interact("ping")
    await reply(client, fake_discord, run, kind=5)
    fake_discord.advance(14 * 60)
    await follow_up(client, fake_discord, run)
    fake_discord.advance(2 * 60)
    with pytest.raises(discord.HTTPException) as caught:
        await follow_up(client, fake_discord, run)
    assert caught.value.code == 50027


async def test_a_command_is_not_answered_with_an_edit(client: discord.Client, fake_discord: DiscordControl) -> None:
    await register(client, PING)
    with pytest.raises(discord.HTTPException) as caught:
        await reply(client, fake_discord, fake_discord.interact("ping"), kind=6)
    assert caught.value.code == 50035


async def test_commands_keep_their_ids_when_sent_again(client: discord.Client, fake_discord: DiscordControl) -> None:
    (first,) = await register(client, PING)
    (second, _) = await register(client, {**PING, "description": "Otherwise"}, {**PING, "name": "other"})
    assert (second["id"], second["description"]) == (first["id"], "Otherwise")
    assert await register(client) == []
    assert fake_discord.state()["commands"]["None"] == []


async def test_a_guilds_own_command_comes_first(client: discord.Client, fake_discord: DiscordControl) -> None:
    await register(client, PING)
    (own,) = await register(client, PING, guild=GUILD_ID)
    assert own["guild_id"] == str(GUILD_ID)
    with pytest.raises(discord.Forbidden) as caught:
        await register(client, PING, guild=1)
    assert caught.value.code == 50001
