"""Wall-clock times and moments: the one place that knows what clocks do when they are put forward or back.

A wall time that doesn't exist (clocks put forward) means the moment just after the gap; one that exists twice
(clocks put back) means the first. It must not know what the times are for.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def moment(wall: datetime, zone: ZoneInfo, *, fold: int = 0) -> datetime:
    """The moment (aware, UTC) at which clocks in ``zone`` show the naive ``wall``.

    ``fold=1`` asks for the second time that a doubled wall time comes round.
    """
    at = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
    if wall_time(at, zone) == wall:
        return at
    return _end_of_gap(wall, zone)


def wall_time(at: datetime, zone: ZoneInfo) -> datetime:
    """What clocks in ``zone`` show (naive) at that moment (aware)."""
    return at.astimezone(zone).replace(tzinfo=None, fold=0)


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first whole second after the clocks were put forward over ``wall``."""
    # fold=1 reads the missing time by the offset after the change, fold=0 by the one before: the change lies between.
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
