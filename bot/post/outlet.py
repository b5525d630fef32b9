"""One destination as the courier sees it, and what was met there lately. It posts nothing and reads no records.

That nothing is to be sent there for longer (a pause) stands in the records. What is kept here is kept in memory only: a
restart tries everything again. Nothing of it grows: what is said of one post is forgotten when that waits no more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import DeliveryError, HistoryUnreadable

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.format.model import Limits
    from bot.ledger.model import Delivery, Pause
    from bot.plan.model import DigestRule, SchedulePolicy
    from bot.post.publisher import Publisher
    from bot.post.view import View

_FRESH = timedelta(minutes=10)  # in which so much isn't posted after a post that looking through it has no end
_LONGEST_REST = timedelta(hours=25)  # nothing rests for longer; the clock was put back meanwhile


@dataclass(slots=True)
class Outlet:
    """A publisher, its schedule, and its present troubles. All moments aware, in UTC."""

    publisher: Publisher
    schedule: SchedulePolicy
    neighbours: tuple[str, ...]  # the destinations that share its account, itself among them
    lease: tuple[str, str] | None = None  # lane and holder, where several processes post from the same records
    digest: DigestRule | None = None  # which of its posts become one
    is_guest: bool = False  # a channel that follows: its troubles are its own admins', and nobody else is told of them
    pause: Pause | None = None  # as the records said last
    tried: bool = False  # since this process began: a restart is what most troubles are mended with
    failing_since: datetime | None = None  # no request got through since, as the records said last
    asking: frozenset[str] = frozenset()  # sources about which the owner is asked something
    resting_until: datetime | None = None  # nothing is tried there before
    failures: int = 0  # since a post went out last
    unreadable: bool = False  # its history couldn't be read when it was asked for last
    newest: str | None = None  # where reading back starts for the next new post
    newest_at: datetime | None = None  # when that was the newest post there
    following: Delivery | None = None  # what goes next, as things stand
    goes_on: bool = False  # what went last is to be followed by its next part before anything else goes

    # By the keys of deliveries and actions that wait:
    held: dict[str, datetime] = field(default_factory=dict)  # failed, and are not tried before
    unready: dict[str, datetime] = field(default_factory=dict)  # wait for their file, or for the owner's answer
    setbacks: dict[str, int] = field(default_factory=dict)  # changes to posts that failed so often
    tighter: dict[str, Limits] = field(default_factory=dict)  # posts that were too long for the server
    unwritten: dict[str, int] = field(default_factory=dict)  # posts that do: their numbers
    not_live: set[str] = field(default_factory=set)  # posts that wait for their page; when to look is in ``unready``

    @property
    def name(self) -> str:
        """The destination's name."""
        return self.publisher.name

    async def limits(self, delivery: Delivery) -> Limits:
        """What this delivery's post must fit in."""
        return self.tighter.get(delivery.key) or await self.publisher.limits()

    def rests(self, now: datetime) -> bool:
        """Whether nothing is tried at the moment."""
        until = self.resting_until
        return until is not None and now < until <= now + _LONGEST_REST

    def paused(self, now: datetime) -> bool:
        """Whether the records say that nothing is to be sent there now.

        What was in trouble when this process began is tried once at once.
        """
        if self.pause is None:
            return False
        at = self.pause.look_at
        return at is None or (self.tried and now < at <= now + _LONGEST_REST)

    def remember(self, seen: View) -> None:
        """Take over what the records say."""
        self.pause, self.failing_since = seen.health.pause, seen.health.failing_since
        if seen.asking != self.asking:
            self.asking = seen.asking
            self.unready.clear()  # an answer may have set some of them free
        if self.newest is None and seen.newest is not None:
            self.newest, self.newest_at = seen.newest, max(seen.posted, default=None)

    def forget_all_but(self, waiting: Collection[str], now: datetime) -> None:
        """Keep in mind only what is said of these deliveries and actions, and holds that last."""
        latest = now + _LONGEST_REST
        self.held = {key: at for key, at in self.held.items() if key in waiting and now < at <= latest}
        self.unready = {key: at for key, at in self.unready.items() if key in waiting and now < at <= latest}
        self.setbacks = {key: count for key, count in self.setbacks.items() if key in waiting}
        self.tighter = {key: limits for key, limits in self.tighter.items() if key in waiting}
        self.not_live.intersection_update(waiting)
        self.unwritten = {key: number for key, number in self.unwritten.items() if key in waiting}

    def posted(self, newest: str, now: datetime) -> None:
        """A post stands there: forget the troubles."""
        self.failures, self.resting_until = 0, None
        self.newest, self.newest_at = newest, now

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
