"""What the editions of one challenge have in common, and which real days a challenge has. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

from bot.challenges import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.challenges.merging import Found


def series_of(challenges: Sequence[Found]) -> list[str]:
    """Each one's series: the owner's, else its name without figures, slips put right; "" where nothing is left."""
    stems = [names.plain(one.rule.series) if one.rule and one.rule.series else _stem(one.said) for one in challenges]
    sizes: Counter[str] = Counter()
    figures: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one, stem in zip(challenges, stems, strict=True):
        sizes[stem] += len(one.entries)
        figures[stem].add(names.figures(one.said))
    right: dict[str, str] = {"": ""}
    for stem, _ in sizes.most_common():
        # Two of the same year, or of none, are no editions of each other: "Part A" and "Part B".
        alike = (known for known in right if names.mistyped(stem, known) and figures[stem].isdisjoint(figures[known]))
        home = right.setdefault(stem, next(alike, stem))
        figures[home] |= figures[stem]
    return [right[stem] for stem in stems]


def deadline(one: Found, start: date | None) -> date | None:
    """Its last day, where it has a real one: the owner's, or the end of the year that its name holds.

    That year must be the one it began in, and the only one in the name: many take up last year's challenge.
    """
    if one.rule and one.rule.end:
        return one.rule.end
    if start is None or names.years(one.said) != {start.year}:
        return None
    return date(start.year, 12, 31)


def _stem(name: str) -> str:
    return names.plain(names.letters(name)) if names.letters(name) else ""
