"""What the records say about one destination at one moment, read in one go before each turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ledger.model import Health
from bot.plan.schedule import look_back, set_right

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.ledger.model import Action, Delivery
    from bot.ledger.store import Ledger
    from bot.plan.model import SchedulePolicy

    Change = tuple[Action, Delivery]  # an action, and the post that it is to change

_DAYS = timedelta(days=2)  # a calendar day in any zone
_CLOCK = "it was entered while this machine's clock was ahead, so its time counts from now"


@dataclass(frozen=True, slots=True)
class View:
    """What the records say about a destination at one moment."""

    health: Health = field(default_factory=Health)
    unsettled: tuple[Delivery, ...] = ()  # on their way when a process ended
    waiting: tuple[Delivery, ...] = ()
    changes: tuple[Change, ...] = ()
    posted: tuple[datetime, ...] = ()
    filled_in: tuple[datetime, ...] = ()  # when old reviews went out, as far back as matters to those that wait
    newest: str | None = None  # the network's id of the newest post that is ours
    asking: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done there, now or later."""
        return not (self.unsettled or self.waiting or self.changes)


def view(ledger: Ledger, destination: str, policy: SchedulePolicy, now: datetime) -> View:
    """Read it, in as few queries as there are questions. What a wrong clock entered is set right first."""
    health = ledger.health(destination)
    if health.pause is not None and health.pause.look_at is None:
        return View(health)
    unsettled, changes = ledger.unsettled(destination), ledger.actions_due(destination)
    waiting = ledger.waiting(destination)
    if _set_right(ledger, waiting, changes, now):
        waiting, changes = ledger.waiting(destination), ledger.actions_due(destination)
    if not (unsettled or waiting or changes):
        return View(health)
    posted = ledger.posted_times(destination, now - look_back(policy)) if unsettled or waiting else []
    return View(
        health,
        tuple(unsettled),
        tuple(waiting),
        tuple(changes),
        tuple(posted),
        tuple(filled_in(ledger, destination, waiting, now)),
        ledger.last_remote_id(destination) if posted else None,
        ledger.asking(),
    )


def filled_in(ledger: Ledger, destination: str, waiting: Sequence[Delivery], now: datetime) -> list[datetime]:
    """When old reviews went out there, as far back as the paces of those that wait reach; nothing where none wait."""
    longest = max((one.pace or 0 for one in waiting), default=0)
    return ledger.filled_in_times(destination, now - _DAYS - timedelta(seconds=longest)) if longest else []


def _set_right(ledger: Ledger, waiting: list[Delivery], changes: list[Change], now: datetime) -> bool:
    """Whether anything had to be."""
    wrong = False
    for one in waiting:
        if (at := set_right(one.ready_at, one.created_at, now)) is not None:
            ledger.put_back(one.id, one.reason or _CLOCK, at, may_stand=one.may_stand)
            wrong = True
    for action, _ in changes:
        if (at := set_right(action.ready_at, action.created_at, now)) is not None:
            ledger.postpone_action(action.id, action.reason or _CLOCK, at)
            wrong = True
    return wrong
