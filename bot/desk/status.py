"""``matinee status``: what waits and when it goes, what was posted, what needs the owner, as the records have it.

Changes nothing, and works beside a running bot.
"""

from __future__ import annotations

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
from bot.desk.recaps_left_out import recap_left_out_form, recap_left_out_line
from bot.desk.records import records_if_any
from bot.desk.waiting import waiting_lines
from bot.ledger.model import Action, ActionStatus, Delivery, Status
from bot.overview.standing import ORDER, Standing, standing
from bot.post.first_look import marker_of
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path


def status(config: Path) -> Answer:
    """Everything the records say about posts, newest first. Exit code 1 when something needs the owner.

    Raises :class:`bot.errors.RecordsLost` where there are none, but a note of earlier ones.
    """
    settings = load(config)
    with records_if_any(settings) as ledger:
        if ledger.is_empty():
            marker_of(settings.store).require_none()
        seen = standing(settings, ledger, SystemClock().now())
    document: dict[str, Any] = {str(one): [_form(seen, row) for row in seen.rows[one]] for one in ORDER}
    document["changes"] = [action_form(action, of) for action, of in seen.actions]
    document["pauses"] = [pause_form(pause) for pause in seen.pauses.values()]
    document["forsaken"] = dict(seen.forsaken)
    document["questions"] = [question_form(question) for question in seen.questions]
    document["followers"] = [follower_form(one, seen.pauses.get(one.destination)) for one in seen.follows]
    document["recaps_left_out"] = [recap_left_out_form(one) for one in seen.left_out]
    return Answer(document, _told(seen, ZoneInfo(settings.site.timezone)), NEEDS_OWNER if seen.needs_owner else DONE)


def _form(seen: Standing, row: Delivery) -> dict[str, Any]:
    return {**delivery_form(row, seen.goes.get(row.id)), "why": seen.why(row), "because": seen.because(row)}


def _told(seen: Standing, zone: ZoneInfo) -> list[str]:
    names = Names(seen.served)
    lines = [question_line(question) for question in seen.questions]
    lines += followers_lines(seen.follows, (one.name for one in seen.served.destinations if one.name not in seen.own))
    lines += [forsaken_line(name, count) for name, count in seen.forsaken.items()]
    lines += [recap_left_out_line(one) for one in seen.left_out]
    for name, pause in seen.pauses.items():
        waiting = sum(row.destination == name for row in seen.rows[Status.WAITING])
        lines.append(pause_line(pause, waiting, zone, names.of(name)))
    for one in ORDER:
        if one is Status.WAITING:
            lines += waiting_lines(seen, names, zone)
        else:
            lines += [line(names.in_delivery(row), moment(row.posted_at, zone)) for row in seen.rows[one]]
        if one is Status.FAILED:
            lines += [_action(action, names.in_delivery(of), zone) for action, of in seen.actions]
    return lines or ["nothing waits, and nothing was posted yet"]


def _action(action: Action, of: Delivery, zone: ZoneInfo) -> str:
    failed = action.status is ActionStatus.FAILED
    return action_line(action, of, zone) + (f"   (matinee retry {of.id}, or matinee skip {of.id})" if failed else "")
