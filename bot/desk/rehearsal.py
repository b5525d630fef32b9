"""A dry run: the real watcher and composer on a copy of the records, so that what it says is what would happen."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.app import build
from bot.clock import SystemClock
from bot.desk.answer import DONE, FAILED, NEEDS_OWNER, Answer
from bot.desk.followers import Names
from bot.desk.lines import action_form, action_line, amounts, delivery_form, question_count
from bot.desk.problems import problems_of
from bot.desk.records import copied_records
from bot.desk.repositories import git_tokens
from bot.format.forms import post_form
from bot.format.model import Limits, thaw
from bot.ledger.model import ActionStatus
from bot.ledger.store import Ledger
from bot.overview.standing import going
from bot.plan.digest import gatherings
from bot.post.agenda import as_waiting
from bot.post.composer import Frame, NotNow, Unchanged, Withdrawn
from bot.post.console import Console
from bot.post.first_look import marker_of
from bot.post.gathering import enter
from bot.post.preparing import is_dated

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.app import App
    from bot.ledger.model import Action, Delivery
    from bot.settings.model import Destination, Settings

_NOTHING = "nothing would go out"
_NOWHERE = f"{_NOTHING}: the configuration has no [[destination]] to post to; add one"
_GUESTS_SHOWN = 1  # channels that follow get the same post; JSON has each


async def rehearse(settings: Settings, parts: Collection[str]) -> Answer:
    """What waits or would come to wait, when it would go, and how it would read. Exit codes as of ``run --once``."""
    with TemporaryDirectory(prefix="matinee-") as folder:
        stage = copied_records(settings, Path(folder))
        _require_records(settings, stage.store.url)
        clock = SystemClock()
        async with build(stage, tokens=git_tokens(settings), clock=clock, parts=set(parts) - {"post"}) as app:
            report = await app.once()
            shown, forms = _posts(app, clock.now()) if "post" in parts else ("", [])
            changes = _changes(app) if "post" in parts else []
            zone = ZoneInfo(settings.site.timezone)
    problems = [str(problem) for problem in problems_of(report.scans, settings)]
    questions = [scan.question for scan in report.scans if scan.question]
    document = {
        "would_post": forms,
        "would_change": [action_form(action, of) for action, of in changes],
        "problems": problems,
        "questions": [question_count(one) for one in questions],
        "troubles": list(report.troubles),
    }
    asked = [f"question  {one.source}: {amounts(one)} at once, nothing posted" for one in questions]
    troubles = [f"trouble   {trouble}" for trouble in report.troubles]
    going_out = [*([shown] if shown else []), *(action_line(action, of, zone) for action, of in changes)]
    told = going_out or [_NOTHING if settings.destinations else _NOWHERE]
    text = [*(f"problem   {problem}" for problem in problems), *asked, *told, *troubles]
    errors = any(one.severity == "error" for scan in report.scans for one in scan.problems)
    return Answer(document, text, FAILED if troubles else NEEDS_OWNER if errors or questions else DONE)


def _require_records(settings: Settings, copied: str) -> None:
    """Raises ``RecordsLost`` where the marker tells that there were some; the networks aren't asked."""
    with closing(Ledger.open(copied)) as ledger:
        if ledger.is_empty():
            marker_of(settings.store).require_none()


def _changes(app: App) -> list[tuple[Action, Delivery]]:
    """The changes to posts that wait and would be made, in the order of their times. Pauses aren't heeded."""
    ledger = app.records
    waiting = ledger.actions(statuses=[ActionStatus.WAITING, ActionStatus.SENDING])
    known = {one.name for one in app.settings.destinations}
    there = [(action, of) for action, of in waiting if of.destination in known and _is_made(app, action, of)]
    return sorted(there, key=lambda pair: (pair[0].ready_at, pair[0].id))


def _gather(app: App, destination: Destination, now: datetime) -> None:
    """Make digests of what waits for them by now: in these records it does no harm that their time hasn't come."""
    ledger, collector = app.records, app.composer.digests
    waiting = [one for one in ledger.waiting(destination.name) if not one.urgent]
    for group in gatherings(map(as_waiting, waiting), destination.route.digest, destination.schedule):
        theirs = [one for one in waiting if one.id in group.ids]
        enter(ledger, collector.collected(theirs, group.at, Limits(), ledger.asking()), destination.name, group.at, now)


def _is_made(app: App, action: Action, of: Delivery) -> bool:
    if action.kind == "delete" or action.body is not None or of.body is None:
        return action.kind == "delete" or action.body is not None
    writer, posted = app.composer, thaw(of.body)
    correct = writer.relink(of, posted) if action.kind == "relink" else writer.correct(of, posted, Frame(Limits()))
    return not isinstance(correct, Unchanged | Withdrawn)


def _posts(app: App, now: datetime) -> tuple[str, list[dict[str, Any]]]:
    """Every waiting post as it would read, in the order in which they would go out."""
    ledger, stream = app.records, io.StringIO()
    console, write = Console(stream, ZoneInfo(app.settings.site.timezone)), app.composer.write
    asking, schedules = ledger.asking(), {one.name: one.schedule for one in app.settings.destinations}
    goes: dict[int, datetime] = {}
    for destination in app.settings.destinations:
        _gather(app, destination, now)
        goes |= going(ledger, destination, now)
    forms, names, alike = [], Names(app.settings), Counter[str]()
    for number, when in sorted(goes.items(), key=lambda item: (item[1], item[0])):
        delivery = ledger.delivery(number)
        if delivery is None:
            continue
        late = is_dated(delivery, when, schedules[delivery.destination])
        outcome = write(delivery, Frame(Limits(), late, asking))
        is_guest = names.of(delivery.destination) != delivery.destination
        alike[delivery.subject] += is_guest
        if not is_guest or alike[delivery.subject] <= _GUESTS_SHOWN:
            console.show(delivery.title, names.of(delivery.destination), when.astimezone(UTC), outcome)
        post = None if isinstance(outcome, Withdrawn | NotNow) else post_form(delivery.destination, outcome)
        reason = outcome.reason if isinstance(outcome, Withdrawn | NotNow) else None
        forms.append({**delivery_form(delivery, when), "post": post, "reason": reason})
    for subject, count in alike.items():
        if count > _GUESTS_SHOWN:
            title = next(one["title"] for one in forms if one["subject"] == subject)
            stream.write(f"{title} → {count - _GUESTS_SHOWN} more channels that follow, in the same words\n\n")
    return stream.getvalue(), forms
