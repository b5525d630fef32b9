"""What the records say about posts: what waits and when it goes, what was posted, what needs the owner.

Changes nothing, and works beside a running bot.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.desk.answer import DONE, NEEDS_OWNER, Answer
from bot.desk.followers import Names, follower_form, followers_lines
from bot.desk.lines import (
    action_form,
    action_line,
    delivery_form,
    forsaken_line,
    line,
    moment,
    pause_form,
    pause_line,
    question_form,
    question_line,
)
from bot.desk.recaps_left_out import SHOWN, recap_left_out_form, recap_left_out_line
from bot.desk.records import records_if_any
from bot.follow.roster import merged
from bot.ledger.model import Action, ActionStatus, Delivery, Pause, Question, Status
from bot.plan.digest import planned
from bot.post.agenda import as_waiting
from bot.post.first_look import marker_of
from bot.settings import load

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

    from bot.ledger.model import Follow, LeftOut
    from bot.ledger.store import Ledger
    from bot.settings.model import Destination, Settings

_PAST_SHOWN = 20  # posted, skipped and removed ones: the newest so many
_PAST = (Status.POSTED, Status.GATHERED, Status.SKIPPED, Status.REMOVED)
_LOOK_BACK = timedelta(days=2)  # caps are by day, so older posts don't move the waiting ones
_UNSENT = (Status.WAITING, Status.SENDING)
_NEEDS_OWNER = (Status.UNKNOWN, Status.FAILED)
_ORDER = (Status.WAITING, Status.SENDING, Status.UNKNOWN, Status.FAILED, *_PAST)
_OPEN = (ActionStatus.WAITING, ActionStatus.SENDING, ActionStatus.FAILED)


@dataclass(frozen=True, slots=True)
class _Standing:
    """All that is shown."""

    rows: dict[Status, list[Delivery]]
    goes: dict[int, datetime]  # delivery number → when it goes out
    actions: list[tuple[Action, Delivery]]
    pauses: dict[str, Pause]
    questions: list[Question]
    forsaken: dict[str, int]  # destination that is not configured → how many posts wait for it
    follows: list[Follow]
    own: frozenset[str]  # the destinations of the owner's file
    served: Settings  # with the channels that follow
    left_out: list[LeftOut]  # recaps that were too late

    @property
    def needs_owner(self) -> bool:
        """Whether something waits for a word of the owner. A pause of his own does not.

        Nor do the troubles of channels that follow: those are their own admins'. They are shown all the same.
        """
        rest = [row.destination for one in _NEEDS_OWNER for row in self.rows[one]]
        rest += [of.destination for action, of in self.actions if action.status is ActionStatus.FAILED]
        rest += [name for name, pause in self.pauses.items() if pause.by == "trouble"]
        theirs = {one.destination for one in self.follows} - self.own
        return bool(self.questions or self.forsaken or any(name not in theirs for name in rest))


def status(config: Path) -> Answer:
    """Everything the records say about posts, newest first. Exit code 1 when something needs the owner.

    Raises :class:`bot.errors.RecordsLost` where there are none, but a note of earlier ones.
    """
    settings = load(config)
    own = frozenset(one.name for one in settings.destinations)
    with records_if_any(settings) as ledger:
        if ledger.is_empty():
            marker_of(settings.store).require_none()
        rows = {one: _rows(ledger, one) for one in _ORDER}
        follows = ledger.follows()
        served, known = merged(settings, follows), own | {one.destination for one in follows}
        seen = _Standing(
            rows,
            _going(ledger, served, {row.destination for row in rows[Status.WAITING]}),
            ledger.actions(statuses=_OPEN),
            {name: pause for name, pause in ledger.pauses().items() if name in known},
            ledger.questions(),
            Counter(row.destination for one in _UNSENT for row in rows[one] if row.destination not in known),
            follows,
            own,
            served,
            ledger.left_out_recaps(SystemClock().now() - SHOWN),
        )
    document: dict[str, Any] = {
        str(one): [delivery_form(row, seen.goes.get(row.id)) for row in seen.rows[one]] for one in _ORDER
    }
    document["changes"] = [action_form(action, of) for action, of in seen.actions]
    document["pauses"] = [pause_form(pause) for pause in seen.pauses.values()]
    document["forsaken"] = dict(seen.forsaken)
    document["questions"] = [question_form(question) for question in seen.questions]
    document["followers"] = [follower_form(one, seen.pauses.get(one.destination)) for one in seen.follows]
    document["recaps_left_out"] = [recap_left_out_form(one) for one in seen.left_out]
    return Answer(document, _told(seen, ZoneInfo(settings.site.timezone)), NEEDS_OWNER if seen.needs_owner else DONE)


def _rows(ledger: Ledger, one: Status) -> list[Delivery]:
    return ledger.deliveries(statuses=[one], limit=_PAST_SHOWN if one in _PAST else None)


def _going(ledger: Ledger, settings: Settings, names: Collection[str]) -> dict[int, datetime]:
    """When each waiting delivery goes out, by its destination's schedule. ``names``: where any waits."""
    now = SystemClock().now()
    goes: dict[int, datetime] = {}
    for destination in (one for one in settings.destinations if one.name in names):
        goes |= going(ledger, destination, now)
    return goes


def going(ledger: Ledger, destination: Destination, now: datetime) -> dict[int, datetime]:
    """Delivery number → when it goes out (aware, UTC; never before ``now``) for one destination.

    One that is paused until the owner resumes it has no times.
    """
    pause = ledger.pauses().get(destination.name)
    if pause is not None and pause.look_at is None:
        return {}
    start = now if pause is None or pause.look_at is None else max(now, pause.look_at)
    waiting = ledger.waiting(destination.name)
    urgent = {row.id: row.ready_at for row in waiting if row.urgent}
    times = planned(
        [as_waiting(row) for row in waiting if not row.urgent],
        ledger.posted_times(destination.name, now - _LOOK_BACK),
        start,
        destination.schedule,
        destination.route.digest,
        ledger.resumed_at(destination.name),
    )
    return {number: max(when, start) for number, when in (times | urgent).items()}


def _told(seen: _Standing, zone: ZoneInfo) -> list[str]:
    names = Names(seen.served)
    lines = [question_line(question) for question in seen.questions]
    lines += followers_lines(seen.follows, (one.name for one in seen.served.destinations if one.name not in seen.own))
    lines += [forsaken_line(name, count) for name, count in seen.forsaken.items()]
    lines += [recap_left_out_line(one) for one in seen.left_out]
    for name, pause in seen.pauses.items():
        waiting = sum(row.destination == name for row in seen.rows[Status.WAITING])
        lines.append(pause_line(pause, waiting, zone, names.of(name)))
    for one in _ORDER:
        for row in seen.rows[one]:
            lines.append(line(names.in_delivery(row), moment(row.posted_at or seen.goes.get(row.id), zone)))
        if one is Status.FAILED:
            lines += [_action(action, names.in_delivery(of), zone) for action, of in seen.actions]
    return lines or ["nothing waits, and nothing was posted yet"]


def _action(action: Action, of: Delivery, zone: ZoneInfo) -> str:
    failed = action.status is ActionStatus.FAILED
    return action_line(action, of, zone) + (f"   (matinee retry {of.id}, or matinee skip {of.id})" if failed else "")
