"""Sees every request as it leaves and every post as it is taken, and says what should not have happened.

It reckons by rules of its own, as plain as can be, and shares no code with what it watches.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.ledger.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ledger.model import Delivery
    from bot.plan.model import SchedulePolicy
    from tests.machine.network import Place, Stood

PATIENT = 3  # attempts of one post for which the others wait
ASKED_OFTEN = 2  # after so many looks at the records whatever was entered before is known
SKEW = timedelta(minutes=2)  # by which clocks may differ


@dataclass(frozen=True, slots=True)
class View:
    """What waited for a destination when its turn began."""

    at: datetime
    waiting: dict[int, Delivery]


@dataclass(slots=True)
class Witness:
    """``complaints`` is empty for as long as all promises are kept."""

    complaints: list[str] = field(default_factory=list)
    views: dict[str, View] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)  # deliveries whose skip was acknowledged
    spared: Counter[tuple[str, str]] = field(default_factory=Counter)  # (place, address): repeats that can't be helped
    disturbed: set[int] = field(default_factory=set)  # deliveries whose place in the queue changed since the last view
    unwritable: set[str] = field(default_factory=set)  # subjects whose file was no good while this process ran
    taken_back: set[tuple[str, str]] = field(default_factory=set)  # (destination, subject) of posts to be taken down
    paused: dict[str, int] = field(default_factory=dict)  # by the owner, with how often the records were asked since
    unreadable: set[str] = field(default_factory=set)  # places whose history was ever hidden

    def viewed(self, destination: str, waiting: Sequence[Delivery], now: datetime) -> None:
        self.views[destination] = View(now, {one.id: one for one in waiting})

        if destination in self.paused:
            self.paused[destination] = ASKED_OFTEN

    def pulsed(self) -> None:
        self.paused = {name: asked + 1 for name, asked in self.paused.items()}

    def requested(self, destination: str, kind: str) -> None:
        """Any request leaves. Whoever was in the middle of something when the owner said "pause" may end that."""
        if self.paused.get(destination, 0) >= ASKED_OFTEN and kind not in {"find", "standing"}:
            self._say(f"{destination} is paused, and gets a request: {kind}")

    def changed(self, stood: Stood, kind: str, row: Delivery | None) -> None:
        """A post that stands is to be edited or deleted."""
        if row is None:
            self._say(f"{stood.id} is nobody's, and is changed: {kind}")
        elif kind == "delete" and (row.destination, row.subject) not in self.taken_back:
            self._say(f"{stood.id} is deleted, and nobody wished it")
        elif kind == "edit" and stood.touched and stood.noticed:
            self._say(f"{stood.id} was edited by hand, and is overwritten")

    def sending(
        self,
        row: Delivery | None,
        key: str,
        now: Sequence[Delivery],
        schedule: SchedulePolicy,
        resumed: datetime | None,
    ) -> None:
        """A request to post leaves. ``row``: its delivery as the records have it; ``now``: all of its destination."""
        if row is None:
            self._say(f"a request with the key {key} that no delivery has")
            return
        if row.status is not Status.SENDING:
            self._say(f"delivery {row.id} is sent while the records say that it is {row.status}")
        if row.id in self.skipped:
            self._say(f"delivery {row.id} was skipped and is sent")
        view = self.views.get(row.destination)
        if view is None or row.id not in view.waiting:
            return  # what was on its way when a process ended comes before everything, at any hour
        self._in_turn(row, view, {one.id: one for one in now})
        if not row.urgent and row.id not in self.disturbed:
            # A time in the future comes from a clock that was wrong.
            posted = [one.posted_at for one in now if one.posted_at and one.posted_at <= view.at + SKEW]
            self._in_time(row, view, [min(at, view.at) for at in posted], schedule, resumed)

    def _in_turn(self, row: Delivery, view: View, now: dict[int, Delivery]) -> None:
        """Nothing that waited before it when the turn began still waits, unless its own trouble holds it."""
        for other in view.waiting.values():
            present = now[other.id]
            # Its file was no good, or the network found it too long: the others needn't wait until it is written anew.
            unwritten = other.subject in self.unwritable or (present.body is None and present.reason is not None)
            held = unwritten or other.id in self.disturbed or present.attempts >= PATIENT
            if other.id == row.id or held or present.status is not Status.WAITING or present.ready_at > view.at:
                continue
            if other.urgent and not row.urgent:
                self._say(f"delivery {row.id} goes before {other.id}, which was asked for by hand")
            elif other.urgent == row.urgent and (other.ready_at, other.id) < (row.ready_at, row.id):
                self._say(f"delivery {row.id} goes before {other.id}, which was ready earlier")

    def _in_time(
        self,
        row: Delivery,
        view: View,
        posted: Sequence[datetime],
        policy: SchedulePolicy,
        resumed: datetime | None,
    ) -> None:
        zone, now = ZoneInfo(policy.timezone), view.at
        wall = now.astimezone(zone)
        if policy.quiet and is_quiet(wall.time(), policy.quiet):
            self._say(f"delivery {row.id} goes in the quiet hours, at {wall}")
        if policy.max_per_day is not None:
            today = sum(at.astimezone(zone).date() == wall.date() for at in posted)
            if today >= policy.max_per_day:
                self._say(f"delivery {row.id} is number {today + 1} of {wall.date()}")
        waited = resumed is not None and row.ready_at < min(resumed, now)
        gap = max(policy.spacing, policy.catch_up if waited else timedelta(0))
        if posted and now - max(posted) < gap:
            self._say(f"delivery {row.id} goes {now - max(posted)} after the last one")
        if policy.slots and not slot_between(row.ready_at, now, policy.slots, zone):
            self._say(f"delivery {row.id}, ready at {row.ready_at}, goes at {wall} without any slot")

    def accepted(self, place: Place, stood: Stood, owed: int) -> None:
        """A network took a post. ``owed``: how many deliveries this review has at this place, its recaps included."""
        address = stood.post.address or ""
        taken = sum(one.post.address == address for one in place.ever)
        if taken > owed + self.spared[place.name, address]:
            self._say(f"{address} stands {taken} times at {place.name}, owed {owed} times")

    def _say(self, complaint: str) -> None:
        self.complaints.append(complaint)


def is_quiet(wall: time, quiet: tuple[time, time]) -> bool:
    start, end = quiet
    return start <= wall < end if start <= end else not end <= wall < start


def slot_between(ready: datetime, now: datetime, slots: Sequence[time], zone: ZoneInfo) -> bool:
    """Whether clocks in the zone passed one of the slots."""
    wall = ready.astimezone(zone)
    if wall.replace(tzinfo=None, second=0, microsecond=0).time() in slots and wall.second == wall.microsecond == 0:
        return True
    if now - ready > timedelta(days=2):
        return True
    at, before = ready, wall.replace(tzinfo=None)
    while at < now:
        at = min(at + timedelta(minutes=30), now)
        after = at.astimezone(zone).replace(tzinfo=None)
        shown = [datetime.combine(day.date(), slot) for day in (before, after) for slot in slots]
        if any(before < moment <= after for moment in shown):
            return True
        before = after
    return False
