"""``/latest``: the newest reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands import given, sending
from bot.commands.described import described
from bot.commands.listings import MOST
from bot.commands.question import Latest

if TYPE_CHECKING:
    from bot.commands.answers import Answers
    from bot.commands.tree import Tree

FEW = 5  # how many an unadorned /latest shows

# discord.py reads the annotations of commands, so these are names at run time too.
Here = discord.Interaction[discord.Client]
Count = app_commands.Range[int, 1, MOST]


def add(tree: Tree, answers: Answers) -> None:
    """Put the command into the tree."""
    about = described("command-latest", site=answers.lookup.site.name)

    @tree.command(name="latest", description=about, extras={"about": about})
    @app_commands.describe(count=described("option-latest-count", few=str(FEW), most=str(MOST)))
    async def latest(here: Here, count: Count = FEW) -> None:
        await sending.answer(here, Latest(given.count(count, 1, MOST)), answers)
