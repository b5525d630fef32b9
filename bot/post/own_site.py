"""Looks whether posts of ours that lead to the owner's site stand at a destination already. It sends nothing."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import DeliveryError, DestinationTrouble, HistoryUnreadable, Refused, Removed
from bot.plan.addresses import is_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.post.publisher import OwnPost, Publisher

_NEWEST = 100  # messages of a channel, or posts of an account: two or three requests
_LASTING = (DestinationTrouble, Refused, Removed)  # asking again won't help


@dataclass(frozen=True, slots=True)
class Standing:
    """A post of ours that leads to the site. ``destination``: the name in the configuration."""

    destination: str
    post: OwnPost
    address: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at all histories came to. Sentences for the owner, each with its destination."""

    standing: tuple[Standing, ...] = ()  # the newest one of each destination
    hidden: tuple[str, ...] = ()  # histories that can't be read, and won't be by asking again
    away: tuple[str, ...] = ()  # networks that can't be reached at the moment


async def look(publishers: Sequence[Publisher], site: str) -> Look:
    """Look through the newest posts of every destination. ``site``: its base address. Raises nothing."""
    lanes: dict[str, list[Publisher]] = defaultdict(list)
    for publisher in publishers:
        lanes[publisher.lane].append(publisher)
    found = [one for lane in await asyncio.gather(*(_along(lane, site) for lane in lanes.values())) for one in lane]
    return Look(
        tuple(one for look in found for one in look.standing),
        tuple(one for look in found for one in look.hidden),
        tuple(one for look in found for one in look.away),
    )


async def _along(lane: Iterable[Publisher], site: str) -> list[Look]:
    """One destination after the other: they share an account."""
    return [await _at(publisher, site) for publisher in lane]


async def _at(publisher: Publisher, site: str) -> Look:
    try:
        async for post in publisher.own_posts(None, _NEWEST):
            address = next((one for one in post.addresses if is_on(site, one)), None)
            if address is not None:
                return Look(standing=(Standing(publisher.name, post, address),))
    except DeliveryError as error:
        told = (f"{publisher.name}: {error}",)
        return Look(hidden=told) if will_stay(error) else Look(away=told)
    return Look()


def will_stay(error: DeliveryError) -> bool:
    """Whether a history stays unreadable until the owner does something."""
    return error.lasting if isinstance(error, HistoryUnreadable) else isinstance(error, _LASTING)
