"""The fake Discord's edits, direct messages and what moderators do, used by the real discord.py."""

from __future__ import annotations

import discord
import pytest
from discord.http import Route

from tests.fakes.discord.control import MESSAGES, DiscordControl
from tests.fakes.discord.world import MEMBER_ID, OWNER_ID, TEXT_ID

NONE = discord.AllowedMentions.none()


async def post(client: discord.Client, title: str = "one") -> discord.Message:
    return await client.get_partial_messageable(TEXT_ID).send(embed=discord.Embed(title=title, description="words"))


async def test_edits_are_kept_and_counted(client: discord.Client, fake_discord: DiscordControl) -> None:
    sent = await post(client)
    part = client.get_partial_messageable(TEXT_ID).get_partial_message(sent.id)
    for title in ("two", "three"):
        await part.edit(embed=discord.Embed(title=title), view=None, allowed_mentions=NONE)
    assert [(one["id"], one["body"]["embeds"][0]["title"]) for one in fake_discord.edits()] == [
        (str(sent.id), "two"),
        (str(sent.id), "three"),
    ]
    assert fake_discord.messages()[0]["embeds"][0]["title"] == "three"
    assert fake_discord.created() == 1


async def test_an_edit_that_could_mention_is_noted(client: discord.Client, fake_discord: DiscordControl) -> None:
    sent = await post(client)
    await sent.edit(embed=discord.Embed(title="@everyone"), allowed_mentions=discord.AllowedMentions.all())
    await client.http.request(Route("POST", f"/channels/{TEXT_ID}/messages"), json={"content": "@everyone"})
    assert [one["what"] for one in fake_discord.violations()] == [
        "an edit without allowed_mentions = none",
        "a message without allowed_mentions = none",
    ]
    fake_discord.reset()


async def test_an_old_message_takes_only_so_many_edits(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.set(old_edits=1, old_edits_wait=0.01)
    sent = await post(client)
    for _ in range(3):
        await sent.edit(content="young", allowed_mentions=NONE)
    fake_discord.advance(3700)
    await sent.edit(content="old", allowed_mentions=NONE)
    with pytest.raises(discord.HTTPException) as caught:
        await sent.edit(content="older", allowed_mentions=NONE)
    assert (caught.value.status, caught.value.code) == (429, 30046)  # after discord.py's own five tries
    fake_discord.advance(3700)
    await sent.edit(content="at last", allowed_mentions=NONE)
    assert fake_discord.messages()[0]["content"] == "at last"


async def test_somebody_edits_by_hand(client: discord.Client, fake_discord: DiscordControl) -> None:
    sent = await post(client)
    fake_discord.edit_by_hand(sent.id, "other words")
    again = await client.get_partial_messageable(TEXT_ID).fetch_message(sent.id)
    assert (again.embeds[0].title, again.embeds[0].description) == ("one", "other words")
    assert again.edited_at is not None
    assert fake_discord.edits() == []


async def test_a_moderator_hides_embeds(client: discord.Client, fake_discord: DiscordControl) -> None:
    sent = await post(client)
    fake_discord.suppress_embeds(sent.id)
    again = await client.get_partial_messageable(TEXT_ID).fetch_message(sent.id)
    assert again.flags.suppress_embeds
    assert again.embeds == []


async def test_texts_come_back_without_white_space_around(client: discord.Client, fake_discord: DiscordControl) -> None:
    embed = discord.Embed(title=" a ", description="b\n\n").set_footer(text=" c").add_field(name="d ", value=" e")
    await client.get_partial_messageable(TEXT_ID).send(embed=embed)
    (kept,) = fake_discord.messages()[0]["embeds"]
    assert (kept["title"], kept["description"], kept["footer"]["text"]) == ("a", "b", "c")
    assert (kept["fields"][0]["name"], kept["fields"][0]["value"]) == ("d", "e")


async def test_an_answer_to_a_command_comes_by_a_webhook(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.answer_command({"title": "one"})
    (message,) = [one async for one in client.get_partial_messageable(TEXT_ID).history()]
    assert client.user is not None
    assert message.author.id == client.user.id
    assert message.webhook_id is not None


async def test_direct_messages(client: discord.Client, fake_discord: DiscordControl) -> None:
    private = await client.create_dm(discord.Object(OWNER_ID))
    first = await private.send("look", nonce="key-1")
    assert (await private.send("look", nonce="key-1")).id == first.id
    assert [one["content"] for one in fake_discord.directs()] == ["look"]
    assert fake_discord.directs(MEMBER_ID) == []
    assert fake_discord.created() == 0


async def test_a_person_who_takes_none(client: discord.Client, fake_discord: DiscordControl) -> None:
    fake_discord.set(closed_dms=[MEMBER_ID])
    private = await client.create_dm(discord.Object(MEMBER_ID))
    with pytest.raises(discord.Forbidden) as caught:
        await private.send("look")
    assert caught.value.code == 50007
    with pytest.raises(discord.NotFound) as unknown:
        await client.create_dm(discord.Object(4711))
    assert unknown.value.code == 10013


async def test_faults_fit_one_message_s_path(client: discord.Client, fake_discord: DiscordControl) -> None:
    sent = await post(client)
    fake_discord.fault("status", "PATCH", f"{MESSAGES}/*", status=403, body='{"code": 50001}')
    with pytest.raises(discord.Forbidden):
        await sent.edit(content="x", allowed_mentions=NONE)
    assert fake_discord.edits() == []
