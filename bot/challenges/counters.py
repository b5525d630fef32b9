"""The small counters within a challenge's categories: "Countries 3/6 | Peru | Decades 1/6 | 90s". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.challenges.names import spelling

if TYPE_CHECKING:
    from bot.challenges.progress import Progress

_COUNTER = re.compile(r"(?P<name>\S.*?)[\s:#]+(?P<reached>\d{1,4})\s*/\s*(?P<total>\d{1,4})")


@dataclass(frozen=True, slots=True)
class Counter:
    """How far one category of a challenge has come, as its reviews say."""

    name: str
    reached: int
    total: int


def counters(challenge: Progress) -> tuple[Counter, ...]:
    """Every such counter at its highest, in the order in which they first appear."""
    found: dict[tuple[str, int], Counter] = {}
    for entry in challenge.entries:
        for part in (entry.challenge.prompt or "").split("|"):
            if match := _COUNTER.fullmatch(part.strip()):
                one = Counter(match["name"], int(match["reached"]), int(match["total"]))
                key = (spelling(one.name), one.total)
                if key not in found or found[key].reached < one.reached:
                    found[key] = Counter(found[key].name if key in found else one.name, one.reached, one.total)
    return tuple(found.values())
