"""The slash commands: their names, options and checks. What they answer is looked up and drawn elsewhere.

Answers are seen by the asker alone and ping nobody.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands import replies
from bot.commands.lookup import Lookup, NotReviewed
from bot.commands.troubles import answer_trouble
from bot.recaps.progress import find, nearest_names

if TYPE_CHECKING:
    from bot.catalogue.store import Catalogue
    from bot.commands.replies import Reply
    from bot.format.model import FormatPolicy
    from bot.settings.model import Site

MOST_CHOICES = 25  # https://docs.discord.com/developers/interactions/application-commands#autocomplete
LONGEST_CHOICE = 100  # characters of a choice's name, and of its value
LONGEST_DESCRIPTION = 100  # characters
FEW = 5  # how many newest reviews an unadorned /latest shows

# discord.py reads the annotations of commands, so these are names at run time too.
Here = discord.Interaction[discord.Client]
Choices = list[app_commands.Choice[str]]
Words = app_commands.Range[str, 1, 100]
Count = app_commands.Range[int, 1, 10]
Tree = app_commands.CommandTree[discord.Client]


def add_commands(tree: Tree, catalogue: Catalogue, site: Site) -> None:
    """Put ``/review``, ``/latest`` and ``/challenge`` into a tree, with its one error handler."""
    lookup, look = Lookup(catalogue), replies.look_of(site)
    _add_review(tree, lookup, look)
    _add_latest(tree, lookup, look)
    _add_challenge(tree, lookup, look)
    tree.error(answer_trouble)


def _add_review(tree: Tree, lookup: Lookup, look: FormatPolicy) -> None:
    @tree.command(name="review", description=_cut(f"Look up a review of {look.site_name}"))
    @app_commands.describe(title="The film's title: pick a suggestion, or type it whole")
    async def review(here: Here, title: Words) -> None:
        found = await asyncio.to_thread(lookup.review, title)
        if isinstance(found, NotReviewed):
            await _answer(here, replies.not_reviewed(found.text, found.nearest, look))
        else:
            await _answer(here, replies.review(found, look))

    @review.autocomplete("title")
    async def titles(_: Here, typed: str) -> Choices:
        found = await asyncio.to_thread(lookup.titles, typed, MOST_CHOICES)
        return [app_commands.Choice(name=one.label, value=one.handle) for one in found]


def _add_latest(tree: Tree, lookup: Lookup, look: FormatPolicy) -> None:
    @tree.command(name="latest", description=_cut(f"The newest reviews of {look.site_name}"))
    @app_commands.describe(count=f"How many, 1 to 10; {FEW} if you don't say")
    async def latest(here: Here, count: Count = FEW) -> None:
        await _answer(here, replies.latest(await asyncio.to_thread(lookup.latest, count), look))


def _add_challenge(tree: Tree, lookup: Lookup, look: FormatPolicy) -> None:
    @tree.command(name="challenge", description=_cut(f"How far a viewing challenge of {look.site_name} has come"))
    @app_commands.describe(name="The challenge's name")
    async def challenge(here: Here, name: Words) -> None:
        challenges = await asyncio.to_thread(lookup.challenges)
        await _answer(here, replies.challenge(find(challenges, name), look))

    @challenge.autocomplete("name")
    async def names(_: Here, typed: str) -> Choices:
        challenges = await asyncio.to_thread(lookup.challenges)
        likely = nearest_names(challenges, typed, MOST_CHOICES) if typed.strip() else [one.name for one in challenges]
        fitting = [name for name in likely if len(name) <= LONGEST_CHOICE]
        return [app_commands.Choice(name=name, value=name) for name in fitting[:MOST_CHOICES]]


async def _answer(here: Here, reply: Reply) -> None:
    view = discord.ui.View(timeout=None)
    for button in reply.buttons:
        view.add_item(discord.ui.Button(style=discord.ButtonStyle.link, label=button.label, url=button.url))
    embed = discord.Embed.from_dict(reply.embed)
    await here.response.send_message(embed=embed, view=view if reply.buttons else discord.utils.MISSING, ephemeral=True)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_DESCRIPTION else text[: LONGEST_DESCRIPTION - 1].rstrip() + "…"
