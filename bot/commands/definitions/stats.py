"""``/stats``: all reviews in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.commands import sending
from bot.commands.described import described
from bot.commands.question import Numbers

if TYPE_CHECKING:
    from bot.commands.answers import Answers
    from bot.commands.tree import Tree

Here = discord.Interaction[discord.Client]  # discord.py reads it at run time


def add(tree: Tree, answers: Answers) -> None:
    """Put the command into the tree."""
    about = described("command-stats", site=answers.lookup.site.name)

    @tree.command(name="stats", description=about, extras={"about": about})
    async def stats(here: Here) -> None:
        await sending.answer(here, Numbers(), answers)
