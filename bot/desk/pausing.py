"""Pausing a destination and letting it go on, on the owner's word. Works beside a running bot."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.desk.answer import Answer
from bot.desk.lines import posts
from bot.errors import UsageError
from bot.ledger.store import Ledger
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings.model import Settings


def pause(config: Path, name: str, why: str) -> Answer:
    """Send nothing there until ``resume``. What comes meanwhile waits."""
    settings = load(config)
    require_destination(settings, name)
    reason = f"You paused it: {why.strip().rstrip('.')}." if why.strip() else "You paused it."
    with closing(Ledger.open(settings.store.url)) as ledger:
        ledger.pause(name, "owner", reason, None, SystemClock().now())
        waiting = len(ledger.waiting(name))
    text = f"{name}: paused, {posts(waiting)} waiting; matinee resume {name} lets it go on"
    return Answer({"destination": name, "paused": True, "reason": reason, "waiting": waiting}, [text])


def resume(config: Path, name: str) -> Answer:
    """Go on there at once, whoever or whatever paused it."""
    settings = load(config)
    require_destination(settings, name)
    with closing(Ledger.open(settings.store.url)) as ledger:
        was_paused = ledger.resume(name, SystemClock().now())
        waiting = len(ledger.waiting(name))
    more = f", {posts(waiting)} waiting" if waiting else ""
    text = f"{name}: goes on{more}" if was_paused else f"{name}: was not paused{more}"
    document = {"destination": name, "paused": False, "was_paused": was_paused, "waiting": waiting}
    return Answer(document, [text])


def require_destination(settings: Settings, name: str) -> None:
    """Raises :class:`bot.errors.UsageError` with the names that exist, if this isn't one of them."""
    known = [one.name for one in settings.destinations]
    if name not in known:
        allowed = f"allowed are {', '.join(known)}" if known else "there is none in the configuration"
        raise UsageError(f'there is no destination "{name}"; {allowed}')
