"""What waits, was posted or needs the owner, and the owner's decisions on it. Works beside a running bot."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.desk.answer import DONE, NEEDS_OWNER, Answer
from bot.errors import UsageError
from bot.ledger.model import Delivery, Question, Status
from bot.ledger.store import Ledger
from bot.plan.model import Waiting
from bot.plan.schedule import timetable
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings.model import Destination, Settings

_PAST_SHOWN = 20  # posted and skipped ones: the newest so many
_LOOK_BACK = timedelta(days=2)  # caps are by day, so older posts don't move the waiting ones
_NEEDS_OWNER = (Status.UNKNOWN, Status.FAILED)
_ORDER = (Status.WAITING, Status.SENDING, Status.UNKNOWN, Status.FAILED, Status.POSTED, Status.SKIPPED)


def status(config: Path) -> Answer:
    """Everything the records say about posts, newest last. Exit code 1 when something needs the owner."""
    settings = load(config)
    with closing(Ledger.open(settings.store.url)) as ledger:
        goes = _going(ledger, settings)
        rows = {one: _rows(ledger, one) for one in _ORDER}
        questions = ledger.questions()
    document: dict[str, Any] = {str(one): [delivery_form(row, goes.get(row.id)) for row in rows[one]] for one in _ORDER}
    document["questions"] = [_question_form(question) for question in questions]
    needs_owner = questions or any(rows[one] for one in _NEEDS_OWNER)
    text = _told(rows, goes, questions, ZoneInfo(settings.site.timezone))
    return Answer(document, text, NEEDS_OWNER if needs_owner else DONE)


def retry(config: Path, number: int) -> Answer:
    """Let that delivery go out again: it waits, and is looked for in the network's history before it is sent."""
    return _decide(config, number, "retry")


def skip(config: Path, number: int) -> Answer:
    """Never send that delivery."""
    return _decide(config, number, "skip")


def accept(config: Path, source: str | None, *, known: bool) -> Answer:
    """Answer the open questions about too many new reviews: they are news, or they are ``known`` and never posted."""
    settings = load(config)
    with closing(Ledger.open(settings.store.url)) as ledger:
        asking = [question.source for question in ledger.questions()]
        if source is not None and source not in asking:
            open_ones = f"; open questions are about: {', '.join(asking)}" if asking else "; nothing is being asked"
            raise UsageError(f'nothing is asked about a source "{source}"{open_ones}')
        now, chosen = SystemClock().now(), [name for name in asking if source in (None, name)]
        counts = {name: ledger.dismiss(name) if known else ledger.accept(name, now) for name in chosen}
    when = "will be posted on the schedule; from the next look at the files on, they wait for their turn"
    fate = "are known now, and none of them is posted" if known else when
    text = [f"{name}: {count} new reviews {fate}" for name, count in counts.items()]
    return Answer({"known" if known else "accepted": counts}, text or ["nothing is being asked"])


def _decide(config: Path, number: int, verb: str) -> Answer:
    settings = load(config)
    with closing(Ledger.open(settings.store.url)) as ledger:
        before = ledger.delivery(number)
        if before is None:
            raise UsageError(f"there is no post number {number}; see matinee status")
        now = SystemClock().now()
        after = ledger.retry(number, now) if verb == "retry" else ledger.skip(number, "you skipped it")
    if after is None:
        raise UsageError(f"post number {number} is {before.status}: there is nothing to {verb}")
    return Answer(delivery_form(after, None), [line(after, "")])


def _rows(ledger: Ledger, one: Status) -> list[Delivery]:
    limit = _PAST_SHOWN if one in (Status.POSTED, Status.SKIPPED) else None
    return ledger.deliveries(statuses=[one], limit=limit)


def _going(ledger: Ledger, settings: Settings) -> dict[int, datetime]:
    """When each waiting delivery goes out, by its destination's schedule."""
    now = SystemClock().now()
    goes: dict[int, datetime] = {}
    for destination in settings.destinations:
        goes |= going(ledger, destination, now)
    return goes


def going(ledger: Ledger, destination: Destination, now: datetime) -> dict[int, datetime]:
    """Delivery number → when it goes out (aware, UTC; never before ``now``) for one destination."""
    waiting = ledger.waiting(destination.name)
    urgent = {row.id: row.ready_at for row in waiting if row.urgent}
    planned = timetable(
        [Waiting(row.id, row.ready_at) for row in waiting if not row.urgent],
        ledger.posted_times(destination.name, now - _LOOK_BACK),
        now,
        destination.schedule,
    )
    return {number: max(when, now) for number, when in (planned | urgent).items()}


def delivery_form(row: Delivery, goes: datetime | None) -> dict[str, Any]:
    """A delivery as JSON. Times are ISO 8601 in UTC."""
    return {
        "id": row.id,
        "status": str(row.status),
        "kind": row.kind,
        "title": row.title,
        "subject": row.subject,
        "destination": row.destination,
        "generation": row.generation,
        "attempts": row.attempts,
        "goes_out_at": goes.isoformat() if goes else None,
        "posted_at": row.posted_at.isoformat() if row.posted_at else None,
        "url": row.remote_url,
        "reason": row.reason,
    }


def _question_form(question: Question) -> dict[str, Any]:
    return {
        "source": question.source,
        "asked_at": question.asked_at.isoformat(),
        "reviews": len(question.added),
        "paths": [path for _, path in question.added],
    }


def _told(
    rows: dict[Status, list[Delivery]], goes: dict[int, datetime], questions: list[Question], zone: ZoneInfo
) -> list[str]:
    lines = []
    for question in questions:
        shown = ", ".join(path for _, path in question.added[:3]) + (", …" if len(question.added) > 3 else "")
        lines.append(
            f'QUESTION  source "{question.source}": {len(question.added)} new reviews at once ({shown}). '
            "Nothing of them is posted. If they are news: matinee accept; if not: matinee accept --known"
        )
    for one in _ORDER:
        lines += [line(row, _when(row, goes.get(row.id), zone)) for row in rows[one]]
    return lines or ["nothing waits, and nothing was posted yet"]


def _when(row: Delivery, goes: datetime | None, zone: ZoneInfo) -> str:
    moment = row.posted_at or goes
    return f" {moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""


def line(row: Delivery, when: str) -> str:
    """A delivery for people, with its number."""
    more = " · ".join(part for part in (row.remote_url, row.reason) if part)
    return f"{row.id:>5}  {row.status:<8}{when}  {row.destination}: {row.title}" + (f"  ({more})" if more else "")
