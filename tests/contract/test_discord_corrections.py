"""What is Discord's own about posts that stand: its limits on edits, hidden embeds, other people's messages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import DestinationTrouble, HistoryUnreadable, Refused, Throttled
from bot.format.model import LinkButton, Message
from bot.post.discord.channel import DiscordChannel
from tests.contract.publishing import ADDRESS, message
from tests.contract.stages import discord_stage
from tests.fakes.discord.control import MESSAGES, DiscordControl
from tests.fakes.discord.world import TEXT_ID

if TYPE_CHECKING:
    from bot.post.discord.session import DiscordSession

KEY = "a-key-of-24-characters-x"
ONE = f"{MESSAGES}/*"


async def test_an_edit_replaces_embed_and_buttons_and_mentions_nobody(
    fake_discord: DiscordControl, session: DiscordSession
) -> None:
    publisher = discord_stage(fake_discord, session).publisher
    receipt = await publisher.publish(message("one", ADDRESS), KEY)
    await publisher.edit(receipt.id, message("two @everyone", None))
    (stands,) = fake_discord.messages()
    assert stands["components"] == []
    assert "url" not in stands["embeds"][0]
    (edit,) = fake_discord.edits()
    assert edit["body"]["allowed_mentions"]["parse"] == []
    assert "attachments" not in edit["body"]  # files that aren't mentioned stay


@pytest.mark.parametrize(("told", "wait"), [(1800.0, 1800), (None, None)])
async def test_too_many_edits_of_an_old_message(
    fake_discord: DiscordControl, session: DiscordSession, told: float | None, wait: int | None
) -> None:
    fake_discord.set(old_edits=2, old_edits_wait=told)
    publisher = discord_stage(fake_discord, session).publisher
    receipt = await publisher.publish(message("0", ADDRESS), KEY)
    for number in range(4):  # a young message takes any number
        await publisher.edit(receipt.id, message(f"young {number}", ADDRESS))
    fake_discord.advance(3601)
    for number in range(2):
        await publisher.edit(receipt.id, message(f"old {number}", ADDRESS))
    with pytest.raises(Throttled) as caught:
        await publisher.edit(receipt.id, message("too many", ADDRESS))
    assert caught.value.retry_after == (timedelta(seconds=wait) if wait else None)
    other = await publisher.publish(message("another", None), "another-key")
    await publisher.edit(other.id, message("goes on", None))
    fake_discord.advance(3601)
    await publisher.edit(receipt.id, message("at last", ADDRESS))
    assert await publisher.standing(receipt.id, message("at last", ADDRESS)) == "as sent"


@pytest.mark.parametrize(
    ("code", "headers", "wait"),
    [
        (30046, {}, timedelta(hours=1)),
        (30046, {"Retry-After": "1200"}, timedelta(minutes=20)),
        (20022, {"Retry-After": "90"}, timedelta(seconds=90)),
        (20022, {"X-RateLimit-Reset-After": "7.5"}, timedelta(seconds=7.5)),
        (20022, {}, None),
    ],
)
async def test_the_limits_of_edits_as_discord_words_them(
    fake_discord: DiscordControl,
    session: DiscordSession,
    code: int,
    headers: dict[str, str],
    wait: timedelta | None,
) -> None:
    publisher = discord_stage(fake_discord, session).publisher
    receipt = await publisher.publish(message("0", ADDRESS), KEY)
    body = f'{{"message": "Not now.", "code": {code}}}'
    fake_discord.fault(
        "status", "PATCH", ONE, status=429, headers={"Content-Type": "application/json", **headers}, body=body
    )
    with pytest.raises(Throttled) as caught:
        await publisher.edit(receipt.id, message("1", ADDRESS))
    assert caught.value.retry_after == wait


async def test_an_embed_that_a_moderator_hides_counts_as_changed_and_as_posted(
    fake_discord: DiscordControl, session: DiscordSession
) -> None:
    publisher = discord_stage(fake_discord, session).publisher
    mark = await publisher.mark()
    receipt = await publisher.publish(message("0", ADDRESS), KEY)
    fake_discord.suppress_embeds(receipt.id)
    assert await publisher.standing(receipt.id, message("0", ADDRESS)) == "changed"
    found = await publisher.find(message("0", ADDRESS), mark, frozenset())
    assert found is not None
    assert found.id == receipt.id


async def test_an_answer_to_a_slash_command_is_no_post(fake_discord: DiscordControl, session: DiscordSession) -> None:
    publisher = discord_stage(fake_discord, session).publisher
    fake_discord.answer_command(message("0", ADDRESS).embed)
    assert await publisher.find(message("0", ADDRESS), "", frozenset()) is None
    assert [one async for one in publisher.own_posts(None, 100)] == []


async def test_somebody_else_s_message_is_left_alone(fake_discord: DiscordControl, session: DiscordSession) -> None:
    publisher = discord_stage(fake_discord, session).publisher
    other = fake_discord.call("say", {"channel_id": str(TEXT_ID)})["id"]
    for call in (publisher.edit(other, message("x", None)), publisher.standing(other, message("x", None))):
        with pytest.raises(Refused, match="isn't the bot's own"):
            await call
    fake_discord.channel(id=TEXT_ID, denied=["manage_messages"])
    with pytest.raises(DestinationTrouble):
        await publisher.delete(other)
    assert len(fake_discord.messages()) == 1


async def test_reading_back_shows_what_a_post_is_about(fake_discord: DiscordControl, session: DiscordSession) -> None:
    publisher = discord_stage(fake_discord, session).publisher
    embed = {"title": "Rope", "url": ADDRESS, "description": "See https://one.example/a, and (https://two.example/b)."}
    buttons = (LinkButton("List", "https://list.example/"),)
    await publisher.publish(Message(embed, buttons, 10, 6000, ADDRESS), KEY)
    (own,) = [one async for one in publisher.own_posts(None, 100)]
    assert own.addresses == (ADDRESS, "https://list.example/")
    bare = {"title": "Today: two shorts", "description": embed["description"]}
    await publisher.publish(Message(bare, (), 10, 6000, None), "a-third-key")
    digest, *_ = [one async for one in publisher.own_posts(None, 100)]
    assert digest.addresses == ("https://one.example/a", "https://two.example/b")


@pytest.mark.parametrize("refused", [False, True])
async def test_a_hidden_history_proves_nothing(
    fake_discord: DiscordControl, session: DiscordSession, refused: bool
) -> None:
    publisher = discord_stage(fake_discord, session).publisher
    receipt = await publisher.publish(message("0", ADDRESS), KEY)
    fake_discord.channel(id=TEXT_ID, denied=["read_message_history"])
    fake_discord.set(history_refused=refused)
    with pytest.raises(HistoryUnreadable, match="Read Message History"):
        [one async for one in publisher.own_posts(None, 100)]
    with pytest.raises(HistoryUnreadable, match="Read Message History"):
        await publisher.standing(receipt.id, message("0", ADDRESS))
    await publisher.edit(receipt.id, message("1", ADDRESS))  # which needs no more than to see the channel


async def test_an_empty_channel_that_was_not_always_empty(
    fake_discord: DiscordControl, session: DiscordSession
) -> None:
    publisher = discord_stage(fake_discord, session).publisher
    receipt = await publisher.publish(message("0", ADDRESS), KEY)
    await publisher.delete(receipt.id)
    assert await publisher.mark() == ""
    assert await publisher.find(message("0", ADDRESS), "", frozenset()) is None
    assert [one async for one in publisher.own_posts(None, 100)] == []


async def test_a_channel_that_is_gone(fake_discord: DiscordControl, session: DiscordSession) -> None:
    publisher = DiscordChannel("film-channel", 4711, session)
    for call in (publisher.edit("1", message("x", None)), publisher.standing("1", message("x", None))):
        with pytest.raises(DestinationTrouble, match="doesn't exist any more"):
            await call
    await publisher.delete("1")  # with its channel it is gone


async def test_an_address_where_no_discord_answers(fake_discord: DiscordControl, session: DiscordSession) -> None:
    publisher = discord_stage(fake_discord, session).publisher
    receipt = await publisher.publish(message("0", ADDRESS), KEY)
    fake_discord.fault("status", "*", "*", status=404, body="<h1>Not Found</h1>", times=None)
    calls = (
        publisher.standing(receipt.id, message("0", ADDRESS)),
        publisher.edit(receipt.id, message("1", ADDRESS)),
        publisher.delete(receipt.id),
    )
    for call in calls:
        with pytest.raises(DestinationTrouble, match="check api_base_url"):
            await call
