"""Hands posts of an announcement channel on to the servers that follow it, as often as Discord lets it.

Discord takes about ten an hour for each channel; what it doesn't take now is tried again for as long as the process
lives. https://docs.discord.com/developers/resources/message#crosspost-message
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import discord
import structlog

from bot.errors import DeliveryError, NotSent, OutcomeUnclear
from bot.post.discord.calls import ask
from bot.post.discord.errors import NO_PERMISSION, NO_SUCH_CHANNEL, NO_SUCH_MESSAGE

if TYPE_CHECKING:
    from bot.post.discord.session import DiscordSession
    from bot.post.discord.spot import Spot

log = structlog.stdlib.get_logger(__name__)
_PATIENCE = 10.0  # seconds for the first try: the post itself stands, and is to be settled
AGAIN = 600.0  # seconds between two tries
_MOST = 200  # posts that wait; the oldest go first, and without
_DONE, _NO_ANNOUNCEMENT_CHANNEL = 40033, 50024
_NOTHING_TO_DO = frozenset({_DONE, _NO_ANNOUNCEMENT_CHANNEL, NO_SUCH_MESSAGE, NO_SUCH_CHANNEL})


class Crossposting:
    """For one channel. Posts wait in the order in which they were made."""

    def __init__(self, spot: Spot, session: DiscordSession) -> None:
        self._spot, self._session = spot, session
        self._waiting: dict[str, None] = {}
        self._trying: asyncio.Task[None] | None = None

    async def hand_on(self, remote_id: str) -> str | None:
        """Now, or in its turn. What the owner has to do so that it can be done, None for nothing. Raises nothing."""
        if self._waiting:
            self._wait(remote_id, "others wait already")
            return None
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._hand_on(remote_id)
        except (NotSent, OutcomeUnclear, TimeoutError) as error:
            self._wait(remote_id, str(error) or f"Discord didn't answer within {_PATIENCE:g} seconds.")
        except DeliveryError as error:
            log.warning("a post is not handed on", channel=self._spot.channel_id, message=remote_id, reason=str(error))
            return f"They don't get on to the servers that follow the channel. {error}"
        return None

    async def close(self) -> None:
        """Try no more."""
        if self._trying is not None:
            self._trying.cancel()
            with suppress(asyncio.CancelledError):
                await self._trying
        if self._waiting:
            ids = [*self._waiting]
            log.warning("posts are not handed on", channel=self._spot.channel_id, messages=ids, reason="the bot ends")

    def _wait(self, remote_id: str, reason: str) -> None:
        self._waiting[remote_id] = None
        if len(self._waiting) > _MOST:
            dropped = next(iter(self._waiting))
            del self._waiting[dropped]
            log.warning("a post is not handed on", channel=self._spot.channel_id, message=dropped, reason="too many")
        told = {"channel": self._spot.channel_id, "message": remote_id, "again_in_seconds": AGAIN}
        log.warning("a post is handed on later", reason=reason, **told)
        if self._trying is None or self._trying.done():
            self._trying = asyncio.ensure_future(self._try())

    async def _try(self) -> None:
        while self._waiting:
            await self._session.clock.sleep(AGAIN)
            with suppress(NotSent, OutcomeUnclear):
                await self._hand_all_on()

    async def _hand_all_on(self) -> None:
        while self._waiting:
            remote_id = next(iter(self._waiting))
            try:
                await self._hand_on(remote_id)
            except (NotSent, OutcomeUnclear):
                raise
            except DeliveryError as error:
                log.warning("a post is not handed on", message=remote_id, reason=str(error))
            else:
                log.info("a post is handed on", channel=self._spot.channel_id, message=remote_id)
            self._waiting.pop(remote_id, None)

    async def _hand_on(self, remote_id: str) -> None:
        async def publish(client: discord.Client) -> None:
            try:
                await client.http.publish_message(self._spot.channel_id, int(remote_id))
            except discord.HTTPException as error:
                if error.code == NO_PERMISSION:
                    raise await self._spot.named(client, error) from None
                if error.code not in _NOTHING_TO_DO:
                    raise

        await ask(self._session, publish, self._spot.place, reading=False)
