"""A Discord channel to post to, over REST alone: it works while the gateway is down.

It needs Send Messages and Embed Links there, Attach Files for pictures, and Read Message History to look for what it
has posted. What differs by the kind of channel is a :class:`bot.post.discord.board.Board`'s.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import discord
import structlog

from bot.errors import DeliveryError, DestinationTrouble, Refused, TokenRefused
from bot.format.model import Limits, Message
from bot.post.discord.calls import ask
from bot.post.discord.finishing import Finishing
from bot.post.discord.forum import ForumBoard
from bot.post.discord.messages import MessageBoard
from bot.post.discord.permissions import kind_of
from bot.post.discord.spot import ChannelGone, Spot
from bot.settings.model import ChannelManners

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.format.model import Network, Post
    from bot.ledger.model import Receipt
    from bot.post.discord.board import Board
    from bot.post.discord.permissions import Kind
    from bot.post.discord.session import DiscordSession
    from bot.post.publisher import File, Keep, OwnPost, Standing

log = structlog.stdlib.get_logger(__name__)
# https://discord.com/developers/docs/reference#uploading-files, /resources/message#attachment-object
_LIMITS = Limits(alt=1024, picture_bytes=10 * 1024 * 1024)
# "the past few minutes": https://discord.com/developers/docs/resources/message#create-message
_KEY_WINDOW = timedelta(minutes=2)


class DiscordChannel:
    """Publishes to one channel. ``manners``: what it does with a post beside showing it."""

    network: Network = "discord"

    def __init__(
        self, name: str, channel_id: int, session: DiscordSession, manners: ChannelManners | None = None
    ) -> None:
        self.name, self.lane = name, f"discord {channel_id}"
        self.advice: str | None = None
        # A forum knows no keys: none are relied on until it is known that this is none.
        self.key_window: timedelta | None = None
        self._session, self._spot = session, Spot(name, channel_id)
        self._manners = manners or ChannelManners()
        self._finishing = Finishing(self._spot, session, self._manners)
        self._kind: Kind | None = None
        self._known: Board | None = None

    def __repr__(self) -> str:
        return f"DiscordChannel({self.name!r}, {self._spot.channel_id})"

    async def limits(self, *, anew: bool = False) -> Limits:
        """Discord's limits are the same everywhere; the formatter knows those of the words."""
        return _LIMITS

    async def mark(self) -> str:
        """The id of the channel's newest message, or of a forum's newest thread, "" if it has none."""
        board = await self._board()
        return await ask(self._session, board.newest, self._spot.place, reading=True)

    async def publish(self, post: Post, key: str, file: File | None = None) -> Receipt:
        """Post it; but in a forum, within a few minutes a repeat with the same key gives back the first one."""
        message = self._message(post)
        board = await self._board()
        await ask(self._session, board.ready, self._spot.place, reading=True)
        try:
            receipt = await self._sent(board, message, key, file)
        except (Refused, DestinationTrouble) as error:  # surely not posted: the key is as good as new
            if file is None or isinstance(error, TokenRefused):
                raise
            receipt = await self._sent(board, message, key, None)
            self._without_picture(error)
        else:
            self.advice = None if file is not None else self.advice
        return receipt

    async def finish(self, remote_id: str, post: Post) -> str | None:
        """Hand it on to those who follow the channel, and open its thread, where that is wanted."""
        try:
            await self._board()
        except DeliveryError as error:
            log.warning("a post is not finished", destination=self.name, remote_id=remote_id, reason=str(error))
            return None
        assert self._kind is not None  # noqa: S101 (known with the board)
        return await self._finishing.finish(self._kind, remote_id, self._message(post))

    async def find(
        self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None = None
    ) -> Receipt | None:
        """Look for the post among those behind a mark, or since a moment: ids are made of times."""
        if after is None and since is not None:
            after = str(discord.utils.time_snowflake(since))
        board = await self._board()
        return await ask(
            self._session, lambda client: board.find(client, post, after, exclude), self._spot.place, reading=True
        )

    async def standing(self, remote_id: str, post: Post) -> Standing:
        """Fetch the message and compare. One whose embed a moderator has hidden counts as changed."""
        board = await self._board()
        return await ask(
            self._session, lambda client: board.standing(client, remote_id, post), self._spot.place, reading=True
        )

    async def edit(self, remote_id: str, post: Post, file: File | Keep | None = "keep") -> None:
        """Replace embed and buttons. A message that is older than an hour takes only so many edits."""
        message = self._message(post)
        board = await self._board()
        try:
            await self._changed(board, remote_id, message, file)
        except (Refused, DestinationTrouble) as error:
            if file is None or file == "keep" or isinstance(error, TokenRefused):
                raise
            await self._changed(board, remote_id, message, None)
            self._without_picture(error)

    async def delete(self, remote_id: str) -> None:
        """Take the post down; with its channel it is gone as well."""
        try:
            board = await self._board()
            await ask(self._session, lambda client: board.delete(client, remote_id), self._spot.place, reading=False)
        except ChannelGone:
            return

    async def own_posts(self, since: datetime | None, most: int) -> AsyncIterator[OwnPost]:
        """The bot's own posts, newest first; other people's messages are looked at too, and count."""
        oldest = 0 if since is None else discord.utils.time_snowflake(since)
        before: int | None = None
        while most > 0:
            page = await self._page(before, most)
            for number, own in page:
                if number < oldest:
                    return
                if own is not None:
                    yield own
            if not page:
                return
            most, before = most - len(page), page[-1][0]

    async def close(self) -> None:
        """The connections are the session's; what is still tried now and then ends."""
        await self._finishing.close()

    async def _board(self) -> Board:
        """Looked at once: what kind of channel it is, and of which server, only Discord tells."""
        if self._known is None:
            channel = await ask(self._session, self._spot.fetch, self._spot.place, reading=True)
            self._kind = kind_of(channel)
            if self._kind == "forum":
                self._known = ForumBoard(self._spot, channel, self._manners.forum_tags)
            else:
                self._known, self.key_window = MessageBoard(self._spot, channel), _KEY_WINDOW
        return self._known

    async def _page(self, before: int | None, most: int) -> list[tuple[int, OwnPost | None]]:
        board = await self._board()
        return await ask(self._session, lambda client: board.page(client, before, most), self._spot.place, reading=True)

    def _message(self, post: Post) -> Message:
        if not isinstance(post, Message):
            raise Refused(f'"{self.name}" is a Discord channel and takes no toot.')
        return post

    def _without_picture(self, error: DeliveryError) -> None:
        """Without it the post stands: so it was the picture. If the bot may not post there, it is the permission."""
        if isinstance(error, DestinationTrouble):
            self.advice = f"{self._spot.place}: give the bot Attach Files there."
        reason = self.advice or str(error)
        log.warning("the post goes without its picture", destination=self.name, reason=reason)

    async def _sent(self, board: Board, message: Message, key: str, file: File | None) -> Receipt:
        place = self._spot.place
        return await ask(self._session, lambda client: board.send(client, message, key, file), place, reading=False)

    async def _changed(self, board: Board, remote_id: str, message: Message, file: File | Keep | None) -> None:
        place = self._spot.place
        await ask(self._session, lambda client: board.edit(client, remote_id, message, file), place, reading=False)
