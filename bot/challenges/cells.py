"""A challenge number by number: which are done and how they are rated, which were passed over, which are to come. Pure.

It tells stars only, no title: what must not be posted can't be told by a cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.challenges.extremes import share
from bot.format.looking_back import RecapCell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.catalogue.model import ChallengeEntry
    from bot.challenges.progress import Progress

MOST = 400  # more can't be shown in a picture
STARS = 5.0


def cells(challenge: Progress) -> tuple[RecapCell, ...]:
    """A cell for each number from 1 to the total; none where that isn't known or is over 400.

    Of a number with several reviews the latest rated one counts. Numbers beyond the total are slips and have no cell.
    Where no review has a number, they are numbered in their order.
    """
    total = challenge.total
    if not total or not 0 < total <= MOST:
        return ()
    taken: dict[int, float | None] = {}
    for number, stars in _numbered(challenge.entries):
        if 1 <= number <= total and (stars is not None or number not in taken):
            taken[number] = stars
    passed = total + 1 if challenge.finished else max(taken, default=0)
    return tuple(_cell(number, taken, passed) for number in range(1, total + 1))


def _cell(number: int, taken: dict[int, float | None], passed: int) -> RecapCell:
    if number not in taken:
        return RecapCell(number, "missing" if number < passed else "open")
    stars = taken[number]
    return RecapCell(number, "unrated") if stars is None else RecapCell(number, "rated", stars)


def _numbered(entries: Iterable[ChallengeEntry]) -> Iterator[tuple[int, float | None]]:
    """(number, stars) of each review that has one, oldest first."""
    entries = list(entries)
    counted = any(entry.challenge.position is not None for entry in entries)
    for count, entry in enumerate(entries, 1):
        number, place = entry.challenge.position if counted else count, share(entry.rating)
        if number is not None:
            yield number, None if place is None else round(place * STARS, 2)
