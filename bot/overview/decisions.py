"""The owner's decisions: on one post or a change to it, on too many changes at once, on where nothing is to be sent.

Shared by the commands and the page, so that a button and a command never differ. All of it works beside a running bot:
what is decided is in the records, and what can't be done any more is told by :class:`bot.errors.UsageError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import UsageError
from bot.ledger.model import ActionStatus, Delivery, Status, Wish
from bot.post.live import waits_for_page

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ledger.model import Action, Question
    from bot.ledger.store import Ledger
    from bot.settings.model import Settings

_SKIPPED = "you skipped it"
_HIGHEST = 2**31 - 1  # number that the records can count to; a database refuses to look for a higher one


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a post. ``change``: what is tried again, of one that stands."""

    post: Delivery
    change: Action | None = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """A destination after the owner paused it, or let it go on."""

    pause: str | None  # who had paused it before (see :data:`bot.ledger.model.PauseBy`); None: nobody
    reason: str
    waiting: int


def retry(ledger: Ledger, number: int, now: datetime) -> Decided:
    """Let that delivery go out again: it waits, and is looked for in the network's history before it is sent.

    Of a post that stands, a change that failed is tried again. One that was kept back as its page isn't on the web
    goes out all the same, and at once.
    """
    before = _named(ledger, number)
    if before.status is not Status.POSTED:
        moved = _moved(ledger.retry(number, now), before, "retry")
        if not waits_for_page(before.reason):
            return moved
        return Decided(ledger.hurry(number, now) or moved.post)  # the owner has seen why it waited, and wants it out
    failed = [one for one in _changes(ledger, number) if one.status is ActionStatus.FAILED]
    _require(failed, before, "retry")
    if before.by_hand and failed[-1].kind != "delete":
        raise UsageError(f"post number {number} was edited by hand on the network: it is left as it is")
    ledger.wish([_once_more(failed[-1], before, now)], now)
    for one in failed:
        ledger.drop_action(one.id, "you had it tried again", now)
    return Decided(before, _changes(ledger, number)[-1])


def skip(ledger: Ledger, number: int, now: datetime) -> Decided:
    """Never send that delivery; of a post that stands, drop the change that waits or failed."""
    before = _named(ledger, number)
    if before.status is not Status.POSTED:
        return _moved(ledger.skip(number, _SKIPPED), before, "skip")
    open_ones = [one for one in _changes(ledger, number) if one.status is not ActionStatus.SENDING]
    _require(open_ones, before, "skip")
    for one in open_ones:
        ledger.drop_action(one.id, _SKIPPED, now)
    return Decided(before)


def accept(ledger: Ledger, source: str | None, now: datetime, *, known: bool) -> dict[str, tuple[Question, int]]:
    """Answer the open questions about too many changes: they are real, or they are only to be noted (``known``).

    ``source``: only the one about that source. By source: the question, and how many reviews the answer is about.
    """
    asking = {question.source: question for question in ledger.questions()}
    if source is not None and source not in asking:
        open_ones = f"; open questions are about: {', '.join(asking)}" if asking else "; nothing is being asked"
        raise UsageError(f'nothing is asked about a source "{source}"{open_ones}')
    chosen = [name for name in asking if source in (None, name)]
    return {name: (asking[name], ledger.accept(name, now, quiet=known)) for name in chosen}


def pause(ledger: Ledger, name: str, why: str, now: datetime) -> Stopped:
    """Send nothing there until :func:`resume`. What comes meanwhile waits. ``name`` must exist."""
    before = ledger.pauses().get(name)
    reason = f"You paused it: {why.strip().rstrip('.')}." if why.strip() else "You paused it."
    ledger.pause(name, "owner", reason, None, now)
    return Stopped(before.by if before else None, reason, len(ledger.waiting(name)))


def resume(ledger: Ledger, name: str, now: datetime) -> Stopped:
    """End the owner's pause; have what is in trouble tried now: one post shows whether it works again.

    ``name`` must exist. Raises :class:`bot.errors.UsageError` where a channel that follows is paused by an admin of
    its own server.
    """
    before = ledger.pauses().get(name)
    if before is not None and before.by == "admin":
        raise UsageError(f"{name}: an admin of its server paused it, and lets it go on with /matinee resume there")
    if before is not None and before.by == "trouble":
        ledger.pause(name, "trouble", before.reason, now, now)
    elif before is not None:
        ledger.resume(name, now)
    return Stopped(before.by if before else None, before.reason if before else "", len(ledger.waiting(name)))


def require_destination(settings: Settings, name: str) -> None:
    """Raises :class:`bot.errors.UsageError` with the names that exist, if this isn't one of them.

    ``settings``: with the channels that follow.
    """
    if all(one.name != name for one in settings.destinations):
        known = [one.name for one in settings.destinations if one.follower is None]
        follow = len(known) < len(settings.destinations)
        known += ["the channels that follow (matinee status names them)"] if follow else []
        allowed = f"allowed are {', '.join(known)}" if known else "there is none in the configuration"
        raise UsageError(f'there is no destination "{name}"; {allowed}')


def _named(ledger: Ledger, number: int) -> Delivery:
    found = ledger.delivery(number) if number <= _HIGHEST else None
    if found is None:
        raise UsageError(f"there is no post number {number}; see matinee status")
    return found


def _changes(ledger: Ledger, number: int) -> list[Action]:
    """The changes to a post that aren't done, oldest first."""
    statuses = (ActionStatus.WAITING, ActionStatus.SENDING, ActionStatus.FAILED)
    found = [action for action, of in ledger.actions(statuses=statuses) if of.id == number]
    return sorted(found, key=lambda one: one.id)


def _require(found: list[Action], before: Delivery, verb: str) -> None:
    if not found:
        raise UsageError(f"post number {before.id} is {before.status}: there is nothing to {verb}")


def _once_more(action: Action, of: Delivery, now: datetime) -> Wish:
    return Wish(of.subject, action.kind, action.revision, (of.destination,), now, urgent=True)


def _moved(after: Delivery | None, before: Delivery, verb: str) -> Decided:
    if after is None and before.status is Status.GATHERED:
        raise UsageError(f"post number {before.id} is in the digest, number {before.digest_id}: {verb} that one")
    if after is None:
        raise UsageError(f"post number {before.id} is {before.status}: there is nothing to {verb}")
    return Decided(after)
