"""(c) what a look-up costs within the process, autocomplete and search, on a large site: its slowest percent."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tests.bench import site
from tests.bench.figures import Figure
from tests.bench.measure import seconds, task

if TYPE_CHECKING:
    from pathlib import Path

BOUNDS = {"suggest": 5.0, "search": 20.0}  # ms
TITLES = {"suggest": "autocomplete", "search": "search"}


def measure(folder: Path, *, quick: bool) -> list[Figure]:
    """The 99th percentile of each, from several fresh processes."""
    files, times, queries = (60, 1, 50) if quick else (25_000, 5, 1000)
    config = site.configure(folder / "site", site.lay_out(folder / "files", files))
    seconds("scan", config)
    reports = [task("lookup", config, queries) for _ in range(times)]
    return [
        Figure(
            "c",
            f"{TITLES[kind]}, 99th percentile at {files:,} files",
            tuple(report[kind]["p99"] for report in reports),
            bound=bound,
            unit="ms",
            note=f"median {median(report[kind]['p50'] for report in reports):.2f} ms, "
            f"worst {max(report[kind]['max'] for report in reports):.1f} ms",
        )
        for kind, bound in BOUNDS.items()
    ]
