"""What the owner says of challenges, in ``[[challenge]]``, and of which reviews it holds. Pure."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from bot.challenges.names import plain, spelling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.catalogue.model import ChallengeEntry
    from bot.settings.model import ChallengeRule


class Claims:
    """The rules by the names they hold for: their own and their aliases, whatever the case, blanks and numerals."""

    def __init__(self, rules: Sequence[ChallengeRule]) -> None:
        self._exact: dict[str, list[ChallengeRule]] = defaultdict(list)
        self._alike: dict[str, list[ChallengeRule]] = defaultdict(list)
        for rule in rules:
            for name in dict.fromkeys((rule.name, *rule.aliases)):
                for known, key in ((self._exact, spelling(name)), (self._alike, plain(name))):
                    if rule not in known[key]:
                        known[key].append(rule)

    def of(self, entry: ChallengeEntry) -> ChallengeRule | None:
        """The rule for one review's challenge.

        Where several claim the name, its date decides: the one that began last by then. What is older than all of them
        is none of theirs; what has no date belongs to the one that began last.
        """
        claiming = self.named(entry.challenge.name)
        if len(claiming) < 2:  # one, or none
            return claiming[0] if claiming else None
        day = entry.date or date.max
        begun = [rule for rule in claiming if (rule.start or date.min) <= day]
        return max(begun, key=lambda rule: rule.start or date.min) if begun else None

    def named(self, name: str) -> list[ChallengeRule]:
        """The rules that claim a name."""
        return self._exact.get(spelling(name)) or self._alike.get(plain(name)) or []
