"""Names in ``[[recap]]`` and ``[[challenge]]`` that no review's line has: told with the nearest ones. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.challenges.merging import found
from bot.challenges.names import spelling
from bot.challenges.progress import named, nearest_names, progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.catalogue.model import ChallengeEntry
    from bot.settings.model import ChallengeRule, RecapRule

EVERY = "*"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that fits no challenge yet; ``where``: the table that says it."""

    where: str
    name: str
    nearest: tuple[str, ...]

    @property
    def told(self) -> str:
        """One sentence for the owner."""
        likely = f"; nearest: {', '.join(f'“{name}”' for name in self.nearest)}" if self.nearest else ""
        return f"{self.where} names “{self.name}”, a challenge that no review tells of yet{likely}"


def unknown(
    entries: Iterable[ChallengeEntry], recaps: Iterable[RecapRule], rules: Sequence[ChallengeRule]
) -> list[Unknown]:
    """Every name that isn't there. One of next year's challenge may well wait for its first review."""
    entries = list(entries)
    challenges = progress(entries, rules)
    asked = dict.fromkeys(one.challenge for one in recaps if one.tell == "challenge" and one.challenge != EVERY)
    missing = [("[[recap]]", name) for name in asked if named(challenges, name) is None]
    met = {
        spelling(one.rule.name) for one in found(entries, [replace(rule, ignore=False) for rule in rules]) if one.rule
    }
    missing += [("[[challenge]]", rule.name) for rule in rules if spelling(rule.name) not in met]
    return [Unknown(where, name, tuple(nearest_names(challenges, name))) for where, name in missing]
