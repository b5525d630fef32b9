"""Where on Discord a destination is: its channel, as Discord tells of it, and what the bot may do there.

It reads no messages and changes nothing. Its methods let discord.py's errors out, but for what is said of the channel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.errors import DeliveryError, DestinationTrouble
from bot.post.discord.errors import NO_PERMISSION, NO_SUCH_CHANNEL, history_hidden, translate
from bot.post.discord.permissions import kind_of, missing, remedy

if TYPE_CHECKING:
    from bot.post.discord.permissions import Need

Channel = discord.abc.GuildChannel | discord.abc.PrivateChannel | discord.Thread


class ChannelGone(DestinationTrouble):
    """There is no such channel any more, and so none of its messages."""


class Spot:
    """One channel. ``place`` names it for people."""

    def __init__(self, name: str, channel_id: int) -> None:
        self.place = f'The channel of "{name}"'
        self.channel_id = channel_id

    async def fetch(self, client: discord.Client) -> Channel:
        """The channel as it is now. Raises :class:`bot.errors.DeliveryError` too, for it says more."""
        try:
            return await client.fetch_channel(self.channel_id)
        except discord.HTTPException as error:
            # A channel that can't even be looked at is worse than a history that can't be read.
            busy = error.status == 429 or error.status >= 500
            told = translate(error, self.place, reading=busy)
            if error.code == NO_SUCH_CHANNEL:
                told = ChannelGone(str(told))
            raise told from None

    async def require_history(self, client: discord.Client) -> Channel:
        """See whether the bot may read there what was posted; the channel as it is now."""
        channel = await self.fetch(client)
        permissions = await self._permissions(client, channel)
        if permissions is not None and not permissions.read_message_history:
            raise history_hidden(self.place)
        return channel

    async def named(self, client: discord.Client, refusal: discord.HTTPException) -> Exception:
        """What to raise for a refused post: where permissions are missing, an error that names them."""
        if refusal.code != NO_PERMISSION:
            return refusal
        try:
            lacking = await self._lacking(client)
        except (discord.DiscordException, DeliveryError, KeyError):
            lacking = []
        if not lacking:
            return refusal
        return DestinationTrouble(f"{self.place}: the bot may not post there: {remedy(lacking)}.")

    async def _lacking(self, client: discord.Client) -> list[Need]:
        channel = await self.fetch(client)
        permissions = await self._permissions(client, channel)
        if permissions is None:
            return []
        return missing(permissions, kind_of(channel), thread=False, pictures=False)

    async def _permissions(self, client: discord.Client, channel: Channel) -> discord.Permissions | None:
        """The bot's own there; None where Discord's answers don't tell, as of a thread."""
        if not isinstance(channel, discord.abc.GuildChannel) or client.user is None:
            return None
        guild = await client.fetch_guild(channel.guild.id, with_counts=False)
        here = await guild.fetch_channel(self.channel_id)
        return here.permissions_for(await guild.fetch_member(client.user.id))
