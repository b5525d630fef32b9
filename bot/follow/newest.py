"""The newest review that a channel's filter lets through. It asks, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.plan.model import RoutePolicy
from bot.plan.routing import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.catalogue.store import Catalogue
    from bot.plan.model import Filter
    from bot.review.model import Review

_STEPS = (25, 250, 2500)  # newest reviews that are looked at, the more the rarer what is wanted
_MOST_READ = 50  # files


def newest(
    catalogue: Catalogue, wish: Filter, route: RoutePolicy, read: Callable[[Review], Review | None]
) -> Review | None:
    """The newest review for the channel as it is in its file now; None: among the newest 2500 there is none.

    ``wish`` is what the channel's admins want, in public names; ``route`` is all that decides, the owner's rules
    included, which may go by what only ``read`` knows: it reads a review's file (None: it can't be posted).
    Takes up to some hundred milliseconds.
    """
    theirs = RoutePolicy(route.destination, wish)
    tried = 0
    for one in _by_date(catalogue):
        if refusal(one, theirs) is not None:
            continue
        review = read(one)
        if review is not None and refusal(review, theirs) is None and refusal(review, route) is None:
            return review
        tried += 1
        if tried == _MOST_READ:
            return None
    return None


def _by_date(catalogue: Catalogue) -> Iterator[Review]:
    seen = 0
    for most in _STEPS:
        found = catalogue.latest(most)
        yield from found[seen:]
        seen = len(found)
        if seen < most:
            return
