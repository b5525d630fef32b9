"""Which old reviews a destination never got: what becomes owed late, and why the others don't. It enters nothing.

What is old is said by the reviews' own dates. What is posted, waits or was decided about already is left alone, so that
filling in twice makes no second post.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ledger.model import Status
from bot.plan.routing import refusal
from bot.watch.enqueue import owed_late

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime, timedelta

    from bot.ledger.model import Owed
    from bot.plan.model import RoutePolicy
    from bot.review.model import Review

    Fate = tuple[int, Status]  # a delivery's number, and where it stands

_DECIDED = {
    Status.WAITING: "It waits already, as post number {}.",
    Status.SENDING: "It is being posted at this moment, as number {}.",
    Status.POSTED: "It is posted already, as number {}.",
    Status.GATHERED: "It is posted already, in a digest (number {}).",
    Status.UNKNOWN: "Nobody knows whether post number {} stands; matinee status tells more.",
    Status.FAILED: "Post number {} failed; matinee retry sends it.",
    Status.SKIPPED: "Post number {} was skipped; matinee retry sends it.",
    Status.REMOVED: "Its post, number {}, was taken down.",
}


@dataclass(frozen=True, slots=True)
class Left:
    """A review that a destination doesn't get, and why."""

    review: Review
    destination: str
    reason: str  # a sentence
    decided: Status | None = None  # where its delivery stands, if that is the reason


@dataclass(frozen=True, slots=True)
class Backlog:
    """What becomes owed, in the order in which it goes out, with its review; and what doesn't."""

    owed: tuple[tuple[Review, Owed], ...]
    left: tuple[Left, ...]

    @property
    def reviews(self) -> int:
        """How many reviews become owed anywhere."""
        return len({review.id for review, _ in self.owed})


def backlog(
    reviews: Iterable[Review],
    known: Collection[str],
    routes: Sequence[RoutePolicy],
    fates: Mapping[str, Mapping[str, Fate]],
    now: datetime,
    pace: timedelta,
    limit: int | None = None,
) -> Backlog:
    """What becomes of these old reviews, which are given in the order in which they are to go.

    ``known``: the ids that the records know. ``fates``: by destination and review id, what was ever owed. ``limit``: at
    most so many reviews become owed; the rest are not heard of. ``now``: aware, when it is entered.
    """
    owed: list[tuple[Review, Owed]] = []
    left: list[Left] = []
    count = 0
    for review in reviews:
        if limit is not None and count >= limit:
            break
        before = len(owed)
        for route in routes:
            reason, status = _against(review, route, known, fates[route.destination])
            if reason is None:
                owed.append((review, owed_late(review, route.destination, now, pace)))
            else:
                left.append(Left(review, route.destination, reason, status))
        count += len(owed) > before
    return Backlog(tuple(owed), tuple(left))


def _against(
    review: Review, route: RoutePolicy, known: Collection[str], fates: Mapping[str, Fate]
) -> tuple[str | None, Status | None]:
    if review.id in fates:
        number, status = fates[review.id]
        return _DECIDED[status].format(number), status
    if review.id not in known:
        return "It is new: it goes out by itself, or matinee status asks about it.", None
    return refusal(review, route), None
