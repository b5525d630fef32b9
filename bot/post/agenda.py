"""What is to be done at one destination at this moment, and in which order. It does none of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ledger.model import ActionStatus
from bot.ledger.parts import split_subject
from bot.plan.digest import foreseen, gatherings
from bot.plan.model import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.ledger.model import Action, Delivery
    from bot.plan.model import Gathering
    from bot.post.outlet import Outlet
    from bot.post.view import Change, View


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is due, in order. ``later``: when to look again for what isn't (None: nothing is foreseen)."""

    by_hand: tuple[Change, ...]  # changes that the owner asked for himself
    deliveries: tuple[Delivery, ...]
    changes: tuple[Change, ...]  # corrections that nobody waits for: after the posts
    gatherings: tuple[Gathering, ...]  # posts that become one before anything else is done
    later: datetime | None

    def only(self, wanted: Callable[[Delivery], bool]) -> Agenda:
        """What of it concerns these deliveries, in the same order. Nothing becomes one with others."""
        return replace(
            self,
            by_hand=tuple(one for one in self.by_hand if wanted(one[1])),
            deliveries=tuple(one for one in self.deliveries if wanted(one)),
            changes=tuple(one for one in self.changes if wanted(one[1])),
            gatherings=(),
        )


def agenda(outlet: Outlet, seen: View, now: datetime) -> Agenda:
    """The order: what was on its way when a process ended, a recap's next part, what was asked for by hand, the rest.

    The rest goes by its schedule.
    """
    outlet.forget_all_but({*_keys(seen)}, now)
    times, gathered = _times(outlet, seen, now)
    together = {number for group in gathered for number in group.ids}
    posts = [one for one in seen.waiting if one.key in times and times[one.key] <= now and one.id not in together]
    posts.sort(key=lambda one: (not is_part(one), not one.urgent, times[one.key], bool(one.pace), one.ready_at, one.id))
    waits = outlet.held | outlet.unready
    unsettled = [one for one in seen.unsettled if one.key not in waits]
    due = [one for one in seen.changes if times.get(key_of(one[0]), now) <= now and key_of(one[0]) not in waits]
    later = [at for at in (*times.values(), *waits.values()) if at > now]
    return Agenda(
        tuple(one for one in due if one[0].urgent),
        (*unsettled, *posts),
        tuple(one for one in due if not one[0].urgent),
        gathered,
        min(later, default=None),
    )


def as_waiting(delivery: Delivery) -> Waiting:
    """A delivery that waits, as the timetable sees it. What may stand already is nobody's to be put into a digest."""
    tried = delivery.may_stand or delivery.first_claimed_at is not None or delivery.body is not None
    return Waiting(
        delivery.id,
        delivery.ready_at,
        delivery.for_digest,
        alone=tried,
        fixed=delivery.kind == "digest",
        pace=timedelta(seconds=delivery.pace) if delivery.pace else None,
    )


def is_part(delivery: Delivery) -> bool:
    """Whether it goes on with a recap whose first post stands."""
    return delivery.kind == "recap" and split_subject(delivery.subject)[1] > 1


def key_of(action: Action) -> str:
    """What an outlet knows an action by, which no delivery's key is like."""
    return f"action {action.id}"


def _keys(seen: View) -> set[str]:
    deliveries = {one.key for one in (*seen.unsettled, *seen.waiting)}
    return deliveries | {key_of(action) for action, _ in seen.changes}


def _times(outlet: Outlet, seen: View, now: datetime) -> tuple[dict[str, datetime], tuple[Gathering, ...]]:
    """When each goes that waits and isn't held, by its key; and the digests whose time has come."""
    waits = outlet.held | outlet.unready
    free = [one for one in seen.waiting if one.key not in waits]
    scheduled = [as_waiting(one) for one in free if not one.urgent]
    groups = gatherings(scheduled, outlet.digest, outlet.schedule)
    goes = foreseen(
        scheduled, seen.posted, now, outlet.schedule, outlet.digest, seen.health.resumed_at, groups, seen.filled_in
    )
    times = {one.key: goes[one.id].at if one.id in goes else one.ready_at for one in free}
    for action, _ in seen.changes:
        if key_of(action) not in waits and action.status is not ActionStatus.SENDING:
            times[key_of(action)] = action.ready_at
    return times, tuple(group for group in groups if goes[group.ids[0]].at <= now)
