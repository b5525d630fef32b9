"""How often one person may ask: for commands, buttons and menus together. Completing a title isn't counted."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING

from discord import app_commands

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES, SECONDS = 15, 30.0  # so often in so many seconds
MOST = 10_000  # people remembered; the one who asked longest ago is forgotten first


class Cooldowns:
    """Who asked when. ``ticks``: seconds that only grow."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._people: OrderedDict[int, app_commands.Cooldown] = OrderedDict()

    def __len__(self) -> int:
        return len(self._people)

    def count(self, person: int) -> None:
        """Count one question. Raises ``CommandOnCooldown``, which says when the next may come, and counts nothing."""
        cooldown = self._people.setdefault(person, app_commands.Cooldown(TIMES, SECONDS))
        self._people.move_to_end(person)
        if len(self._people) > MOST:
            self._people.popitem(last=False)
        if (wait := cooldown.update_rate_limit(self._ticks())) is not None:
            raise app_commands.CommandOnCooldown(cooldown, wait)
