"""``/help``: what there is to ask, out of the command tree itself, so that it never tells of what isn't there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import discord

from bot.commands import replies, sending
from bot.commands.described import described, told
from bot.commands.localising import in_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from discord import app_commands

    from bot.commands.answers import Answers
    from bot.commands.reply import Reply
    from bot.commands.tree import Tree
    from bot.commands.wording import Wording

    Command = app_commands.Command[Any, ..., Any] | app_commands.Group

Here = discord.Interaction[discord.Client]  # discord.py reads it at run time


def add(tree: Tree, answers: Answers) -> None:
    """Put the command into the tree."""
    about = described("command-help")

    @tree.command(name="help", description=about, extras={"about": about})
    async def help_(here: Here) -> None:
        await sending.say(here, partial(_reply, tree, answers, here.permissions, here.is_guild_integration()))


def _reply(tree: Tree, answers: Answers, rights: discord.Permissions, in_guild: bool, wording: Wording) -> Reply:
    lines = [wording.say("help-lead"), "", *_lines(tree, rights, in_guild, wording), "", wording.say("help-foot")]
    return replies.listing(wording.say("help-title"), lines, answers.lookup.look)


def _lines(tree: Tree, rights: discord.Permissions, in_guild: bool, wording: Wording) -> Iterator[str]:
    for command in tree.get_commands(type=discord.AppCommandType.chat_input):
        if _is_for(command, rights, in_guild):
            name = wording.say(f"command-name-{in_key(command.name)}")
            yield f"**/{name}** {told(command.extras.get('about', command.description), wording)}"
    for menu in tree.get_commands(type=discord.AppCommandType.message):
        yield f"**{wording.say('menu-find')}** {told(menu.extras.get('about', ''), wording)}"


def _is_for(command: Command, rights: discord.Permissions, in_guild: bool) -> bool:
    needed = command.default_permissions
    return (in_guild or not command.guild_only) and (needed is None or needed <= rights)
