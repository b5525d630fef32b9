"""What there is to filter by: the names of public tags and of badges, and how high ratings go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.follow.asking import Names
from bot.follow.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.catalogue.store import Catalogue
    from bot.review.model import ReadingRules
    from bot.settings.model import Settings


def names_of(catalogue: Catalogue, settings: Settings) -> Names:
    """The names in the reviews and those that the owner's file makes public, whether or not a review has them yet."""
    rules = [source.rules for source in settings.sources]
    tags = [*catalogue.names("tag"), *(tag for one in rules for tag in sorted(one.public_tags) if tag != "*")]
    badges = [*catalogue.names("badge"), *(label for one in rules for label in one.fields.badges)]
    return Names(_each(tags), _each(badges), _best(rules))


def _each(names: Iterable[str]) -> tuple[str, ...]:
    """Each once, as it is spelt first."""
    there: dict[str, str] = {}
    for name in names:
        there.setdefault(folded(name), name)
    return tuple(there.values())


def _best(rules: Iterable[ReadingRules]) -> float | None:
    """The best that a rating can be; None where ratings tell their own scale and may reach any number."""
    best = [max(len(one.letters) - 1, 1) if one.letters else one.scale for one in rules]
    known = [one for one in best if one is not None]
    return max(known) if known and len(known) == len(best) else None
