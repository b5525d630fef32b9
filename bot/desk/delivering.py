"""Seeing to what a command has entered: done here, or by another Matinee that posts from the same records."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import StoreLocked, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.app import App
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.settings.model import Destination, Settings

PARTS = frozenset({"watch", "post"})  # of the app, for such commands
_PATIENCE = timedelta(seconds=60)  # for a running bot to do what was entered for it
_LOOK = 0.5  # seconds between two looks at the records
log = structlog.stdlib.get_logger(__name__)


async def see_to(app: App, ledger: Ledger, is_open: Callable[[], bool], only: Callable[[Delivery], bool]) -> None:
    """Until it is done, or can't be done now. ``is_open`` tells from the records whether something is left to do.

    ``only``: the deliveries that the command is about. Whatever else is due waits for the bot: who tries something
    must not send the rest.
    """
    until = app.clock.now() + _PATIENCE
    told = False
    while not await _here(app, ledger, is_open, only):
        if not told:
            log.warning("another Matinee posts from these records: waiting for it")
        told = True
        if not is_open() or app.clock.now() >= until:
            return
        await app.clock.sleep(_LOOK)


async def _here(app: App, ledger: Ledger, is_open: Callable[[], bool], only: Callable[[Delivery], bool]) -> bool:
    """Do what of it is due. False: another Matinee has the right to (or ended without seeing to it: try again)."""
    with ExitStack() as held:
        try:
            held.enter_context(ledger.courier_lock())
        except StoreLocked:
            return False
        await app.deliver_due(only)
    return not (app.courier and app.courier.elsewhere and is_open())


def destinations(settings: Settings, names: Sequence[str]) -> list[Destination]:
    """The named destinations, or all. Raises :class:`bot.errors.UsageError` for an unknown name, or where is none."""
    known = {one.name: one for one in settings.destinations}
    if not known:
        raise UsageError(f"{settings.path}: there is no [[destination]] to post to; add one")
    for name in names:
        if name not in known:
            raise UsageError(f'--to: there is no destination "{name}"; allowed are {", ".join(known)}')
    return [known[name] for name in names] if names else list(known.values())
