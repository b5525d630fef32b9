"""What one scan of a source came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ledger.model import Question
    from bot.plan.model import Changes
    from bot.review.model import Problem


@dataclass(frozen=True, slots=True)
class ScanReport:
    """The outcome. The reviews in ``changes`` carry what deciding needs, but not their words: ask the catalogue."""

    source: str
    changes: Changes
    problems: tuple[Problem, ...]  # all that are in the source's files now, met in this scan or earlier
    files: int  # that the patterns want
    reviews: int
    skipped: int  # files that aren't reviews, or can't be read
    question: Question | None  # what the owner has to decide before anything of it is posted
    unsettled: int = 0  # files that are being written, or 1: something is on its way, to be looked at again soon
