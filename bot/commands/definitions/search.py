"""``/search``: reviews by words, ratings, years, tags, badges and challenges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.catalogue.model import Wanted
from bot.catalogue.years import years
from bot.commands import codes, given, sending
from bot.commands.completing import Choices, completed_names
from bot.commands.described import described
from bot.commands.question import Search
from bot.commands.replies import sentence
from bot.commands.reviews import escaped

if TYPE_CHECKING:
    from bot.commands.answers import Answers
    from bot.commands.tree import Tree

# discord.py reads the annotations of commands, so these are names at run time too.
Here = discord.Interaction[discord.Client]
Text = app_commands.Range[str, 1, codes.LONGEST_TEXT]
Rated = app_commands.Range[float, 0, 100]
Name = app_commands.Range[str, 1, 100]
Year = app_commands.Range[str, 1, 20]


def add(tree: Tree, answers: Answers) -> None:
    """Put the command into the tree."""
    lookup = answers.lookup
    about = described("command-search", site=lookup.site.name)

    @tree.command(name="search", description=about, extras={"about": about})
    @app_commands.describe(**{name: described(f"option-search-{name.replace('_', '-')}") for name in _OPTIONS})
    async def search(  # one for each option, as discord.py wants them
        here: Here,
        text: Text | None = None,
        min_rating: Rated | None = None,
        max_rating: Rated | None = None,
        year: Year | None = None,
        tag: Name | None = None,
        badge: Name | None = None,
        challenge: Name | None = None,
    ) -> None:
        said = given.maybe_text(year)
        meant = years(said) if said else (None, None)
        if meant is None:
            await sending.say(here, lambda words: sentence(words.say("no-year", year=escaped(said or "")), lookup.look))
            return
        first, last = meant
        wanted = Wanted(
            text=codes.tidied(given.maybe_text(text) or ""),
            least=given.maybe_number(min_rating),
            most=given.maybe_number(max_rating),
            first_year=first,
            last_year=last,
            tag=given.maybe_text(tag),
            badge=given.maybe_text(badge),
            challenge=given.maybe_text(challenge),
        )
        await sending.answer(here, Search(wanted), answers)

    def completes(option: str, ask: Any) -> None:
        @search.autocomplete(option)
        async def names(_: Here, typed: str) -> Choices:
            return await completed_names(typed, ask)

    completes("tag", lookup.tags)
    completes("badge", lookup.badges)
    completes("challenge", lambda: [one.name for one in lookup.challenges()])


_OPTIONS = ("text", "min_rating", "max_rating", "year", "tag", "badge", "challenge")
