"""A Discord channel to post to, over REST alone: it works while the gateway is down.

It needs Send Messages and Embed Links there, and Read Message History to look for what it has posted.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import discord

from bot.errors import DestinationTrouble, HistoryUnreadable, NotSent, OutcomeUnclear, Refused
from bot.format.model import Limits, Message
from bot.ledger.model import Receipt
from bot.post.discord_errors import history_hidden, translate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime

    from bot.format.model import Network, Post
    from bot.post.discord_session import DiscordSession

T = TypeVar("T")
Channel = discord.abc.GuildChannel | discord.abc.PrivateChannel | discord.Thread
CALL_TIMEOUT = 60.0  # seconds for one call, discord.py's own repeats included
_MOST = 1000  # messages behind the mark before reading back is given up
_LOOSE = 200  # newest messages where no mark is known
_FORUMS = frozenset({discord.ChannelType.forum, discord.ChannelType.media})


class DiscordChannel:
    """Publishes messages to one channel."""

    network: Network = "discord"
    # "the past few minutes": https://discord.com/developers/docs/resources/message#create-message
    key_window: timedelta | None = timedelta(minutes=2)

    def __init__(self, name: str, channel_id: int, session: DiscordSession) -> None:
        self.name, self.lane = name, f"discord {channel_id}"
        self._channel_id, self._session = channel_id, session
        self._channel: Channel | None = None

    def __repr__(self) -> str:
        return f"DiscordChannel({self.name!r}, {self._channel_id})"

    async def limits(self) -> Limits:
        """Discord's limits are the same everywhere; the formatter knows them."""
        return Limits()

    async def mark(self) -> str:
        """The id of the channel's newest message, "" if it has none."""
        return await self._call(self._newest, reading=True)

    async def publish(self, post: Post, key: str) -> Receipt:
        """Send a message; within a few minutes a repeat with the same key gives back the first one."""
        if not isinstance(post, Message):
            raise Refused(f'"{self.name}" is a Discord channel and takes no toot.')
        await self._call(self._look_at_channel, reading=True)
        return await self._call(lambda client: self._send(client, post, key), reading=False)

    async def find(
        self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None = None
    ) -> Receipt | None:
        """Look for the message among those behind a mark, or since a moment: ids are made of times."""
        if after is None and since is not None:
            after = str(discord.utils.time_snowflake(since))
        return await self._call(lambda client: self._find(client, post, after, exclude), reading=True)

    async def close(self) -> None:
        """Nothing: the connections are the session's."""

    async def _call(self, call: Callable[[discord.Client], Awaitable[T]], *, reading: bool) -> T:
        """Make one call within its time; whatever it raises becomes a delivery error."""
        late = f"Discord didn't answer within {CALL_TIMEOUT:g} seconds."
        try:
            async with asyncio.timeout(CALL_TIMEOUT):
                client = await self._session.usable()
        except TimeoutError:
            raise NotSent(late) from None
        try:
            async with asyncio.timeout(CALL_TIMEOUT):
                return await call(client)
        except TimeoutError:
            raise (NotSent(late) if reading else OutcomeUnclear(late)) from None
        except Exception as error:  # noqa: BLE001 - half answers make discord.py raise anything
            told = translate(error, f'The channel of "{self.name}"', reading=reading)
        raise told  # not chained: a request in discord.py's exception knows the token

    async def _look_at_channel(self, client: discord.Client) -> None:
        """Once: what kind of channel it is, and of which server, which only this answer tells."""
        if self._channel is not None:
            return
        channel = await self._fetch(client)
        if getattr(channel, "type", None) in _FORUMS:
            raise DestinationTrouble(
                f'The channel of "{self.name}" is a forum: name a text or announcement channel under channel_id.'
            )
        self._channel = channel

    async def _fetch(self, client: discord.Client) -> Channel:
        try:
            return await client.fetch_channel(self._channel_id)
        except discord.HTTPException as error:
            # A channel that can't even be looked at is worse than a history that can't be read.
            busy = error.status == 429 or error.status >= 500
            raise translate(error, f'The channel of "{self.name}"', reading=busy) from None

    def _messages(self, client: discord.Client) -> discord.PartialMessageable:
        guild = getattr(self._channel, "guild", None)
        return client.get_partial_messageable(self._channel_id, guild_id=guild.id if guild else None)

    async def _send(self, client: discord.Client, post: Message, key: str) -> Receipt:
        message = await self._messages(client).send(
            embed=discord.Embed.from_dict(post.embed),
            nonce=key,
            allowed_mentions=discord.AllowedMentions.none(),
            **_view(post),
        )
        return self._receipt(message)

    async def _newest(self, client: discord.Client) -> str:
        await self._look_at_channel(client)
        async for message in self._messages(client).history(limit=1):
            return str(message.id)
        await self._require_history(client)
        return ""

    async def _find(
        self, client: discord.Client, post: Post, after: str | None, exclude: frozenset[str]
    ) -> Receipt | None:
        if not isinstance(post, Message):
            return None
        await self._look_at_channel(client)
        seen = 0
        async for message in self._history(client, after):
            seen += 1
            if self._is_mine(client, message) and str(message.id) not in exclude and _same(message, post):
                return self._receipt(message)
        if after is not None and seen >= _MOST:
            raise HistoryUnreadable(f'The channel of "{self.name}" has too many newer messages.', lasting=True)
        if not seen:
            await self._require_history(client)
        return None

    def _history(self, client: discord.Client, after: str | None) -> AsyncIterator[discord.Message]:
        channel = self._messages(client)
        if after is None:
            return channel.history(limit=_LOOSE)
        return channel.history(limit=_MOST, after=discord.Object(int(after or 0)), oldest_first=True)

    def _is_mine(self, client: discord.Client, message: discord.Message) -> bool:
        return client.user is not None and message.author.id == client.user.id

    async def _require_history(self, client: discord.Client) -> None:
        """Without Read Message History Discord answers with no messages instead of an error: then nothing is proven.

        https://discord.com/developers/docs/resources/message#get-channel-messages
        """
        channel = await self._fetch(client)
        if not isinstance(channel, discord.abc.GuildChannel) or client.user is None:
            return
        guild = await client.fetch_guild(channel.guild.id, with_counts=False)
        here = await guild.fetch_channel(self._channel_id)
        me = await guild.fetch_member(client.user.id)
        if not here.permissions_for(me).read_message_history:
            raise history_hidden(f'The channel of "{self.name}"')

    def _receipt(self, message: discord.Message) -> Receipt:
        guild = getattr(self._channel, "guild", None)
        url = f"https://discord.com/channels/{guild.id if guild else '@me'}/{self._channel_id}/{message.id}"
        return Receipt(str(message.id), url, message.created_at)


def _view(post: Message) -> dict[str, Any]:
    if not post.buttons:
        return {}
    view = discord.ui.View(timeout=None)
    for button in post.buttons:
        view.add_item(discord.ui.Button(label=button.label, url=button.url))
    return {"view": view}


def _same(message: discord.Message, post: Message) -> bool:
    """By the review's address, else by title and description."""
    wanted = discord.Embed.from_dict(post.embed)
    return any(
        _is_address(embed.url, post.address) or (_words(embed) == _words(wanted) and any(_words(wanted)))
        for embed in message.embeds
    )


def _is_address(url: str | None, address: str | None) -> bool:
    return bool(url and address) and str(url).rstrip("/") == str(address).rstrip("/")


def _words(embed: discord.Embed) -> tuple[str, str]:
    return "".join((embed.title or "").split()), "".join((embed.description or "").split())
