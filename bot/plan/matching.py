"""Which known review a file at another path is. Pure.

Evidence, best first: the same bytes, the same text below the front matter, the same id of its own, a similar text, the
same id where that comes from the path alone (another review may have the path now). Title and year are no evidence
(films are reviewed twice), nor are dates and links. The path itself is evidence too, and stronger than all of it,
unless what stands there now is plainly another review.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.plan.likeness import ALIKE, alike
from bot.plan.sketch import similar
from bot.review.identity import review_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.plan.model import Known, Seen

# Characters. A shorter text ("Not reviewed yet.") says nothing about which review it belongs to.
TELLING = 80


def match(
    strangers: Sequence[Seen], contested: Iterable[tuple[Known, Seen]], absent: Sequence[Known]
) -> dict[str, Known]:
    """Path of a seen review → the known review that it is, where that is not the one known at this very path.

    ``strangers``: at unknown paths. ``contested``: at known paths, with other content than is known. ``absent``: known
    reviews whose paths are gone. No known review is given away twice. A review whose path has other content now is
    given to a stranger only if that content was moved there itself, or its text is plainly another.
    """
    loose = [pair for pair in contested if not _is_same_text(*pair)]
    homeless: frozenset[str] = frozenset()
    while True:
        matched = _Matching(strangers, loose, absent, homeless).run()
        given = {row.path for row in matched.values()}
        robbed = [pair for pair in loose if pair[0].path in given and pair[1].path not in matched]
        staying = {one.path for row, one in robbed if not _is_another(row, one)}
        leaving = {one.path for _, one in robbed} - staying - homeless
        if not staying and not leaving:
            return matched
        loose = [pair for pair in loose if pair[1].path not in staying]
        homeless |= leaving


def _is_same_text(row: Known, one: Seen) -> bool:
    is_telling = len(one.review.text.strip()) >= TELLING
    return (is_telling and row.body_hash == one.body_hash) or similar(row.sketch, one.sketch) >= ALIKE


def _is_another(row: Known, one: Seen) -> bool:
    """Whether it is known that the text isn't the one that stood there, however much that was corrected."""
    return bool(row.sketch and one.sketch) and similar(row.sketch, one.sketch) < ALIKE


class _Matching:
    """One round. Among equals the review that vanished just now comes before one that is long gone."""

    def __init__(
        self,
        strangers: Sequence[Seen],
        loose: Sequence[tuple[Known, Seen]],
        absent: Sequence[Known],
        homeless: frozenset[str],
    ) -> None:
        self._homeless = homeless  # paths of loose ones whose known review is surely elsewhere
        self._own = {one.path: row for row, one in loose}
        known = [(row.gone_since is not None, False, row.path, row) for row in absent]
        known += [(row.gone_since is not None, True, row.path, row) for row, _ in loose]
        self._rows = [row for *_, row in sorted(known, key=lambda entry: entry[:3])]
        # Those at unknown paths choose first: the others have a place to stay.
        self._seen = _ordered(strangers) + _ordered(one for _, one in loose)
        self._matched: dict[str, Known] = {}

    def run(self) -> dict[str, Known]:
        """Match by each kind of evidence in turn."""
        self._by(lambda one: one.content_hash, lambda row: row.content_hash)
        self._by(self._telling_body(), lambda row: row.body_hash)
        self._by(_own_id, lambda row: row.review_id)
        for one, row in alike(self._open(), self._free(), self._may):
            self._matched[one.path] = row
        self._by(lambda one: one.review.id, lambda row: row.review_id)
        return self._matched

    def _by(self, of_seen: Callable[[Seen], str], of_known: Callable[[Known], str]) -> None:
        free: Mapping[str, list[Known]] = defaultdict(list)
        for row in self._free():
            free[of_known(row)].append(row)
        for one in self._open():
            key = of_seen(one)
            candidates = free.get(key, []) if key else []  # an empty piece of evidence is none
            found = next((row for row in candidates if self._may(one, row)), None)
            if found is not None:
                candidates.remove(found)
                self._matched[one.path] = found

    def _may(self, one: Seen, row: Known) -> bool:
        """A file at a path that is a review's own still is no review that was long gone: a text may be used again."""
        own = self._own.get(one.path)
        return own is None or (row.path != own.path and (row.gone_since is None or one.path in self._homeless))

    def _open(self) -> list[Seen]:
        return [one for one in self._seen if one.path not in self._matched]

    def _free(self) -> list[Known]:
        given = {row.path for row in self._matched.values()}
        return [row for row in self._rows if row.path not in given]

    def _telling_body(self) -> Callable[[Seen], str]:
        """The body's hash where it tells one review from all others, else nothing."""
        seen_often = Counter(one.body_hash for one in self._seen)
        known_often = Counter(row.body_hash for row in self._rows)

        def telling(one: Seen) -> str:
            shared = seen_often[one.body_hash] > 1 or known_often[one.body_hash] > 1
            return "" if shared or len(one.review.text.strip()) < TELLING else one.body_hash

        return telling


def _own_id(one: Seen) -> str:
    """The id that its front matter gives it, "" for one made of its path."""
    made = review_id(one.review.source, one.path)
    return "" if one.review.id == made else one.review.id


def _ordered(seen: Iterable[Seen]) -> list[Seen]:
    return sorted(seen, key=lambda one: one.path)
