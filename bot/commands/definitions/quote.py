"""``/quote``: a quoted line, by chance or of one film."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands import given, sending
from bot.commands.completing import MOST, Choices, completed
from bot.commands.described import described
from bot.commands.question import AnyQuote

if TYPE_CHECKING:
    from bot.commands.answers import Answers
    from bot.commands.tree import Tree

# discord.py reads the annotations of commands, so these are names at run time too.
Here = discord.Interaction[discord.Client]
Words = app_commands.Range[str, 1, 100]


def add(tree: Tree, answers: Answers) -> None:
    """Put the command into the tree."""
    lookup = answers.lookup
    about = described("command-quote", site=lookup.site.name)

    @tree.command(name="quote", description=about, extras={"about": about})
    @app_commands.describe(title=described("option-quote-title"))
    async def quote(here: Here, title: Words | None = None) -> None:
        said = given.maybe_text(title)
        if said is None:
            await sending.answer(here, AnyQuote(), answers)
        else:
            await sending.say(here, partial(answers.quoted, said))

    @quote.autocomplete("title")
    async def titles(_: Here, typed: str) -> Choices:
        begun = str(typed)[: given.LONGEST]
        return await completed(lambda: [(one.label, one.handle) for one in lookup.titles(begun, MOST)])
