"""What is owed for a review: the one place where reviews become deliveries, for the watcher and for ``post``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ledger.model import Owed
from bot.plan.routing import wanted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.plan.model import RoutePolicy
    from bot.review.model import Review


def owed_for(review: Review, routes: Iterable[RoutePolicy], ready_at: datetime, *, urgent: bool = False) -> list[Owed]:
    """One delivery for each destination that wants the review, not before ``ready_at`` (aware).

    ``urgent``: asked for by hand, so slots, quiet hours and caps don't hold it, and filters don't either: the owner
    named the review. Only ``post: false`` in the review itself stands.
    """
    routes = tuple(routes)
    names = wanted(review, routes)
    if urgent and review.post:
        names = tuple(route.destination for route in routes)
    return [Owed(review.id, "review", title_of(review), name, ready_at, urgent) for name in names]


def enqueue_by_hand(
    ledger: Ledger, review: Review, routes: Iterable[RoutePolicy], now: datetime, *, again: bool
) -> list[Delivery]:
    """Enter the review for these destinations at once, and return each delivery as it stood before or stands now.

    One that waited already goes out now; ``again`` makes a second post of what is posted. ``now`` is aware.
    """
    entered = [ledger.enqueue(one, now, again=again) for one in owed_for(review, routes, now, urgent=True)]
    return [ledger.hurry(one.id, now) or one for one in entered]


def title_of(review: Review) -> str:
    """The review's name for people: "The Perfection (2018)"."""
    return f"{review.title} ({review.year})" if review.year is not None else review.title
