"""What stands in one Discord channel of messages: reading back, and how a message of ours stands.

Its methods take the client and let discord.py's errors out: :func:`bot.post.discord.calls.ask` translates them. It
changes nothing. It needs Read Message History there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.errors import HistoryUnreadable, Refused
from bot.format.model import Message
from bot.ledger.model import Receipt
from bot.post.discord.errors import NO_SUCH_MESSAGE
from bot.post.discord.text import as_sent, same_message, told_of, words
from bot.post.publisher import OwnPost

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.format.model import Post
    from bot.post.discord.spot import Channel, Spot
    from bot.post.publisher import Standing

PAGE = 100  # messages; the most that Discord gives at once
_MOST = 1000  # messages behind the mark before reading back is given up
_LOOSE = 200  # newest messages where no mark is known


class DiscordHistory:
    """One channel's messages. ``channel``: as Discord told of it; only that tells of which server it is."""

    def __init__(self, spot: Spot, channel: Channel) -> None:
        guild = getattr(channel, "guild", None)
        self._spot, self._guild_id = spot, guild.id if guild else None

    def messages(self, client: discord.Client) -> discord.PartialMessageable:
        """The channel as far as posting needs it."""
        return client.get_partial_messageable(self._spot.channel_id, guild_id=self._guild_id)

    def receipt(self, message: discord.Message) -> Receipt:
        """Where the message stands. Its time is in its id."""
        url = f"https://discord.com/channels/{self._guild_id or '@me'}/{self._spot.channel_id}/{message.id}"
        return Receipt(str(message.id), url, message.created_at)

    async def newest(self, client: discord.Client) -> str:
        """The id of the newest message, "" if there is none."""
        async for message in self.messages(client).history(limit=1):
            return str(message.id)
        await self._require_history(client, 0)
        return ""

    async def find(
        self, client: discord.Client, post: Post, after: str | None, exclude: frozenset[str]
    ) -> Receipt | None:
        """The message of ours that is this post, among those behind the one with this id."""
        if not isinstance(post, Message):
            return None
        seen = 0
        async for message in self._behind(client, after):
            seen += 1
            if is_mine(client, message) and str(message.id) not in exclude and same_message(message, post):
                return self.receipt(message)
        if after is not None and seen >= _MOST:
            raise HistoryUnreadable(f"{self._spot.place} has too many newer messages.", lasting=True)
        if not seen:
            await self._require_history(client, int(after or 0))
        return None

    async def standing(self, client: discord.Client, remote_id: str, post: Post) -> Standing:
        """How the message with this id stands, held against what was sent."""
        if not isinstance(post, Message):
            raise Refused(f"{self._spot.place} holds no toots.")
        try:
            message = await self.messages(client).fetch_message(int(remote_id))
        except discord.NotFound as error:
            if error.code != NO_SUCH_MESSAGE:
                raise
            return "gone"
        if not is_mine(client, message):
            raise Refused(
                f"The message {remote_id} in {self._spot.place.lower()} isn't the bot's own: it stays as it is."
            )
        return "as sent" if as_sent(message, post) else "changed"

    async def page(self, client: discord.Client, before: int | None, most: int) -> list[tuple[int, OwnPost | None]]:
        """The newest messages before the one with this id, newest first: each one's id, and the post if it is ours."""
        point = None if before is None else discord.Object(before)
        found = [message async for message in self.messages(client).history(limit=min(most, PAGE), before=point)]
        if not found and before is None:
            await self._require_history(client, 0)
        return [(one.id, self._own(one) if is_mine(client, one) else None) for one in found]

    def _own(self, message: discord.Message) -> OwnPost:
        return OwnPost(self.receipt(message), words(message), told_of(message))

    def _behind(self, client: discord.Client, after: str | None) -> AsyncIterator[discord.Message]:
        channel = self.messages(client)
        if after is None:
            return channel.history(limit=_LOOSE)
        return channel.history(limit=_MOST, after=discord.Object(int(after or 0)), oldest_first=True)

    async def _require_history(self, client: discord.Client, after: int) -> None:
        """See whether it is true that nothing stands behind that id.

        Without Read Message History Discord answers with no messages instead of an error, and discord.py takes any
        empty thing for an empty history: https://discord.com/developers/docs/resources/message#get-channel-messages
        """
        channel = await self._spot.require_history(client)
        last: int | None = getattr(channel, "last_message_id", None)
        if last is not None and last > after and await self._stands(client, last):
            raise HistoryUnreadable(f"{self._spot.place} shows no messages although it has some.", lasting=False)

    async def _stands(self, client: discord.Client, message_id: int) -> bool:
        """Whether that message is there; a channel names its last one even after that was deleted."""
        try:
            await self.messages(client).fetch_message(message_id)
        except discord.NotFound:
            return False
        return True


def is_mine(client: discord.Client, message: discord.Message) -> bool:
    """Whether we posted it. The answers to slash commands are the bot's too, but come by a webhook and are no posts."""
    return client.user is not None and message.author.id == client.user.id and message.webhook_id is None
