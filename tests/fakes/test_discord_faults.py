"""What discord.py makes of the fake Discord's faults: the facts that the adapters are built upon."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
import pytest

from tests.fakes.discord.control import MESSAGES, DiscordControl, Form
from tests.fakes.discord.world import TEXT_ID


async def send(client: discord.Client, key: str = "key-1") -> discord.Message:
    return await client.get_partial_messageable(TEXT_ID).send("hello", nonce=key)


async def test_a_lost_answer_leaves_a_message(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.fault("lost", "POST", MESSAGES)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await send(client)
    assert fake_discord.created() == 1
    assert str((await send(client)).id) == fake_discord.messages()[0]["id"]
    assert fake_discord.created() == 1


async def test_a_reset_before_the_work_leaves_none(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.fault("reset", "POST", MESSAGES)
    with pytest.raises((aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)):
        await send(client)
    assert fake_discord.created() == 0


async def test_half_an_answer(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.fault("half", "POST", MESSAGES)
    with pytest.raises((aiohttp.ClientPayloadError, aiohttp.ClientOSError)):
        await send(client)
    assert fake_discord.created() == 1


async def test_a_slow_answer_arrives_whole(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.fault("slow", "POST", MESSAGES)
    sending = asyncio.create_task(send(client))
    await asyncio.to_thread(fake_discord.wait_held)
    assert not sending.done()
    fake_discord.release()
    assert (await sending).content == "hello"


async def test_a_held_answer_leaves_a_message(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.fault("hang", "POST", MESSAGES, after=True)
    sending = asyncio.create_task(send(client))
    await asyncio.to_thread(fake_discord.wait_held)
    assert fake_discord.created() == 1
    sending.cancel()


async def test_a_request_outlives_its_sender(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.fault("hang", "POST", MESSAGES)
    sending = asyncio.create_task(send(client))
    await asyncio.to_thread(fake_discord.wait_held)
    assert fake_discord.created() == 0
    sending.cancel()
    await asyncio.wait([sending])
    fake_discord.release()
    await asyncio.to_thread(fake_discord.wait_created, 1)


async def test_a_request_that_is_dropped_after_a_hang(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.fault("hang", "POST", MESSAGES, drop=True)
    sending = asyncio.create_task(send(client))
    await asyncio.to_thread(fake_discord.wait_held)
    fake_discord.release()
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await sending
    assert fake_discord.created() == 0


async def test_503_is_raised_at_once(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.fault("status", "POST", MESSAGES, status=503)
    with pytest.raises(discord.DiscordServerError):
        await send(client)
    assert fake_discord.created() == 0


async def test_502_is_repeated_with_the_same_nonce(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.fault("status", "POST", MESSAGES, status=502, after=True)
    await send(client)
    assert fake_discord.created() == 1


@pytest.mark.parametrize("form", ["route", "global", "shared"])
async def test_429_is_waited_for(client: discord.Client, fake_discord: DiscordControl, form: Form) -> None:
    fake_discord.rate_limited(form, 0.05, method="POST", path=MESSAGES)
    await send(client)
    assert fake_discord.created() == 1
    assert fake_discord.state()["faults_made"] == 1


async def test_429_of_the_proxy_before_discord_is_raised(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.rate_limited("banned", method="POST", path=MESSAGES)
    with pytest.raises(discord.HTTPException, match="429"):
        await send(client)


async def test_another_content_type_breaks_login(fake_discord: DiscordControl, client: discord.Client) -> None:
    fake_discord.fault("content_type", "GET", "/users/@me", content_type="application/json; charset=utf-8")
    async with discord.Client(intents=discord.Intents.none()) as other:
        with pytest.raises(TypeError):
            await other.login(fake_discord.token)
