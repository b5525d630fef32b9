"""Looks back that the owner asks for: drawn to look at, or owed at once. A rule won't tell the same period again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from bot.errors import UsageError
from bot.ledger.model import Owed
from bot.recaps.compute import recap_data, recap_title
from bot.recaps.feeds import look_back_key
from bot.recaps.looking_back import look_back

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.catalogue.store import Catalogue
    from bot.format.looking_back import LookBack
    from bot.ledger.store import Ledger
    from bot.recaps.feeds import Feed
    from bot.settings.model import ChallengeRule

Tell = Literal["month", "year", "on this day"]
TELLS: tuple[Tell, ...] = ("month", "year", "on this day")
_FORMS = {"month": r"(\d{4})-(\d\d)", "year": r"(\d{4})", "on this day": r"\d{4}-\d\d-\d\d"}
_EXAMPLES = {"month": "2025-09", "year": "2025", "on this day": "2025-09-14"}


def tell_of(name: str) -> Tell | None:
    """Which look back goes by that name, whatever its case and blanks; None: it names a challenge."""
    said = " ".join(name.casefold().split())
    return next((tell for tell in TELLS if tell == said), None)


def day_for(tell: Tell, period: str, today: date) -> date:
    """The day on which that period is told; "new": today. Raises :class:`bot.errors.UsageError`."""
    if period == "new":
        return today
    try:
        if re.fullmatch(_FORMS[tell], period, re.ASCII):
            return _day_after(tell, period)
    except (ValueError, OverflowError):
        pass
    raise UsageError(f'--period: "{period}" is not allowed for "{tell}"; allowed is one such as {_EXAMPLES[tell]}')


def _day_after(tell: Tell, period: str) -> date:
    if tell == "month":
        return (date.fromisoformat(f"{period}-28") + timedelta(days=4)).replace(day=1)
    return date.fromisoformat(f"{period}-12-31" if tell == "year" else period)


@dataclass(frozen=True, slots=True)
class LookBacksByHand:
    """``feeds`` come from :func:`bot.recaps.feeds.look_backs`.

    ``everywhere``: the destinations where no rule says which. ``rules``: what the owner says of challenges.
    """

    catalogue: Catalogue
    ledger: Ledger
    feeds: Sequence[Feed]
    everywhere: Sequence[str]
    rules: Sequence[ChallengeRule] = ()

    def draw(self, tell: Tell, day: date) -> LookBack | None:
        """What would be told on that day (in the site's zone); None: there is nothing to tell."""
        return look_back(self.catalogue, tell, day, picture=False, rules=self.rules)

    def destinations(self, tell: Tell) -> tuple[str, ...]:
        """Where it is told."""
        told = dict.fromkeys(feed.destination for feed in self.feeds if feed.rule.tell == tell)
        return tuple(told) or tuple(self.everywhere)

    def owe(self, told: LookBack, now: datetime) -> list[str]:
        """Owe it at once wherever that period wasn't told yet; the deliveries' subjects. ``now`` is aware."""
        subjects = []
        for destination in self.destinations(told.tell):
            key = look_back_key(told.tell, destination)
            subject = f"recap:{key}:{told.period}"
            post = Owed(subject, "recap", recap_title(told), destination, ready_at=now, urgent=True)
            if self.ledger.record_recap(key, told.period, recap_data(told), (), [post], now):
                subjects.append(subject)
        return subjects
