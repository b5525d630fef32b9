"""Questions about too much change at once: how the owner is told of one, and how his answer is noticed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bot.errors import StoreError
from bot.ledger.model import ToTell

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.plan.model import MassStop

_POLL = 2.0  # seconds between two looks for an answer


def notice_of(stop: MassStop, asked_at: datetime) -> ToTell:
    """What the owner is told, once for a question. ``asked_at``: when it was raised first (aware)."""
    counts = ((stop.added, "new"), (stop.changed, "changed"), (stop.gone, "gone"))
    told = ", ".join(f"{len(pairs)} {what}" for pairs, what in counts if pairs)
    text = (
        f'Many review files of source "{stop.source}" changed at once ({told}), so nothing of it is posted, corrected '
        "or taken down yet. matinee status tells which they are. If they are real: matinee accept; "
        "if they are only to be noted: matinee accept --known"
    )
    return ToTell(f"asked {stop.source} {asked_at.timestamp():.0f}", text, asked_at)


async def until_answered(source: str, ledger: Ledger, thread: LedgerThread, clock: Clock) -> None:
    """Return when nothing is asked about the source any more."""
    while True:
        await clock.sleep(_POLL)
        with suppress(StoreError):  # the next scan meets the same trouble, and tells it
            if source not in await thread.do(ledger.asking):
                return
