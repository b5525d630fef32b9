"""Python itself, tuned while the bot runs: its own pauses stay short, for many people wait, and three seconds at most.

It changes how this process works as a whole, so only whoever runs for long uses it, and no room needs to know.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Looking for garbage among everything that there is stops all threads, for 150 to 400 ms when 2,000 people ask at once.
# New objects by the thousand are nothing unusual then: it is looked for less often, and not among what is there from
# the start; but not so seldom that garbage piles up. https://docs.python.org/3.11/library/gc.html#gc.freeze
SELDOM = (5000, 20, 5)
# Seconds after which a thread that computes lets others go on. The event loop asks for its turn at every read and
# write, so with Python's own 5 ms one computing thread makes it several times slower.
# https://docs.python.org/3.11/library/sys.html#sys.setswitchinterval
TURN = 0.0005


@contextmanager
def short_pauses() -> Iterator[None]:
    """While this is active. It begins with one long pause, so it should begin before anybody waits."""
    seldom, turn = gc.get_threshold(), sys.getswitchinterval()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(turn)
        gc.set_threshold(*seldom)
        gc.unfreeze()
