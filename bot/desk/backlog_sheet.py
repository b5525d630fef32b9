"""What ``backfill`` has queued, would queue or took back, as JSON and as lines for people. It decides nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.desk.answer import Answer
from bot.desk.lines import delivery_form
from bot.format.naming import number_of
from bot.ledger.model import Status
from bot.overview.reasons import because, day_of, paced, when

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime, timedelta

    from bot.ledger.model import Delivery, Pause
    from bot.plan.foreseen import Foreseen
    from bot.settings.model import Destination, Settings
    from bot.watch.backlog import Backlog, Left

_NAMED = 2  # so many reviews are named that are left out for one reason; JSON has all


@dataclass(frozen=True, slots=True)
class Queued:
    """What became of it. ``goes``: when each waiting post goes, by its number."""

    settings: Settings
    destinations: Sequence[Destination]
    found: Backlog
    entered: Sequence[Delivery]
    goes: Mapping[int, Foreseen]
    pauses: Mapping[str, Pause]
    every: timedelta
    now: datetime


def queued(shown: Queued, *, dry_run: bool) -> Answer:
    """All of it as JSON. As text: each post where nothing was queued yet, else from when to when they go."""
    text = list(_posts(shown)) if dry_run else []
    text += _left(shown.found.left)
    text += [_summary(shown, one) for one in shown.destinations]
    if shown.entered:
        text.append(_way_on(dry_run=dry_run))
    elif not shown.found.left:
        text.append("no review is dated in that time; matinee check tells what the files hold")
    document = {
        "dry_run": dry_run,
        "every_seconds": round(shown.every.total_seconds()),
        "queued": [_form(shown, one) for one in shown.entered],
        "left_out": [
            {
                "id": one.review.id,
                "path": one.review.path,
                "title": one.review.title,
                "date": one.review.date.isoformat() if one.review.date else None,
                "destination": one.destination,
                "reason": one.reason,
            }
            for one in shown.found.left
        ],
    }
    return Answer(document, text)


def cancelled(gone: Sequence[Delivery], *, dry_run: bool) -> Answer:
    """What was taken back, or would be."""
    names: dict[str, int] = defaultdict(int)
    for one in gone:
        names[one.destination] += 1
    said = "would be taken back" if dry_run else "taken back; what is posted stays"
    text = [f"{name}: {number_of(count, 'post')} of old reviews {said}" for name, count in names.items()]
    forms = [delivery_form(one, None) for one in gone]
    return Answer({"dry_run": dry_run, "cancelled": forms}, text or ["no old reviews wait to be posted"])


def _form(shown: Queued, one: Delivery) -> dict[str, Any]:
    goes = shown.goes.get(one.id)
    review = next(review for review, _ in shown.found.owed if review.id == one.subject)
    dated = {"path": review.path, "date": review.date.isoformat() if review.date else None}
    return {**delivery_form(one, goes.at if goes else None), **dated, "why": goes.why if goes else "paused"}


def _posts(shown: Queued) -> Iterator[str]:
    """A line for each post, in the order in which they go."""
    zone = ZoneInfo(shown.settings.site.timezone)
    dates = {review.id: review.date for review, _ in shown.found.owed}
    schedules = {one.name: one.schedule for one in shown.destinations}
    there = [(shown.goes[one.id], one) for one in shown.entered if one.id in shown.goes]
    for goes, one in sorted(there, key=lambda pair: (pair[0].at, pair[1].id)):
        dated = dates[one.subject]
        of_day = f", of {day_of(dated, shown.now.astimezone(zone).date())}" if dated else ""
        why = because(goes, schedules[one.destination], shown.now, one.pace)
        yield f"{when(goes.at, zone, shown.now)}  {one.destination}: {one.title}{of_day}  ({why})"


def _left(left: Sequence[Left]) -> Iterator[str]:
    """A line for each reason, the most frequent first. That something is posted already is one reason, whatever its
    number.
    """
    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    for one in left:
        said = f"{one.destination}: {_ALIKE.get(one.decided, one.reason)}" if one.decided else one.reason
        reasons[said][one.review.id] = one.review.title
    for reason, reviews in sorted(reasons.items(), key=lambda item: -len(item[1])):
        titles = list(reviews.values())
        named = ", ".join(titles[:_NAMED]) + (", …" if len(titles) > _NAMED else "")
        yield f"left out  {len(titles)}: {reason} ({named})"


_ALIKE = {
    Status.WAITING: "It waits already.",
    Status.POSTED: "It is posted already.",
    Status.GATHERED: "It is posted already.",
    Status.SKIPPED: "It was skipped; matinee retry sends it.",
    Status.FAILED: "It failed; matinee retry sends it.",
    Status.REMOVED: "Its post was taken down.",
}


def _summary(shown: Queued, destination: Destination) -> str:
    zone, theirs = (
        ZoneInfo(shown.settings.site.timezone),
        [one for one in shown.entered if one.destination == destination.name],
    )
    if not theirs:
        return f"{destination.name}: nothing to queue"
    times = sorted(shown.goes[one.id].at for one in theirs if one.id in shown.goes)
    if not times:
        return f"{destination.name}: {number_of(len(theirs), 'post')}, once it isn't paused any more"
    span = when(times[0], zone, shown.now)
    if len(times) > 1:
        span = f"from {span} to {when(times[-1], zone, shown.now)}, at most {paced(shown.every)}"
    cap = destination.schedule.max_per_day
    tight = ". At one post a day, a new review may have to wait for the next day" if cap == 1 else ""
    return f"{destination.name}: {number_of(len(theirs), 'post')}, {span}; new reviews go first{tight}"


def _way_on(*, dry_run: bool) -> str:
    if dry_run:
        return "This was a dry run: nothing was queued. --every sets another pace"
    return "matinee status shows them; matinee backfill --cancel takes back those that wait"
