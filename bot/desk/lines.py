"""Deliveries, changes to posts, pauses and questions, as JSON and as lines for people. Reads and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.format.naming import number_of
from bot.ledger.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.ledger.model import Action, ActionKind, Delivery, Pause, Question

_NAMED = 3  # so many paths of a question are named; JSON has all
_ACTIONS: dict[ActionKind, str] = {"edit": "correction", "relink": "new address", "delete": "taking down"}


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
        "edited_by_hand": row.by_hand,
        "for_digest": row.for_digest,
        "digest": row.digest_id,
    }


def line(row: Delivery, when: str, because: str | None = None) -> str:
    """A delivery for people, with its number. ``because``: why it goes out then."""
    by_hand = "edited by hand there, so it is left alone" if row.by_hand else None
    more = " · ".join(part for part in (because, _digest(row), row.remote_url, row.reason, by_hand) if part)
    return f"{row.id:>5}  {row.status:<8}{when}  {row.destination}: {row.title}" + (f"  ({more})" if more else "")


def _digest(row: Delivery) -> str | None:
    """What a digest is to this post, or this post to a digest."""
    if row.digest_id is not None:
        return f"{'in' if row.status is Status.GATHERED else 'was in'} the digest, number {row.digest_id}"
    if row.kind == "digest":
        return "a digest"
    return "waits for the digest" if row.for_digest and row.status is Status.WAITING and not row.urgent else None


def action_form(action: Action, of: Delivery) -> dict[str, Any]:
    """A change to a post as JSON. ``id`` is the post's number."""
    return {
        "id": of.id,
        "change": action.kind,
        "status": str(action.status),
        "title": of.title,
        "subject": of.subject,
        "destination": of.destination,
        "not_before": action.ready_at.isoformat(),
        "url": of.remote_url,
        "reason": action.reason,
    }


def action_line(action: Action, of: Delivery, zone: ZoneInfo) -> str:
    """A change to a post for people, with the post's number."""
    more = " · ".join(part for part in (what_of(action), of.remote_url, action.reason) if part)
    return f"{of.id:>5}  {action.status:<8}{moment(action.ready_at, zone)}  {of.destination}: {of.title}  ({more})"


def what_of(action: Action) -> str:
    """What kind of change it is, in a word or two."""
    return _ACTIONS[action.kind]


def pause_form(pause: Pause) -> dict[str, Any]:
    """A pause as JSON."""
    return {
        "destination": pause.destination,
        "since": pause.since.isoformat(),
        "by": pause.by,
        "reason": pause.reason,
        "tries_again_at": pause.look_at.isoformat() if pause.look_at else None,
    }


def pause_line(pause: Pause, waiting: int, zone: ZoneInfo, called: str = "") -> str:
    """A pause for people, with how many posts wait because of it. ``called``: the destination, if not by its name."""
    again = f", tries again{moment(pause.look_at, zone)}" if pause.look_at else ""
    return (
        f"PAUSED    {called or pause.destination} since{moment(pause.since, zone)}, "
        f"{number_of(waiting, 'post')} waiting{again}: {pause.reason.rstrip('.')}. {_way_on(pause)}"
    )


def _way_on(pause: Pause) -> str:
    if pause.by == "admin":
        return "Its server's admins let it go on: /matinee resume there"
    return f"To go on now: matinee resume {pause.destination}"


def forsaken_line(destination: str, waiting: int) -> str:
    """Posts whose destination is not in the configuration, for people."""
    wait = f"{number_of(waiting, 'post')} wait{'s' if waiting == 1 else ''}"
    return (
        f'FORSAKEN  {wait} for "{destination}", which is not in the configuration. Give a destination that name again, '
        "or let each be: matinee skip NUMBER"
    )


def question_form(question: Question) -> dict[str, Any]:
    """A question as JSON, with every path."""
    return {
        "source": question.source,
        "asked_at": question.asked_at.isoformat(),
        "reviews": len(question.added),
        "paths": [path for _, path in question.added],
        "changed": [path for _, path in question.changed],
        "gone": [path for _, path in question.gone],
    }


def question_count(question: Question) -> dict[str, Any]:
    """A question as JSON, in numbers."""
    return {
        "source": question.source,
        "reviews": len(question.added),
        "changed": len(question.changed),
        "gone": len(question.gone),
    }


def question_line(question: Question) -> str:
    """A question for people, with both answers."""
    return (
        f'QUESTION  source "{question.source}": {amounts(question, _NAMED)} at once. Nothing was posted, corrected or '
        "taken down for them. If they are real: matinee accept; if they are only to be noted: matinee accept --known"
    )


def amounts(question: Question, named: int = 0) -> str:
    """How many of each kind a question is about, with the first so many paths."""
    kinds = (
        (question.added, "new review", "new reviews"),
        (question.changed, "changed", "changed"),
        (question.gone, "gone", "gone"),
    )
    return ", ".join(
        f"{len(pairs)} {one if len(pairs) == 1 else many}{_first(pairs, named)}" for pairs, one, many in kinds if pairs
    )


def moment(at: datetime | None, zone: ZoneInfo) -> str:
    """A moment by the site's clock, with a space before it; nothing for none."""
    return f" {at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""


def _first(pairs: Sequence[tuple[str, str]], count: int) -> str:
    if not count:
        return ""
    return " (" + ", ".join(path for _, path in pairs[:count]) + (", …)" if len(pairs) > count else ")")
