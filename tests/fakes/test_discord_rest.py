"""The fake Discord's REST side, used by the real discord.py."""

from __future__ import annotations

import discord
import pytest

from tests.fakes.discord.control import MESSAGES, DiscordControl
from tests.fakes.discord.world import ANNOUNCEMENT_ID, FORUM_ID, TEXT_ID


async def texts(client: discord.Client, **where: object) -> list[str]:
    channel = client.get_partial_messageable(TEXT_ID)
    return [message.content async for message in channel.history(**where)]  # type: ignore[arg-type]


async def test_posts_without_a_gateway(client: discord.Client, fake_discord: DiscordControl) -> None:
    sent = await client.get_partial_messageable(TEXT_ID).send("hello", nonce="key-1")
    assert [(it["id"], it["content"]) for it in fake_discord.messages()] == [(str(sent.id), "hello")]
    assert fake_discord.state()["gateway"]["identifies"] == 0


async def test_a_nonce_is_remembered_for_minutes_only(client: discord.Client, fake_discord: DiscordControl) -> None:
    channel = client.get_partial_messageable(TEXT_ID)
    first = await channel.send("one", nonce="key-1")
    fake_discord.advance(120)
    assert (await channel.send("two", nonce="key-1")).id == first.id
    fake_discord.advance(240)
    assert (await channel.send("three", nonce="key-1")).id != first.id
    assert fake_discord.created() == 2


async def test_a_nonce_of_a_deleted_message_is_answered_with_unknown_message(
    client: discord.Client, fake_discord: DiscordControl
) -> None:
    channel = client.get_partial_messageable(TEXT_ID)
    first = await channel.send("one", nonce="key-1")
    fake_discord.delete_message(first.id)
    with pytest.raises(discord.NotFound) as caught:
        await channel.send("one", nonce="key-1")
    assert caught.value.code == 10008
    assert fake_discord.created() == 1


async def test_history_in_every_direction(client: discord.Client) -> None:
    channel = client.get_partial_messageable(TEXT_ID)
    sent = [await channel.send(str(number)) for number in range(5)]
    assert await texts(client) == ["4", "3", "2", "1", "0"]
    assert await texts(client, limit=2) == ["4", "3"]
    assert await texts(client, after=sent[1], oldest_first=True) == ["2", "3", "4"]
    assert await texts(client, after=sent[1], limit=1, oldest_first=True) == ["2"]
    assert await texts(client, before=sent[1]) == ["0"]
    assert sorted(await texts(client, around=sent[2], limit=3)) == ["1", "2", "3"]


async def test_edit_and_delete(client: discord.Client, fake_discord: DiscordControl) -> None:
    channel = client.get_partial_messageable(TEXT_ID)
    sent = await channel.send(embed=discord.Embed(title="one"))
    changed = await sent.edit(content="with words", allowed_mentions=discord.AllowedMentions.none())
    assert (changed.content, changed.embeds[0].title) == ("with words", "one")
    assert (await channel.fetch_message(sent.id)).edited_at is not None
    await sent.delete()
    assert fake_discord.messages() == []
    assert fake_discord.created() == 1


@pytest.mark.parametrize(
    ("denied", "code"), [("view_channel", 50001), ("send_messages", 50013), ("embed_links", 50013)]
)
async def test_missing_permissions(
    client: discord.Client, fake_discord: DiscordControl, denied: str, code: int
) -> None:
    fake_discord.channel(id=TEXT_ID, denied=[denied])
    with pytest.raises(discord.Forbidden) as caught:
        await client.get_partial_messageable(TEXT_ID).send(embed=discord.Embed(title="one"))
    assert caught.value.code == code


async def test_without_the_history_permission_history_looks_empty(
    client: discord.Client, fake_discord: DiscordControl
) -> None:
    await client.get_partial_messageable(TEXT_ID).send("there")
    fake_discord.channel(id=TEXT_ID, denied=["read_message_history"])
    assert await texts(client) == []
    fake_discord.set(history_refused=True)
    with pytest.raises(discord.Forbidden) as caught:
        await texts(client)
    assert caught.value.code == 50013


