"""The simulated Discord: a server called Matinee with a channel and visitors, its clock kept in step with ours.

simcord's clock stands at 2026-01-01 until it is moved, its page shows a new message only when it is refreshed, and
nothing may overlap: so one task moves both, once a second, whenever no visitor is being served. It must not know what
is posted, or why.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING

import discord
import simcord
import structlog

from bot.demo.discord_embeds import show_embeds_as_discord_does
from bot.demo.discord_page import discord_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simcord import Env, Preview

    from bot.clock import Clock

log = structlog.stdlib.get_logger(__name__)
CHANNEL = "reviews"
OTHERS = ("film-club",)  # a channel that can be let follow
# Two, so that one can see who sees the bot's private answers. The first may set channels up.
VISITORS = ("You", "Robin")
_BEAT = 1.0  # seconds between two looks at the clock, and between two refreshes of the page


class DiscordWorld:
    """The running simulation. ``address`` is None when it has no page."""

    def __init__(self, env: Env, channel: simcord.ChannelHandle, clock: Clock) -> None:
        self._env, self._channel, self._clock = env, channel, clock
        self._gate = asyncio.Lock()
        self._preview: Preview | None = None
        self._stale = False
        self.channel_id = channel.id
        self.address: str | None = None

    def posted(self) -> None:
        """Something new stands in the channel: the page shows it at the next beat."""
        self._stale = True

    async def run(self) -> None:
        """Keep clock and page in step, for ever."""
        while True:
            await self._clock.sleep(_BEAT)
            try:
                await self.beat()
            except Exception as error:  # noqa: BLE001 (the outer loop: one bad beat is no reason to end the demo)
                log.warning("the simulated Discord stumbled", reason=repr(error))

    async def beat(self) -> None:
        """Move the clock to the present and the page to the newest post; what fails is tried at the next beat."""
        async with self._gate:
            try:
                await self._catch_up()
                await self._refresh()
            except (simcord.SetupError, TimeoutError):
                return  # simcord is still busy with a command

    async def _catch_up(self) -> None:
        behind = (self._clock.now() - self._env.now()).total_seconds()
        if behind > 0:
            await self._env.advance_time(behind)

    async def _refresh(self) -> None:
        if self._preview is not None and self._stale:
            self._stale = False
            try:
                await self._preview.refresh()
                await self._face_the_newest(self._preview)
            except BaseException:
                self._stale = True
                raise

    async def _face_the_newest(self, preview: Preview) -> None:
        """A tab that is opened from now on begins at the newest post, and so follows those to come."""
        newest = self._channel.last_message
        if newest is not None:
            with suppress(simcord.SetupError):  # the visitor may not see it: somebody else's private answer
                await preview.show(newest)

    async def open_page(
        self, stack: AsyncExitStack, channel: simcord.ChannelHandle, viewers: list[simcord.MemberActor], zone: str
    ) -> None:
        """Serve the channel as any of the visitors sees it; the page lets one choose."""
        show_embeds_as_discord_does()
        preview = self._env.preview(channel, viewers=viewers, layout="channel", timezone=zone)
        self._preview = await stack.enter_async_context(preview)
        self.address = await stack.enter_async_context(discord_page(preview.url, self._gate))


@asynccontextmanager
async def discord_world(
    client: discord.AutoShardedClient, clock: Clock, *, zone: str, page: bool
) -> AsyncIterator[DiscordWorld]:
    """Log the bot in to a simulated Discord. ``zone``: IANA name of the visitor's time zone."""
    async with AsyncExitStack() as stack:
        env = await stack.enter_async_context(simcord.run(client, shard_count=1, check_errors=False))
        # Before anything exists: ids carry their time, and an empty world needs no steps on the way.
        await env.advance_time(max(0.0, (clock.now() - env.now()).total_seconds()))
        if client.user is not None:
            await client.user.edit(username="Matinee")
        guild = env.create_guild("Matinee")
        channel = guild.create_text_channel(CHANNEL)
        for name in OTHERS:
            guild.create_text_channel(name)
        admins = guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
        you, *others = (env.create_user(name.lower(), global_name=name) for name in VISITORS)
        visitors = [guild.add_member(you, roles=[admins]), *(guild.add_member(one) for one in others)]
        world = DiscordWorld(env, channel, clock)
        if page:
            await world.open_page(stack, channel, visitors, zone)
        yield world
