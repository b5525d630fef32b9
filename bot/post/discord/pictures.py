"""How a message of ours carries its picture: attached, and shown inside of the embed. It asks Discord nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import discord

if TYPE_CHECKING:
    from bot.format.model import Message
    from bot.post.publisher import File

_ATTACHED = "attachment://"


def dressed(post: Message, name: str | None) -> discord.Embed:
    """The post's embed with the attached file of this name as its image.

    https://discord.com/developers/docs/reference#uploading-files
    """
    embed = discord.Embed.from_dict(post.embed)
    return embed if name is None else embed.set_image(url=f"{_ATTACHED}{name}")


def attached(file: File) -> discord.File:
    """The file as discord.py sends it, once."""
    return discord.File(io.BytesIO(file.data), filename=file.name, description=file.alt)


def picture_name(message: discord.Message) -> str | None:
    """The name of the picture that a message of ours carries.

    What an embed shows isn't among the attachments, though it is one: its address tells the name. An edit that didn't
    name it again would put it beside the embed. https://github.com/discord/discord-api-docs/issues/1340
    """
    shown = next((embed.image.url for embed in message.embeds if embed.image.url), None)
    if shown is not None:
        return unquote(urlsplit(shown.removeprefix(_ATTACHED)).path).rpartition("/")[2] or None
    return message.attachments[0].filename if message.attachments else None
