"""Whether this machine's clock is right: held against the time that the networks' answers tell."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from bot.doctor.finding import mend, ok, untested

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.doctor.finding import Finding

_MOST = 30.0  # seconds


class Times:
    """What was heard of the time, by network."""

    def __init__(self) -> None:
        self._off: dict[str, float] = {}

    def hear(self, who: str, headers: Mapping[str, str], now: datetime) -> None:
        """An answer's headers, and when (aware) it came."""
        try:
            told = parsedate_to_datetime(headers.get("Date", ""))
            self._off[who] = (now - told).total_seconds()
        except (TypeError, ValueError):
            return

    def finding(self) -> Finding:
        """What that says of this machine's clock."""
        if not self._off:
            return untested("clock", "no network told the time")
        who, off = min(self._off.items(), key=lambda one: abs(one[1]))  # a single server's may be wrong
        if abs(off) <= _MOST:
            return ok("clock", f"right, says {' and '.join(sorted(self._off))}")
        way = "ahead" if off > 0 else "behind"
        found = f"{abs(off):.0f} seconds {way} of what {who} says"
        return mend("clock", found, "Let the machine set its clock by the network (timedatectl set-ntp true).")
