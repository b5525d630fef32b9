"""The reviews' lines made into challenges: merged, parted into editions, and as the owner says. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.challenges import evidence
from bot.challenges.grouping import grouped, shown_name
from bot.challenges.names import plain, spelling
from bot.challenges.parting import edition_names, parted
from bot.challenges.rules import Claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.catalogue.model import ChallengeEntry
    from bot.challenges.grouping import Line
    from bot.settings.model import ChallengeRule


@dataclass(frozen=True, slots=True)
class Merged:
    """Reviews under another name that were taken into a challenge. ``why``: the evidence, as told to the owner."""

    name: str
    reviews: int
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """One challenge: its reviews, in no order, and how it came to be one."""

    name: str  # as it is shown
    said: str  # as most reviews say it, or the owner; without the year that tells an edition
    entries: tuple[ChallengeEntry, ...]
    rule: ChallengeRule | None
    merged: tuple[Merged, ...]


def found(entries: Iterable[ChallengeEntry], rules: Sequence[ChallengeRule] = ()) -> list[Found]:
    """Every challenge but those that the owner has left out."""
    claims = Claims(rules)
    ruled: dict[str, list[Line]] = defaultdict(list)
    told = []
    for name, rule, lines in _named(grouped(entries, rules), claims):
        if rule is None:
            told.append(_found(name, None, lines))
        else:
            ruled[rule.name].extend(lines)
    kept = [rule for rule in rules if rule.name in ruled and not rule.ignore]
    return _told_apart([_found(rule.name, rule, ruled[rule.name]) for rule in kept], told)


def _told_apart(kept: list[Found], others: Iterable[Found]) -> list[Found]:
    """All of them, no two under one name: "Owl Month (2024)" may be written so, and be an edition of "Owl Month"."""
    taken = {spelling(one.name) for one in kept}
    told = []
    for one in others:
        names = (one.name, *(f"{one.name} {number}" for number in range(2, len(taken) + 3)))
        name = next(name for name in names if spelling(name) not in taken)
        taken.add(spelling(name))
        told.append(replace(one, name=name))
    return told + kept


def _named(
    groups: Iterable[Sequence[Line]], claims: Claims
) -> Iterator[tuple[str, ChallengeRule | None, Sequence[Line]]]:
    """Each group, or each edition in it, with its name and what the owner says of it."""
    unclaimed: dict[str, list[Line]] = defaultdict(list)
    for group in groups:
        rule = next((line.rule for line in group if line.rule), None)
        if rule is not None:
            yield rule.name, rule, group
        else:  # slips at several lists may lead to one name on two ways
            unclaimed[plain(shown_name(_entries(group)))].extend(group)
    for group in unclaimed.values():
        editions = parted(group)
        for name, edition in zip(edition_names([_entries(one) for one in editions]), editions, strict=True):
            said = claims.named(name) if len(editions) > 1 else []
            yield name, said[0] if len(said) == 1 else None, edition


def _found(name: str, rule: ChallengeRule | None, lines: Sequence[Line]) -> Found:
    said = rule.name if rule else shown_name(_entries(lines))
    return Found(name, said, tuple(_entries(lines)), rule, tuple(_merged(said, lines)))


def _merged(said: str, lines: Sequence[Line]) -> Iterator[Merged]:
    """The other names among the lines, that of most reviews first."""
    others: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if (own := spelling(line.entry.challenge.name)) != spelling(said):
            others[own].append(line)
    for same in sorted(others.values(), key=len, reverse=True):
        why = Counter(line.why or evidence.WRITTEN_NAME for line in same).most_common(1)[0][0]
        yield Merged(shown_name(_entries(same)), len(same), why)


def _entries(lines: Sequence[Line]) -> list[ChallengeEntry]:
    return [line.entry for line in lines]
