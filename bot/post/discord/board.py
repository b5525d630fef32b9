"""What a channel of one kind does with posts, as :class:`bot.post.discord.channel.DiscordChannel` asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import discord

    from bot.format.model import Message, Post
    from bot.ledger.model import Receipt
    from bot.post.publisher import File, Keep, OwnPost, Standing


class Board(Protocol):
    """Takes the client, lets discord.py's errors out, and raises :class:`bot.errors.DeliveryError` where it knows more.

    What each does, and what its arguments are, is told in :class:`bot.post.publisher.Publisher`.
    """

    async def newest(self, client: discord.Client) -> str:
        """The id of what was posted last, by whomever, "" if there is nothing."""
        ...

    async def ready(self, client: discord.Client) -> None:
        """Look whether a post can be made there as it is wanted. It changes nothing."""
        ...

    async def send(self, client: discord.Client, post: Message, key: str, file: File | None) -> Receipt:
        """Post it."""
        ...

    async def find(
        self, client: discord.Client, post: Post, after: str | None, exclude: frozenset[str]
    ) -> Receipt | None:
        """The post of ours that is this one, among those behind the one with this id."""
        ...

    async def standing(self, client: discord.Client, remote_id: str, post: Post) -> Standing:
        """How the post with this id stands."""
        ...

    async def edit(self, client: discord.Client, remote_id: str, post: Message, file: File | Keep | None) -> None:
        """Make it say this."""
        ...

    async def delete(self, client: discord.Client, remote_id: str) -> None:
        """Take it down, or find that it is gone."""
        ...

    async def page(self, client: discord.Client, before: int | None, most: int) -> list[tuple[int, OwnPost | None]]:
        """At most so many posts before the one with this id, newest first: each id, and the post if it is ours.

        None at all: there are no more.
        """
        ...
