"""What setting up channels works with: handed over by the app, where there are records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.catalogue.store import Catalogue
    from bot.clock import Clock
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.settings.model import Settings
    from bot.watch.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Means:
    """``settings``: the owner's file alone, without channels that follow. ``wake``: the courier, if it is here."""

    settings: Settings
    catalogue: Catalogue
    shelf: Shelf
    ledger: Ledger
    thread: LedgerThread
    clock: Clock
    wake: Callable[[], None] = lambda: None
