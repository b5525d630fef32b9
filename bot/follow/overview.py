"""How the channels of a server that follow stand: read from the records in one go. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ledger.model import Status

if TYPE_CHECKING:
    from bot.ledger.model import Delivery, Follow, Pause
    from bot.ledger.store import Ledger

_STUCK = (Status.FAILED, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Standing:
    """One channel. ``stuck``: how many posts the network refused, or may have lost: the bot's owner decides on them."""

    follow: Follow
    pause: Pause | None
    waiting: int
    stuck: int
    last: Delivery | None  # the newest post that stands there


def standing(ledger: Ledger, follow: Follow) -> Standing:
    """How one channel stands."""
    name = follow.destination
    last = ledger.deliveries(statuses=[Status.POSTED], destination=name, limit=1)
    return Standing(
        follow,
        ledger.health(name).pause,
        len(ledger.waiting(name)),
        len(ledger.deliveries(statuses=_STUCK, destination=name)),
        last[0] if last else None,
    )


def standings(ledger: Ledger, server_id: int) -> list[Standing]:
    """Those of a server, in the order in which they began to follow."""
    return [standing(ledger, one) for one in ledger.follows(server_id)]
