"""Posts in a forum: each is a thread with its first message, and with the tags that the owner chose.

What a post goes on with is a message in its thread.

It needs Create Posts (Discord's name of Send Messages in a forum) and Embed Links there, Attach Files for pictures, and
Read Message History. Only with Manage Threads a thread goes when its post is taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import structlog

from bot.errors import OutcomeUnclear, Refused, Removed
from bot.post.discord.errors import ARCHIVED, NO_PERMISSION, NO_SUCH_CHANNEL, NO_SUCH_MESSAGE, TAG_REQUIRED
from bot.post.discord.forum_history import ForumHistory
from bot.post.discord.forum_ids import place_of
from bot.post.discord.tags import chosen, required
from bot.post.discord.writing import parts, rewrite, thread_name

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.format.model import Message
    from bot.ledger.model import Receipt
    from bot.post.discord.spot import Channel, Spot
    from bot.post.publisher import File, Keep

log = structlog.stdlib.get_logger(__name__)
_TITLE_REFUSED = 200001


class ForumBoard(ForumHistory):
    """One forum; a :class:`bot.post.discord.board.Board`. ``tags``: the names or numbers of its posts' tags."""

    def __init__(self, spot: Spot, forum: Channel, tags: tuple[str, ...]) -> None:
        super().__init__(spot, forum)
        self._forum, self._tags = forum, tags
        self._applied: list[discord.ForumTag] = []

    async def ready(self, client: discord.Client) -> None:
        """Look which tags there are now. One that is missing is the owner's to mend, before anything is posted."""
        self._forum = await self._spot.fetch(client)
        self._applied = chosen(self._forum, self._tags, self._spot.place)

    async def send(self, client: discord.Client, post: Message, key: str, file: File | None) -> Receipt:
        """Make the thread. The key is of no use: Discord takes no nonce for threads. In a thread it is."""
        if post.reply_to is not None:
            return await self._further_below(client, post, place_of(post.reply_to)[0], key, file)
        forum = self._forum
        assert isinstance(forum, discord.ForumChannel)  # noqa: S101 (a forum stays one)
        try:
            made = await forum.create_thread(
                name=thread_name(post.embed.get("title")), applied_tags=self._applied, **parts(post, file)
            )
        except discord.HTTPException as error:
            if error.code == TAG_REQUIRED:
                raise required(forum, self._spot.place) from None
            if error.code == NO_PERMISSION and file is None:
                raise await self._spot.named(client, error) from None
            raise
        if made.message.id != made.thread.id:
            raise OutcomeUnclear("Discord answered, but not with the post that was made.")
        return self.receipt(made.message)

    async def edit(self, client: discord.Client, remote_id: str, post: Message, file: File | Keep | None) -> None:
        """Rename the thread if the title changed and nobody else renamed it; then rewrite its first message."""
        number, message_id = place_of(remote_id)
        thread = await self._thread_or_gone(client, number)
        if thread is None:
            raise Removed(f"It was posted in {self._spot.place} and taken down there since.")
        message = self.thread(client, number).get_partial_message(message_id)
        before = await message.fetch()
        was = thread_name(before.embeds[0].title if before.embeds else None)
        wanted = thread_name(post.embed.get("title"))

        async def work() -> None:
            if number == message_id and thread.name == was != wanted:
                await self._rename(client, number, wanted)
            await rewrite(message, post, file)

        await self._awake_for(client, thread, work)

    async def delete(self, client: discord.Client, remote_id: str) -> None:
        """Take the whole thread where nobody else wrote in it and the bot may; else its first message alone."""
        number, message_id = place_of(remote_id)
        thread = await self._thread_or_gone(client, number)
        if thread is None:
            return
        if number == message_id and not thread.message_count and await self._taken_whole(client, number):
            return
        message = self.thread(client, number).get_partial_message(message_id)

        async def work() -> None:
            try:
                await message.delete()
            except discord.NotFound as error:
                if error.code not in {NO_SUCH_MESSAGE, NO_SUCH_CHANNEL}:
                    raise

        await self._awake_for(client, thread, work)

    async def _further_below(
        self, client: discord.Client, post: Message, number: int, key: str, file: File | None
    ) -> Receipt:
        thread = await self._thread_or_gone(client, number)
        if thread is None:
            raise Removed(f"The post that it goes on from was taken down in {self._spot.place.lower()}.")
        made: list[discord.Message] = []

        async def work() -> None:
            made.append(await self.thread(client, number).send(nonce=key, **parts(post, file)))

        await self._awake_for(client, thread, work)
        return self.receipt(made[0], number)

    async def _thread_or_gone(self, client: discord.Client, number: int) -> discord.Thread | None:
        """The thread; None if it was deleted. With its forum it isn't gone, but out of reach: that raises."""
        try:
            found = await client.fetch_channel(number)
        except discord.NotFound as error:
            if error.code != NO_SUCH_CHANNEL:
                raise
            await self._spot.fetch(client)
            return None
        if not isinstance(found, discord.Thread):
            raise Refused(f"The post {number} in {self._spot.place.lower()} isn't a forum's post: it stays as it is.")
        return found

    async def _taken_whole(self, client: discord.Client, number: int) -> bool:
        try:
            await client.http.delete_channel(number)
        except discord.Forbidden:
            log.info("only a post's first message is taken back", reason="the bot has no Manage Threads there")
            return False
        except discord.NotFound as error:
            if error.code != NO_SUCH_CHANNEL:
                raise
        return True

    async def _rename(self, client: discord.Client, number: int, name: str) -> None:
        try:
            await client.http.edit_channel(number, name=name)
        except discord.HTTPException as error:
            if error.code != _TITLE_REFUSED:
                raise
            log.warning("a post's thread keeps its name", reason="the server's AutoMod refuses the new one")

    async def _awake_for(
        self, client: discord.Client, thread: discord.Thread, work: Callable[[], Awaitable[None]]
    ) -> None:
        """Do what an archived thread doesn't let be done; it is archived again afterwards."""
        if not thread.archived:
            await work()
            return
        try:
            await client.http.edit_channel(thread.id, archived=False)
        except discord.HTTPException as error:
            if thread.locked and error.code in {ARCHIVED, NO_PERMISSION}:
                locked = (
                    f"A moderator has locked the post {thread.id} in {self._spot.place.lower()}: it stays as it is."
                )
                raise Refused(locked) from None
            raise
        await work()
        try:
            await client.http.edit_channel(thread.id, archived=True)
        except discord.HTTPException as error:
            log.info("a post's thread stays open", reason=str(error))
