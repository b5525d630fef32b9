"""What one run did besides posting: changes to posts that stand, and destinations that are paused."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.desk.answer import DONE, FAILED, NEEDS_OWNER, Answer
from bot.desk.lines import action_form, action_line, pause_form, pause_line
from bot.ledger.model import ActionStatus

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ledger.model import Action
    from bot.ledger.store import Ledger
    from bot.settings.model import Settings

_NEWEST = 500  # actions that are looked through


def besides(ledger: Ledger, settings: Settings, began: datetime) -> Answer:
    """Changes that were tried since ``began`` (aware), and the pauses of the destinations in the owner's file.

    Exit code 3 where one waits for a network or a destination is in trouble, 1 where one needs the owner. What happens
    at channels that follow doesn't count for it: see :func:`bot.desk.play.once`.
    """
    changes = [(action, of) for action, of in ledger.actions(limit=_NEWEST) if _was_tried(action, began)]
    zone, known = ZoneInfo(settings.site.timezone), {one.name for one in settings.destinations}
    pauses = {name: one for name, one in ledger.pauses().items() if name in known}
    text = [action_line(action, of, zone) for action, of in reversed(changes)]
    text += [pause_line(one, len(ledger.waiting(one.destination)), zone) for one in pauses.values()]
    document = {
        "changes": [action_form(action, of) for action, of in reversed(changes)],
        "pauses": [pause_form(one) for one in pauses.values()],
    }
    in_trouble = any(one.by == "trouble" for one in pauses.values())
    return Answer(
        document,
        text,
        max([FAILED * in_trouble, *(_code(action) for action, of in changes if of.destination in known)]),
    )


def joined(first: Answer, second: Answer | None, nothing: str = "nothing was due") -> Answer:
    """Both as one answer, with the worse exit code; one that has no text says ``nothing``."""
    if second is None:
        second = Answer({"changes": [], "pauses": []}, [])
    text = [*first.text, *second.text]
    return Answer({**first.document, **second.document}, text or [nothing], max(first.code, second.code))


def _was_tried(action: Action, began: datetime) -> bool:
    return any(at is not None and at >= began for at in (action.claimed_at, action.done_at))


def _code(action: Action) -> int:
    if action.status in (ActionStatus.WAITING, ActionStatus.SENDING):
        return FAILED
    return NEEDS_OWNER if action.status is ActionStatus.FAILED else DONE
