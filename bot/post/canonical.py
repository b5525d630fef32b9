"""What the log says of a delivery: one line when it is settled, given up or has to wait; its single steps as details.

The line's keys are stable, for whoever reads the log as JSON: ``event`` (as ``outcome``), ``destination``, ``title``,
``review`` (or the recap's or digest's key), ``delivery`` (the number that ``matinee status`` shows), ``remote_id``,
``address``, ``attempts``, ``seconds`` (from its last claim on), ``reason``.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Literal

import structlog

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ledger.model import Action, Delivery

log = structlog.stdlib.get_logger(__name__)
Outcome = Literal["posted", "waits", "failed", "unknown", "removed", "skipped"]
Changed = Literal["corrected", "relinked", "taken down", "left as it is", "correction waits", "not corrected"]
_DONE: dict[str, Changed] = {"edit": "corrected", "relink": "relinked", "delete": "taken down"}
_GRAVE = frozenset({"failed", "unknown", "removed", "not corrected"})


def step(event: str, delivery: Delivery, **more: object) -> None:
    """One step of a delivery: a detail."""
    log.debug(event, key=delivery.key, destination=delivery.destination, subject=delivery.subject, **more)


def change_step(event: str, action: Action, delivery: Delivery, **more: object) -> None:
    """One step of a change to a post: a detail."""
    told = {"action": action.id, "kind": action.kind, "key": delivery.key, "destination": delivery.destination}
    log.debug(event, **told, subject=delivery.subject, **more)


def outcome(what: Outcome, delivery: Delivery, now: datetime, *, reason: str | None = None) -> None:
    """The one line of an attempt that has come to its end. ``delivery``: as it was claimed, or as it stands now."""
    _say(what, now, delivery, reason, {"attempts": delivery.attempts or None, "outcome": what}, delivery.claimed_at)


def change_outcome(
    action: Action, delivery: Delivery, now: datetime, what: Changed | None = None, *, reason: str | None = None
) -> None:
    """The one line of a change that has come to its end. ``what``: None: it was made."""
    told = what or _DONE[action.kind]
    more = {"attempts": action.attempts or None, "outcome": told, "action": action.id}
    _say(told, now, delivery, reason, more, action.claimed_at)


def _say(
    event: str, now: datetime, delivery: Delivery, reason: str | None, more: dict[str, Any], began: datetime | None
) -> None:
    seconds = None if began is None else max(0.0, round((now - began).total_seconds(), 3))
    facts = {
        "destination": delivery.destination,
        "title": delivery.title,
        "review": delivery.subject,
        "delivery": delivery.id,
        "remote_id": delivery.remote_id,
        "address": delivery.remote_url,
        "seconds": seconds,
        "reason": reason,
        **more,
    }
    told = {name: value for name, value in facts.items() if value is not None}
    log.log(logging.WARNING if event in _GRAVE else logging.INFO, event, **told)
