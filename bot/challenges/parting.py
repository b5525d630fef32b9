"""One name at two lists: two editions, where the second begins from the front again. Pure.

A list may as well have two addresses, a short one and a long one; then its numbers go on.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.challenges import names
from bot.challenges.evidence import clashing, numbers
from bot.challenges.grouping import address, shown_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.catalogue.model import ChallengeEntry
    from bot.challenges.grouping import Line

# So long after the last review at one list, the first at another that begins from the front is of a new edition.
APART = timedelta(days=120)
_FEW = 2  # reviews at a list; with fewer there is nothing to compare


def parted(group: Sequence[Line]) -> list[list[Line]]:
    """The group's editions, the oldest first; the group itself where it is one. What has no list goes by its date."""
    lists: dict[str, list[Line]] = {}
    unlinked = []
    for line in group:
        where = address(line.entry.challenge.url)
        if where is None:
            unlinked.append(line)
        else:
            lists.setdefault(where, []).append(line)
    editions: list[list[Line]] = []
    for lines in sorted(lists.values(), key=lambda one: (len(one) < _FEW, first(_entries(one)) or date.max)):
        home = next((edition for edition in editions if not _another(edition, lines)), None)
        if home is None:
            editions.append(list(lines))
        else:
            home.extend(lines)
    if len(editions) < 2:  # it is one
        return [list(group)]
    for line in unlinked:
        _nearest(editions, line).append(line)
    return sorted(editions, key=lambda one: first(_entries(one)) or date.max)


def edition_names(editions: Sequence[Sequence[ChallengeEntry]]) -> list[str]:
    """What the editions are called: by the year of their first entry, or the day where they share the year."""
    shown = [shown_name(edition) for edition in editions]
    if len({names.spelling(name) for name in shown}) == len(shown):
        return shown
    began = [first(edition) for edition in editions]
    years = Counter(day.year for day in began if day)
    told = ["" if day is None else str(day.year) if years[day.year] == 1 else day.isoformat() for day in began]
    named = [f"{name} ({day})" if day else name for name, day in zip(shown, told, strict=True)]
    return [f"{name} {at}" if name in named[:at] else name for at, name in enumerate(named)]


def first(entries: Sequence[ChallengeEntry]) -> date | None:
    """The day of the first review that has one."""
    return min((entry.date for entry in entries if entry.date), default=None)


def _another(edition: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Are these of another edition than those?"""
    old, new = _entries(edition), _entries(lines)
    if clashing(numbers(old), numbers(new)):
        return True
    if min(len(old), len(new)) < _FEW:
        return False
    return _begins_again(old, new) or _begins_again(new, old)


def _begins_again(old: Sequence[ChallengeEntry], new: Sequence[ChallengeEntry]) -> bool:
    """Does the new one begin long after the old one's end, and further in front?"""
    over, begins = max((entry.date for entry in old if entry.date), default=None), first(new)
    if over is None or begins is None or begins - over < APART:
        return False
    return min(numbers(new), default=0) < min(numbers(old), default=0)


def _nearest(editions: Sequence[list[Line]], line: Line) -> list[Line]:
    """The edition that had begun last when it was written; of those without a number twice, where there are some."""
    taken = line.entry.challenge.position
    free = [one for one in editions if taken is None or taken not in numbers(_entries(one))] or list(editions)
    day = line.entry.date or date.max
    begun = [one for one in free if (first(_entries(one)) or date.max) <= day]
    return max(begun or free[:1], key=lambda one: first(_entries(one)) or date.min)


def _entries(lines: Sequence[Line]) -> list[ChallengeEntry]:
    return [line.entry for line in lines]
