"""The context menu of messages: which review is this about?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands import sending
from bot.commands.described import described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.commands.answers import Answers
    from bot.commands.tree import Tree

Here = discord.Interaction[discord.Client]  # discord.py reads it at run time
_LONGEST = 4000  # characters of a message that are looked at


def add(tree: Tree, answers: Answers) -> None:
    """Put the menu into the tree."""

    async def find(here: Here, message: discord.Message) -> None:
        await sending.say(here, partial(answers.mentioned, words_of(message)))

    about = described("menu-find-about")
    tree.add_command(app_commands.ContextMenu(name=described("menu-find"), callback=find, extras={"about": about}))


def words_of(message: discord.Message) -> str:
    """What a message says, link previews included, as far as it is looked at."""
    return "\n".join(_parts(message))[:_LONGEST]


def _parts(message: discord.Message) -> Iterator[str]:
    yield message.content
    for embed in message.embeds:
        yield from filter(None, (embed.url, embed.title, embed.description))
