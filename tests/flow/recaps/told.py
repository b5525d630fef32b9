"""What recap tests say in one word: a rule, and what was told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.settings.model import RecapRule

if TYPE_CHECKING:
    from bot.ledger.store import Ledger

NEW_YORK = ZoneInfo("America/New_York")
WEEKLY = "0 18 * * sun"
SUNDAY = datetime(2026, 1, 11, 23, 0, tzinfo=UTC)  # 18:00 in New York


def rule(
    challenge: str = "*", cron: str | None = WEEKLY, to: tuple[str, ...] = ("toots",), **options: Any
) -> RecapRule:
    return RecapRule(challenge, cron, to, **options)


def told(ledger: Ledger) -> list[tuple[str, str, list[str]]]:
    """(destination, title, films) of every recap owed so far, oldest first."""
    found = []
    for delivery in sorted(ledger.deliveries(), key=lambda one: one.id):
        data = ledger.recap_data(delivery.subject)
        assert data is not None
        found.append((delivery.destination, delivery.title, [entry["title"] for entry in data["entries"]]))
    return found
