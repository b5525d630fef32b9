"""What is completed while an admin types: tags, badges, a forum's tags, channels that follow.

Nothing is offered to whoever may not set up; whatever goes wrong, or takes long, offers nothing.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import discord
import structlog
from discord import app_commands

from bot.commands.gateway import one_line
from bot.commands.setup.spot import spot_of, suited
from bot.commands.setup.visit import visit
from bot.follow.names import LONGEST, completions
from bot.follow.offered import names_of
from bot.follow.sentence import Sentence
from bot.follow.which import likely
from bot.format.message import plain

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.commands.setup.means import Means
    from bot.commands.setup.visit import Visit
    from bot.follow.asking import Names
    from bot.ledger.model import Follow

    Here = discord.Interaction[discord.Client]
    Choices = list[app_commands.Choice[str]]

log = structlog.stdlib.get_logger(__name__)

PATIENCE = 2.0  # seconds; Discord takes no completions after three
REMEMBERED = 10.0  # seconds for which names are: each letter typed asks for them


class Choosing:
    """Completions of ``/matinee``'s options."""

    def __init__(self, means: Means, ticks: Callable[[], float] = time.monotonic) -> None:
        self._means, self._ticks = means, ticks
        self._names: tuple[float, Names] | None = None

    async def tags(self, here: Here, typed: str) -> Choices:
        """Public tags."""
        return await self._offered(here, lambda _: self._completed(typed, "tags"))

    async def badges(self, here: Here, typed: str) -> Choices:
        """Badges."""
        return await self._offered(here, lambda _: self._completed(typed, "badges"))

    async def forum_tags(self, here: Here, typed: str) -> Choices:
        """The tags of the forum that was chosen before."""
        chosen: discord.abc.Snowflake | None = here.namespace.channel

        async def of_forum(comer: Visit) -> Choices:
            channel = suited(comer.guild, chosen.id) if chosen is not None else None
            tags = spot_of(channel).forum.tags if channel is not None else ()
            return _named(completions(typed, [name for _, name in tags]))

        return await self._offered(here, of_forum)

    async def channels(self, here: Here, typed: str) -> Choices:
        """The server's channels that follow."""

        async def of_server(comer: Visit) -> Choices:
            follows = await self._means.thread.do(self._means.ledger.follows, comer.guild.id)
            return [_channel(comer.guild, one) for one in likely(typed, follows)]

        return await self._offered(here, of_server)

    async def _completed(self, typed: str, what: str) -> Choices:
        now = self._ticks()
        if self._names is None or now - self._names[0] > REMEMBERED:
            names = await asyncio.to_thread(names_of, self._means.catalogue, self._means.settings)
            self._names = now, names
        known = self._names[1].tags if what == "tags" else self._names[1].badges
        return _named(await asyncio.to_thread(completions, typed, known))

    async def _offered(self, here: Here, work: Callable[[Visit], Awaitable[Choices]]) -> Choices:
        comer = visit(here, self._means)
        if isinstance(comer, Sentence):
            return []
        try:
            async with asyncio.timeout(PATIENCE):
                return await work(comer)
        except Exception as error:  # noqa: BLE001  # nothing offered is an answer as well
            log.warning("nothing is offered", command="matinee", reason=one_line(error))
            return []


def _named(names: list[str]) -> Choices:
    return [app_commands.Choice(name=plain(name, LONGEST) or name, value=name) for name in names]


def _channel(guild: discord.Guild, follow: Follow) -> app_commands.Choice[str]:
    """By its present name where the bot sees it. The value is its number: it stays, whatever the name."""
    channel = guild.get_channel(follow.channel_id)
    name = plain(channel.name if channel is not None else follow.channel, LONGEST - 1)
    return app_commands.Choice(name=f"#{name}", value=str(follow.channel_id))
