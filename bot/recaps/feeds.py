"""The recap rules, destination by destination: what each one is told, when, and at which milestones. Pure.

Each destination keeps its own count of what it was told, so that one more destination, or another hour in a rule,
neither repeats nor swallows anything.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.challenges.names import spelling
from bot.challenges.progress import named
from bot.plan.cron import CronLine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from bot.challenges.progress import Progress
    from bot.format.looking_back import Milestone, Told
    from bot.settings.model import RecapRule

EVERY = "*"
_TOLD = {"month": "the month", "year": "the year", "on this day": "on this day"}


@dataclass(frozen=True, slots=True)
class Feed:
    """One rule for one destination. ``key`` stays the same when the rule's time or other destinations change."""

    key: str
    rule: RecapRule
    destination: str
    line: CronLine | None  # None: it tells at milestones only

    @property
    def challenge(self) -> str:
        """A name, or "*" for every challenge without a rule of its own there; "": it tells of something else."""
        return self.rule.challenge

    @property
    def slots_key(self) -> str:
        """Under this the records keep which slots are done; under ``key``, what was told."""
        return f"{self.key}|slots"

    @property
    def what(self) -> str:
        """What it tells of, for the owner."""
        return _TOLD.get(self.rule.tell) or ("all challenges" if self.challenge == EVERY else self.challenge)


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone that is told of at one destination, for the challenges of a feed's rule."""

    key: str
    milestone: Milestone
    feed: Feed


def feeds(rules: Iterable[RecapRule], known_destinations: Collection[str]) -> tuple[Feed, ...]:
    """The challenges' feeds to destinations that exist, in the rules' order. Raises ValueError on a bad cron line."""
    times: Counter[str] = Counter()
    made = []
    for rule in rules:
        if rule.tell != "challenge":
            continue
        line = CronLine.parse(rule.cron) if rule.cron is not None else None
        for destination in _known(rule, known_destinations):
            key = feed_key(rule.challenge, destination)
            if line is None:
                made.append(Feed(f"{key}|milestones", rule, destination, None))
                continue
            times[key] += 1
            # Two rules for the same challenge and place (weekly and monthly) tell apart by their order.
            made.append(Feed(key if times[key] == 1 else f"{key};{times[key]}", rule, destination, line))
    return tuple(made)


def look_backs(rules: Iterable[RecapRule], known_destinations: Collection[str]) -> tuple[Feed, ...]:
    """The feeds that look back on all reviews. Raises ValueError on a bad cron line.

    Two rules that tell the same at one place share what they told: each month is told there once.
    """
    return tuple(
        Feed(look_back_key(rule.tell, destination), rule, destination, CronLine.parse(rule.cron))
        for rule in rules
        if rule.tell != "challenge" and rule.cron is not None
        for destination in _known(rule, known_destinations)
    )


def marks(all_feeds: Iterable[Feed]) -> tuple[Mark, ...]:
    """The milestones that are told of, each once for a challenge's name (or "*") and a destination."""
    made: dict[str, Mark] = {}
    for feed in all_feeds:
        for milestone in feed.rule.milestones:
            key = f"{feed_key(feed.challenge, feed.destination)}|{milestone}"
            if key not in made or made[key].feed.line is None:
                made[key] = Mark(key, milestone, feed)
    return tuple(made.values())


def feed_key(challenge: str, destination: str) -> str:
    """What the records call a feed."""
    return f"{spelling(challenge)}@{destination}"


def look_back_key(tell: Told, destination: str) -> str:
    """What the records call what is told of months, of years or of days. A challenge's key has no blanks."""
    return f"{tell} in review@{destination}"


def handed_over(feed: Feed, milestone: Milestone | None, keys: Iterable[str]) -> list[str]:
    """The keys, out of all that there are, under which rules for other names told the same place of reviews.

    A challenge passes from its own rule to "*" when that rule goes, or when it names the next edition, and back again;
    to another rule with another of its names; and a review passes to another challenge when it is put right.
    """
    end = rf"\|{re.escape(milestone)}" if milestone else r"(?:;\d+|\|milestones)?"
    form = re.compile(rf"(.*)@{re.escape(feed.destination)}{end}", re.DOTALL)
    found = ((key, form.fullmatch(key)) for key in keys)
    return [key for key, match in found if match and match[1] != spelling(feed.challenge)]


def told_by(feed: Feed, challenges: Sequence[Progress], all_feeds: Iterable[Feed]) -> list[Progress]:
    """Which of *all* challenges it tells: the one it names, or every one that no other rule names for the place.

    A rule without a time of its own, for milestones, takes no challenge away from one that has a time.
    """
    if feed.challenge != EVERY:
        one = named(challenges, feed.challenge)
        return [] if one is None else [one]
    others = [other for other in _beside(feed, all_feeds) if (other.line is None) == (feed.line is None)]
    return _but(challenges, others)


def reaching(mark: Mark, challenges: Sequence[Progress], all_feeds: Iterable[Feed]) -> list[Progress]:
    """Which of *all* challenges' milestones it tells: as :func:`told_by`, among the rules that tell of any."""
    if mark.feed.challenge != EVERY:
        return told_by(mark.feed, challenges, ())
    return _but(challenges, [other for other in _beside(mark.feed, all_feeds) if other.rule.milestones])


def counting(mark: Mark, challenge: Progress, challenges: Sequence[Progress], all_feeds: Sequence[Feed]) -> Feed:
    """The feed by whose count a milestone tells what is new: its own, else the one that tells the challenge there."""
    timed = [feed for feed in all_feeds if feed.line is not None and feed.destination == mark.feed.destination]
    telling_it = [feed for feed in timed if challenge in told_by(feed, challenges, all_feeds)]
    return mark.feed if mark.feed in telling_it or not telling_it else telling_it[0]


def telling(challenge: Progress, challenges: Sequence[Progress], all_feeds: Sequence[Feed]) -> list[Feed]:
    """The feeds through which anybody hears of a challenge, one of *all* challenges.

    Those that tell of milestones only are among them where there are no others.
    """
    found = [feed for feed in all_feeds if challenge in told_by(feed, challenges, all_feeds)]
    return [feed for feed in found if feed.line is not None] or found


def _known(rule: RecapRule, destinations: Collection[str]) -> list[str]:
    return [one for one in dict.fromkeys(rule.to) if one in destinations]


def _beside(feed: Feed, all_feeds: Iterable[Feed]) -> list[Feed]:
    """The feeds to the same place that name a challenge."""
    return [other for other in all_feeds if other.destination == feed.destination and other.challenge != EVERY]


def _but(challenges: Sequence[Progress], others: Iterable[Feed]) -> list[Progress]:
    taken = [named(challenges, other.challenge) for other in others]
    return [one for one in challenges if one not in taken]
