"""What belongs to a post that stands: on to the servers that follow the channel, and a thread under it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.clock import SystemClock
from bot.errors import Throttled
from bot.post.discord import crosspost as discord_crosspost
from bot.post.discord.channel import DiscordChannel
from bot.settings.model import ChannelManners
from tests.contract.publishing import ADDRESS, message
from tests.fakes.discord.world import ANNOUNCEMENT_ID, FORUM_ID, TEXT_ID

if TYPE_CHECKING:
    from bot.post.discord.session import DiscordSession
    from tests.fakes.discord.control import DiscordControl

POST = message("Dizzy.", ADDRESS)
CROSSPOST = "/channels/*/messages/*/crosspost"


async def posted(
    session: DiscordSession, channel_id: int = ANNOUNCEMENT_ID, key: str = "key", **manners: Any
) -> tuple[DiscordChannel, str]:
    channel = DiscordChannel("film-channel", channel_id, session, ChannelManners(**manners))
    return channel, (await channel.publish(POST, key)).id


def handed_on(fake: DiscordControl) -> list[bool]:
    return [bool(one["flags"] & 1) for one in fake.messages(ANNOUNCEMENT_ID)]


async def test_an_announcement_is_handed_on_once(fake_discord: DiscordControl, session: DiscordSession) -> None:
    channel, number = await posted(session)
    for _ in range(2):
        assert await channel.finish(number, POST) is None
    assert handed_on(fake_discord) == [True]
    await channel.close()


@pytest.mark.parametrize(("channel_id", "crosspost"), [(ANNOUNCEMENT_ID, False), (TEXT_ID, True), (FORUM_ID, True)])
async def test_nothing_is_handed_on_where_that_is_not_wanted(
    fake_discord: DiscordControl, session: DiscordSession, channel_id: int, crosspost: bool
) -> None:
    channel, number = await posted(session, channel_id, crosspost=crosspost)
    assert await channel.finish(number, POST) is None
    assert not [one for one in fake_discord.state()["requests"] if one["path"].endswith("/crosspost")]


async def test_what_discord_does_not_take_now_is_handed_on_later(
    fake_discord: DiscordControl, session: DiscordSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord_crosspost, "AGAIN", 0.05)
    channel = DiscordChannel("film-channel", ANNOUNCEMENT_ID, session)
    for number in range(12):
        receipt = await channel.publish(message("x", f"{ADDRESS}?{number}"), f"key-{number}")
        assert await channel.finish(receipt.id, POST) is None
    assert handed_on(fake_discord) == [True] * 10 + [False] * 2
    await channel.close()


async def test_a_moment_s_trouble_costs_nothing(
    fake_discord: DiscordControl, session: DiscordSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord_crosspost, "AGAIN", 0.01)
    fake_discord.fault("reset", "POST", CROSSPOST, times=2)
    channel, number = await posted(session)
    assert await channel.finish(number, POST) is None
    while not all(handed_on(fake_discord)):
        await SystemClock().sleep(0.02)
    await channel.close()


async def test_the_permission_that_is_missing_is_told(fake_discord: DiscordControl, session: DiscordSession) -> None:
    channel, number = await posted(session, thread=True)
    fake_discord.channel(id=ANNOUNCEMENT_ID, denied=["send_messages", "create_public_threads"])
    assert "Create Public Threads" in str(await channel.finish(number, POST))
    other, number = await posted(session, TEXT_ID, "other", thread=True)
    fake_discord.channel(id=TEXT_ID, denied=["create_public_threads"])
    assert "Create Public Threads" in str(await other.finish(number, POST))
    assert await other.standing(number, POST) == "as sent"


async def test_edits_of_what_was_handed_on_are_few(fake_discord: DiscordControl, session: DiscordSession) -> None:
    channel, number = await posted(session)
    await channel.finish(number, POST)
    for text in "abc":
        await channel.edit(number, message(text, ADDRESS))
    with pytest.raises(Throttled) as caught:
        await channel.edit(number, message("d", ADDRESS))
    assert caught.value.retry_after == timedelta(seconds=1200)
    await channel.close()


@pytest.mark.parametrize("channel_id", [TEXT_ID, ANNOUNCEMENT_ID])
async def test_each_post_gets_one_thread(
    fake_discord: DiscordControl, session: DiscordSession, channel_id: int
) -> None:
    channel, number = await posted(session, channel_id, thread=True)
    for _ in range(2):
        assert await channel.finish(number, POST) is None
    thread = fake_discord.state()["channels"][number]
    assert (thread["name"], thread["parent_id"]) == ("Vertigo (1958)", str(channel_id))
    assert await channel.find(POST, "", frozenset()) is not None
    await channel.close()


async def test_a_server_that_is_full_of_threads(fake_discord: DiscordControl, session: DiscordSession) -> None:
    fake_discord.set(most_threads=0)
    channel, number = await posted(session, TEXT_ID, thread=True)
    assert await channel.finish(number, POST) is None
    assert number not in fake_discord.state()["channels"]


async def test_a_post_that_was_taken_down_meanwhile(fake_discord: DiscordControl, session: DiscordSession) -> None:
    channel, number = await posted(session, thread=True)
    fake_discord.delete_message(number, ANNOUNCEMENT_ID)
    assert await channel.finish(number, POST) is None
    await channel.close()
