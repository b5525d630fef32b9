"""When each waiting post goes out and why not sooner, as the records and the schedules have it. It changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.plan.digest import foreseen
from bot.plan.foreseen import Foreseen, Why
from bot.plan.schedule import look_back
from bot.post.agenda import as_waiting
from bot.post.live import waits_for_page
from bot.post.view import filled_in

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ledger.model import Delivery, Pause
    from bot.ledger.store import Ledger
    from bot.settings.model import Destination


def times(ledger: Ledger, destination: Destination, now: datetime) -> dict[int, Foreseen]:
    """Delivery number → when it goes out (aware, UTC; never before ``now``) and why then, for one destination.

    One that is paused until somebody resumes it has no times.
    """
    pause = ledger.pauses().get(destination.name)
    if pause is not None and pause.look_at is None:
        return {}
    waiting = ledger.waiting(destination.name)
    scheduled = [one for one in waiting if not one.urgent]
    start = now if pause is None or pause.look_at is None else max(now, pause.look_at)
    hurried = [start for one in waiting if one.urgent and one.ready_at <= start]  # they go first, and count
    posted = ledger.posted_times(destination.name, now - look_back(destination.schedule)) + hurried
    old = filled_in(ledger, destination.name, scheduled, now)
    resumed_at = ledger.resumed_at(destination.name) if pause is None else start

    def seen(start: datetime, resumed_at: datetime | None) -> dict[int, Foreseen]:
        them, route = [as_waiting(one) for one in scheduled], destination.route
        return foreseen(them, posted, start, destination.schedule, route.digest, resumed_at, filled_in=old)

    found = seen(start, resumed_at)
    if pause is not None and (first := min((one.at for one in found.values()), default=start)) > start and not hurried:
        later = seen(first, first)  # it is the first post that ends a pause: what is ready by then was held up
        found = {number: one if one.at == later[number].at else later[number] for number, one in found.items()}
    found |= {one.id: Foreseen(max(one.ready_at, start), Why.BY_HAND) for one in waiting if one.urgent}
    return {one.id: _told(one, found[one.id], pause, start) for one in waiting}


def _told(one: Delivery, there: Foreseen, pause: Pause | None, start: datetime) -> Foreseen:
    """With what no timetable knows: that a pause ends then, or that it was tried already."""
    there = there.not_before(start, Why.PAUSED)
    if pause is not None and there.at == start:
        return Foreseen(there.at, Why.PAUSED)
    if there.why in (Why.NOW, Why.SLOT) and waits_for_page(one.reason):
        return Foreseen(there.at, Why.NOT_LIVE, there.besides, there.full)
    if there.why is Why.HOLD and one.reason is not None:
        return Foreseen(there.at, Why.RETRY, there.besides, there.full)
    return there
