"""What ``explain`` tells of one file, as JSON and as lines for people: the end of it first. It decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.desk.answer import DONE, NEEDS_OWNER, Answer
from bot.desk.drawing import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.desk.sides import Side
    from bot.desk.verdicts import Verdict
    from bot.review.model import Reading

_MARKS = {"yes": "✓", "stop": "✗", "note": "·"}


@dataclass(frozen=True, slots=True)
class Case:
    """All that is told."""

    file: str
    verdicts: tuple[Verdict, ...]
    reading: Reading
    sides: tuple[Side, ...]
    followers: Mapping[str, int]  # how many channels that follow would get it, and how many there are

    @property
    def line(self) -> str:
        """The end of it in one sentence."""
        live = [one for one in self.sides if one.delivery is not None]
        stop = next((one.told for one in self.verdicts if one.says == "stop"), None)
        if stop is not None and not live:
            return f"It is not posted. {stop}"
        told = "; ".join(one.outcome for one in (live if stop else self.sides))
        return f"It {told}." if told else "It is not posted: there is no destination."


def answer(case: Case) -> Answer:
    """Exit code 1 where an error is in the file."""
    errors = any(problem.severity == "error" for problem in case.reading.problems)
    review = case.reading.review
    document: dict[str, Any] = {
        "file": case.file,
        "answer": case.line,
        "review": {"id": review.id, "title": review.title, "year": review.year} if review else None,
        "rules": [
            {"rule": one.rule, "verdict": one.says, "told": one.told, "from": one.origin} for one in case.verdicts
        ],
        "destinations": [one.form for one in case.sides],
        "followers": dict(case.followers) or None,
    }
    return Answer(document, [clean(line) for line in _lines(case)], NEEDS_OWNER if errors else DONE)


def _lines(case: Case) -> Iterator[str]:
    yield case.line
    yield ""
    yield case.file
    for one in case.verdicts:
        yield f"  {_MARKS[one.says]} {one.told}  ({one.origin})"
    for side in case.sides:
        yield ""
        yield from _side(side)
    if case.followers:
        yield ""
        yield f"channels that follow: {case.followers['would_get_it']} of {case.followers['all']} would get it"


def _side(one: Side) -> Iterator[str]:
    yield one.destination.name
    for ruling in one.rulings:
        mark = _MARKS["yes" if ruling.against is None else "stop"]
        yield f"  {mark} filter.{ruling.key} {ruling.wanted}{f': {ruling.against}' if ruling.against else ''}"
    if one.destination.by_hand:
        yield "  ✗ by_hand: it gets only what you send there yourself"
    if one.digest:
        yield f"  · {one.digest}"
    yield f"  → It {one.outcome}" + (f" ({one.because})" if one.because else "")
    yield from (f"  → {change}" for change in one.changes)
    if one.remedy:
        yield f"    {one.remedy}"
