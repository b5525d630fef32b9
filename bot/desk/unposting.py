"""Taking a review's posts down by hand, or a recap's: through the same records and courier as everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.app import build
from bot.clock import SystemClock
from bot.desk.answer import DONE, FAILED, NEEDS_OWNER, Answer
from bot.desk.delivering import PARTS, destinations, see_to
from bot.desk.followers import secrets_for, with_followers
from bot.desk.lines import delivery_form
from bot.errors import UsageError
from bot.ledger.model import ActionStatus, Status, Wish
from bot.log import set_up
from bot.settings import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.app import App
    from bot.ledger.model import Action, Delivery, Pause
    from bot.ledger.store import Ledger
    from bot.plan.model import Known

_STANDS = (Status.POSTED, Status.SENDING, Status.GATHERED)
_UNSENT = (Status.WAITING, Status.FAILED, Status.UNKNOWN)
_UNDER_WAY = (ActionStatus.WAITING, ActionStatus.SENDING)
_IN_DIGEST = "take it out of it on the network"
_DOUBT = "may stand"  # in the reason of what was skipped after an unclear attempt


async def unpost(config: Path, file: Path, to: Sequence[str]) -> Answer:
    """Take a review's posts down everywhere, or at the named destinations; what still waits is not sent.

    ``file`` may be the number of a recap's post instead: all its posts there are taken down, the last one first.
    Exit code 3 if a network failed, 1 if the owner is needed.
    """
    settings = load(config)
    set_up(settings.log, least="warning")
    names = [one.name for one in destinations(with_followers(settings), to)]
    secrets = secrets_for(settings, PARTS)
    async with build(settings, tokens=secrets, clock=SystemClock(), parts=PARTS) as app:
        ledger, now = app.records, app.clock.now()
        subjects, revision = await _meant(app, ledger, file)
        found = [one for subject in subjects for one in _of(ledger, subject, names)]
        before = [one for one in found if one.status in (*_STANDS, *_UNSENT)]
        wishes = [Wish(one, "delete", revision, tuple(names), now, urgent=True) for one in subjects]
        numbers = [one.id for one in ledger.wish(wishes, now)]

        def is_open() -> bool:
            return any(one.status in _UNDER_WAY for one in _these(ledger, numbers).values())

        posts = {*(one.id for one in before), *_these(ledger, numbers)}  # a digest that it stands in among them
        await see_to(app, ledger, is_open, lambda one: one.id in posts)
        return _told(before, ledger, _these(ledger, numbers))


async def _meant(app: App, ledger: Ledger, file: Path) -> tuple[list[str], int]:
    """What the posts to be taken down are of, in this order, and its revision."""
    if not str(file).isdecimal() or file.exists():
        known = await _known(app, ledger, file)
        return [known.review_id], known.revision
    one = ledger.delivery(int(str(file)))
    if one is None:
        raise UsageError(f"{file}: there is neither such a file nor a post of this number; see matinee status")
    if one.kind != "recap":
        raise UsageError(f"{file}: that is a post of {one.title}: name its review's file instead")
    return [part.subject for part in ledger.parts_of(one)], 1


async def _known(app: App, ledger: Ledger, file: Path) -> Known:
    """What is known of the file, which may be gone by now. A new path is looked at first: it may be an old review."""
    path = file.resolve()
    for source, watcher in zip(app.settings.sources, app.watchers, strict=True):
        folder = source.folder.resolve()
        if not path.is_relative_to(folder):
            continue
        inside = path.relative_to(folder).as_posix()
        if inside not in ledger.known(source.name):
            await app.look_first()
            await watcher.scan()
        if (found := ledger.known(source.name).get(inside)) is not None:
            return found
        raise UsageError(f"{file}: no review is known at this path, now or earlier, so no post of it either")
    raise UsageError(f"{file}: it lies in no source's folder, so there is no post of it in the records")


def _of(ledger: Ledger, review_id: str, names: Sequence[str]) -> list[Delivery]:
    """The review's deliveries at these destinations, oldest first."""
    return [one for one in reversed(ledger.deliveries(subject=review_id)) if one.destination in names]


def _these(ledger: Ledger, numbers: Sequence[int]) -> dict[int, Action]:
    """The wished actions as they stand, by their deliveries' numbers."""
    return {of.id: action for action, of in ledger.actions() if action.id in numbers}


def _told(before: Sequence[Delivery], ledger: Ledger, actions: Mapping[int, Action]) -> Answer:
    pauses = ledger.pauses()
    after = {one.id: one for one in ledger.these([one.id for one in before])}
    document: list[dict[str, Any]] = []
    text: list[str] = []
    code = DONE
    for was in before:
        one = after[was.id]
        said, what, worst = _fate(one, was, actions.get(one.digest_id or one.id), pauses.get(one.destination))
        document.append({**delivery_form(one, None), "outcome": what, "why": said or None})
        where = f"  {was.remote_url}" if was.remote_url else ""
        text.append(f"{what:<11}  {one.destination}: {one.title}{where}" + (f"  ({said})" if said else ""))
        code = max(code, worst)
    return Answer(document, text or ["nothing of it stands or waits there"], code)


def _fate(one: Delivery, was: Delivery, action: Action | None, pause: Pause | None) -> tuple[str, str, int]:
    """Why, what became of it in two words, and the exit code for it."""
    if one.status is Status.GATHERED:
        return f"its digest, number {one.digest_id}, can't be written without it: {_IN_DIGEST}", "stands", NEEDS_OWNER
    still_there = one.digest_id is not None and action is not None and action.status is not ActionStatus.DONE
    if one.status is Status.REMOVED and not still_there:
        return "", "taken down", DONE
    if one.status is Status.SKIPPED:
        doubt = _DOUBT in (one.reason or "")
        return (one.reason or "") if doubt else "", "not sent", NEEDS_OWNER if doubt else DONE
    if was.status is Status.POSTED and was.remote_id is None:
        return was.reason or "", "was gone", DONE
    if action is not None and action.status is ActionStatus.FAILED:
        number = one.digest_id or one.id
        return f"{action.reason or 'the network refuses it'} matinee retry {number} tries again", "stands", NEEDS_OWNER
    if pause is not None:
        return f"it waits: {pause.reason}", "stands", NEEDS_OWNER if pause.by == "owner" else FAILED
    return (action.reason if action else None) or one.reason or "it waits", "stands", FAILED
