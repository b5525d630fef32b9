"""Sub-commands that are about one channel that follows: which one is meant, and what is done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.setup.permissions import missing_there
from bot.commands.setup.spot import suited
from bot.follow import acts, rules
from bot.follow.forms import manners_of_form
from bot.follow.which import meant, unmeant

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.commands.setup.visit import Lines, Visit
    from bot.follow.sentence import Sentence
    from bot.ledger.model import Follow
    from bot.ledger.store import Ledger


async def with_one(visit: Visit, *, text: str | None, work: Callable[[Visit, Follow], Awaitable[Lines]]) -> Lines:
    """Do it to the channel that is meant; else say which there are."""
    follows = await visit.means.thread.do(visit.means.ledger.follows, visit.guild.id)
    one = meant(text, follows, visit.channel_id)
    return [(unmeant(follows),)] if one is None else await work(visit, one)


async def unfollow(visit: Visit, follow: Follow) -> Lines:
    """No more posts there."""
    return await _decided(visit, follow, acts.end)


async def pause(visit: Visit, follow: Follow) -> Lines:
    """Nothing goes out there for now."""
    return await _decided(visit, follow, acts.pause)


async def resume(visit: Visit, follow: Follow) -> Lines:
    """It goes on, or is tried again; what is still in the way is told at once."""
    refusal = rules.barred(visit.means.settings.follow, visit.guild.id)
    if refusal is not None:
        return [(refusal,)]
    lines = await _decided(visit, follow, acts.resume)
    channel = suited(visit.guild, follow.channel_id)
    if channel is not None:
        lines += [(one,) for one in missing_there(visit, channel, manners_of_form(follow.manners))]
    return lines


async def _decided(visit: Visit, follow: Follow, act: Callable[[Ledger, Follow, datetime], Sentence]) -> Lines:
    means = visit.means
    said = await means.thread.do(act, means.ledger, follow, means.clock.now())
    means.wake()
    return [(said,)]
