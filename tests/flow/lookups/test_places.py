"""Commands wherever members have them: on servers, in direct messages, between people, where only a member installed
the bot; and what Discord is told about it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.clock import SystemClock
from bot.commands.gateway import supervise
from bot.commands.sync import sync_commands
from bot.post.discord.session import ClientConnection, DiscordSession
from tests.fakes.control import ControlRefused
from tests.flow.library import Library, review
from tests.flow.test_discord_bodies import said
from tests.unit.commands.whole import whole

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl

JSON = dict[str, Any]
MANAGE = discord.Permissions(manage_guild=True).value
# Where somebody asks, and whether /matinee is there for its admins.
PLACES: dict[str, tuple[JSON, bool]] = {
    "a server that has the bot": ({}, True),
    "a server that has the bot, by one's own installation": ({"installed": "user"}, False),
    "a server without the bot": ({"elsewhere": True}, False),
    "the bot's direct messages": ({"private": True}, False),
    "the bot's direct messages, by one's own installation": ({"private": True, "installed": "user"}, False),
    "a channel of people without the bot": ({"private": "people"}, False),
}
MESSAGE: JSON = {
    "id": "900000000000000001",
    "channel_id": "600000000000000009",
    "type": 0,
    "content": "Has anybody seen *The Lamp Room*?",
    "author": {"id": "700000000000000001", "username": "friend", "discriminator": "0", "avatar": None},
    "timestamp": "2026-03-02T12:00:00+00:00",
    "edited_timestamp": None,
    "tts": False,
    "mention_everyone": False,
    "mentions": [],
    "mention_roles": [],
    "attachments": [],
    "embeds": [],
    "pinned": False,
    "flags": 0,
    "components": [],
}


@dataclass(frozen=True)
class Member:
    """Somebody in one of the places."""

    fake: DiscordControl
    where: JSON

    async def ask(self, command: str, options: JSON | None = None, **more: Any) -> JSON:
        """What the member reads, and nobody else."""
        return await self._own(self.fake.interact(command, options, **self.where, **more))

    async def turn(self, shown: JSON) -> JSON:
        """The same message with its second page."""
        await asyncio.to_thread(self.fake.wait_answer, self._press(shown, "More"))
        asked = self.fake.state()["interactions"].values()
        return next(one for it in asked for one in it["messages"] if one["id"] == shown["id"])

    async def share(self, shown: JSON) -> JSON:
        """What everybody reads then."""
        return await said(self.fake, self._press(shown, "Share"))

    async def choose(self, shown: JSON, line: int) -> JSON:
        [menu] = [one for row in shown["components"] for one in row["components"] if "options" in one]
        value = menu["options"][line]["value"]
        return await self._own(self.fake.choose(shown["id"], menu["custom_id"], value, **self.where))

    async def typing(self, text: str) -> list[str]:
        run = self.fake.interact("review", {"title": text}, focused="title", **self.where)
        answer = await asyncio.to_thread(self.fake.wait_answer, run)
        return [one["name"] for one in answer["choices"]]

    def _press(self, shown: JSON, label: str) -> str:
        [button] = [one for row in shown["components"] for one in row["components"] if one.get("label") == label]
        return self.fake.click(shown["id"], button["custom_id"], **self.where)

    async def _own(self, run: str) -> JSON:
        shown = await said(self.fake, run)
        assert self.fake.state()["interactions"][run]["ephemeral"]
        return shown


@asynccontextmanager
async def running(folder: Path, fake: DiscordControl) -> AsyncIterator[None]:
    """The bot with all its commands, registered and connected."""
    with whole(folder) as client:
        async with client:
            connection = ClientConnection(client, fake.token)
            await DiscordSession(connection, SystemClock()).run()
            await sync_commands(client, folder, SystemClock())
            task = asyncio.create_task(supervise(connection, SystemClock()))
            try:
                await asyncio.to_thread(fake.wait_connected)
                yield
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def fake(
    fake_discord: DiscordControl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[DiscordControl]:
    monkeypatch.setattr(Route, "BASE", fake_discord.api_base_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake_discord.gateway_url))
    with Library(tmp_path) as library:
        library.put(review(), *(review(f"Fen {number}", 1980) for number in range(9)))
        async with running(tmp_path, fake_discord):
            yield fake_discord


async def test_discord_is_told_where_commands_are_and_answers_come_there(fake: DiscordControl) -> None:
    told = {one["name"]: (one["integration_types"], one["contexts"]) for one in fake.state()["commands"]["None"]}
    assert told.pop("matinee") == ([0], [0])
    assert len(told) == 10
    assert set(map(str, told.values())) == {"([0, 1], [0, 1, 2])"}
    for number, (place, (where, is_set_up)) in enumerate(PLACES.items()):
        await everything(Member(fake, {**where, "user_id": 7000 + number}), place, is_set_up=is_set_up)


async def everything(member: Member, place: str, *, is_set_up: bool) -> None:
    """A command, a completion, a menu of a message, a page, a choice and Share, each in that place."""
    assert (await member.ask("review", {"title": "lamp room"}))["embeds"][0]["title"] == "The Lamp Room (1974)", place
    assert (await member.typing("the lam"))[0].startswith("The Lamp Room (1974)"), place
    found = await member.ask("Find the review", target=MESSAGE)
    assert found["embeds"][0]["title"] == "The Lamp Room (1974)", place
    shown = await member.ask("search", {"text": "fen"})
    shown = await member.turn(shown)
    assert shown["embeds"][0]["footer"]["text"].startswith("Page 2 of 2"), place
    assert (await member.choose(shown, 0))["embeds"][0]["title"].startswith("Fen "), place
    shared = await member.share(shown)
    assert (shared["embeds"], shared["flags"] & 64) == (shown["embeds"], 0), place
    helped = await member.ask("help", rights=MANAGE)
    assert ("**/matinee**" in helped["embeds"][0]["description"]) is is_set_up, place
    if is_set_up:
        assert await member.ask("matinee list", rights=MANAGE), place
    else:
        with pytest.raises(ControlRefused, match="isn't there"):
            await member.ask("matinee list", rights=MANAGE)
