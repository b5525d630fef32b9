"""One call to Discord, within its time, whose failure is a delivery error. It knows neither channels nor posts."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from bot.errors import NotSent, OutcomeUnclear
from bot.post.discord.errors import translate

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import discord

    from bot.post.discord.session import DiscordSession

T = TypeVar("T")
CALL_TIMEOUT = 60.0  # seconds for one call, discord.py's own repeats included


async def ask(
    session: DiscordSession, call: Callable[[discord.Client], Awaitable[T]], place: str, *, reading: bool
) -> T:
    """What the call returns. ``place`` names where for people; ``reading``: it changes nothing there.

    A call that takes too long is cancelled, which closes its connection. Raises :class:`bot.errors.DeliveryError`.
    """
    late = f"Discord didn't answer within {CALL_TIMEOUT:g} seconds."
    try:
        async with asyncio.timeout(CALL_TIMEOUT):
            client = await session.usable()
    except TimeoutError:
        raise NotSent(late) from None
    try:
        async with asyncio.timeout(CALL_TIMEOUT):
            return await call(client)
    except TimeoutError:
        raise (NotSent(late) if reading else OutcomeUnclear(late, travelling=True)) from None
    except Exception as error:  # noqa: BLE001 - half answers make discord.py raise anything
        told = translate(error, place, reading=reading)
    raise told  # not chained: a request in discord.py's exception knows the token
