"""A clock that follows the machine's and can be pushed forwards, so that minutes and hours pass at once in tests."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class MovableClock:
    """Unix time in seconds, plus what tests have added. It never goes backwards."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("the clock only moves forwards")
        self._ahead += seconds

    def iso(self, at: float | None = None) -> str:
        return datetime.fromtimestamp(self.now() if at is None else at, UTC).isoformat()
