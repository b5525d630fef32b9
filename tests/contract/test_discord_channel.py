"""What is Discord's own: permissions, kinds of channels, and messages taken down."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import (
    DestinationTrouble,
    HistoryUnreadable,
    Removed,
    Throttled,
    TokenRefused,
)
from bot.post.discord.channel import DiscordChannel
from tests.contract.publishing import ADDRESS, message
from tests.contract.stages import discord_stage
from tests.fakes.discord.control import MESSAGES, DiscordControl
from tests.fakes.discord.world import ANNOUNCEMENT_ID, FORUM_ID, TEXT_ID

if TYPE_CHECKING:
    from bot.post.discord.session import DiscordSession

KEY = "a-key-of-24-characters-x"


async def test_what_discord_is_sent(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    await stage.publisher.publish(stage.post("@everyone dizzy"), KEY)
    (sent,) = fake_discord.messages()
    assert sent["embeds"][0]["url"] == ADDRESS
    assert [button["url"] for button in sent["components"][0]["components"]] == ["https://boxd.example/x"]
    assert sent["mentions"] == []
    assert not sent["mention_everyone"]


async def test_a_message_that_was_taken_down(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    receipt = await stage.publisher.publish(stage.post(), KEY)
    fake_discord.delete_message(receipt.id)
    with pytest.raises(Removed, match="taken down"):
        await stage.publisher.publish(stage.post(), KEY)


@pytest.mark.parametrize(
    ("denied", "remedy"), [("view_channel", "View Channel"), ("send_messages", "Send Messages and Embed Links")]
)
async def test_a_permission_is_missing(
    fake_discord: DiscordControl, session: DiscordSession, denied: str, remedy: str
) -> None:
    fake_discord.channel(id=TEXT_ID, denied=[denied])
    stage = discord_stage(fake_discord, session)
    with pytest.raises(DestinationTrouble, match=remedy):
        await stage.publisher.publish(stage.post(), KEY)


@pytest.mark.parametrize("refused", [False, True])
async def test_an_empty_history_proves_nothing_without_its_permission(
    fake_discord: DiscordControl, session: DiscordSession, refused: bool
) -> None:
    stage = discord_stage(fake_discord, session)
    await stage.publisher.publish(stage.post(), KEY)
    fake_discord.channel(id=TEXT_ID, denied=["read_message_history"])
    fake_discord.set(history_refused=refused)
    for call in (stage.publisher.mark(), stage.publisher.find(stage.post(), "1", frozenset())):
        with pytest.raises(HistoryUnreadable, match="Read Message History") as caught:
            await call
        assert caught.value.lasting


KINDS = (TEXT_ID, ANNOUNCEMENT_ID, FORUM_ID)


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("channel_id", KINDS)
async def test_what_keeps_posts_away_names_its_remedy_and_is_over_with_it(
    fake_discord: DiscordControl, session: DiscordSession, channel_id: int, known: bool
) -> None:
    publisher = DiscordChannel("film-channel", channel_id, session)
    if known:
        await publisher.mark()
    for denied, remedy in (("view_channel", "View Channel"), ("send_messages", "give the bot")):
        fake_discord.channel(id=channel_id, denied=[denied])
        with pytest.raises(DestinationTrouble, match=remedy):
            await publisher.publish(message("x", ADDRESS), KEY)
    fake_discord.channel(id=channel_id, denied=[])
    receipt = await publisher.publish(message("x", ADDRESS), KEY)
    assert await publisher.finish(receipt.id, message("x", ADDRESS)) is None
    fake_discord.call("channels/delete", {"id": str(channel_id)})
    with pytest.raises(DestinationTrouble, match="doesn't exist any more"):
        await publisher.publish(message("y", f"{ADDRESS}?y"), "another-key")
    assert await publisher.finish(receipt.id, message("x", ADDRESS)) is None
    await publisher.close()


async def test_keys_are_relied_on_once_the_channel_is_known(session: DiscordSession) -> None:
    publisher = DiscordChannel("film-channel", TEXT_ID, session)
    assert publisher.key_window is None
    await publisher.mark()
    assert publisher.key_window == timedelta(minutes=2)


async def test_a_channel_that_is_gone(session: DiscordSession) -> None:
    publisher = DiscordChannel("film-channel", 4711, session)
    with pytest.raises(DestinationTrouble, match="doesn't exist any more"):
        await publisher.publish(message("x", None), KEY)


async def test_discord_asks_for_patience(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    fake_discord.rate_limited("banned", method="POST", path=MESSAGES)
    with pytest.raises(Throttled) as caught:
        await stage.publisher.publish(stage.post(), KEY)
    assert caught.value.retry_after == timedelta(seconds=60)


async def test_a_token_that_discord_refuses_later(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    fake_discord.set(token="another")
    with pytest.raises(TokenRefused, match="developer portal"):
        await stage.publisher.publish(stage.post(), KEY)
