"""Recaps that the owner asks for: drawn to look at, or owed at once. The rules' own slots are untouched by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from bot.challenges.progress import find, progress
from bot.ledger.model import Owed
from bot.recaps.compute import recap_data, recap_of, recap_title
from bot.recaps.feeds import feed_key, handed_over, telling
from bot.recaps.news import news
from bot.recaps.spans import brought

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.catalogue.store import Catalogue
    from bot.challenges.progress import Progress
    from bot.format.looking_back import Recap
    from bot.ledger.store import Ledger
    from bot.recaps.feeds import Feed
    from bot.settings.model import ChallengeRule

Period = Literal["new", "week", "month", "all"]
PERIODS: tuple[Period, ...] = ("new", "week", "month", "all")


@dataclass(frozen=True, slots=True)
class RecapsByHand:
    """The owner's side of the recaps. ``feeds`` come from :func:`bot.recaps.feeds.feeds`.

    ``everywhere``: the destinations for a challenge that no rule tells of. ``rules``: what the owner says of some.
    """

    catalogue: Catalogue
    ledger: Ledger
    feeds: Sequence[Feed]
    zone: ZoneInfo
    everywhere: Sequence[str] = ()
    rules: Sequence[ChallengeRule] = ()

    def draw(self, name: str, period: Period, now: datetime) -> Recap:
        """A challenge's recap as it stands; it may have no entries. ``now`` is aware.

        "new": what hasn't been told everywhere yet; everything, where no rule's first slot has passed. Records nothing.
        Raises :class:`bot.challenges.progress.UnknownChallenge`.
        """
        challenges = self._challenges()
        challenge, told_where = self._find(name, challenges)
        today = now.astimezone(self.zone).date()
        if period == "new":
            fresh = news(self.catalogue, challenge, self._heard(challenge, told_where, now))
            since = self._last_slot(told_where)
            recap = recap_of(challenge, fresh, since=since, until=today, others=challenges)
        else:
            recap = brought(self.catalogue, challenge, period, today, challenges)
        return replace(recap, picture=not told_where or any(feed.rule.picture for feed in told_where))

    def destinations(self, name: str) -> tuple[str, ...]:
        """Where this challenge is told of. Raises :class:`bot.challenges.progress.UnknownChallenge`."""
        _, told_where = self._find(name, self._challenges())
        return tuple(dict.fromkeys(feed.destination for feed in told_where)) or tuple(self.everywhere)

    def owe(self, recap: Recap, to: Sequence[str], now: datetime) -> list[str]:
        """Owe the recap at once to each destination; the deliveries' subjects. The next slots won't tell it again."""
        _, told_where = self._find(recap.challenge, self._challenges())
        slot = f"{now.astimezone(self.zone).replace(tzinfo=None).isoformat()} by hand"
        ids = [entry.review_id for entry in recap.entries]
        subjects = []
        for destination in dict.fromkeys(to):
            heard_by = [feed.key for feed in told_where if feed.destination == destination]
            first, *others = heard_by or [feed_key(recap.challenge, destination)]
            subject = f"recap:{first}:{slot}"
            post = Owed(subject, "recap", recap_title(recap), destination, ready_at=now, urgent=True)
            if self.ledger.record_recap(first, slot, recap_data(recap), ids, [post], now):
                subjects.append(subject)
            for key in others:
                self.ledger.record_recap(key, slot, {}, ids, (), now)
        return subjects

    def _challenges(self) -> list[Progress]:
        return progress(self.catalogue.challenge_entries(), self.rules)

    def _find(self, name: str, challenges: Sequence[Progress]) -> tuple[Progress, list[Feed]]:
        challenge = find(challenges, name)
        return challenge, telling(challenge, challenges, self.feeds)

    def _heard(self, challenge: Progress, told_where: Sequence[Feed], now: datetime) -> frozenset[str]:
        """The ids of the reviews that are news to no destination any more."""
        if not told_where:
            names = challenge.spellings | {challenge.name}  # it may have had another when it was told
            keys = [[feed_key(name, where) for name in names] for where in self.everywhere]
            by_hand = [self.ledger.recaps_told(*one) for one in keys]
            return frozenset.intersection(*by_hand) if by_hand else frozenset()
        heard = []
        for feed in told_where:
            told = self.ledger.recaps_told(feed.key, *handed_over(feed, None, self.ledger.recap_keys()))
            if self.ledger.last_recap(feed.slots_key) is not None:  # it has begun, so this only reads
                told |= self.ledger.recap_start(feed.key, now, ()).known
            heard.append(told)
        return frozenset.intersection(*heard) if heard else frozenset()

    def _last_slot(self, told_where: Sequence[Feed]) -> date | None:
        slots = [self.ledger.last_recap(feed.slots_key) for feed in told_where]
        return max((date.fromisoformat(slot[:10]) for slot in slots if slot), default=None)
