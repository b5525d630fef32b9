"""Pausing a destination and letting it go on, on the owner's word. Works beside a running bot."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.desk.answer import Answer
from bot.desk.followers import guests, with_followers
from bot.desk.lines import posts
from bot.errors import UsageError
from bot.ledger.store import Ledger
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings.model import Settings


def pause(config: Path, name: str, why: str) -> Answer:
    """Send nothing there until ``resume``. What comes meanwhile waits."""
    settings = with_followers(load(config))
    require_destination(settings, name)
    reason = f"You paused it: {why.strip().rstrip('.')}." if why.strip() else "You paused it."
    with closing(Ledger.open(settings.store.url)) as ledger:
        ledger.pause(name, "owner", reason, None, SystemClock().now())
        waiting = len(ledger.waiting(name))
    text = f"{name}: paused, {posts(waiting)} waiting; matinee resume {name} lets it go on"
    return Answer({"destination": name, "paused": True, "reason": reason, "waiting": waiting}, [text])


def resume(config: Path, name: str) -> Answer:
    """End the owner's pause; have what is in trouble tried now: one post shows whether it works again.

    Raises :class:`bot.errors.UsageError` where a channel that follows is paused by an admin of its own server.
    """
    settings = with_followers(load(config))
    require_destination(settings, name)
    now = SystemClock().now()
    with closing(Ledger.open(settings.store.url)) as ledger:
        pause = ledger.pauses().get(name)
        if pause is not None and pause.by == "admin":
            raise UsageError(f"{name}: an admin of its server paused it, and lets it go on with /matinee resume there")
        in_trouble = pause is not None and pause.by == "trouble"
        if pause is not None and in_trouble:
            ledger.pause(name, "trouble", pause.reason, now, now)
        elif pause is not None:
            ledger.resume(name, now)
        waiting = len(ledger.waiting(name))
    done = "is tried again now, and goes on if it works" if in_trouble else "goes on" if pause else "was not paused"
    more = f"; {posts(waiting)} waiting" if waiting else ""
    document = {"destination": name, "paused": in_trouble, "was_paused": pause is not None, "waiting": waiting}
    return Answer(document, [f"{name}: {done}{more}"])


def require_destination(settings: Settings, name: str) -> None:
    """Raises :class:`bot.errors.UsageError` with the names that exist, if this isn't one of them."""
    if all(one.name != name for one in settings.destinations):
        known = [one.name for one in settings.destinations if one.follower is None]
        known += ["the channels that follow (matinee status names them)"] if guests(settings) else []
        allowed = f"allowed are {', '.join(known)}" if known else "there is none in the configuration"
        raise UsageError(f'there is no destination "{name}"; {allowed}')
