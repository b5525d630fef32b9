"""The owner's decisions: on one post or a change to it, and on too many changes at once. Works beside a running bot."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.desk.answer import Answer
from bot.desk.lines import action_form, action_line, counted, delivery_form, line
from bot.errors import UsageError
from bot.ledger.model import ActionStatus, Delivery, Status, Wish
from bot.ledger.store import Ledger
from bot.settings import load

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.ledger.model import Action

_SKIPPED = "you skipped it"
_HIGHEST = 2**31 - 1  # number that the records can count to; a database refuses to look for a higher one


def retry(config: Path, number: int) -> Answer:
    """Let that delivery go out again: it waits, and is looked for in the network's history before it is sent.

    Of a post that stands, a change that failed is tried again.
    """
    settings = load(config)
    with closing(Ledger.open(settings.store.url)) as ledger:
        before, now = _named(ledger, number), SystemClock().now()
        if before.status is Status.POSTED:
            failed = [one for one in _changes(ledger, number) if one.status is ActionStatus.FAILED]
            _require(failed, before, "retry")
            if before.by_hand and failed[-1].kind != "delete":
                raise UsageError(f"post number {number} was edited by hand on the network: it is left as it is")
            ledger.wish([_once_more(failed[-1], before, now)], now)
            for one in failed:
                ledger.drop_action(one.id, "you had it tried again", now)
            return _told(ledger, before, ZoneInfo(settings.site.timezone))
        return _moved(ledger.retry(number, now), before, "retry")


def skip(config: Path, number: int) -> Answer:
    """Never send that delivery; of a post that stands, drop the change that waits or failed."""
    settings = load(config)
    with closing(Ledger.open(settings.store.url)) as ledger:
        before, now = _named(ledger, number), SystemClock().now()
        if before.status is not Status.POSTED:
            return _moved(ledger.skip(number, _SKIPPED), before, "skip")
        open_ones = [one for one in _changes(ledger, number) if one.status is not ActionStatus.SENDING]
        _require(open_ones, before, "skip")
        for one in open_ones:
            ledger.drop_action(one.id, _SKIPPED, now)
        return Answer(delivery_form(before, None), [f"{line(before, '')}   (it stays as it is)"])


def accept(config: Path, source: str | None, *, known: bool) -> Answer:
    """Answer the open questions about too many changes: they are real, or they are only to be noted (``known``)."""
    settings = load(config)
    with closing(Ledger.open(settings.store.url)) as ledger:
        asking = {question.source: question for question in ledger.questions()}
        if source is not None and source not in asking:
            open_ones = f"; open questions are about: {', '.join(asking)}" if asking else "; nothing is being asked"
            raise UsageError(f'nothing is asked about a source "{source}"{open_ones}')
        now, chosen = SystemClock().now(), [name for name in asking if source in (None, name)]
        counts = {name: ledger.accept(name, now, quiet=known) for name in chosen}
    noted = "noted at the next look at the files; nothing is posted, corrected or taken down for them"
    real = "brought in at the next look at the files, and posted, corrected or taken down by your rules"
    text = [f"{name}: {counted(asking[name])}: {noted if known else real}" for name in chosen]
    return Answer({"known" if known else "accepted": counts}, text or ["nothing is being asked"])


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


def _moved(after: Delivery | None, before: Delivery, verb: str) -> Answer:
    if after is None and before.status is Status.GATHERED:
        raise UsageError(f"post number {before.id} is in the digest, number {before.digest_id}: {verb} that one")
    if after is None:
        raise UsageError(f"post number {before.id} is {before.status}: there is nothing to {verb}")
    return Answer(delivery_form(after, None), [line(after, "")])


def _told(ledger: Ledger, of: Delivery, zone: ZoneInfo) -> Answer:
    """The change that waits now."""
    waiting = _changes(ledger, of.id)[-1]
    return Answer(action_form(waiting, of), [action_line(waiting, of, zone)])
