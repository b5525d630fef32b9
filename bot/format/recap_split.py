"""How a list's lines are shared among several posts. Pure counting: it knows lengths, and no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

POSTS = 5  # more is a flood


@dataclass(frozen=True, slots=True)
class Rooms:
    """What is left for lines in the posts of a thread, by the network's count; below 0: not even the rest fits."""

    first: int
    middle: int
    last: int
    most: int  # lines in one post

    def of(self, count: int) -> list[int]:
        """The rooms of a thread of ``count`` posts, 2 or more."""
        return [self.first, *[self.middle] * (count - 2), self.last]


def shared(lengths: Sequence[int], rooms: Rooms) -> tuple[int, ...] | None:
    """How many lines each post gets so that all are told: as few posts as will do, 2 to 5, and about as many in each.

    Each line takes its length and a line break. None: they don't fit.
    """
    for count in range(2, POSTS + 1):
        for most in range(-(-len(lengths) // count), min(rooms.most, len(lengths)) + 1):
            counts = _filled(lengths, rooms.of(count), most)
            if sum(counts) == len(lengths) and all(counts):
                return counts
    return None


def newest(lengths: Sequence[int], rooms: Rooms) -> tuple[int, ...] | None:
    """How many of the last lines go into each of five posts, where all are too many. None: a post would have none."""
    counts = _filled(lengths[::-1], rooms.of(POSTS)[::-1], rooms.most)[::-1]
    return counts if all(counts) else None


def _filled(lengths: Sequence[int], rooms: Sequence[int], most: int) -> tuple[int, ...]:
    """Post after post as full as it gets."""
    counts, at = [], 0
    for room in rooms:
        start = at
        while at < len(lengths) and at - start < most and lengths[at] + 1 <= room:
            room -= lengths[at] + 1  # noqa: PLW2901 (what is left of it)
            at += 1
        counts.append(at - start)
    return tuple(counts)
