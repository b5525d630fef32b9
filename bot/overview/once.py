"""What came of one run that ends by itself, for whoever tells the owner of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ledger.model import Delivery
    from bot.watch.report import ScanReport


@dataclass(frozen=True, slots=True)
class OnceReport:
    """What ``App.once`` did: scans, recaps that became owed, deliveries it tried, and what kept it from more."""

    scans: tuple[ScanReport, ...]
    recaps: tuple[str, ...]
    deliveries: tuple[Delivery, ...]
    troubles: tuple[str, ...]
    unwritten: frozenset[int]  # numbers of deliveries that wait until the owner puts their file right
    not_live: frozenset[str] = frozenset()  # keys of those that wait until their review's page is on the web
