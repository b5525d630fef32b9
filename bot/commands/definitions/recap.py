"""``/recap``: what a viewing challenge brought lately, or altogether."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands import given, sending
from bot.commands.challenges import PERIODS
from bot.commands.completing import Choices, completed_names
from bot.commands.described import described
from bot.commands.question import Recapped

if TYPE_CHECKING:
    from bot.commands.answers import Answers
    from bot.commands.question import Period
    from bot.commands.tree import Tree

# discord.py reads the annotations of commands, so these are names at run time too.
Here = discord.Interaction[discord.Client]
Words = app_commands.Range[str, 1, 100]


def add(tree: Tree, answers: Answers) -> None:
    """Put the command into the tree."""
    lookup = answers.lookup
    about = described("command-recap", site=lookup.site.name)
    times = [
        app_commands.Choice(name=described("choice-week"), value="week"),
        app_commands.Choice(name=described("choice-month"), value="month"),
        app_commands.Choice(name=described("choice-all"), value="all"),
    ]

    @tree.command(name="recap", description=about, extras={"about": about})
    @app_commands.describe(name=described("option-challenge-name"), period=described("option-recap-period"))
    @app_commands.choices(period=times)
    async def recap(here: Here, name: Words, period: str = "week") -> None:
        asked: Period = next((one for one in PERIODS if one == given.text(period)), "week")
        await sending.answer(here, Recapped(given.text(name), asked), answers)

    @recap.autocomplete("name")
    async def names(_: Here, typed: str) -> Choices:
        return await completed_names(typed, lambda: [one.name for one in lookup.challenges()])
