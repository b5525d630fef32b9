"""Interactions from anywhere as Discord sends them: where commands are there, for whom, and what options resolve to."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from discord.http import Route

from tests.fakes.control import ControlRefused
from tests.fakes.discord.world import BOT_ID, TEXT_ID

if TYPE_CHECKING:
    import discord

    from tests.fakes.discord.control import DiscordControl

GUILDS, MANAGE_GUILD = 1, 1 << 5
NOBODY: dict[str, Any] = {"allowed_mentions": {"parse": []}}
EVERYWHERE = {"name": "look", "description": "Look", "type": 1, "integration_types": [0, 1], "contexts": [0, 1, 2]}
ADMINS = {
    "name": "setup",
    "description": "Set up",
    "type": 1,
    "integration_types": [0],
    "contexts": [0],
    "default_member_permissions": MANAGE_GUILD,
    "options": [
        {
            "name": "follow",
            "description": "Follow",
            "type": 1,
            "options": [{"name": "channel", "description": "Where", "type": 7, "required": True}],
        }
    ],
}
MENU = {"name": "Find it", "type": 3, "integration_types": [0, 1], "contexts": [0, 1, 2]}


class Ears:
    """A bare gateway connection: what the fake sends, as it sends it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    async def hear(self, event: str) -> dict[str, Any]:
        while True:
            said = json.loads((await self._socket.receive(timeout=10)).data)
            if said["t"] == event:
                data: dict[str, Any] = said["d"]
                return data


async def connect(session: aiohttp.ClientSession, fake: DiscordControl, shard: tuple[int, int] = (0, 1)) -> Ears:
    socket = await session.ws_connect(fake.gateway_url)
    await socket.receive()
    told = {"token": fake.token, "intents": GUILDS, "properties": {}, "shard": list(shard)}
    await socket.send_json({"op": 2, "d": told})
    return Ears(socket)


@pytest.fixture
async def session() -> Any:
    async with aiohttp.ClientSession() as made:
        yield made


@pytest.fixture
async def registered(client: discord.Client) -> None:
    await client.http.request(Route("PUT", f"/applications/{BOT_ID}/commands"), json=[EVERYWHERE, ADMINS, MENU])


@pytest.mark.parametrize(
    ("where", "context", "owners"),
    [
        ({}, 0, "0"),
        ({"installed": "user"}, 0, "1"),
        ({"elsewhere": True}, 0, "1"),
        ({"private": True}, 1, "0"),
        ({"private": True, "installed": "user"}, 1, "1"),
        ({"private": "people"}, 2, "1"),
    ],
)
@pytest.mark.usefixtures("registered")
async def test_where_it_happened_is_told(
    session: aiohttp.ClientSession, fake_discord: DiscordControl, where: dict[str, Any], context: int, owners: str
) -> None:
    ears = await connect(session, fake_discord)
    await ears.hear("READY")
    fake_discord.interact("look", locale="es-419", user_id=77, **where)
    told = await ears.hear("INTERACTION_CREATE")
    assert (told["context"], list(told["authorizing_integration_owners"])) == (context, [owners])
    assert (told["locale"], told["channel_id"]) == ("es-419", told["channel"]["id"])
    assert (told.get("member") or told)["user"]["id"] == "77"


@pytest.mark.parametrize(
    "where", [{"private": True}, {"private": "people"}, {"elsewhere": True}, {"installed": "user"}]
)
@pytest.mark.usefixtures("registered")
async def test_a_command_is_only_where_it_says(fake_discord: DiscordControl, where: dict[str, Any]) -> None:
    run = {"options": {"channel": str(TEXT_ID)}, "rights": MANAGE_GUILD, **where}
    with pytest.raises(ControlRefused, match="isn't there"):
        fake_discord.interact("setup follow", **run)
    assert fake_discord.interact("setup follow", anyhow=True, **run)


@pytest.mark.parametrize(("rights", "shown"), [(0, False), (1 << 11, False), (MANAGE_GUILD, True), (1 << 3, True)])
@pytest.mark.usefixtures("registered")
async def test_a_command_is_only_for_those_with_its_rights(
    fake_discord: DiscordControl, rights: int, shown: bool
) -> None:
    if shown:
        assert fake_discord.interact("setup follow", {"channel": str(TEXT_ID)}, rights=rights)
    else:
        with pytest.raises(ControlRefused, match="without the rights"):
            fake_discord.interact("setup follow", {"channel": str(TEXT_ID)}, rights=rights)


