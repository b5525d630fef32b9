"""(c) what a look-up costs within the process, autocomplete and search, on a large site: its slowest percent, alone and
against the plain ways; and for how long the event loop does nothing else while that site is read for the first time.
"""

from __future__ import annotations

from itertools import count
from statistics import median
from typing import TYPE_CHECKING, Any

from tests.bench import site
from tests.bench.figures import Figure
from tests.bench.measure import seconds, task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BOUNDS = {"suggest": 20.0, "search": 50.0}  # ms
TITLES = {"suggest": "autocomplete", "search": "search"}
PLAIN = {"suggest": ("plain scan", "rapidfuzz over all titles"), "search": ("plain query", "one FTS5 query")}
BLOCKED = 50.0  # ms


def measure(folder: Path, *, quick: bool) -> list[Figure]:
    """The 99th percentile of each, from several fresh processes; the same for very many reviews, without a bound."""
    files, many, times, queries = (60, 300, 1, 50) if quick else (25_000, 100_000, 5, 1000)
    posts = site.lay_out(folder / "files", files)
    config = site.configure(folder / "site", posts)
    seconds("scan", config)
    reports = [task("lookup", config, queries) for _ in range(times)]
    figures = [_alone(kind, files, reports, bound) for kind, bound in BOUNDS.items()]
    figures += [_beside(kind, files, reports) for kind in BOUNDS]
    large = site.configure(folder / "large", posts)
    seconds("fill", large, many)
    more = [task("lookup", large, queries // 2) for _ in range(min(times, 2))]
    figures += [_alone(kind, many, more, None) for kind in BOUNDS]
    fresh = (site.configure(folder / f"loop-{number}", posts) for number in count())
    longest = tuple(float(task("blocked", next(fresh))["longest"]) for _ in range(min(times, 2)))
    return [*figures, Figure("c", f"event loop blocked, indexing {files:,} files", longest, bound=BLOCKED, unit="ms")]


def _alone(kind: str, files: int, reports: Sequence[dict[str, Any]], bound: float | None) -> Figure:
    return Figure(
        "c",
        f"{TITLES[kind]}, 99th percentile at {files:,} reviews",
        tuple(report[kind]["p99"] for report in reports),
        bound=bound,
        unit="ms",
        note=f"median {median(report[kind]['p50'] for report in reports):.2f} ms, "
        f"worst {max(report[kind]['max'] for report in reports):.1f} ms",
    )


def _beside(kind: str, files: int, reports: Sequence[dict[str, Any]]) -> Figure:
    """The same as a ratio: the slowest percent of ours, of the plain way's."""
    plain, title = PLAIN[kind]
    theirs = median(report[plain]["p99"] for report in reports)
    return Figure(
        "c",
        f"{TITLES[kind]} at {files:,} / {title}",
        tuple(report[kind]["p99"] / report[plain]["p99"] for report in reports),
        bound=None,
        note=f"{theirs:.1f} ms, median {median(report[plain]['p50'] for report in reports):.2f} ms",
    )
