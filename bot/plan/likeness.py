"""Which missing review a changed text is most like, where that can be said of no other. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.plan.sketch import hashes, similar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.plan.model import Known, Seen

# As git takes a file for a renamed one from half of its content on: https://git-scm.com/docs/git-diff (-M).
ALIKE = 0.5
_BACK = 0.75  # for one that is gone for longer: git compares nothing but what goes and comes in one change
_CLEARLY = 0.2  # by so much the best must be better than the second best
_COMMON = 50  # a piece that so many have is a set phrase
_TRIED = 4  # rows compared in full with each text


def alike(
    seen: Iterable[Seen], rows: Sequence[Known], may: Callable[[Seen, Known], bool]
) -> Iterator[tuple[Seen, Known]]:
    """Each text with the row that it is like, if both are like no other nearly as much. ``may``: who may be whose."""
    holders = _holders(rows)
    scores = {one.path: dict(_scores(one, rows, holders, may)) for one in seen}
    wooed: dict[int, list[float]] = defaultdict(list)
    for found in scores.values():
        for number, score in found.items():
            wooed[number].append(score)
    for one in seen:
        best = max(scores[one.path].items(), key=lambda item: item[1], default=None)
        if best is not None and best[1] >= _wanted(rows[best[0]]):
            number, score = best
            if _is_clear(scores[one.path].values()) and _is_clear(wooed[number]) and score == max(wooed[number]):
                yield one, rows[number]


def _wanted(row: Known) -> float:
    """How alike a text must be. Reviews written by a template share much: one that went is not any later one."""
    return ALIKE if row.gone_since is None else _BACK


def _is_clear(scores: Iterable[float]) -> bool:
    best, second, *_ = [*sorted(scores, reverse=True), 0.0]
    return best - second >= _CLEARLY


def _holders(rows: Sequence[Known]) -> Mapping[str, list[int]]:
    """Which rows have a piece, for every piece that tells something."""
    result: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for piece in hashes(row.sketch):
            result[piece].append(number)
    return {piece: numbers for piece, numbers in result.items() if len(numbers) <= _COMMON}


def _scores(
    one: Seen, rows: Sequence[Known], holders: Mapping[str, list[int]], may: Callable[[Seen, Known], bool]
) -> Iterator[tuple[int, float]]:
    """The rows that share most with the text, and how like they are."""
    shared = Counter(number for piece in hashes(one.sketch) for number in holders.get(piece, ()))
    ranked = sorted(shared, key=lambda number: (-shared[number], rows[number].path))
    allowed = (number for number in ranked if may(one, rows[number]))
    for number, _ in zip(allowed, range(_TRIED), strict=False):
        yield number, similar(one.sketch, rows[number].sketch)
