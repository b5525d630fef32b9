"""One destination as the courier sees it: what is due there, and what was met there lately.

What was met is kept in memory only: a restart tries everything again. It posts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import DeliveryError, HistoryUnreadable
from bot.plan.model import Waiting
from bot.plan.schedule import timetable

if TYPE_CHECKING:
    from bot.format.model import Limits
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.plan.model import SchedulePolicy
    from bot.post.publisher import Publisher

_LOOK_BACK = timedelta(days=2)  # caps are by calendar day, in any zone
_FRESH = timedelta(minutes=10)  # in which so much isn't posted after a post that looking through it has no end


@dataclass(frozen=True, slots=True)
class View:
    """What the records say about a destination at one moment."""

    unsettled: list[Delivery]
    waiting: list[Delivery]
    posted: list[datetime]
    newest: str | None  # the network's id of the newest post that is ours


def view(ledger: Ledger, destination: str, policy: SchedulePolicy, now: datetime) -> View:
    """Read it, in as few queries as there are questions."""
    unsettled, waiting = ledger.unsettled(destination), ledger.waiting(destination)
    if not unsettled and not waiting:
        return View([], [], [], None)
    posted = ledger.posted_times(destination, now - _LOOK_BACK - policy.spacing)
    return View(unsettled, waiting, posted, ledger.last_remote_id(destination) if posted else None)


@dataclass(slots=True)
class Outlet:
    """A publisher, its schedule, and its present troubles. All moments aware, in UTC."""

    publisher: Publisher
    schedule: SchedulePolicy
    paused_until: datetime | None = None  # nothing is tried there before
    stopped: bool = False  # nothing is tried there until a restart
    failures: int = 0  # since the last success
    unreadable: bool = False  # its history couldn't be read when it was asked for last
    newest: str | None = None  # where reading back starts for the next new post
    newest_at: datetime | None = None  # when that was the newest post there
    held: dict[int, datetime] = field(default_factory=dict)  # deliveries that are not tried before
    tighter: dict[int, Limits] = field(default_factory=dict)  # deliveries that were too long for the server

    following: Delivery | None = None  # what goes next, as things stand

    @property
    def name(self) -> str:
        """The destination's name."""
        return self.publisher.name

    async def limits(self, delivery: Delivery) -> Limits:
        """What this delivery's post must fit in."""
        return self.tighter.get(delivery.id) or await self.publisher.limits()

    def closed(self, now: datetime) -> bool:
        """Whether nothing may be tried at the moment."""
        return self.stopped or (self.paused_until is not None and now < self.paused_until)

    def works(self, newest: str, now: datetime) -> None:
        """A post stands there: forget the troubles."""
        self.failures, self.paused_until = 0, None
        self.newest, self.newest_at = newest, now

    def remember(self, seen: View) -> None:
        """After a start: the last post of ours that the records know of."""
        if self.newest is None and seen.newest is not None:
            self.newest, self.newest_at = seen.newest, max(seen.posted, default=None)

    async def mark(self, now: datetime) -> str | None:
        """The id of the newest post there, ours or anybody's, or of one not much older; None: it can't be read.

        A much older one would do too where little is posted, but in a lively channel it lies too far back to look
        through all that came after it. Raises :class:`bot.errors.DeliveryError` if there is none to start from.
        """
        if self.newest_at is not None and abs(now - self.newest_at) <= _FRESH:
            return self.newest
        try:
            self.newest, self.newest_at, self.unreadable = await self.publisher.mark(), now, False
        except DeliveryError as error:
            self.unreadable = isinstance(error, HistoryUnreadable) and error.lasting
            if self.newest is None and not self.unreadable:
                raise
        return self.newest

    def agenda(self, seen: View, now: datetime) -> tuple[list[Delivery], datetime | None]:
        """What is due, in order, and when to look again for what isn't (None: nothing is foreseen).

        What was on its way when a process ended comes first, then what was asked for by hand, then the schedule.
        """
        if self.stopped:
            return [], None
        if self.paused_until is not None and now < self.paused_until:
            return [], self.paused_until
        self.held = {one: until for one, until in self.held.items() if now < until}
        unsettled = [one for one in seen.unsettled if one.id not in self.held]
        times = self._times([one for one in seen.waiting if one.id not in self.held], seen.posted, now)
        due = [one for one in seen.waiting if one.id in times and times[one.id] <= now]
        due.sort(key=lambda one: (not one.urgent, times[one.id], one.ready_at, one.id))
        later = [at for at in (*times.values(), *self.held.values()) if at > now]
        return unsettled + due, min(later, default=None)

    def _times(self, waiting: list[Delivery], posted: list[datetime], now: datetime) -> dict[int, datetime]:
        scheduled = [Waiting(one.id, one.ready_at) for one in waiting if not one.urgent]
        by_hand = {one.id: one.ready_at for one in waiting if one.urgent}
        return timetable(scheduled, posted, now, self.schedule) | by_hand
