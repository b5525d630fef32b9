"""What a Discord channel does with a post beside showing it: on to the servers that follow, and a thread under it.

Done already is done. It neither makes nor changes posts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import structlog

from bot.errors import DeliveryError
from bot.post.discord.calls import ask
from bot.post.discord.crosspost import Crossposting
from bot.post.discord.errors import NO_PERMISSION, NO_SUCH_MESSAGE
from bot.post.discord.writing import thread_name

if TYPE_CHECKING:
    from bot.format.model import Message
    from bot.post.discord.permissions import Kind
    from bot.post.discord.session import DiscordSession
    from bot.post.discord.spot import Spot
    from bot.settings.model import ChannelManners

log = structlog.stdlib.get_logger(__name__)
_THREAD_STANDS = 160004
_DAY: discord.types.threads.ThreadArchiveDuration = 1440  # minutes without a word until it is archived


class Finishing:
    """For one channel. ``manners``: what the owner wants there."""

    def __init__(self, spot: Spot, session: DiscordSession, manners: ChannelManners) -> None:
        self._spot, self._session, self._manners = spot, session, manners
        self._crossposting = Crossposting(spot, session)

    async def finish(self, kind: Kind, remote_id: str, post: Message) -> str | None:
        """What the owner has to do so that it can be done, None for nothing. Raises nothing."""
        advice = None
        if kind == "announcement" and self._manners.crosspost:
            advice = await self._crossposting.hand_on(remote_id)
        if kind in {"text", "announcement"} and self._manners.thread and post.reply_to is None:
            advice = await self._open(remote_id, thread_name(post.embed.get("title"))) or advice
        return advice

    async def close(self) -> None:
        """End what is still tried now and then."""
        await self._crossposting.close()

    async def _open(self, remote_id: str, name: str) -> str | None:
        may = True

        async def start(client: discord.Client) -> None:
            nonlocal may
            try:
                await client.http.start_thread_with_message(
                    self._spot.channel_id, int(remote_id), name=name, auto_archive_duration=_DAY
                )
            except discord.HTTPException as error:
                may = error.code != NO_PERMISSION
                if error.code not in {_THREAD_STANDS, NO_SUCH_MESSAGE}:
                    raise

        try:
            await ask(self._session, start, self._spot.place, reading=False)
        except DeliveryError as error:
            remedy = "give the bot Create Public Threads there, or set thread = false"
            why = str(error) if may else f"{self._spot.place}: {remedy}."
            log.warning("a post gets no thread", channel=self._spot.channel_id, message=remote_id, reason=why)
            return None if may else f"They get no threads. {why}"
        return None
