"""What is to be done at one destination at this moment, and in which order. It does none of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ledger.model import ActionStatus
from bot.plan.model import Waiting
from bot.plan.schedule import timetable

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ledger.model import Action, Delivery
    from bot.post.outlet import Outlet
    from bot.post.view import Change, View


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is due, in order. ``later``: when to look again for what isn't (None: nothing is foreseen)."""

    by_hand: tuple[Change, ...]  # changes that the owner asked for himself
    deliveries: tuple[Delivery, ...]
    changes: tuple[Change, ...]  # corrections that nobody waits for: after the posts
    later: datetime | None


def agenda(outlet: Outlet, seen: View, now: datetime) -> Agenda:
    """The order: what was on its way when a process ended, what was asked for by hand, then the schedule."""
    outlet.forget_all_but({*_keys(seen)}, now)
    times = _times(outlet, seen, now)
    posts = [one for one in seen.waiting if one.key in times and times[one.key] <= now]
    posts.sort(key=lambda one: (not one.urgent, times[one.key], one.ready_at, one.id))
    waits = outlet.held | outlet.unready
    unsettled = [one for one in seen.unsettled if one.key not in waits]
    due = [one for one in seen.changes if times.get(key_of(one[0]), now) <= now and key_of(one[0]) not in waits]
    later = [at for at in (*times.values(), *waits.values()) if at > now]
    return Agenda(
        tuple(one for one in due if one[0].urgent),
        (*unsettled, *posts),
        tuple(one for one in due if not one[0].urgent),
        min(later, default=None),
    )


def key_of(action: Action) -> str:
    """What an outlet knows an action by, which no delivery's key is like."""
    return f"action {action.id}"


def _keys(seen: View) -> set[str]:
    deliveries = {one.key for one in (*seen.unsettled, *seen.waiting)}
    return deliveries | {key_of(action) for action, _ in seen.changes}


def _times(outlet: Outlet, seen: View, now: datetime) -> dict[str, datetime]:
    """When each goes that waits and isn't held, by its key."""
    waits = outlet.held | outlet.unready
    free = [one for one in seen.waiting if one.key not in waits]
    scheduled = [Waiting(one.id, one.ready_at) for one in free if not one.urgent]
    planned = timetable(scheduled, seen.posted, now, outlet.schedule, seen.health.resumed_at)
    times = {one.key: planned.get(one.id, one.ready_at) for one in free}
    for action, _ in seen.changes:
        if key_of(action) not in waits and action.status is not ActionStatus.SENDING:
            times[key_of(action)] = action.ready_at
    return times
