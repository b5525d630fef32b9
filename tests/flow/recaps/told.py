"""What recap tests say in one word: a rule, and what was told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.ledger.model import Owed
from bot.plan.model import Changes, Seen
from bot.settings.model import RecapRule

if TYPE_CHECKING:
    from bot.ledger.store import Ledger
    from bot.review.model import Review

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
        if delivery.kind != "recap":
            continue
        data = ledger.recap_data(delivery.subject)
        assert data is not None
        found.append((delivery.destination, delivery.title, [entry["title"] for entry in data["entries"]]))
    return found


def milestones(ledger: Ledger) -> list[tuple[str, str, str]]:
    """(destination, challenge, milestone) of every milestone owed so far, oldest first."""
    found = []
    for delivery in sorted(ledger.deliveries(), key=lambda one: one.id):
        data = ledger.recap_data(delivery.subject)
        if data is not None and data.get("milestone"):
            found.append((delivery.destination, data["challenge"], data["milestone"]))
    return found


def arrived(
    ledger: Ledger, reviews: tuple[Review, ...], at: datetime, *, to: str = "", held: timedelta = timedelta(0)
) -> None:
    """The reviews' files as a scan records them. ``to``: a destination that is owed each, after that time."""
    seen = tuple(Seen(one.path, "0" * 64, "0" * 64, one) for one in reviews)
    owed = [Owed(one.id, "review", one.title, to, at + held) for one in reviews if to]
    ledger.record("films", Changes(new=seen), owed, [], at)


def noted(ledger: Ledger, reviews: tuple[Review, ...], at: datetime) -> None:
    """The same of reviews that are only to be noted, by the owner's word."""
    seen = tuple(Seen(one.path, "0" * 64, "0" * 64, one) for one in reviews)
    ledger.record("films", Changes(), [], [], at - timedelta(days=1))  # the source's first scan
    ledger.record("films", Changes(baseline=seen), [], [], at)
