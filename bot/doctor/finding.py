"""What a test of the check-up found, in one line, and the one thing to do where it isn't well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.desk.drawing import clean
from bot.hidden import redacted

if TYPE_CHECKING:
    from collections.abc import Iterator

State = Literal["ok", "mend", "untested"]
_MARK = {"ok": "ok      ", "mend": "MEND    ", "untested": "UNTESTED"}


@dataclass(frozen=True, slots=True)
class Finding:
    """``test``: what was looked at; ``found``: what it is like; ``remedy``: one sentence, "" where all is well."""

    test: str
    state: State
    found: str
    remedy: str = ""

    @property
    def form(self) -> dict[str, str]:
        """As JSON."""
        parts = {"test": self.test, "state": self.state, "found": self.found, "remedy": self.remedy}
        return {key: redacted(value) for key, value in parts.items()}

    @property
    def lines(self) -> Iterator[str]:
        """As text; nothing that a server says gets to the terminal unescaped."""
        yield clean(redacted(f"{_MARK[self.state]}  {self.test}: {self.found}"))
        if self.remedy:
            yield clean(redacted(f"          -> {self.remedy}"))


def ok(test: str, found: str) -> Finding:
    """All is well."""
    return Finding(test, "ok", found)


def mend(test: str, found: str, remedy: str) -> Finding:
    """The owner has something to do."""
    return Finding(test, "mend", found, remedy)


def untested(test: str, found: str, remedy: str = "Try again in a while.") -> Finding:
    """It couldn't be looked at."""
    return Finding(test, "untested", found, remedy)
