"""The pieces of work that are measured, each in a process of its own: ``python -m tests.bench.tasks NAME ARGUMENTS``.

Each prints one line of JSON about itself. Imports and opening of files come before the clock starts, on both sides of
a ratio.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from tests.bench import bare, ours

if TYPE_CHECKING:
    from collections.abc import Callable

TASKS: dict[str, Callable[..., Any]] = {
    "load": bare.load,
    "walk": bare.walk,
    "client": bare.client,
    "bare-toots": bare.toots,
    "scan": ours.scan,
    "whole": ours.whole,
    "toots": ours.toots,
    "lookup": ours.lookup,
    "fill": ours.fill,
    "blocked": ours.blocked,
}

if __name__ == "__main__":
    report = ours.run(TASKS[sys.argv[1]](*sys.argv[2:]))
    sys.stdout.write(json.dumps(report) + "\n")
