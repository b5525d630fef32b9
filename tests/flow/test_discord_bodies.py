"""Every kind of request with a body that the bot makes of Discord is one that Discord's own document allows.

The fake holds every body of every test against it, and fails the test where one isn't; here each kind is sent once, in
its plainest and in its fullest form, so that none of them is left out.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.clock import SystemClock
from bot.commands.gateway import supervise
from bot.commands.sync import sync_commands
from bot.format.model import LinkButton, Message
from bot.post.discord.channel import DiscordChannel
from bot.post.discord.owner import DiscordOwner
from bot.post.discord.session import ClientConnection, DiscordSession
from bot.review.model import Challenge
from bot.settings.model import ChannelManners, Site
from tests.contract.publishing import ADDRESS, message
from tests.contract.test_pictures import FILE, OTHER, PICTURE
from tests.fakes.discord.forum_control import ForumControl
from tests.fakes.discord.world import ANNOUNCEMENT_ID, FORUM_ID, OWNER_ID, TEXT_ID
from tests.flow.library import Library, answering, review

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.commands.client import MatineeClient
    from tests.fakes.discord.control import DiscordControl

SITE = Site("Night Shift Reviews", "https://films.example", "Europe/Vienna", "en")
CHANNEL = "/channels/{channel_id}/messages"
KINDS = {
    "PUT /applications/{application_id}/commands",
    "POST /users/@me/channels",
    f"POST {CHANNEL}",
    f"POST {CHANNEL} with files",
    f"PATCH {CHANNEL}/{{message_id}}",
    f"PATCH {CHANNEL}/{{message_id}} with files",
    "POST /channels/{channel_id}/threads",
    "POST /channels/{channel_id}/threads with files",
    f"POST {CHANNEL}/{{message_id}}/threads",
    "PATCH /channels/{channel_id}",
    "POST /interactions/{interaction_id}/{interaction_token}/callback",
    "POST /webhooks/{webhook_id}/{webhook_token}",
}
# A drawn answer: at once, or announced first where drawing takes more than a second.
DRAWN = {
    "POST /interactions/{interaction_id}/{interaction_token}/callback with files",
    "POST /webhooks/{webhook_id}/{webhook_token} with files",
}
BUTTONS = tuple(LinkButton(f"Number {number}", f"{ADDRESS}?{number}") for number in range(7))
FULL = Message(
    {
        "title": "V" * 256,
        "url": ADDRESS,
        "description": "★★★½ (3.5/5)\n\n" + "d" * 3000,
        "color": 0xFFFFFF,
        "author": {"name": "Night Shift Reviews", "url": "https://films.example"},
        "fields": [{"name": "Quote", "value": "||“Say it again.”||", "inline": False}] * 3,
        "footer": {"text": "Oh My Horror 2025, 23 of 52"},
        "timestamp": "2026-03-02T12:00:00+00:00",
    },
    BUTTONS,
    3400,
    6000,
    ADDRESS,
    picture=PICTURE,
)
BARE = Message({"title": "Vertigo"}, (), 7, 6000, None)


async def post_all_sorts(session: DiscordSession) -> None:
    channel = DiscordChannel("film-channel", TEXT_ID, session)
    for number, post in enumerate((message("Dizzy.", ADDRESS), FULL, BARE)):
        for file in (None, FILE, replace(FILE, alt="a" * 1024)):
            receipt = await channel.publish(post, f"key-{number}-{len(file.alt) if file else 0}", file)
            for other in ("keep", OTHER, None):
                await channel.edit(receipt.id, FULL, other)
            await channel.edit(receipt.id, post)
    await channel.delete(receipt.id)
    await DiscordOwner(OWNER_ID, session).tell("Nothing goes to @everyone.", "a-key")


async def post_to_a_forum(session: DiscordSession, fake: ForumControl) -> None:
    """With and without pictures; a new title, an archived post; and threads under messages."""
    forum = DiscordChannel("film-forum", FORUM_ID, session)
    for file in (None, FILE):
        receipt = await forum.publish(FULL, "a-key", file)
        fake.archive(receipt.id)
        await forum.edit(receipt.id, BARE, file)
    await forum.delete(receipt.id)
    news = DiscordChannel("film-news", ANNOUNCEMENT_ID, session, ChannelManners(thread=True))
    assert await news.finish((await news.publish(FULL, "another-key")).id, FULL) is None
    await news.close()


async def press_all_sorts(fake: DiscordControl) -> None:
    """Pages of a search there and back, and Share."""
    search = fake.interact("search", {"text": "fog"})
    for label in ("More", "Back", "Share"):
        shown = await said(fake, search)
        [button] = [part for row in shown["components"] for part in row["components"] if part.get("label") == label]
        run = fake.click(shown["id"], button["custom_id"])
        await asyncio.to_thread(fake.wait_answer, run)
    await said(fake, run)


async def said(fake: DiscordControl, run: str) -> dict[str, Any]:
    """The message that an interaction brought."""
    answer = await asyncio.to_thread(fake.wait_answer, run, lambda interaction: interaction["messages"])
    return dict(answer["messages"][-1])


async def ask_all_sorts(client: MatineeClient, fake: DiscordControl) -> None:
    task = asyncio.create_task(supervise(ClientConnection(client, fake.token), SystemClock()))
    try:
        await asyncio.to_thread(fake.wait_connected)
        await press_all_sorts(fake)
        for command, options in (
            *(("review", {"title": title}) for title in ("lamp room", "vertigo", "l")),
            *(("latest", {}), ("search", {"text": "l"}), ("search", {}), ("random", {}), ("help", {})),
            *(("challenge", {"name": "Oh My Horror 2025"}), ("challenge", {"name": "?"})),
        ):
            run = fake.interact(command, options)
            assert (await asyncio.to_thread(fake.wait_answer, run))["answer"] is not None
        for command, option in (("review", "title"), ("challenge", "name")):
            for typed in ("", "l", "oh my", "\N{FIRE}" * 90):
                run = fake.interact(command, {option: typed}, focused=option)
                assert (await asyncio.to_thread(fake.wait_answer, run))["answer"] is not None
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_every_kind_of_request_is_valid(
    fake_discord: DiscordControl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: Path
) -> None:
    assert (shared / "specs" / "discord-openapi.json").is_file()
    monkeypatch.setattr(Route, "BASE", fake_discord.api_base_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake_discord.gateway_url))
    with Library(tmp_path) as library:
        library.put(review("The Lamp Room", 1974, links=(("Letterboxd", "https://boxd.example/x"),)))
        library.put(*(review(f"Fog {number}", 1980) for number in range(9)))
        library.put(review("L" * 300, 1999, challenge=Challenge("Oh My Horror 2025", 3, 52)))
        async with answering(library.catalogue, SITE, guild_ready_timeout=0.1) as client:
            session = DiscordSession(ClientConnection(client, fake_discord.token), SystemClock())
            await session.run()
            assert await sync_commands(client, tmp_path, SystemClock())
            await post_all_sorts(session)
            await post_to_a_forum(session, ForumControl(fake_discord.address))
            await ask_all_sorts(client, fake_discord)
    state = fake_discord.state()
    assert state["violations"] == []
    held = set(state["held_against_schema"])
    assert held - DRAWN == KINDS
    assert held & DRAWN
    assert {one["status"] for one in state["requests"]} <= {200, 201, 204}
