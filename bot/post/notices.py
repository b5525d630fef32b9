"""What the owner is told of posts and destinations, in his words. Each sentence says what is, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.format.prose import shorten_to
from bot.ledger.model import ToTell

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ledger.model import Action, Delivery

_LONG = 100  # characters
_CHANGES = {"edit": "corrected", "relink": "given its new address", "delete": "taken down"}


def paused(destination: str, reason: str, now: datetime) -> ToTell:
    """Nothing can be sent there for now."""
    text = (
        f'Nothing goes to "{destination}" at the moment. {_sentence(reason)} '
        "Its posts wait, and it is tried again by itself."
    )
    return ToTell(f"paused {destination} {now.isoformat()}", text, now)


def works_again(destination: str, now: datetime) -> ToTell:
    """It was in trouble, and isn't any more."""
    text = f'"{destination}" works again: what waited for it goes out now, one after the other.'
    return ToTell(f"resumed {destination} {now.isoformat()}", text, now)


def no_pictures(destination: str, advice: str, now: datetime) -> ToTell:
    """Posts go out, but their pictures don't get through. Told once: it may be meant so."""
    return ToTell(
        f"no pictures {destination}", f'Posts go to "{destination}" without pictures. {_sentence(advice)}', now
    )


def unfinished(destination: str, advice: str, now: datetime) -> ToTell:
    """Posts stand, but something that belongs to them can't be done. Told once."""
    return ToTell(f"unfinished {destination}", f'Posts to "{destination}" stand. {_sentence(advice)}', now)


def given_up(delivery: Delivery, status: str, reason: str, now: datetime) -> ToTell:
    """A post that the owner has to decide about."""
    number = delivery.id
    if status == "unknown":
        ways = f"Look there: if it is missing, matinee retry {number} posts it; if not, matinee skip {number}."
        what = "may or may not have been posted"
    else:
        ways = f"When that is put right, matinee retry {number} posts it; matinee skip {number} lets it be."
        what = "was not posted"
    text = f'"{_title(delivery)}" {what} to "{delivery.destination}". {_sentence(reason)} {ways}'
    return ToTell(f"{status} {delivery.key} {delivery.claimed_at}", text, now)


def left_alone(delivery: Delivery, now: datetime) -> ToTell:
    """A post that somebody edited on the network."""
    text = (
        f'The post about "{_title(delivery)}" in "{delivery.destination}" was edited by hand there, so it is left as '
        f"it is: changes of the review change it no more. {delivery.remote_url or ''}"
    )
    return ToTell(f"by hand {delivery.key}", text.strip(), now)


def not_changed(action: Action, delivery: Delivery, reason: str, now: datetime) -> ToTell:
    """A change that the network refused."""
    text = (
        f'The post about "{_title(delivery)}" in "{delivery.destination}" could not be {_CHANGES[action.kind]}. '
        f"{_sentence(reason)} {delivery.remote_url or ''}"
    )
    return ToTell(f"action {action.id}", text.strip(), now)


def _title(delivery: Delivery) -> str:
    """Of a long one the beginning: what can be done must still fit in."""
    return shorten_to(delivery.title, _LONG)


def _sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
