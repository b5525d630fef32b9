"""What a digest says: the reviews in it as their files are now, written together; and which reviews fit into one.

It reads and writes words, like the composer whose part it is; whether and when anything goes out is the courier's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.format.digest import common_hashtags, compose_digest, entry_of, most_private, parts_of
from bot.format.model import Digest, Toot
from bot.format.naming import noun_of
from bot.plan.routing import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.format.model import DigestEntry, Limits, Post
    from bot.ledger.model import Delivery
    from bot.plan.model import DigestRule
    from bot.review.model import Reading, Review
    from bot.settings.model import Destination


@dataclass(frozen=True, slots=True)
class Collected:
    """What becomes of deliveries that wait for a digest: their numbers."""

    together: tuple[tuple[tuple[int, ...], tuple[DigestEntry, ...]], ...]  # each digest, with what it says
    apart: tuple[int, ...]  # their reviews are none for a digest any more, or can't be read now: each for itself
    asked: tuple[int, ...]  # they wait for the owner's answer


class Collector:
    """Writes digests. ``members``: the ids of the reviews in the digest with this number, in their order.

    Both callables are called from worker threads, several at a time.
    """

    def __init__(
        self,
        read_review: Callable[[str], Reading | None],
        members: Callable[[int], Sequence[str]],
        destinations: Mapping[str, Destination],
    ) -> None:
        self._read_review, self._members, self._destinations = read_review, members, destinations

    def rule(self, destination: str) -> DigestRule | None:
        """Which posts to a destination become one; None: none."""
        found = self._destinations.get(destination)
        return found.route.digest if found else None

    def fresh(self, delivery: Delivery) -> tuple[dict[str, Review], tuple[str, ...]]:
        """The reviews that can go out now, by id; and the ids of those that can't, or shall not."""
        route = self._destinations[delivery.destination].route
        found: dict[str, Review] = {}
        out = []
        for subject, review in self._read(delivery):
            if review is None or refusal(review, route) is not None:
                out.append(subject)
            else:
                found[subject] = review
        return found, tuple(out)

    def written(self, delivery: Delivery, reviews: Mapping[str, Review], limits: Limits, *, dated: bool) -> Post:
        """The digest of these reviews (at least one). ``dated``: its day is over."""
        policy = self._destinations[delivery.destination].format
        entries = tuple(entry_of(subject, review, policy) for subject, review in reviews.items())
        digest = self._digest(delivery.destination, delivery.ready_at, entries, list(reviews.values()), dated=dated)
        return compose_digest(digest, policy, limits)

    def corrected(self, delivery: Delivery, posted: Post, limits: Limits, *, dated: bool) -> Post | None:
        """The digest as it should stand now; None if it holds nothing. What can't be read now stays as it stands."""
        policy = self._destinations[delivery.destination].format
        stood = {one.subject: one for one in posted.facts.entries} if posted.facts else {}
        entries: list[DigestEntry] = []
        reviews: list[Review] = []
        for subject, review in self._read(delivery):
            if review is not None and review.post:
                entries.append(entry_of(subject, review, policy))
                reviews.append(review)
            elif subject in stood:
                entries.append(stood[subject])
        if not entries:
            return None
        digest = self._digest(delivery.destination, delivery.ready_at, tuple(entries), reviews, dated=dated)
        if isinstance(posted, Toot):  # no network changes who sees what stands
            digest = replace(digest, visibility=posted.visibility)
        return compose_digest(digest, policy, limits)

    def collected(self, waiting: Sequence[Delivery], at: datetime, limits: Limits, asking: frozenset[str]) -> Collected:
        """Sort deliveries to one destination into digests of ``at`` (aware), each as large as the network takes."""
        destination = self._destinations[waiting[0].destination]
        rule = destination.route.digest
        fit: dict[str, tuple[int, Review]] = {}
        apart: list[int] = []
        asked: list[int] = []
        for one in waiting:
            reading = self._read_review(one.subject)
            review = reading.review if reading else None
            if review is None or rule is None or refusal(review, destination.route) or not rule.condition.holds(review):
                apart.append(one.id)
            elif review.source in asking:
                asked.append(one.id)
            else:
                fit[one.subject] = one.id, review
        if rule is None or len(fit) < rule.least:  # too few by now: they go one by one, at the same time
            return Collected((), tuple(apart), tuple(asked))
        entries = tuple(entry_of(subject, review, destination.format) for subject, (_, review) in fit.items())
        whole = self._digest(destination.name, at, entries, [review for _, review in fit.values()], dated=True)
        together = []
        for part in parts_of(whole, destination.format, limits):
            numbers = tuple(fit[entry.subject][0] for entry in part)
            if len(part) > 1:
                together.append((numbers, part))
            else:
                apart += numbers
        return Collected(tuple(together), tuple(apart), tuple(asked))

    def _read(self, delivery: Delivery) -> Iterator[tuple[str, Review | None]]:
        for subject in self._members(delivery.id):
            reading = self._read_review(subject)
            yield subject, reading.review if reading else None

    def _digest(
        self, name: str, at: datetime, entries: tuple[DigestEntry, ...], reviews: Sequence[Review], *, dated: bool
    ) -> Digest:
        destination = self._destinations[name]
        rule, policy = destination.route.digest, destination.format
        return Digest(
            entries,
            at.astimezone(ZoneInfo(destination.schedule.timezone)).date(),
            noun_of(rule.condition.tag if rule else None),
            dated,
            most_private(reviews, policy),
            common_hashtags(reviews, policy),
        )
