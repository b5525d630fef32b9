"""The questions: each has a proposed answer that Enter takes, and is asked again, with one sentence, if it won't do.

They are asked on two text streams, and know nothing of what they are about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO, TypeVar

from bot.desk.drawing import clean
from bot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_MOST_TRIES = 20


class Unfit(Exception):
    """An answer that won't do; the text is the one sentence about it."""


@dataclass(slots=True)
class Asker:
    """Asks a person. Without ``source`` nobody is there: every proposal is taken. ``asked`` counts the questions."""

    source: TextIO | None
    shown: TextIO
    asked: int = 0

    def ask(self, question: str, proposed: str, read: Callable[[str], T], *, none: str = "none") -> T:
        """The answer, as ``read`` understands it; it raises Unfit for one that won't do, and takes the proposal.

        ``none``: what stands there where the proposal is empty. Raises UsageError where the input ends.
        """
        if self.source is None:
            return read(proposed)
        self.asked += 1
        self._say(f"\n{self.asked}. {question}\n")
        for _ in range(_MOST_TRIES):
            self._say(f"   [{clean(proposed) or none}] ")
            line = self.source.readline()
            if not line:
                raise UsageError("the questions have no answer, so nothing is written; matinee init --yes asks none")
            try:
                return read(line.strip() or proposed)
            except Unfit as problem:
                self._say(f"   {problem}\n")
        raise UsageError("none of the answers will do, so nothing is written; matinee init --help tells what they are")

    def _say(self, text: str) -> None:
        self.shown.write(text)
        self.shown.flush()
