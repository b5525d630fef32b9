"""Pausing a destination and letting it go on, as commands. What they do is ``bot.overview``'s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.desk.answer import Answer
from bot.desk.followers import with_followers
from bot.desk.records import records
from bot.format.naming import number_of
from bot.overview import decisions
from bot.overview.decisions import require_destination
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path


def pause(config: Path, name: str, why: str) -> Answer:
    """Send nothing there until ``resume``. What comes meanwhile waits."""
    settings = with_followers(load(config))
    require_destination(settings, name)
    with records(settings) as ledger:
        done = decisions.pause(ledger, name, why, SystemClock().now())
    text = f"{name}: paused, {number_of(done.waiting, 'post')} waiting; matinee resume {name} lets it go on"
    return Answer({"destination": name, "paused": True, "reason": done.reason, "waiting": done.waiting}, [text])


def resume(config: Path, name: str) -> Answer:
    """End the owner's pause; have what is in trouble tried now: one post shows whether it works again.

    Raises :class:`bot.errors.UsageError` where a channel that follows is paused by an admin of its own server.
    """
    settings = with_followers(load(config))
    require_destination(settings, name)
    with records(settings) as ledger:
        was = decisions.resume(ledger, name, SystemClock().now())
    in_trouble = was.pause == "trouble"
    done = "is tried again now, and goes on if it works" if in_trouble else "goes on" if was.pause else "was not paused"
    more = f"; {number_of(was.waiting, 'post')} waiting" if was.waiting else ""
    document = {"destination": name, "paused": in_trouble, "was_paused": was.pause is not None, "waiting": was.waiting}
    return Answer(document, [f"{name}: {done}{more}"])
