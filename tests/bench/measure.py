"""Running a piece of work in a fresh process, so that no import, cache or heap of another measurement helps it."""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT
from tests.fakes.process import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MIB = 1024 * 1024
LONGEST = 1800  # seconds; a task that takes longer hangs


def wall_seconds(command: Sequence[str]) -> float:
    """How long a whole process takes, its output thrown away. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, timeout=LONGEST, env=environment())
    return time.perf_counter() - start


def task(name: str, *args: object) -> dict[str, Any]:
    """What a task of :mod:`tests.bench.tasks` reports of itself, run in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.tasks", name, *map(str, args)]
    done = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, env=environment()
    )
    if done.returncode != 0:
        raise RuntimeError(f"{name} failed:\n{done.stderr[-4000:]}")
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return report


def seconds(name: str, *args: object) -> float:
    """The ``seconds`` that a task reports."""
    return float(task(name, *args)["seconds"])


def pairs(times: int, ours: Callable[[], float], theirs: Callable[[], float]) -> list[tuple[float, float]]:
    """Both measured in turn, so that a machine that slows down slows both. An uncounted pair warms up."""
    measured = [(ours(), theirs()) for _ in range(times + 1)]
    return measured[1:]


def resident() -> float:
    """The memory that this process holds right now, in MiB."""
    import psutil

    gc.collect()
    return float(psutil.Process().memory_info().rss) / MIB


def peak() -> float:
    """The most memory that this process has held, in MiB (Linux counts in KiB, macOS in bytes)."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / MIB if sys.platform == "darwin" else most / 1024


def machine() -> str:
    """The machine in a few words."""
    return f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {sys.platform}"
