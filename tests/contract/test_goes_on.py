"""A post that goes on with another: replies on Mastodon and in a channel, a further message in a forum's thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import DestinationTrouble, Removed
from bot.format.model import Message
from bot.post.discord.channel import DiscordChannel
from bot.settings.model import ChannelManners
from tests.contract.publishing import ADDRESS, message
from tests.contract.stages import discord_stage, forum_stage, mastodon_stage
from tests.fakes.discord.world import FORUM_ID, TEXT_ID
from tests.fakes.mastodon.control import STATUSES, MastodonControl

if TYPE_CHECKING:
    from bot.format.model import Post
    from bot.post.discord.session import DiscordSession
    from tests.contract.publishing import Stage
    from tests.fakes.discord.control import DiscordControl

KEY, NEXT = "a-key-of-24-characters-x", "another-key-of-24-chars-y"


def further(stage: Stage, to: str, text: str = "More of it.") -> Post:
    return replace(stage.post(text, None), reply_to=to)


async def test_it_stands_below_is_found_again_and_taken_down(stage: Stage) -> None:
    first = await stage.publisher.publish(stage.post("The beginning.", None), KEY)
    second = await stage.publisher.publish(further(stage, first.id), NEXT)
    third = further(stage, second.id, "The end.")
    assert await stage.publisher.find(third, second.id, frozenset()) is None
    last = await stage.publisher.publish(third, "a-third-key-of-24-chars-z")
    assert len({first.id, second.id, last.id}) == 3
    for after in (second.id, None):
        found = await stage.publisher.find(third, after, frozenset({first.id, second.id}))
        assert found is not None
        assert (found.id, found.url) == (last.id, last.url)
    assert await stage.publisher.find(third, second.id, frozenset({last.id})) is None
    assert await stage.publisher.standing(last.id, third) == "as sent"
    await stage.publisher.edit(last.id, replace(third, **_saying(stage, "The end, mended.")))
    assert await stage.publisher.standing(last.id, third) == "changed"
    assert await stage.publisher.standing(first.id, stage.post("The beginning.", None)) == "as sent"
    await stage.publisher.delete(last.id)
    assert await stage.publisher.find(third, second.id, frozenset()) is None
    assert await stage.publisher.standing(second.id, further(stage, first.id)) == "as sent"
    later = await stage.publisher.publish(stage.post("Something else.", None), "a-fourth-key-of-24-char-w")
    found = await stage.publisher.find(stage.post("Something else.", None), second.id, frozenset())
    assert found is not None
    assert found.id == later.id


def _saying(stage: Stage, text: str) -> dict[str, Any]:
    post = stage.post(text, None)
    return {"text": post.text} if post.network == "mastodon" else {"embed": post.embed}


async def test_a_toot_replies_to_the_one_before(fake_mastodon: MastodonControl) -> None:
    stage = mastodon_stage(fake_mastodon)
    first = await stage.publisher.publish(stage.post(), KEY)
    second = await stage.publisher.publish(further(stage, first.id), NEXT)
    assert [one["in_reply_to_id"] for one in fake_mastodon.statuses()] == [None, first.id]
    fake_mastodon.delete_status(second.id)
    with pytest.raises(Removed, match=r"goes on from was taken down from"):
        await stage.publisher.publish(further(stage, second.id, "x"), "a-third-key-of-24-chars-z")
    assert fake_mastodon.created() == 2
    await stage.publisher.close()


async def test_a_refusal_that_is_not_about_the_reply(fake_mastodon: MastodonControl) -> None:
    stage = mastodon_stage(fake_mastodon)
    first = await stage.publisher.publish(stage.post(), KEY)
    fake_mastodon.answer(403, "This account is suspended", method="POST", path=STATUSES)
    with pytest.raises(DestinationTrouble, match="suspended"):
        await stage.publisher.publish(further(stage, first.id), NEXT)
    await stage.publisher.close()


async def test_a_message_replies_and_mentions_nobody(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    first = await stage.publisher.publish(stage.post(), KEY)
    await stage.publisher.publish(further(stage, first.id), NEXT)
    said = fake_discord.messages()[1]
    assert said["message_reference"]["message_id"] == first.id
    assert said["mentions"] == []
    fake_discord.delete_message(first.id)
    await stage.publisher.publish(further(stage, first.id, "x"), "a-third-key-of-24-chars-z")
    assert "message_reference" not in fake_discord.messages()[1]


async def test_where_the_bot_may_not_read_it_goes_on_without_replying(
    fake_discord: DiscordControl, session: DiscordSession
) -> None:
    stage = discord_stage(fake_discord, session)
    first = await stage.publisher.publish(stage.post(), KEY)
    fake_discord.channel(id=TEXT_ID, denied=["read_message_history"])
    await stage.publisher.publish(further(stage, first.id), NEXT)
    assert [one.get("message_reference") for one in fake_discord.messages()] == [None, None]


async def test_only_the_first_of_them_gets_a_thread(fake_discord: DiscordControl, session: DiscordSession) -> None:
    channel = DiscordChannel("film-channel", TEXT_ID, session, ChannelManners(thread=True))
    for number, to in enumerate((None, "first")):
        post = replace(message(f"Part {number}.", None), reply_to=to and fake_discord.messages()[0]["id"])
        receipt = await channel.publish(post, f"{KEY[:-1]}{number}")
        assert await channel.finish(receipt.id, post) is None
    first, second = (one["id"] for one in fake_discord.messages())
    channels = fake_discord.state()["channels"]
    assert first in channels
    assert second not in channels
    await channel.close()


async def test_in_a_forum_it_is_said_in_the_thread(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = forum_stage(fake_discord, session)
    first = await stage.publisher.publish(stage.post("The beginning.", None), KEY)
    stage.fake.archive(first.id)  # type: ignore[union-attr]  # a forum's
    second = await stage.publisher.publish(further(stage, first.id), NEXT)
    assert second.id.startswith(f"{first.id}/")
    assert [one["id"] for one in fake_discord.messages(int(first.id))] == second.id.split("/")
    fake_discord.delete_channel(first.id)
    with pytest.raises(Removed, match="goes on from was taken down in"):
        await stage.publisher.publish(further(stage, second.id, "x"), "a-third-key-of-24-chars-z")
    assert await stage.publisher.find(further(stage, second.id, "x"), second.id, frozenset()) is None
    assert fake_discord.state()["channels"][str(FORUM_ID)]


@pytest.mark.parametrize("forum", [True, False])
async def test_links_among_the_words_say_nothing_of_whose_post_it_is(
    fake_discord: DiscordControl, session: DiscordSession, forum: bool
) -> None:
    stage = (forum_stage if forum else discord_stage)(fake_discord, session)
    recap = {"title": "Oh My Horror: 1 of 52", "description": f"New so far:\n• [Vertigo (1958)]({ADDRESS}) ★★★½"}
    await stage.publisher.publish(Message(recap, (), 80, 6000, None), KEY)
    await stage.publisher.publish(message("Dizzy.", ADDRESS), NEXT)
    own = [one.addresses async for one in stage.publisher.own_posts(None, 10)]
    assert [ADDRESS in one for one in own] == [True, False]
