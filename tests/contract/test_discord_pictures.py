"""What is Discord's own about pictures: a permission, and attachments that an embed shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
import pytest
import structlog

from bot.errors import DestinationTrouble, OutcomeUnclear, TokenRefused
from bot.post.discord.pictures import picture_name
from tests.contract.publishing import ADDRESS, message
from tests.contract.stages import discord_stage
from tests.contract.test_pictures import FILE, OTHER, PICTURE
from tests.fakes.discord.control import MESSAGES, DiscordControl
from tests.fakes.discord.world import TEXT_ID

if TYPE_CHECKING:
    from bot.post.discord.session import DiscordSession

KEY = "a-key-of-24-characters-x"
POST = replace(message("Dizzy.", ADDRESS), picture=PICTURE)


async def test_what_discord_is_sent(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    receipt = await stage.publisher.publish(POST, KEY, FILE)
    (file,) = fake_discord.files(receipt.id)
    assert (file["filename"], file["size"], file["description"]) == (FILE.name, len(FILE.data), FILE.alt)
    (sent,) = fake_discord.messages()
    assert sent["embeds"][0]["image"]["url"].startswith("https://cdn.")
    assert sent["components"]


async def test_the_permission_is_missing(fake_discord: DiscordControl, session: DiscordSession) -> None:
    fake_discord.channel(id=TEXT_ID, denied=["attach_files"])
    stage = discord_stage(fake_discord, session)
    with structlog.testing.capture_logs() as logs:
        receipt = await stage.publisher.publish(POST, KEY, FILE)
    assert stage.ids() == [receipt.id]
    assert fake_discord.files(receipt.id) == []
    assert "Attach Files" in str(stage.publisher.advice)
    (line,) = [one for one in logs if one["event"] == "the post goes without its picture"]
    assert line["destination"] == "film-channel"
    await stage.publisher.edit(receipt.id, replace(POST, picture=None), None)
    fake_discord.channel(id=TEXT_ID, denied=[])
    await stage.publisher.publish(POST, "another-key", FILE)
    assert stage.publisher.advice is None


async def test_a_channel_that_takes_nothing_at_all(fake_discord: DiscordControl, session: DiscordSession) -> None:
    fake_discord.channel(id=TEXT_ID, denied=["send_messages"])
    stage = discord_stage(fake_discord, session)
    with pytest.raises(DestinationTrouble, match="Send Messages"):
        await stage.publisher.publish(POST, KEY, FILE)
    assert stage.publisher.advice is None


async def test_a_refused_token_is_asked_once(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    await stage.publisher.mark()
    fake_discord.set(token="another")
    with pytest.raises(TokenRefused):
        await stage.publisher.publish(POST, KEY, FILE)
    refused = [one for one in fake_discord.state()["requests"] if one["status"] == 401]
    assert [one["method"] for one in refused] == ["POST"]


@pytest.mark.parametrize("kind", ["lost", "reset", "half"])
async def test_an_answer_that_is_lost_is_not_repeated_without_the_picture(
    fake_discord: DiscordControl, session: DiscordSession, kind: str
) -> None:
    stage = discord_stage(fake_discord, session)
    await stage.publisher.mark()
    fake_discord.fault(kind, "POST", MESSAGES)
    with pytest.raises(OutcomeUnclear):
        await stage.publisher.publish(POST, KEY, FILE)
    assert fake_discord.created() == (0 if kind == "reset" else 1)


async def test_an_edit_that_keeps_the_picture_brings_no_file(
    fake_discord: DiscordControl, session: DiscordSession
) -> None:
    stage = discord_stage(fake_discord, session)
    receipt = await stage.publisher.publish(POST, KEY, FILE)
    await stage.publisher.edit(receipt.id, replace(message("Dizzier.", ADDRESS), picture=PICTURE))
    (edit,) = fake_discord.edits()
    assert "attachments" not in edit["body"]
    assert edit["body"]["embeds"][0]["image"]["url"] == "attachment://card.png"
    assert [one["filename"] for one in fake_discord.files(receipt.id)] == ["card.png"]


async def test_an_edit_may_not_bring_a_picture(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    receipt = await stage.publisher.publish(POST, KEY, FILE)
    headers = {"Content-Type": "application/json"}
    body = '{"message": "Missing Permissions", "code": 50013}'
    fake_discord.fault("status", *stage.change(), status=403, body=body, headers=headers)
    await stage.publisher.edit(receipt.id, message("Dizzier.", ADDRESS), OTHER)
    assert fake_discord.files(receipt.id) == []
    assert "Dizzier." in stage.shown(receipt.id)
    assert "Attach Files" in str(stage.publisher.advice)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://cdn.example/attachments/1/2/the-film.png?ex=1&is=2&hm=3", "the-film.png"),
        ("https://cdn.example/attachments/1/2/a%20b.jpg", "a b.jpg"),
        ("attachment://the-film.png", "the-film.png"),
        ("https://cdn.example/", None),
    ],
)
def test_the_name_of_a_picture_is_in_its_address(url: str, name: str | None) -> None:
    class Told:
        embeds = (discord.Embed(title="x").set_image(url=url),)
        attachments = ()

    assert picture_name(Told) == name  # type: ignore[arg-type]  # all that it looks at
