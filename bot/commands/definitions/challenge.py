"""``/challenge``: how far a viewing challenge has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands import given, sending
from bot.commands.completing import Choices, completed_names
from bot.commands.described import described
from bot.commands.question import OneChallenge

if TYPE_CHECKING:
    from bot.commands.answers import Answers
    from bot.commands.tree import Tree

# discord.py reads the annotations of commands, so these are names at run time too.
Here = discord.Interaction[discord.Client]
Words = app_commands.Range[str, 1, 100]


def add(tree: Tree, answers: Answers) -> None:
    """Put the command into the tree."""
    lookup = answers.lookup
    about = described("command-challenge", site=lookup.site.name)

    @tree.command(name="challenge", description=about, extras={"about": about})
    @app_commands.describe(name=described("option-challenge-name"))
    async def challenge(here: Here, name: Words) -> None:
        await sending.answer(here, OneChallenge(given.text(name)), answers)

    @challenge.autocomplete("name")
    async def names(_: Here, typed: str) -> Choices:
        return await completed_names(typed, lambda: [one.name for one in lookup.challenges()])
