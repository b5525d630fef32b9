"""Whether the reviews under two names at one list are of one challenge, and why. Pure.

The address is good evidence, but no proof: one page may list many challenges, and a line copied from last year may
keep last year's address. Numbers that both have taken speak against it, numbers that go on speak for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.challenges import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.catalogue.model import ChallengeEntry

# A name that stands this often at an address has a standing of its own there.
OWN_STANDING = 3
# So many numbers taken by both, and half of what the smaller one has: these are two challenges.
CLASHING = 2

WRITTEN_NAME = "the same name, written otherwise"
SLIP = "the same list, and the name is mistyped"
SLIP_NAME = "the name is mistyped"
FIGURE = "the same list, and the year or number in the name is a slip"
LIST = "the same list"
GOES_ON = "the same list, and its numbers go on"
OWNER = "you say so, in [[challenge]]"
NAME = "the name has the list elsewhere"


@dataclass(slots=True)
class Bundle:
    """The reviews under one name, at one address or anywhere."""

    name: str
    entries: list[ChallengeEntry] = field(default_factory=list)
    fixed: bool = False  # the owner says that it is a challenge of its own

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def numbers(self) -> frozenset[int]:
        """The positions that are taken."""
        return numbers(self.entries)

    @property
    def totals(self) -> frozenset[int]:
        """The totals its lines tell."""
        return frozenset(entry.challenge.total for entry in self.entries if entry.challenge.total is not None)

    @property
    def named_in_time(self) -> bool:
        """Does the name hold the year in which one of its reviews was written?"""
        return not names.years(self.name).isdisjoint(entry.date.year for entry in self.entries if entry.date)


def numbers(entries: Iterable[ChallengeEntry]) -> frozenset[int]:
    """The positions that are taken by some entries."""
    return frozenset(entry.challenge.position for entry in entries if entry.challenge.position is not None)


def clashing(one: frozenset[int], other: frozenset[int]) -> bool:
    """Have both taken so many of the same numbers that they can't be of one challenge?"""
    common = len(one & other)
    return common >= CLASHING and common * 2 >= min(len(one), len(other))


def why_same(few: Bundle, many: Bundle, elsewhere: frozenset[int] | None) -> str | None:
    """Why the ``few`` at a list are of the same challenge as the ``many`` there; None if they aren't.

    ``elsewhere``: the numbers that the few's name has taken at a place where it has a standing; None: it has none.
    """
    if few.fixed:
        return None
    one, other = names.plain(few.name), names.plain(many.name)
    if names.figures(few.name) != names.figures(many.name):
        return _other_figures(few, many, elsewhere)
    if names.mistyped(one, other):  # "Part A" and "Part B" are as like as a slip and what it means
        return None if len(few) >= OWN_STANDING and clashing(few.numbers, many.numbers) else SLIP
    if names.telling(few.name) == names.telling(many.name) and names.telling(few.name):
        return None if clashing(few.numbers, many.numbers) else LIST
    if _alike(few.name, many.name) and not clashing(few.numbers, many.numbers):
        return SLIP
    return GOES_ON if _goes_on(few, many) else None


def _other_figures(few: Bundle, many: Bundle, elsewhere: frozenset[int] | None) -> str | None:
    """The same name with another year or number: a slip, or another edition?"""
    if not names.mistyped(names.letters(few.name), names.letters(many.name)):
        return None
    if few.numbers.isdisjoint(many.numbers) and few.numbers:
        return FIGURE if len(few) < OWN_STANDING or _falls_in(few, many) else None
    if len(few) >= OWN_STANDING or few.named_in_time or _begins_anew(few, many):
        return None
    return FIGURE if elsewhere is None or not few.numbers.isdisjoint(elsewhere) else None


def _alike(one: str, other: str) -> bool:
    """Are they alike word by word? One more word, such as "Anti", makes another challenge."""
    return len(names.words(one)) == len(names.words(other)) and names.alike(one, other)


def _goes_on(few: Bundle, many: Bundle) -> bool:
    """Are their totals the same, and are the few's numbers free in the other, and next to such as are taken?"""
    if not few.numbers or few.totals != many.totals or not few.numbers.isdisjoint(many.numbers):
        return False
    both = few.numbers | many.numbers
    near = {number + step for number in few.numbers for step in (-1, 1)}
    return bool(near & many.numbers) and all(not {one - 1, one + 1}.isdisjoint(both) for one in few.numbers)


def _begins_anew(few: Bundle, many: Bundle) -> bool:
    """Do the few begin from the front when the many are over? A slip would go on, and not from the front."""
    new = [entry.date for entry in few.entries if entry.date]
    old = [entry.date for entry in many.entries if entry.date]
    if not new or not old or min(new) <= max(old) or len(many) < OWN_STANDING:
        return False
    return max(few.numbers, default=OWN_STANDING) < OWN_STANDING <= max(many.numbers, default=0)


def _falls_in(few: Bundle, many: Bundle) -> bool:
    """Do the few go on to the many, or they to them, in time as in numbers?"""
    if not _goes_on(few, many):
        return False
    told = [
        (entry.date, entry.challenge.position)
        for entry in (*few.entries, *many.entries)
        if entry.date is not None and entry.challenge.position is not None
    ]
    positions = [position for _, position in sorted(told)]
    return positions == sorted(positions)
