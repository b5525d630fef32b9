"""Posts as messages: a text channel, an announcement channel, a thread. How they are read back is told elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.post.discord.errors import NO_SUCH_CHANNEL, NO_SUCH_MESSAGE
from bot.post.discord.history import DiscordHistory
from bot.post.discord.writing import parts, rewrite

if TYPE_CHECKING:
    from bot.format.model import Message
    from bot.ledger.model import Receipt
    from bot.post.publisher import File, Keep

_NO_REPLIES = 160002  # without Read Message History there


class MessageBoard(DiscordHistory):
    """One channel of messages; a :class:`bot.post.discord.board.Board`."""

    async def ready(self, client: discord.Client) -> None:
        """Nothing is to be looked at: the request itself tells."""

    async def send(self, client: discord.Client, post: Message, key: str, file: File | None) -> Receipt:
        """Within a few minutes a repeat with the same key gives back the first message."""
        try:
            message = await self._sent(client, post, key, file)
        except discord.Forbidden as error:
            if file is not None:
                raise
            raise await self._spot.named(client, error) from None
        return self.receipt(message)

    async def edit(self, client: discord.Client, remote_id: str, post: Message, file: File | Keep | None) -> None:
        """Replace embed and buttons."""
        await rewrite(self._one(client, remote_id), post, file)

    async def delete(self, client: discord.Client, remote_id: str) -> None:
        """Take the message down."""
        try:
            await self._one(client, remote_id).delete()
        except discord.NotFound as error:
            if error.code not in {NO_SUCH_MESSAGE, NO_SUCH_CHANNEL}:
                raise

    async def _sent(self, client: discord.Client, post: Message, key: str, file: File | None) -> discord.Message:
        channel = self.messages(client)
        try:
            return await channel.send(nonce=key, **parts(post, file), **self._reply(post))
        except discord.HTTPException as error:
            if error.code != _NO_REPLIES:
                raise
        return await channel.send(nonce=key, **parts(post, file))  # a file is read once

    def _reply(self, post: Message) -> dict[str, Any]:
        """To what it replies. Should that be gone, it is posted all the same."""
        if post.reply_to is None:
            return {}
        return {"reference": _Reply(int(post.reply_to), self._spot.channel_id, self._guild_id)}

    def _one(self, client: discord.Client, remote_id: str) -> discord.PartialMessage:
        return self.messages(client).get_partial_message(int(remote_id))


class _Reply(discord.MessageReference):
    """What a message replies to, with its ids as text: Discord's own description of a request wants that."""

    def __init__(self, message: int, channel: int, guild: int | None) -> None:
        super().__init__(message_id=message, channel_id=channel, guild_id=guild, fail_if_not_exists=False)

    def to_message_reference_dict(self) -> Any:
        given = super().to_message_reference_dict()
        return {name: str(value) if name.endswith("_id") else value for name, value in given.items()}
