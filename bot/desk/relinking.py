"""Posts whose review has another address by now: listed, and put right when the owner says so.

A new permalink rule alone changes no post and makes none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.app import build
from bot.clock import SystemClock
from bot.desk.answer import DONE, FAILED, NEEDS_OWNER, Answer
from bot.desk.delivering import PARTS, destinations, see_to
from bot.desk.followers import secrets_for
from bot.desk.looking import bring_up_to_date, indexed
from bot.desk.records import records_if_any
from bot.desk.repositories import fetch_missing
from bot.format.address import address
from bot.ledger.model import ActionStatus, Status, Wish
from bot.log import set_up
from bot.settings import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.catalogue.store import Catalogue
    from bot.ledger.model import Action, Delivery
    from bot.ledger.store import Ledger
    from bot.settings.model import Settings

_BY_HAND = "it was edited on the network and is left alone"
_NONE = "every post has its review's present address"
_UNDER_WAY = (ActionStatus.WAITING, ActionStatus.SENDING)


@dataclass(frozen=True, slots=True)
class _Stale:
    """A post with an old address."""

    post: Delivery
    old: str
    new: str


async def relink(config: Path, *, apply: bool) -> Answer:
    """List them, old → new; with ``apply`` edit them. Exit code 3 if a network failed, 1 if the owner is needed."""
    settings = load(config)
    if not apply:
        with records_if_any(settings) as ledger, indexed(settings, ledger) as catalogue:
            return _listed(list(_stale(ledger, catalogue)))
    set_up(least="warning")
    destinations(settings, ())
    secrets = secrets_for(settings, PARTS)
    await fetch_missing(settings)
    async with build(settings, tokens=secrets, clock=SystemClock(), parts=PARTS) as app:
        ledger, now = app.records, app.clock.now()
        bring_up_to_date(app.catalogue, settings, ledger)
        stale = list(_stale(ledger, app.catalogue))
        revisions = _revisions(ledger, settings)
        entered = ledger.wish(
            [
                Wish(it.post.subject, "relink", revisions.get(it.post.subject, 0), (it.post.destination,), now, True)
                for it in stale
                if not it.post.by_hand
            ],
            now,
        )
        numbers = {one.id for one in entered}

        def is_open() -> bool:
            return any(one.status in _UNDER_WAY for one in _these(ledger, numbers).values())

        posts = set(_these(ledger, numbers))
        await see_to(app, ledger, is_open, lambda one: one.id in posts)
        return _told(stale, _these(ledger, numbers), ledger)


def _stale(ledger: Ledger, catalogue: Catalogue) -> Iterator[_Stale]:
    """Posts that stand with another address than their review has now, oldest first."""
    for post in reversed(ledger.deliveries(statuses=[Status.POSTED])):
        for subject, old in _links(post) if post.remote_id is not None else ():
            review = catalogue.get(subject)
            new = address(review.url) if review is not None else None
            if old and new and new != old:
                yield _Stale(post, old, new)


def _links(post: Delivery) -> list[tuple[str, str | None]]:
    """Each review that a post is about, with the address that it gives."""
    body = post.body or {}
    if post.kind == "digest":
        return [(one["subject"], one["address"]) for one in (body.get("facts") or {}).get("entries", ())]
    return [(post.subject, body.get("address"))] if post.kind == "review" else []


def _revisions(ledger: Ledger, settings: Settings) -> dict[str, int]:
    """Each review's present revision."""
    return {row.review_id: row.revision for source in settings.sources for row in ledger.known(source.name).values()}


def _these(ledger: Ledger, numbers: set[int]) -> dict[int, Action]:
    """The wished actions as they stand, by their deliveries' numbers."""
    return {of.id: action for action, of in ledger.actions() if action.id in numbers}


def _listed(stale: Sequence[_Stale]) -> Answer:
    document, text = [], []
    for one in stale:
        left = one.post.by_hand
        document.append(_form(one, "by hand" if left else "old", _BY_HAND if left else None))
        text.append(_line(one, "by hand" if left else "old") + (f"  ({_BY_HAND})" if left else ""))
    count = sum(not one.post.by_hand for one in stale)
    if count:
        text.append(f"{count} to put right; nothing was changed: matinee relink --apply does it")
    return Answer(document, text or [_NONE])


def _told(stale: Sequence[_Stale], actions: dict[int, Action], ledger: Ledger) -> Answer:
    document: list[dict[str, Any]] = []
    text: list[str] = []
    code = DONE
    for one in stale:
        outcome, why, worst = _fate(ledger.delivery(one.post.id) or one.post, actions.get(one.post.id))
        document.append(_form(one, outcome, why))
        text.append(_line(one, outcome) + (f"  ({why})" if why else ""))
        code = max(code, worst)
    return Answer(document, text or [_NONE], code)


def _fate(post: Delivery, action: Action | None) -> tuple[str, str | None, int]:
    """What became of it, why, and the exit code for it."""
    if post.status is Status.REMOVED:
        return "gone", post.reason, DONE
    if post.by_hand:
        return "by hand", _BY_HAND, NEEDS_OWNER
    if action is None or action.status is ActionStatus.DROPPED:
        return "left", action.reason if action else "another change of it waits", DONE
    if action.status is ActionStatus.DONE:
        return "put right", None, DONE
    if action.status is ActionStatus.FAILED:
        return "failed", f"{action.reason} matinee retry {post.id} tries again", NEEDS_OWNER
    return "waiting", action.reason, FAILED


def _form(one: _Stale, outcome: str, why: str | None) -> dict[str, Any]:
    return {
        "id": one.post.id,
        "destination": one.post.destination,
        "title": one.post.title,
        "url": one.post.remote_url,
        "old": one.old,
        "new": one.new,
        "outcome": outcome,
        "why": why,
    }


def _line(one: _Stale, outcome: str) -> str:
    return f"{one.post.id:>5}  {outcome:<9}  {one.post.destination}: {one.post.title}  {one.old} → {one.new}"
