"""The recap rules, destination by destination: which challenges each one is told about. Pure.

Each destination keeps its own count of what it was told, so that one more destination, or another hour in a rule,
neither repeats nor swallows anything.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.challenges.grouping import spelling
from bot.challenges.progress import named
from bot.plan.cron import CronLine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from bot.challenges.progress import Progress
    from bot.settings.model import RecapRule

EVERY = "*"


@dataclass(frozen=True, slots=True)
class Feed:
    """One rule for one destination. ``key`` stays the same when the rule's time or other destinations change."""

    key: str
    challenge: str  # a name, or "*" for every challenge without a rule of its own there
    line: CronLine
    destination: str

    @property
    def slots_key(self) -> str:
        """Under this the records keep which slots are done; under ``key``, what was told."""
        return f"{self.key}|slots"


def feeds(rules: Iterable[RecapRule], known_destinations: Collection[str]) -> tuple[Feed, ...]:
    """The rules' feeds to destinations that exist, in the rules' order. Raises ValueError on a bad cron line."""
    times: Counter[str] = Counter()
    made = []
    for rule in rules:
        if rule.cron is None or rule.tell != "challenge":
            continue
        line = CronLine.parse(rule.cron)
        for destination in dict.fromkeys(rule.to):
            if destination in known_destinations:
                key = feed_key(rule.challenge, destination)
                times[key] += 1
                # Two rules for the same challenge and place (weekly and monthly) tell apart by their order.
                made.append(Feed(key if times[key] == 1 else f"{key};{times[key]}", rule.challenge, line, destination))
    return tuple(made)


def feed_key(challenge: str, destination: str) -> str:
    """What the records call a feed."""
    return f"{spelling(challenge)}@{destination}"


def told_by(feed: Feed, challenges: Sequence[Progress], all_feeds: Iterable[Feed]) -> list[Progress]:
    """Which of *all* challenges it tells: the one it names, or every one that no other rule names for the place."""
    if feed.challenge != EVERY:
        one = named(challenges, feed.challenge)
        return [] if one is None else [one]
    others = (other for other in all_feeds if other.destination == feed.destination and other.challenge != EVERY)
    taken = [named(challenges, other.challenge) for other in others]
    return [one for one in challenges if one not in taken]


def telling(challenge: Progress, challenges: Sequence[Progress], all_feeds: Sequence[Feed]) -> list[Feed]:
    """The feeds through which anybody hears of a challenge, one of *all* challenges."""
    return [feed for feed in all_feeds if challenge in told_by(feed, challenges, all_feeds)]
