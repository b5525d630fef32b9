"""How each destination does: works, paused or in trouble, what it got last and what may go there. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ledger.model import Status
from bot.overview.reasons import DAYS, lasting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.ledger.model import Health
    from bot.ledger.store import Ledger
    from bot.plan.model import SchedulePolicy
    from bot.settings.model import Destination, Settings


@dataclass(frozen=True, slots=True)
class Place:
    """One destination. Times aware, in UTC."""

    destination: Destination
    health: Health
    waiting: int
    posted: int
    last_posted: datetime | None

    @property
    def state(self) -> str:
        """In a word or two: "works", "paused", "in trouble", "not answering"."""
        if self.health.pause is not None:
            return "in trouble" if self.health.pause.by == "trouble" else "paused"
        return "not answering" if self.health.failing_since else "works"

    @property
    def limits(self) -> str:
        """What the schedule lets through, in words."""
        return "; ".join(_limits(self.destination.schedule)) or "everything at once"


def places(settings: Settings, ledger: Ledger, names: frozenset[str] | None = None) -> list[Place]:
    """Every destination of these settings, or those of these names, in their order. Raises the ``StoreError`` tree."""
    counts = ledger.standings()
    return [
        Place(
            one,
            ledger.health(one.name),
            found.count if (found := counts.get((one.name, Status.WAITING))) else 0,
            posted.count if (posted := counts.get((one.name, Status.POSTED))) else 0,
            posted.last_posted if posted else None,
        )
        for one in settings.destinations
        if names is None or one.name in names
    ]


def _limits(policy: SchedulePolicy) -> Iterator[str]:
    if policy.slots:
        yield "at " + ", ".join(f"{slot:%H:%M}" for slot in policy.slots)
    if policy.weekdays:
        yield "on " + ", ".join(DAYS[day] for day in sorted(policy.weekdays))
    if policy.quiet:
        yield f"quiet {policy.quiet[0]:%H:%M} to {policy.quiet[1]:%H:%M}"
    if policy.max_per_day:
        yield f"at most {policy.max_per_day} a day"
    if policy.spacing:
        yield f"{lasting(policy.spacing)} between two posts"
