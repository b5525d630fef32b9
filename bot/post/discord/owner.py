"""Tells the owner something in a direct message of the bot on Discord: him, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.errors import OutcomeUnclear
from bot.format.escape import for_discord
from bot.format.length import units
from bot.format.prose import shorten
from bot.post.discord.calls import ask

if TYPE_CHECKING:
    from bot.post.discord.session import DiscordSession

_LONGEST = 2000  # https://discord.com/developers/docs/resources/message#create-message


class DiscordOwner:
    """A messenger to one person. ``user_id``: the owner's number on Discord."""

    name = "Discord"
    lane = "discord owner"

    def __init__(self, user_id: int, session: DiscordSession) -> None:
        self._user_id, self._session = user_id, session

    def __repr__(self) -> str:
        return f"DiscordOwner({self._user_id})"

    async def tell(self, text: str, key: str) -> None:
        """Send it; within a few minutes a repeat with the same key sends nothing. Raises ``DeliveryError``."""
        words = for_discord(shorten(text, lambda part: units(for_discord(part)) <= _LONGEST))
        await ask(self._session, lambda client: self._send(client, words, key), "Your direct messages", reading=False)

    async def _send(self, client: discord.Client, words: str, key: str) -> None:
        private = await client.create_dm(discord.Object(self._user_id))
        sent = await private.send(words, nonce=key, allowed_mentions=discord.AllowedMentions.none())
        if not sent.id:
            raise OutcomeUnclear("Discord answered, but not with a message.")
