"""Which destinations want a review, and for which reason one doesn't. Pure.

Private tags may decide here, so a reason names only what the configuration itself says. What the admins of other
servers ask for sees public tags alone: nobody finds out about a private one by asking for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.plan.model import Filter, RoutePolicy
    from bot.review.model import Rating, Review


def wanted(review: Review, routes: Iterable[RoutePolicy]) -> tuple[str, ...]:
    """The names of the destinations that get the review by themselves, in the routes' order."""
    return tuple(route.destination for route in routes if not route.by_hand and refusal(review, route) is None)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one key of a destination's filter says about a review."""

    key: str  # "min_rating"; with "asked." before it where the admins of a channel that follows set it
    wanted: str  # what it asks for, as in the configuration
    against: str | None  # why the review doesn't get through, as the rest of a sentence; None: it does


def refusal(review: Review, route: RoutePolicy) -> str | None:
    """A sentence saying why the destination doesn't get the review; None: it does."""
    if not review.post:
        return "The front matter says post: false."
    reason = next((one.against for one in rulings(review, route) if one.against is not None), None)
    return None if reason is None else f'"{route.destination}" {reason}.'


def rulings(review: Review, route: RoutePolicy) -> Iterator[Ruling]:
    """What each key of the filter says that is set. ``post: false`` stands above all of them."""
    yield from _rulings(review, route.filter, review.tags)
    if route.asked is not None:
        asked = _rulings(review, route.asked, review.public_tags)
        yield from (replace(one, key=f"asked.{one.key}") for one in asked)


def _rulings(review: Review, wish: Filter, tags: Iterable[str]) -> Iterator[Ruling]:
    if wish.sources is not None:
        against = f'takes no reviews from source "{review.source}"' if review.source not in wish.sources else None
        yield Ruling("sources", ", ".join(wish.sources), against)
    if not wish.unrated:
        yield Ruling("unrated", "false", "takes no unrated reviews" if review.rating is None else None)
    if wish.min_rating is not None:
        against = None
        if review.rating is not None and review.rating.measure < wish.min_rating:
            against = f"takes ratings from {wish.min_rating:g} up, this one is {_told(review.rating)}"
        yield Ruling("min_rating", f"{wish.min_rating:g}", against)
    yield from _names("tags", tags, wish.tags, wish.tags_not)
    yield from _names("badges", review.badges, wish.badges, wish.badges_not)


def _told(rating: Rating) -> str:
    """The rating as the file has it, and what that is on its source's scale or list where that says more."""
    written = rating.label or (f"{rating.value:g}" if rating.usual is None else f"{rating.value:g}/{rating.scale:g}")
    return written if written == f"{rating.measure:g}" else f"{written} (that is {rating.measure:.3g})"


def _names(what: str, has: Iterable[str], some: tuple[str, ...] | None, none: tuple[str, ...]) -> Iterator[Ruling]:
    """Rulings on names wanted and not wanted; upper and lower case are the same."""
    names = {name.casefold() for name in has}
    if some is not None:
        listed = ", ".join(some) or "(none)"
        against = f"takes only reviews with one of the {what} {listed}"
        yield Ruling(what, listed, None if any(name.casefold() in names for name in some) else against)
    if none:
        barred = [name for name in none if name.casefold() in names]
        against = f"takes no reviews with the {what} {', '.join(barred)}"
        yield Ruling(f"{what}_not", ", ".join(none), against if barred else None)
