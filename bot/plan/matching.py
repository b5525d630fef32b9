"""Which review at an unknown path is one that is missing from its known path. Pure.

Evidence, best first: the same id, the same bytes, the same text below the front matter. Title and year are no
evidence (films are reviewed twice), nor are dates and links.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.plan.model import Known, Seen

# A shorter text ("Not reviewed yet.") says nothing about which review it belongs to.
_TELLING = 80


def match(strangers: Sequence[Seen], absent: Sequence[Known]) -> dict[str, Known]:
    """Path of a seen review → the missing review that it is. No missing review is given away twice.

    Among equals the one that vanished just now comes before one that is long gone, then path order decides.
    """
    matched: dict[str, Known] = {}
    evidence: tuple[tuple[Callable[[Seen], str], Callable[[Known], str]], ...] = (
        (lambda one: one.review.id, lambda row: row.review_id),
        (lambda one: one.content_hash, lambda row: row.content_hash),
        (_telling_body(strangers, absent), lambda row: row.body_hash),
    )
    for of_seen, of_known in evidence:
        taken = {row.path for row in matched.values()}
        free = _by(of_known, (row for row in absent if row.path not in taken))
        for one in sorted(strangers, key=lambda one: one.path):
            candidates = free.get(of_seen(one)) if one.path not in matched else None
            if candidates:
                matched[one.path] = candidates.pop(0)
    return matched


def _by(key: Callable[[Known], str], rows: Iterable[Known]) -> Mapping[str, list[Known]]:
    """The rows under their piece of evidence, best first; an empty piece is none."""
    result: dict[str, list[Known]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.gone_since is not None, row.path)):
        if key(row):
            result[key(row)].append(row)
    return result


def _telling_body(strangers: Sequence[Seen], absent: Sequence[Known]) -> Callable[[Seen], str]:
    """The body's hash where it tells one review from all others, else nothing."""
    seen_often = Counter(one.body_hash for one in strangers)
    known_often = Counter(row.body_hash for row in absent)

    def telling(one: Seen) -> str:
        shared = seen_often[one.body_hash] > 1 or known_often[one.body_hash] > 1
        return "" if shared or len(one.review.text.strip()) < _TELLING else one.body_hash

    return telling
