"""How a post is written to Discord: its embed, its buttons, its picture, and the name of its thread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord

from bot.errors import OutcomeUnclear
from bot.post.discord.pictures import attached, dressed, picture_name
from bot.post.publisher import File

if TYPE_CHECKING:
    from bot.format.model import Message
    from bot.post.publisher import Keep

NAME_LENGTH = 100  # characters of a thread's name: https://docs.discord.com/developers/resources/channel#start-thread
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # of these signs a backslash takes their meaning
_NAMELESS = "Review"


def parts(post: Message, file: File | None) -> dict[str, Any]:
    """What discord.py is told of a new message. Nobody is mentioned."""
    given = {"view": _view(post), "file": attached(file) if file else None}
    return {
        "embed": dressed(post, file.name if file else None),
        "allowed_mentions": discord.AllowedMentions.none(),
        **{name: part for name, part in given.items() if part is not None},
    }


async def rewrite(message: discord.PartialMessage, post: Message, file: File | Keep | None) -> None:
    """An edit that doesn't say whom it may mention would mention them all over again; no view: no buttons."""
    name, files = await _picture(message, post, file)
    edited = await message.edit(
        embed=dressed(post, name), allowed_mentions=discord.AllowedMentions.none(), view=_view(post), **files
    )
    if edited.id != message.id:
        raise OutcomeUnclear("Discord answered, but not with the message that was changed.")


def thread_name(title: str | None) -> str:
    """What a post's thread is called, from its embed's title: there Markdown is shown as it is written."""
    plain = " ".join(_ESCAPED.sub(r"\1", title or "").split())
    return (plain if len(plain) <= NAME_LENGTH else f"{plain[: NAME_LENGTH - 1].rstrip()}…") or _NAMELESS


async def _picture(
    message: discord.PartialMessage, post: Message, file: File | Keep | None
) -> tuple[str | None, dict[str, Any]]:
    """The name of the picture to be shown, and what is said of attachments; nothing said keeps what there is."""
    if isinstance(file, File):
        return file.name, {"attachments": [attached(file)]}
    if file is None:
        return None, {"attachments": []}
    if post.picture is None:
        return None, {}
    return picture_name(await message.fetch()), {}


def _view(post: Message) -> Any:
    if not post.buttons:
        return None
    view = discord.ui.View(timeout=None)
    for button in post.buttons:
        view.add_item(discord.ui.Button(label=button.label, url=button.url))
    return view