@pytest.mark.usefixtures("registered")
async def test_options_and_menus_come_with_what_they_name(
    session: aiohttp.ClientSession, fake_discord: DiscordControl
) -> None:
    ears = await connect(session, fake_discord)
    await ears.hear("READY")
    fake_discord.interact("setup follow", {"channel": str(TEXT_ID)}, rights=MANAGE_GUILD)
    data = (await ears.hear("INTERACTION_CREATE"))["data"]
    assert data["options"][0]["options"] == [{"name": "channel", "type": 7, "value": str(TEXT_ID)}]
    assert data["resolved"]["channels"][str(TEXT_ID)]["name"] == "films"
    fake_discord.interact("Find it", target={"id": "5", "content": "The Lamp Room"})
    data = (await ears.hear("INTERACTION_CREATE"))["data"]
    assert (data["type"], data["target_id"]) == (3, "5")
    assert data["resolved"]["messages"]["5"]["content"] == "The Lamp Room"


@pytest.mark.usefixtures("registered")
async def test_servers_are_spread_over_shards(session: aiohttp.ClientSession, fake_discord: DiscordControl) -> None:
    added = fake_discord.guilds(3, channels=["films", "talk"])
    ids = sorted([int(one["id"]) for one in added])
    shards = [await connect(session, fake_discord, (number, 2)) for number in (0, 1)]
    theirs = [{int(one["id"]) for one in (await ears.hear("READY"))["guilds"]} for ears in shards]
    assert theirs[0] | theirs[1] >= set(ids)
    for number, own in enumerate(theirs):
        assert all((guild_id >> 22) % 2 == number for guild_id in own)
    for one in added:
        at = (int(one["id"]) >> 22) % 2
        fake_discord.interact("look", channel_id=one["channels"][1])
        told = await shards[at].hear("INTERACTION_CREATE")
        assert (told["guild_id"], told["channel"]["name"]) == (one["id"], "talk")


async def test_servers_come_and_go(session: aiohttp.ClientSession, fake_discord: DiscordControl) -> None:
    ears = await connect(session, fake_discord)
    await ears.hear("GUILD_CREATE")
    [added] = fake_discord.guilds()
    assert (await ears.hear("GUILD_CREATE"))["id"] == added["id"]
    fake_discord.outage(added["id"])
    assert await ears.hear("GUILD_DELETE") == {"id": added["id"], "unavailable": True}
    fake_discord.outage(added["id"], over=True)
    assert (await ears.hear("GUILD_CREATE"))["channels"][0]["id"] == added["channels"][0]
    fake_discord.delete_channel(added["channels"][0])
    assert (await ears.hear("CHANNEL_DELETE"))["id"] == added["channels"][0]
    fake_discord.leave(added["id"])
    assert await ears.hear("GUILD_DELETE") == {"id": added["id"]}


@pytest.mark.usefixtures("registered")
async def test_it_is_known_when_each_was_answered(client: discord.Client, fake_discord: DiscordControl) -> None:
    first, second = fake_discord.burst([{"command": "look"}, {"command": "look", "private": "people"}])
    token = fake_discord.state()["interactions"][first]["token"]
    waiting = asyncio.create_task(asyncio.to_thread(fake_discord.answers, 0.3))
    await client.http.request(Route("POST", f"/interactions/{first}/{token}/callback"), json={"type": 5})
    told = {one["id"]: one for one in await waiting}
    assert [told[it]["open"] for it in (first, second)] == [True, True]  # announced, and nothing yet
    assert told[first]["first_ms"] >= 0
    assert told[second]["first_ms"] is None
    await client.http.request(Route("POST", f"/webhooks/{BOT_ID}/{token}"), json={"content": "here", **NOBODY})
    told = {one["id"]: one for one in await asyncio.to_thread(fake_discord.answers)}
    assert not told[first]["open"]
    assert told[first]["filled_ms"] >= told[first]["first_ms"]
    fake_discord.forget()
    assert fake_discord.answers() == []
