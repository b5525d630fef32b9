"""What looks like a slip in a challenge's reviews: told to the owner only, never in a post, a picture or to members.

Pure. It says what is odd and in which reviews; it puts nothing right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.challenges.names import spelling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.catalogue.model import ChallengeEntry
    from bot.challenges.progress import Progress

Kind = Literal["gap", "double", "total", "beyond", "no number", "name"]


@dataclass(frozen=True, slots=True)
class Slip:
    """One oddity in plain words, and the reviews it stands in (none for a gap)."""

    kind: Kind
    told: str
    review_ids: tuple[str, ...] = ()


def slips(challenge: Progress) -> tuple[Slip, ...]:
    """Everything odd: gaps, doubles, totals that differ, numbers beyond the total, none at all, misspelt names."""
    return (
        *_gaps(challenge),
        *_doubles(challenge),
        *_totals(challenge),
        *_without_number(challenge),
        *_names(challenge),
    )


def gaps(challenge: Progress) -> tuple[int, ...]:
    """The numbers below the highest one reached that no review has."""
    taken = _taken(challenge)
    within = [number for number in taken if not challenge.total or number <= challenge.total]
    return tuple(number for number in range(1, max(within, default=0)) if number not in taken)


def spans(numbers: Sequence[int]) -> str:
    """Ascending numbers in few words: "3, 5-9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _gaps(challenge: Progress) -> Iterator[Slip]:
    if missing := gaps(challenge):
        yield Slip("gap", f"no review has {spans(missing)}")


def _doubles(challenge: Progress) -> Iterator[Slip]:
    for number, entries in sorted(_taken(challenge).items()):
        if len(entries) > 1:
            yield Slip("double", f"{number} stands in {len(entries)} reviews", _ids(entries))


def _totals(challenge: Progress) -> Iterator[Slip]:
    """Lines with another total than the challenge's, and numbers beyond it."""
    total = challenge.total
    if total is None:
        return
    for entry in challenge.entries:
        position, said = entry.challenge.position, entry.challenge.total
        number = "" if position is None else str(position)
        if said is not None and said != total:
            yield Slip("total", f"it says {number}/{said}, where the challenge has {total}", (entry.review_id,))
        elif position is not None and not 1 <= position <= total:
            yield Slip("beyond", f"it says {position}, where the challenge has {total}", (entry.review_id,))


def _without_number(challenge: Progress) -> Iterator[Slip]:
    """Reviews without a number among such as have one."""
    bare = [entry for entry in challenge.entries if entry.challenge.position is None]
    if bare and len(bare) < len(challenge.entries):
        yield Slip("no number", f"no number in {len(bare)} of {len(challenge.entries)} reviews", _ids(bare))


def _names(challenge: Progress) -> Iterator[Slip]:
    """Other names than the challenge's, but for those the owner knows of."""
    rule = challenge.rule
    known = {spelling(name) for name in (rule.name, *rule.aliases)} if rule else set()
    for merged in challenge.merged:
        if (other := spelling(merged.name)) not in known:
            found = [entry for entry in challenge.entries if spelling(entry.challenge.name) == other]
            yield Slip("name", f"it is called “{merged.name}”; {merged.why}", _ids(found))


def _taken(challenge: Progress) -> dict[int, list[ChallengeEntry]]:
    """The numbers and the reviews that have each."""
    taken: dict[int, list[ChallengeEntry]] = defaultdict(list)
    for entry in challenge.entries:
        if entry.challenge.position is not None:
            taken[entry.challenge.position].append(entry)
    return dict(taken)


def _ids(entries: Sequence[ChallengeEntry]) -> tuple[str, ...]:
    return tuple(entry.review_id for entry in entries)
