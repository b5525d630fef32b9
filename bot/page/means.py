"""What the page works with: handed to it by ``bot.app``, so that it knows no worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.catalogue.store import Catalogue
    from bot.clock import Clock
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.page.pace import Paces
    from bot.post.pictures import Pictures
    from bot.settings.model import PageRule, Settings


@dataclass(frozen=True, slots=True)
class Means:
    """All of it. ``settings``: the owner's file; channels that follow are looked up for each answer."""

    settings: Settings
    rule: PageRule
    token: str = field(repr=False)
    hook_secret: str | None = field(repr=False)
    ledger: Ledger
    thread: LedgerThread  # the page's own: a long look at the records keeps no post waiting
    catalogue: Catalogue
    pictures: Pictures
    clock: Clock
    scans: Mapping[str, datetime]  # by source: when it was looked at last, in this process (aware, UTC)
    paces: Paces
    gateway: Callable[[], float | None] | None = None  # its latency in seconds; None in answer: not connected
    wake: Callable[[], None] = lambda: None  # the worker that posts
    announce: Callable[[str], None] = lambda _: None  # that a source's repository was pushed to
