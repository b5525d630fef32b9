"""Brings an admin the answer: in time, for the asker alone, pinging nobody."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.reply import Reply
from bot.commands.sending import PATIENCE, hand_over
from bot.commands.setup.visit import visit
from bot.commands.setup.worded import all_worded
from bot.commands.wording import wording_for
from bot.follow.sentence import Sentence, sentence
from bot.format.length import DESCRIPTION, units

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import discord

    from bot.commands.setup.means import Means
    from bot.commands.setup.visit import Lines, Visit
    from bot.commands.wording import Wording

    Here = discord.Interaction[discord.Client]

COLOR = 0x5B6770
_KEPT_FREE = 200  # UTF-16 units for saying that there is more


async def answer(here: Here, means: Means, work: Callable[[Visit], Awaitable[Lines]]) -> None:
    """Do the work, if whoever asks may have it done, and say what came of it."""
    wording = wording_for(here.locale.value)
    lines = await _in_time(here, _done(here, means, work))
    await hand_over(here, Reply({"description": _fitted(wording, lines), "color": COLOR}), wording)


async def _done(here: Here, means: Means, work: Callable[[Visit], Awaitable[Lines]]) -> Lines:
    comer = visit(here, means)
    return [(comer,)] if isinstance(comer, Sentence) else await work(comer)


async def _in_time(here: Here, work: Awaitable[Lines]) -> Lines:
    task = asyncio.ensure_future(work)
    await asyncio.wait({task}, timeout=PATIENCE)
    if not task.done():
        await here.response.defer(ephemeral=True, thinking=True)
    return await task


def _fitted(wording: Wording, lines: Lines) -> str:
    """As many lines as fit, and how many more there are."""
    told = [all_worded(wording, line) for line in lines]
    kept, room = 0, DESCRIPTION - _KEPT_FREE
    while kept < len(told) and units(told[kept]) + 1 <= room:
        room -= units(told[kept]) + 1
        kept += 1
    if kept < len(told):
        told[kept:] = [all_worded(wording, [sentence("setup-more", count=len(told) - kept)])]
    return "\n".join(told)
