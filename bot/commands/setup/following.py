"""``/matinee follow``: everything that could go wrong with the first post is told before anything is written."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.commands.setup.permissions import missing_there, without_pictures
from bot.commands.setup.showing import newest_for
from bot.commands.setup.spot import spot_of, suited
from bot.errors import StoreError
from bot.follow import acts, rules
from bot.follow.asking import filter_of, manners_of
from bot.follow.forms import filter_form, manners_form
from bot.follow.meaning import of_filter, of_manners
from bot.follow.offered import names_of
from bot.follow.roster import name_of
from bot.follow.sentence import Channel, Sentence, sentence
from bot.format.parts import film
from bot.ledger.model import Follow

if TYPE_CHECKING:
    from bot.commands.setup.spot import Spot, Suited
    from bot.commands.setup.visit import Lines, Visit
    from bot.follow.asking import Asked
    from bot.plan.model import Filter
    from bot.settings.model import ChannelManners


@dataclass(frozen=True, slots=True)
class _Wish:
    """What may be written down."""

    filter: Filter
    manners: ChannelManners


async def follow(visit: Visit, *, channel_id: int, asked: Asked) -> Lines:
    """Let the channel follow from now on, or change what it gets; else every reason why not."""
    channel = suited(visit.guild, channel_id)
    if channel is None:
        return [(sentence("setup-channel-unsuited"),)]
    means, spot = visit.means, spot_of(channel)
    rule = means.settings.follow
    refusal = rules.barred(rule, spot.server_id) or rules.taken(means.settings.destinations, spot.channel_id)
    if refusal is not None:
        return [(refusal,)]
    wish = await _wish(visit, channel, spot, asked)
    if not isinstance(wish, _Wish):
        return wish
    row = _row(visit, spot, wish)
    begun, said = await means.thread.do(acts.begin, means.ledger, row, rule, means.clock.now())
    if not begun:
        return [(said,)]
    means.wake()
    bare = without_pictures(visit, channel)
    return [(said,), *_explained(spot, wish), *((one,) for one in bare), *await _outlook(visit, row)]


async def _wish(visit: Visit, channel: Suited, spot: Spot, asked: Asked) -> _Wish | Lines:
    names = await asyncio.to_thread(names_of, visit.means.catalogue, visit.means.settings)
    wish, manners = filter_of(asked, names), manners_of(asked, spot.kind, spot.forum)
    reasons = [one for one in (wish, manners) if isinstance(one, Sentence)]
    if isinstance(wish, Sentence) or isinstance(manners, Sentence):
        reasons += missing_there(visit, channel, None)
    else:
        reasons += missing_there(visit, channel, manners)
        if not reasons:
            return _Wish(wish, manners)
    return [(sentence("setup-not-yet", channel=Channel(spot.channel_id)),), *((one,) for one in reasons)]


def _row(visit: Visit, spot: Spot, wish: _Wish) -> Follow:
    return Follow(
        name_of(spot.channel_id),
        spot.server_id,
        spot.channel_id,
        spot.server,
        spot.channel,
        filter_form(wish.filter),
        manners_form(wish.manners),
        visit.user_id,
        visit.means.clock.now(),
    )


def _explained(spot: Spot, wish: _Wish) -> Lines:
    """What comes, and what is done with it."""
    tags = {str(number): name for number, name in spot.forum.tags}
    manners = of_manners(wish.manners, spot.kind, tags)
    return [of_filter(wish.filter), *([manners] if manners else [])]


async def _outlook(visit: Visit, row: Follow) -> Lines:
    """What the owner's times mean for it, and an example: the newest review that would come."""
    times = visit.means.settings.follow.schedule
    held: Lines = [(sentence("setup-owners-times"),)] if times.slots or times.quiet or times.max_per_day else []
    try:
        example = await asyncio.to_thread(newest_for, visit.means, row)
    except StoreError:  # the channel follows all the same
        return held
    if example is None:
        return [*held, (sentence("setup-nothing-fits-yet"),)]
    return [*held, (sentence("setup-newest-that-fits", title=film(example.title, example.year)),)]
