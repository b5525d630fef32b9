"""The bots of a batch: one, or two that share the records. Their logs are read together."""

from __future__ import annotations

import select
from typing import TYPE_CHECKING

from tests.chaos.process import Process

if TYPE_CHECKING:
    from collections.abc import Callable

RUN = ("run", "--only")
PARTS = "watch,post"


class Bots:
    """``start``: makes the bot of a number (from 0) run. ``log``: all that they said, each line with its number."""

    def __init__(self, count: int, start: Callable[[int, bool], Process]) -> None:
        self._start = start
        self._running: list[Process | None] = [None] * count
        self.log: list[str] = []

    def fill_up(self, *, once: bool = False, most: int | None = None) -> None:
        """Start those that don't run. ``once``: only for what is due now. ``most``: only the first so many."""
        for number, bot in enumerate(self._running[:most]):
            if bot is None:
                self._running[number] = self._start(number, once)

    @property
    def numbers(self) -> list[int]:
        """Those that run, as far as is known."""
        return [number for number, bot in enumerate(self._running) if bot is not None and not bot.ended]

    def read(self, seconds: float) -> list[tuple[int, str]]:
        """What was logged since the last call; waits that long for the first line."""
        running = [(number, bot) for number, bot in enumerate(self._running) if bot is not None and not bot.ended]
        select.select([bot.pipe for _, bot in running], [], [], seconds)
        return [(number, line) for number, bot in running for line in self._heard(number, bot.read(0))]

    def end(self, number: int, how: Callable[[Process], int]) -> int:
        """End this one, or take note that it has ended; its exit code."""
        bot = self._running[number]
        assert bot is not None
        self._running[number] = None
        before = len(bot.lines)
        code = how(bot)
        self._heard(number, bot.lines[before:])
        return code

    def forget(self, number: int) -> None:
        """Take note of it if this one has ended by itself; one that runs goes on."""
        bot = self._running[number]
        if bot is not None and bot.ended:
            self.end(number, Process.wait)

    def end_all(self) -> None:
        """Kill whatever is left."""
        for number in [number for number, bot in enumerate(self._running) if bot is not None]:
            self.end(number, Process.kill)

    def note(self, what: str) -> None:
        """Write a line of the harness's own into the log."""
        self.log.append(f"=== {what}")

    def _heard(self, number: int, lines: list[str]) -> list[str]:
        several = len(self._running) > 1
        self.log += [f"{number}| {line}" for line in lines] if several else lines
        return lines
