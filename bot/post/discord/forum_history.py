"""What stands in one Discord forum: each post is a thread, and the thread's first message, of the same id, is ours.

What a post goes on with stands further down in its thread.

Its methods take the client and let discord.py's errors out. It changes nothing. It needs Read Message History there.
Discord knows no nonce for threads: whether a post stands is told by reading back alone.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord

from bot.errors import HistoryUnreadable, Refused
from bot.format.model import Message
from bot.ledger.model import Receipt
from bot.post.discord.errors import NO_SUCH_CHANNEL, NO_SUCH_MESSAGE
from bot.post.discord.forum_ids import id_of, place_of
from bot.post.discord.history import is_mine
from bot.post.discord.text import as_sent, same_message, told_of, words
from bot.post.publisher import OwnPost

if TYPE_CHECKING:
    from bot.format.model import Post
    from bot.post.discord.spot import Channel, Spot
    from bot.post.publisher import Standing

PAGE = 20  # posts in one call: each is a request of its own
_MOST = 200  # posts of ours behind the mark before reading back is given up
_LOOSE = 100  # newest posts where no mark is known
_LISTED, _LISTS = 100, 50  # archived threads in one answer (the most that Discord gives), and answers, looked at
_CLOCKS = timedelta(minutes=5)  # by which an id's time and an archive's may differ


class ForumHistory:
    """One forum's posts. ``forum``: as Discord told of it."""

    def __init__(self, spot: Spot, forum: Channel) -> None:
        assert isinstance(forum, discord.abc.GuildChannel)  # noqa: S101 (a forum is in a server)
        self._spot, self._guild_id = spot, forum.guild.id
        self._listed: list[int] = []  # for the pages that follow the first

    def receipt(self, message: discord.Message, thread: int | None = None) -> Receipt:
        """Where the post stands. Its time is in its id. ``thread``: whose first message it isn't."""
        known_by = id_of(thread or message.id, message.id)
        return Receipt(known_by, f"https://discord.com/channels/{self._guild_id}/{known_by}", message.created_at)

    async def newest(self, client: discord.Client) -> str:
        """The id of the newest thread, anybody's, "" if there is none. It may be deleted by now."""
        forum = await self._spot.require_history(client)
        last: int | None = getattr(forum, "last_message_id", None)  # of a forum: the last thread that was made
        return "" if last is None else str(last)

    async def find(
        self, client: discord.Client, post: Post, after: str | None, exclude: frozenset[str]
    ) -> Receipt | None:
        """The thread of ours that is this post, among those made since the one with this id."""
        if not isinstance(post, Message):
            return None
        if post.reply_to is not None:
            return await self._further(client, post, post.reply_to, exclude)
        known = {int(one) for one in exclude if one.isdecimal()}
        if after is None:
            numbers = (await self._ours(client, 0, whole=False))[:_LOOSE]
        else:
            numbers = await self._ours(client, place_of(after or "0")[1], whole=True)
        numbers = [number for number in numbers if number not in known]
        if after is not None and len(numbers) > _MOST:
            raise self._too_many()
        for number in numbers:
            message = await self._starter(client, number)
            if message is not None and is_mine(client, message) and same_message(message, post):
                return self.receipt(message)
        return None

    async def standing(self, client: discord.Client, remote_id: str, post: Post) -> Standing:
        """How the thread's first message stands, held against what was sent."""
        if not isinstance(post, Message):
            raise Refused(f"{self._spot.place} holds no toots.")
        message = await self._message(client, *place_of(remote_id))
        if message is None:
            await self._spot.fetch(client)  # with its forum it isn't gone, but out of reach
            return "gone"
        if not is_mine(client, message):
            raise Refused(f"The post {remote_id} in {self._spot.place.lower()} isn't the bot's own: it stays as it is.")
        return "as sent" if as_sent(message, post) else "changed"

    async def page(self, client: discord.Client, before: int | None, most: int) -> list[tuple[int, OwnPost | None]]:
        """The newest threads of ours before the one with this id, newest first. Other people's aren't looked at."""
        if before is None:
            await self._spot.require_history(client)
            self._listed = await self._ours(client, 0, whole=False)
        numbers = [number for number in self._listed if before is None or number < before][: min(most, PAGE)]
        return [(number, self._own(client, await self._starter(client, number))) for number in numbers]

    def thread(self, client: discord.Client, number: int) -> discord.PartialMessageable:
        """The thread of that number, as far as its messages are asked for."""
        return client.get_partial_messageable(number, guild_id=self._guild_id)

    def _own(self, client: discord.Client, message: discord.Message | None) -> OwnPost | None:
        if message is None or not is_mine(client, message):
            return None
        return OwnPost(self.receipt(message), words(message), told_of(message))

    async def _further(
        self, client: discord.Client, post: Message, reply_to: str, exclude: frozenset[str]
    ) -> Receipt | None:
        """What goes on with the post of that id: it stands below it."""
        await self._spot.require_history(client)
        thread, number = place_of(reply_to)
        below = self.thread(client, thread).history(limit=_MOST, after=discord.Object(number), oldest_first=True)
        try:
            async for message in below:
                known = id_of(thread, message.id) in exclude
                if is_mine(client, message) and not known and same_message(message, post):
                    return self.receipt(message, thread)
        except discord.NotFound as error:
            if error.code != NO_SUCH_CHANNEL:
                raise
        return None

    async def _starter(self, client: discord.Client, number: int) -> discord.Message | None:
        return await self._message(client, number, number)

    async def _message(self, client: discord.Client, thread: int, number: int) -> discord.Message | None:
        try:
            return await self.thread(client, thread).fetch_message(number)
        except discord.NotFound as error:
            if error.code not in {NO_SUCH_MESSAGE, NO_SUCH_CHANNEL}:
                raise
            return None

    async def _ours(self, client: discord.Client, after: int, *, whole: bool) -> list[int]:
        """The numbers of the bot's own threads made since that one, newest first.

        A thread that wakes up or falls asleep meanwhile is in one of the lists even so: those that are awake are asked
        for before and after. ``whole``: raise ``HistoryUnreadable`` where there are too many to see them all.
        """
        threads = await self._awake(client)
        threads += await self._asleep(client, after, whole=whole)
        threads += await self._awake(client)
        me = client.user.id if client.user else 0
        ours = {int(one["id"]) for one in threads if int(one.get("owner_id") or 0) == me}
        return sorted((number for number in ours if number > after), reverse=True)

    async def _awake(self, client: discord.Client) -> list[Any]:
        """https://docs.discord.com/developers/resources/guild#list-active-guild-threads: all at once."""
        told = await client.http.get_active_threads(self._guild_id)
        return [one for one in told["threads"] if int(one.get("parent_id") or 0) == self._spot.channel_id]

    async def _asleep(self, client: discord.Client, after: int, *, whole: bool) -> list[Any]:
        """https://docs.discord.com/developers/resources/channel#list-public-archived-threads: last archived first.

        None was archived before it was made: further back than the mark there is nothing to look for.
        """
        found: list[Any] = []
        before: Any = None
        for _ in range(_LISTS):
            told = await client.http.get_public_archived_threads(self._spot.channel_id, before, _LISTED)
            found += told["threads"]
            if not told["threads"] or not told.get("has_more"):
                return found
            before = told["threads"][-1]["thread_metadata"]["archive_timestamp"]
            if datetime.fromisoformat(before) < discord.utils.snowflake_time(after) - _CLOCKS:
                return found
        if whole:
            raise self._too_many()
        return found

    def _too_many(self) -> HistoryUnreadable:
        return HistoryUnreadable(f"{self._spot.place} has too many newer posts.", lasting=True)
