"""What happens to servers and channels that follow: removed, deleted, renamed, given other permissions.

It pauses what can't get posts any more, and has looked again what may get them now: at once, where the courier by
itself would find it out with the next post, or within the hour. Nothing is ever erased here. No handler raises, and
none of them keeps the event loop: each asks the records once, in their thread, and only after a change that matters.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.commands.gateway import one_line as in_short
from bot.format.prose import one_line, shorten_to

if TYPE_CHECKING:
    from collections.abc import Callable

    import discord

    from bot.commands.client import MatineeClient
    from bot.commands.setup.means import Means
    from bot.ledger.model import Follow

log = structlog.stdlib.get_logger(__name__)

_LOOK_AGAIN = timedelta(hours=1)  # as the courier does with what stays in trouble
_NAME = 60  # grapheme clusters of a name in a reason


class Happenings:
    """Discord's events about servers and channels, as far as they concern channels that follow."""

    def __init__(self, client: MatineeClient, means: Means) -> None:
        self._client, self._means = client, means

    def attend(self) -> None:
        """Have the client call the handlers."""
        for handler in (
            self.on_guild_remove,
            self.on_guild_join,
            self.on_guild_update,
            self.on_guild_channel_delete,
            self.on_guild_channel_update,
            self.on_guild_role_update,
            self.on_member_update,
        ):
            self._client.event(handler)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was thrown out. An outage of Discord's is another event, and pauses nothing."""
        reason = f'The bot was removed from the server "{_called(guild.name)}": invite it again there.'
        await self._quietly(self._stop, guild.id, None, reason)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone."""
        where = f'The channel "#{_called(channel.name)}" of the server "{_called(channel.guild.name)}"'
        reason = f"{where} was deleted: its admins can let another one follow with /matinee follow."
        await self._quietly(self._stop, channel.guild.id, channel.id, reason)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot is on a server, perhaps again."""
        await self._quietly(self._name, guild)
        await self._quietly(self._look, guild.id)

    async def on_guild_update(self, before: discord.Guild, after: discord.Guild) -> None:
        """A server was changed."""
        if before.name != after.name:
            await self._quietly(self._name, after)

    async def on_guild_channel_update(self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """A channel was changed."""
        if before.name != after.name:
            await self._quietly(self._name, after.guild)
        if before.overwrites != after.overwrites:
            await self._quietly(self._look, after.guild.id)

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """A role was changed: only what it may do concerns us, and only if the bot has it."""
        if before.permissions != after.permissions and self._has(after):
            await self._quietly(self._look, after.guild.id)

    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Somebody was given other roles; of the bot itself Discord tells this without being asked."""
        if before.roles != after.roles and self._client.user is not None and after.id == self._client.user.id:
            await self._quietly(self._look, after.guild.id)

    def _has(self, role: discord.Role) -> bool:
        """Whether the bot has that role."""
        user = self._client.user
        me = role.guild.get_member(user.id) if user is not None else None
        return me is not None and role in me.roles

    async def _quietly(self, work: Callable[..., bool], *about: object) -> None:
        """In the records' thread; no trouble with them may end the connection. True wakes the courier."""
        try:
            if await self._means.thread.do(work, *about):
                self._means.wake()
        except Exception as error:  # noqa: BLE001  # the courier finds out by itself what was to be told here
            log.warning("a change on Discord wasn't noted", reason=in_short(error))

    def _stop(self, server_id: int, channel_id: int | None, reason: str) -> bool:
        """Pause the server's channels, or that one."""
        now = self._means.clock.now()
        for one in self._theirs(server_id):
            if channel_id in (None, one.channel_id):
                fresh = self._means.ledger.pause(one.destination, "trouble", reason, now + _LOOK_AGAIN, now)
                if fresh:
                    log.warning("paused", destination=one.destination, reason=reason)
        return False

    def _look(self, server_id: int) -> bool:
        """Have every channel of the server that is in trouble tried again now; whether there is one."""
        ledger, now = self._means.ledger, self._means.clock.now()
        theirs = self._theirs(server_id)
        pauses = ledger.pauses() if theirs else {}
        stalled = [pauses[one.destination] for one in theirs if one.destination in pauses]
        for pause in stalled:
            if pause.by == "trouble":
                ledger.pause(pause.destination, "trouble", pause.reason, now, now)
        return any(pause.by == "trouble" for pause in stalled)

    def _name(self, guild: discord.Guild) -> bool:
        """Keep the names by which people know the server and its channels."""
        for one in self._theirs(guild.id):
            channel = guild.get_channel(one.channel_id)
            self._means.ledger.rename(one.channel_id, guild.name, channel.name if channel else one.channel)
        return False

    def _theirs(self, server_id: int) -> list[Follow]:
        return self._means.ledger.follows(server_id)


def _called(name: str) -> str:
    return shorten_to(one_line(name), _NAME)
