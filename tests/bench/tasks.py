"""The pieces of work that are measured, each in a process of its own: ``python -m tests.bench.tasks NAME ARGUMENTS``.

Each prints one line of JSON about itself. Imports and opening of files come before the clock starts, on both sides of
a ratio. The bare loops do what anything in Matinee's place would have to do at least.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def load(posts: str) -> dict[str, Any]:
    """Bare: python-frontmatter reads every file."""
    import frontmatter

    paths = sorted(Path(posts).rglob("*.md"))
    start = time.perf_counter()
    for path in paths:
        frontmatter.load(path)
    return {"seconds": time.perf_counter() - start, "files": len(paths)}


def walk(posts: str) -> dict[str, Any]:
    """Bare: every file is listed and asked for its size and time."""
    start = time.perf_counter()
    files = _walked(posts)
    return {"seconds": time.perf_counter() - start, "files": files}


def _walked(folder: str) -> int:
    files = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                files += _walked(entry.path)
            else:
                entry.stat(follow_symlinks=False)
                files += 1
    return files


def lookup(config: str, count: str) -> dict[str, Any]:
    """Ours: autocomplete and search, one after the other, on a catalogue that is filled already."""
    from bot.settings.fingerprint import fingerprint

    from bot.catalogue.store import Catalogue
    from bot.settings import load as load_settings
    from tests.bench.queries import asked, typed

    settings = load_settings(config)
    catalogue = Catalogue.open(settings.store.data_dir, fingerprint(settings))
    files = catalogue.count()
    report = {
        "suggest": _percentiles(catalogue.suggest, list(typed(files, int(count)))),
        "search": _percentiles(catalogue.search, list(asked(files, int(count)))),
    }
    catalogue.close()
    return report


def _percentiles(call: Callable[[str], object], texts: list[str]) -> dict[str, float]:
    """Milliseconds per call; the first few calls warm up and don't count."""
    for text in texts[:20]:
        call(text)
    taken = []
    for text in texts:
        start = time.perf_counter()
        call(text)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return {"p50": taken[len(taken) // 2], "p99": taken[int(len(taken) * 0.99)], "max": taken[-1]}


TASKS: dict[str, Callable[..., Any]] = {"load": load, "walk": walk, "lookup": lookup}

if __name__ == "__main__":
    report = TASKS[sys.argv[1]](*sys.argv[2:])
    sys.stdout.write(json.dumps(asyncio.run(report) if asyncio.iscoroutine(report) else report) + "\n")
