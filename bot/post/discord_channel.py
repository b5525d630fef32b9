"""A Discord channel to post to, over REST alone: it works while the gateway is down.

It needs Send Messages and Embed Links there, Attach Files for pictures, and Read Message History to look for what it
has posted.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord
import structlog

from bot.errors import DestinationTrouble, OutcomeUnclear, Refused, TokenRefused
from bot.format.model import Limits, Message
from bot.post.discord_calls import ask
from bot.post.discord_errors import NO_SUCH_CHANNEL, NO_SUCH_MESSAGE
from bot.post.discord_history import PAGE, DiscordHistory
from bot.post.discord_pictures import attached, dressed, picture_name
from bot.post.publisher import File

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.errors import DeliveryError
    from bot.format.model import Network, Post
    from bot.ledger.model import Receipt
    from bot.post.discord_session import DiscordSession
    from bot.post.publisher import Keep, OwnPost, Standing

log = structlog.stdlib.get_logger(__name__)
# https://discord.com/developers/docs/reference#uploading-files, /resources/message#attachment-object
_LIMITS = Limits(alt=1024, picture_bytes=10 * 1024 * 1024)


class DiscordChannel:
    """Publishes messages to one channel."""

    network: Network = "discord"
    # "the past few minutes": https://discord.com/developers/docs/resources/message#create-message
    key_window: timedelta | None = timedelta(minutes=2)

    def __init__(self, name: str, channel_id: int, session: DiscordSession) -> None:
        self.name, self.lane = name, f"discord {channel_id}"
        self.advice: str | None = None
        self._channel_id, self._session = channel_id, session
        self._history = DiscordHistory(name, channel_id)

    def __repr__(self) -> str:
        return f"DiscordChannel({self.name!r}, {self._channel_id})"

    async def limits(self, *, anew: bool = False) -> Limits:
        """Discord's limits are the same everywhere; the formatter knows those of the words."""
        return _LIMITS

    async def mark(self) -> str:
        """The id of the channel's newest message, "" if it has none."""
        return await ask(self._session, self._history.newest, self._history.place, reading=True)

    async def publish(self, post: Post, key: str, file: File | None = None) -> Receipt:
        """Send a message; within a few minutes a repeat with the same key gives back the first one."""
        message = self._message(post)
        place = self._history.place
        await ask(self._session, self._history.look_at_channel, place, reading=True)
        try:
            receipt = await self._sent(message, key, file)
        except (Refused, DestinationTrouble) as error:  # surely not posted: the key is as good as new
            if file is None or isinstance(error, TokenRefused):
                raise
            receipt = await self._sent(message, key, None)
            self._without_picture(error)
        else:
            self.advice = None if file is not None else self.advice
        return receipt

    async def finish(self, remote_id: str, post: Post) -> None:
        """Hand it on to those who follow the channel, and open its thread, where that is wanted."""

    async def find(
        self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None = None
    ) -> Receipt | None:
        """Look for the message among those behind a mark, or since a moment: ids are made of times."""
        if after is None and since is not None:
            after = str(discord.utils.time_snowflake(since))
        history = self._history
        return await ask(
            self._session, lambda client: history.find(client, post, after, exclude), history.place, reading=True
        )

    async def standing(self, remote_id: str, post: Post) -> Standing:
        """Fetch the message and compare. One whose embed a moderator has hidden counts as changed."""
        history = self._history
        return await ask(
            self._session, lambda client: history.standing(client, remote_id, post), history.place, reading=True
        )

    async def edit(self, remote_id: str, post: Post, file: File | Keep | None = "keep") -> None:
        """Replace embed and buttons. A message that is older than an hour takes only so many edits."""
        message = self._message(post)
        try:
            await self._changed(remote_id, message, file)
        except (Refused, DestinationTrouble) as error:
            if file is None or file == "keep" or isinstance(error, TokenRefused):
                raise
            await self._changed(remote_id, message, None)
            self._without_picture(error)

    async def delete(self, remote_id: str) -> None:
        """Take the message down; with its channel it is gone as well."""
        await ask(self._session, lambda client: self._delete(client, remote_id), self._history.place, reading=False)

    async def own_posts(self, since: datetime | None, most: int) -> AsyncIterator[OwnPost]:
        """The bot's own messages, newest first; other people's are looked at too, and count."""
        oldest = 0 if since is None else discord.utils.time_snowflake(since)
        before: int | None = None
        while most > 0:
            page = await self._page(before, most)
            for number, own in page:
                if number < oldest:
                    return
                if own is not None:
                    yield own
            if len(page) < min(most, PAGE):
                return
            most, before = most - len(page), page[-1][0]

    async def close(self) -> None:
        """Nothing: the connections are the session's."""

    async def _page(self, before: int | None, most: int) -> list[tuple[int, OwnPost | None]]:
        history = self._history
        return await ask(self._session, lambda client: history.page(client, before, most), history.place, reading=True)

    def _message(self, post: Post) -> Message:
        if not isinstance(post, Message):
            raise Refused(f'"{self.name}" is a Discord channel and takes no toot.')
        return post

    def _without_picture(self, error: DeliveryError) -> None:
        """Without it the post stands: so it was the picture. If the bot may not post there, it is the permission."""
        if isinstance(error, DestinationTrouble):
            self.advice = f"{self._history.place}: give the bot Attach Files there."
        reason = self.advice or str(error)
        log.warning("the post goes without its picture", destination=self.name, reason=reason)

    async def _sent(self, message: Message, key: str, file: File | None) -> Receipt:
        place = self._history.place
        return await ask(self._session, lambda client: self._send(client, message, key, file), place, reading=False)

    async def _changed(self, remote_id: str, message: Message, file: File | Keep | None) -> None:
        place = self._history.place
        await ask(self._session, lambda client: self._edit(client, remote_id, message, file), place, reading=False)

    async def _send(self, client: discord.Client, post: Message, key: str, file: File | None) -> Receipt:
        parts: dict[str, Any] = {"view": _view(post), "file": attached(file) if file else None}
        message = await self._history.messages(client).send(
            embed=dressed(post, file.name if file else None),
            nonce=key,
            allowed_mentions=discord.AllowedMentions.none(),
            **{name: part for name, part in parts.items() if part is not None},
        )
        return self._history.receipt(message)

    async def _edit(self, client: discord.Client, remote_id: str, post: Message, file: File | Keep | None) -> None:
        """An edit that doesn't say whom it may mention would mention them all over again; no view: no buttons."""
        name, files = await self._picture(client, remote_id, post, file)
        edited = await self._one(client, remote_id).edit(
            embed=dressed(post, name), allowed_mentions=discord.AllowedMentions.none(), view=_view(post), **files
        )
        if str(edited.id) != remote_id:
            raise OutcomeUnclear("Discord answered, but not with the message that was changed.")

    async def _picture(
        self, client: discord.Client, remote_id: str, post: Message, file: File | Keep | None
    ) -> tuple[str | None, dict[str, Any]]:
        """The name of the picture to be shown, and what is said of attachments; nothing said keeps what there is."""
        if isinstance(file, File):
            return file.name, {"attachments": [attached(file)]}
        if file is None:
            return None, {"attachments": []}
        if post.picture is None:
            return None, {}
        return picture_name(await self._one(client, remote_id).fetch()), {}

    async def _delete(self, client: discord.Client, remote_id: str) -> None:
        try:
            await self._one(client, remote_id).delete()
        except discord.NotFound as error:
            if error.code not in {NO_SUCH_MESSAGE, NO_SUCH_CHANNEL}:
                raise

    def _one(self, client: discord.Client, remote_id: str) -> discord.PartialMessage:
        return self._history.messages(client).get_partial_message(int(remote_id))


def _view(post: Message) -> Any:
    if not post.buttons:
        return None
    view = discord.ui.View(timeout=None)
    for button in post.buttons:
        view.add_item(discord.ui.Button(label=button.label, url=button.url))
    return view
