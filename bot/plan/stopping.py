"""How much change at once is too much, and what the owner's answer lets in. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.plan.model import Changes, Known, MassStop, Seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.plan.model import SourcePolicy

_WHOLE = 5  # reviews of a source that don't all go without a question


@dataclass(frozen=True, slots=True)
class Findings:
    """What one scan found, before it is decided whether it is brought in. Reviews carry the ids they are known by."""

    fresh: Sequence[Seen]
    moved: Sequence[tuple[Known, Seen]]  # edited, renamed or back
    gone: Sequence[Known]  # among them those whose path another review has now
    unchanged: int
    learned: tuple[tuple[Known, Seen], ...]


def settle(found: Findings, known: Mapping[str, Known], accepted: Mapping[str, bool], policy: SourcePolicy) -> Changes:
    """Bring everything in, or, where that is too much at once, only what was ``accepted`` (id → quietly)."""
    quiet = frozenset(review_id for review_id, is_quiet in accepted.items() if is_quiet)
    if not _is_too_much(_left(found, accepted), known, policy):
        return _changes(found, quiet | _shelved(found, accepted, policy), None)
    let_in = _consistent(found, known, accepted)
    rest = _left(found, let_in)
    stop = MassStop(
        policy.name,
        tuple((one.review.id, one.path) for one in rest.fresh),
        tuple((row.review_id, one.path) for row, one in rest.moved),
        tuple((row.review_id, row.path) for row in rest.gone),
    )
    return _changes(_only(found, let_in), quiet, stop)


def differs(row: Known, one: Seen) -> bool:
    """Whether the content is other than it was; of some files it was never known."""
    return row.content_hash not in {"", one.content_hash}


def _is_too_much(open_: Findings, known: Mapping[str, Known], policy: SourcePolicy) -> bool:
    """Each kind of change is counted by itself. A file that only moved is no change."""
    going = [row for row in open_.gone if row.gone_since is None]
    changed = sum(differs(row, one) for row, one in open_.moved)
    if max(len(open_.fresh), changed, len(going)) > policy.mass:
        return True
    return len(going) >= _WHOLE and len(going) == sum(row.gone_since is None for row in known.values())


def _left(found: Findings, without: Iterable[str]) -> Findings:
    """What isn't among these ids."""
    return _chosen(found, frozenset(without), wanted=False)


def _only(found: Findings, ids: Iterable[str]) -> Findings:
    return _chosen(found, frozenset(ids), wanted=True)


def _chosen(found: Findings, ids: frozenset[str], *, wanted: bool) -> Findings:
    return Findings(
        [one for one in found.fresh if (one.review.id in ids) is wanted],
        [pair for pair in found.moved if (pair[0].review_id in ids) is wanted],
        [row for row in found.gone if (row.review_id in ids) is wanted],
        found.unchanged,
        found.learned,
    )


def _consistent(found: Findings, known: Mapping[str, Known], accepted: Iterable[str]) -> set[str]:
    """The accepted ids without those whose path is that of another review which isn't let in itself.

    That one would lose its place in what is known, and be taken for a new review at its next.
    """
    ids = set(accepted)
    places = [(one.review.id, one.path) for one in (*found.fresh, *(one for _, one in found.moved))]
    holders = [(review_id, known[path].review_id) for review_id, path in places if path in known]
    while blocked := {one for one, holder in holders if one in ids and one != holder and holder not in ids}:
        ids -= blocked
    return ids


def _shelved(found: Findings, accepted: Iterable[str], policy: SourcePolicy) -> frozenset[str]:
    """A mass of files that only moved comes in without a question, and no post is touched for it.

    Posts whose addresses changed by it are the owner's to edit, with a look at them first (``matinee relink``).
    """
    told = frozenset(accepted)
    ids = [row.review_id for row, one in found.moved if row.path != one.path and not differs(row, one)]
    return frozenset(ids) - told if len(ids) > policy.mass else frozenset()


def _changes(found: Findings, quiet: frozenset[str], stop: MassStop | None) -> Changes:
    moved = found.moved
    present = {one.path for one in (*found.fresh, *(one for _, one in moved))}
    touched = {row.review_id for row, _ in moved} | {row.review_id for row in found.gone}
    return Changes(
        new=tuple(one for one in found.fresh if one.review.id not in quiet),
        baseline=tuple(one for one in found.fresh if one.review.id in quiet),
        edited=tuple((row, one) for row, one in moved if row.gone_since is None and row.path == one.path),
        renamed=tuple((row, one) for row, one in moved if row.gone_since is None and row.path != one.path),
        returned=tuple((row, one) for row, one in moved if row.gone_since is not None),
        gone=tuple(_put_aside(row) if row.path in present else row for row in found.gone),
        unchanged=found.unchanged,
        mass=stop,
        quiet=quiet & touched,
        learned=found.learned,
    )


def _put_aside(row: Known) -> Known:
    """A review whose path another one has taken: kept under a path that can't exist while that file does."""
    return replace(row, path=f"{row.path}/{row.review_id}")
