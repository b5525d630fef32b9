"""How long deliveries took, from the claim to the receipt, since this process began: for the metrics' histogram."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.model import Delivery

BOUNDS = (0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)  # seconds; what took longer is in the last bucket, without end


@dataclass(slots=True)
class Pace:
    """Of one destination: how many took at most so long, by :data:`BOUNDS`, and all together in seconds."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0


@dataclass(slots=True)
class Paces:
    """By destination."""

    then: Callable[[Delivery], None] | None = None  # who else hears of each
    by_destination: dict[str, Pace] = field(default_factory=dict)

    def settled(self, delivery: Delivery) -> None:
        """Hear of a delivery that was settled; only one that was posted counts."""
        if self.then is not None:
            self.then(delivery)
        if delivery.posted_at is None or delivery.claimed_at is None:
            return
        seconds = max(0.0, (delivery.posted_at - delivery.claimed_at).total_seconds())
        pace = self.by_destination.setdefault(delivery.destination, Pace())
        pace.counts[bisect_left(BOUNDS, seconds)] += 1
        pace.seconds += seconds