async def test_overwrites_tell_what_is_denied(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.channel(id=TEXT_ID, denied=["read_message_history"])
    guild = await client.fetch_guild((await client.fetch_guilds().__anext__()).id)
    channel = await guild.fetch_channel(TEXT_ID)
    assert isinstance(channel, discord.TextChannel)
    assert client.user is not None
    me = await guild.fetch_member(client.user.id)
    allowed = channel.permissions_for(me)
    assert (allowed.send_messages, allowed.read_message_history) == (True, False)


async def test_a_wrong_token(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.set(token="another")
    async with discord.Client(intents=discord.Intents.none()) as other:
        with pytest.raises(discord.LoginFailure):
            await other.login(fake_discord.token)
    with pytest.raises(discord.HTTPException, match="401"):
        await client.get_partial_messageable(TEXT_ID).send("hello")


async def test_an_unknown_channel(client: discord.Client) -> None:
    with pytest.raises(discord.NotFound) as caught:
        await client.get_partial_messageable(1).send("hello")
    assert caught.value.code == 10003


async def test_a_forum_takes_posts_and_may_ask_for_a_tag(client: discord.Client, fake_discord: DiscordControl) -> None:
    forum = await client.fetch_channel(FORUM_ID)
    assert isinstance(forum, discord.ForumChannel)
    made = await forum.create_thread(name="One Film (1999)", content="words")
    assert [it["content"] for it in fake_discord.messages(made.thread.id)] == ["words"]
    assert (await client.get_partial_messageable(made.thread.id).send("more")).channel.id == made.thread.id
    fake_discord.channel(id=FORUM_ID, require_tag=True)
    with pytest.raises(discord.HTTPException) as caught:
        await forum.create_thread(name="Another", content="words")
    assert caught.value.code == 40067
    fake_discord.channel(id=made.thread.id, archived=True)
    with pytest.raises(discord.HTTPException) as caught:
        await made.thread.send("late")
    assert caught.value.code == 50083


async def test_an_announcement_is_published_once(client: discord.Client) -> None:
    message = await client.get_partial_messageable(ANNOUNCEMENT_ID).send("news")
    await message.publish()
    with pytest.raises(discord.HTTPException) as caught:
        await message.publish()
    assert caught.value.code == 40033


async def test_files_come_with_their_descriptions(client: discord.Client, fake_discord: DiscordControl) -> None:
    import io

    card = discord.File(io.BytesIO(b"png"), "card.png", description="a card")
    await client.get_partial_messageable(TEXT_ID).send("look", file=card, nonce="key-1")
    (message,) = fake_discord.messages()
    assert [(it["filename"], it["size"], it["description"]) for it in message["attachments"]] == [
        ("card.png", 3, "a card")
    ]
    assert (message["content"], message["nonce"]) == ("look", "key-1")


async def test_bodies_are_held_against_discords_own_schema(
    client: discord.Client, fake_discord: DiscordControl
) -> None:
    if not fake_discord.state()["validated"]:
        pytest.skip("needs Discord's OpenAPI document in ../shared, which is not here")
    with pytest.raises(discord.HTTPException) as caught:
        await client.get_partial_messageable(TEXT_ID).send(embed=discord.Embed(title="x" * 257))
    assert caught.value.code == 50035
    assert "title" in fake_discord.violations()[0]["what"]
    assert fake_discord.created() == 0
    fake_discord.reset()


@pytest.mark.parametrize(
    "embeds",
    [
        [discord.Embed(title=str(number), description="x" * 3100) for number in range(2)],
        [],
    ],
    ids=["too much in all embeds", "nothing at all"],
)
async def test_limits_that_the_schema_does_not_hold(client: discord.Client, embeds: list[discord.Embed]) -> None:
    with pytest.raises(discord.HTTPException) as caught:
        await client.get_partial_messageable(TEXT_ID).send(embeds=embeds)
    assert caught.value.code == (50035 if embeds else 50006)


async def test_a_limit_of_ones_own_is_kept(client: discord.Client, fake_discord: DiscordControl) -> None:
    limit = {"route": "POST " + MESSAGES.replace("*", "{channel_id}"), "requests": 2, "seconds": 0.2}
    fake_discord.set(limit=limit)
    for number in range(3):
        await client.get_partial_messageable(TEXT_ID).send(str(number))
    assert fake_discord.created() == 3
    assert fake_discord.state()["refused_requests"] == 0  # discord.py reads the headers and waits before it must
