"""``/random``: a review by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.commands import sending
from bot.commands.described import described
from bot.commands.question import AnyReview

if TYPE_CHECKING:
    from bot.commands.answers import Answers
    from bot.commands.tree import Tree

Here = discord.Interaction[discord.Client]  # discord.py reads it at run time


def add(tree: Tree, answers: Answers) -> None:
    """Put the command into the tree."""
    about = described("command-random", site=answers.lookup.site.name)

    @tree.command(name="random", description=about, extras={"about": about})
    async def at_random(here: Here) -> None:
        await sending.answer(here, AnyReview(), answers)
