"""What a delivery says: the review as it stands now, or the recap as it was recorded, written for its destination.

It reads and writes words; whether and when they go out is the courier's. What it writes is frozen at the first claim.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.format import compose
from bot.format.model import Limits, Recap, RecapEntry, Toot
from bot.format.recap import compose_recap
from bot.plan.routing import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.format.model import Post
    from bot.ledger.model import Delivery
    from bot.review.model import Reading
    from bot.settings.model import Destination


_SHORTEST = 100  # characters in which a post can still be written


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Not to be posted after all, because: a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """Can't be written at the moment, because: a sentence. To be looked at again later."""

    reason: str


class Composer:
    """Writes posts. ``read_review`` gives a review's file as it is now, None where no file is known for the id.

    Both callables are called from worker threads, several at a time.
    """

    def __init__(
        self,
        read_review: Callable[[str], Reading | None],
        recap_data: Callable[[str], dict[str, Any] | None],
        destinations: Mapping[str, Destination],
    ) -> None:
        self._read_review, self._recap_data, self._destinations = read_review, recap_data, destinations

    def write(self, delivery: Delivery, limits: Limits) -> Post | Withdrawn | NotNow:
        """The post, fitted to the server's limits. Blocks for as long as a file takes to read."""
        destination = self._destinations[delivery.destination]
        if delivery.kind == "recap":
            data = self._recap_data(delivery.subject)
            if data is None:
                return Withdrawn("The recap that this announced is not in the records any more.")
            return compose_recap(recap_of(data), destination.format, limits)
        reading = self._read_review(delivery.subject)
        if reading is None:
            return NotNow("Its file is not there at the moment: it waits until the file is back.")
        if reading.review is None:
            return NotNow(_unread(reading))
        reason = _against(reading, destination, by_hand=delivery.urgent)
        return Withdrawn(reason) if reason else compose(reading.review, destination.format, limits)


def stricter(post: Post, limits: Limits) -> Limits | None:
    """The limits under which a post fits by the strictest way of counting; None if this one does already.

    Some servers count every address in full and every code point for itself
    (https://docs.gotosocial.org/en/latest/configuration/statuses/).
    """
    if not isinstance(post, Toot):
        return None
    full = len(post.text) + len(post.content_warning or "")
    fitting = post.limit - (full - post.length)
    return replace(limits, characters=fitting) if full > post.limit and fitting >= _SHORTEST else None


def recap_of(data: Mapping[str, Any]) -> Recap:
    """The recap that was recorded as JSON."""
    entries = tuple(
        RecapEntry(**{**entry, "rating": tuple(entry["rating"]) if entry["rating"] else None})
        for entry in data["entries"]
    )
    return Recap(**{**data, "entries": entries})


def _unread(reading: Reading) -> str:
    errors = [str(problem) for problem in reading.problems if problem.severity == "error"]
    why = errors[0] if errors else f"{reading.path}: {reading.skipped or 'it is no review'}"
    return f"Its file can't be posted as it is now: {why.rstrip('.')}. It waits until that is mended."


def _against(reading: Reading, destination: Destination, *, by_hand: bool) -> str | None:
    """Why the review shall not go there. What was asked for by hand passes every filter, but not ``post: false``."""
    if reading.review is None:
        return None
    if by_hand:
        return None if reading.review.post else "The front matter says post: false."
    return refusal(reading.review, destination.route)
