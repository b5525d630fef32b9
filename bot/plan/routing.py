"""Which destinations want a review, and for which reason one doesn't. Pure.

Private tags may decide here, so a reason names only what the configuration itself says. What the admins of other
servers ask for sees public tags alone: nobody finds out about a private one by asking for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.plan.model import Filter, RoutePolicy
    from bot.review.model import Rating, Review


def wanted(review: Review, routes: Iterable[RoutePolicy]) -> tuple[str, ...]:
    """The names of the destinations that want the review, in the routes' order."""
    return tuple(route.destination for route in routes if refusal(review, route) is None)


def refusal(review: Review, route: RoutePolicy) -> str | None:
    """A sentence saying why the destination doesn't get the review; None: it does."""
    if not review.post:
        return "The front matter says post: false."
    reason = next(_all_reasons(review, route), None)
    return None if reason is None else f'"{route.destination}" {reason}.'


def _all_reasons(review: Review, route: RoutePolicy) -> Iterator[str]:
    yield from _reasons(review, route.filter, review.tags)
    if route.asked is not None:
        yield from _reasons(review, route.asked, review.public_tags)


def _reasons(review: Review, wish: Filter, tags: Iterable[str]) -> Iterator[str]:
    """Every rule of the filter that the review breaks, as the rest of a sentence."""
    if wish.sources is not None and review.source not in wish.sources:
        yield f'takes no reviews from source "{review.source}"'
    if review.rating is None and not wish.unrated:
        yield "takes no unrated reviews"
    if review.rating is not None and wish.min_rating is not None and review.rating.measure < wish.min_rating:
        yield f"takes ratings from {wish.min_rating:g} up, this one is {_told(review.rating)}"
    yield from _names("tags", tags, wish.tags, wish.tags_not)
    yield from _names("badges", review.badges, wish.badges, wish.badges_not)


def _told(rating: Rating) -> str:
    """The rating as the file has it, and what that is on its source's scale or list where that says more."""
    written = rating.label or (f"{rating.value:g}" if rating.usual is None else f"{rating.value:g}/{rating.scale:g}")
    return written if written == f"{rating.measure:g}" else f"{written} (that is {rating.measure:.3g})"


def _names(what: str, has: Iterable[str], some: tuple[str, ...] | None, none: tuple[str, ...]) -> Iterator[str]:
    """Reasons from names wanted and not wanted; upper and lower case are the same."""
    names = {name.casefold() for name in has}
    if some is not None and not any(name.casefold() in names for name in some):
        yield f"takes only reviews with one of the {what} {', '.join(some) or '(none)'}"
    barred = [name for name in none if name.casefold() in names]
    if barred:
        yield f"takes no reviews with the {what} {', '.join(barred)}"
