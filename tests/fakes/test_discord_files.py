"""The fake Discord's files: they come in a form, an embed may show them, and the document knows the form."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
import pytest

from tests.fakes.discord.schema import Schemas
from tests.fakes.discord.world import TEXT_ID

if TYPE_CHECKING:
    from tests.fakes.discord.control import DiscordControl

NONE = discord.AllowedMentions.none()


def file(name: str = "a.png") -> discord.File:
    return discord.File(io.BytesIO(b"png"), filename=name, description=f"What {name} shows.")


def embed(name: str | None = "a.png") -> discord.Embed:
    made = discord.Embed(title="one")
    return made.set_image(url=f"attachment://{name}") if name else made


async def test_what_an_embed_shows_is_no_attachment(client: discord.Client, fake_discord: DiscordControl) -> None:
    channel = client.get_partial_messageable(TEXT_ID)
    sent = await channel.send(embed=embed(), files=[file(), file("b c.png")])
    assert [one.filename for one in sent.attachments] == ["b_c.png"]
    assert str(sent.embeds[0].image.url).startswith("https://cdn.discordapp.example/")
    assert [one["shown"] for one in fake_discord.files(sent.id)] == [True, False]


async def test_an_edit_that_does_not_name_it_again_lets_it_out(client: discord.Client) -> None:
    sent = await client.get_partial_messageable(TEXT_ID).send(embed=embed(), file=file())
    changed = await sent.edit(embed=embed(None), allowed_mentions=NONE)
    assert [one.filename for one in changed.attachments] == ["a.png"]
    changed = await sent.edit(embed=embed(), allowed_mentions=NONE)
    assert changed.attachments == []
    by_address = embed(None).set_image(url=changed.embeds[0].image.url)
    changed = await sent.edit(embed=by_address, allowed_mentions=NONE)  # shown twice: in the embed and beside it
    assert [one.filename for one in changed.attachments] == ["a.png"]


async def test_an_edit_takes_away_and_brings(client: discord.Client, fake_discord: DiscordControl) -> None:
    sent = await client.get_partial_messageable(TEXT_ID).send(embed=embed(), file=file())
    await sent.edit(embed=embed("b.png"), attachments=[file("b.png")], allowed_mentions=NONE)
    assert [one["filename"] for one in fake_discord.files(sent.id)] == ["b.png"]
    await sent.edit(embed=embed(None), attachments=[], allowed_mentions=NONE)
    assert fake_discord.files(sent.id) == []


async def test_an_embed_can_not_show_what_is_not_there(client: discord.Client) -> None:
    with pytest.raises(discord.HTTPException, match="No attachment is called"):
        await client.get_partial_messageable(TEXT_ID).send(embed=embed("b.png"), file=file())


async def test_a_file_that_is_too_large(client: discord.Client) -> None:
    huge = discord.File(io.BytesIO(bytes(10 * 1024 * 1024 + 1)), filename="a.png")
    with pytest.raises(discord.HTTPException) as caught:
        await client.get_partial_messageable(TEXT_ID).send(file=huge)
    assert caught.value.code == 40005


@pytest.mark.parametrize(
    ("method", "body", "files", "said"),
    [
        ("POST", {"embeds": [{"title": "x"}]}, ["files[0]"], None),
        ("PATCH", {"attachments": [{"id": 0, "description": "d" * 1024}]}, ["files[0]"], None),
        ("POST", {"attachments": [{"id": 0, "description": "d" * 1025}]}, ["files[0]"], "description"),
        ("POST", {"embeds": [{"title": "x"}]}, ["file"], "knows no file"),
        ("POST", {"embeds": [{"titel": "x"}]}, [], "knows no titel"),
        ("PATCH", {"embeds": [{"image": {"src": "x"}}]}, [], "knows no src"),
        ("PATCH", {"embeds": [{"title": "t" * 257}]}, [], "too long"),
    ],
)
def test_the_document_s_word_on_messages(
    method: str, body: dict[str, object], files: list[str], said: str | None
) -> None:
    schemas = Schemas()
    if not schemas.known:
        pytest.skip("needs Discord's document in ../shared, which is not here")
    path = "/channels/{channel_id}/messages" + ("/{message_id}" if method == "PATCH" else "")
    told = schemas.violation(method, path, body, files)
    assert told is None if said is None else said in str(told)
