"""(a) the first look at all files against a bare loop of ``frontmatter.load``; (b) the start-up look with nothing
changed against a bare walk that only asks for each file's size and time.
"""

from __future__ import annotations

from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from tests.bench import site
from tests.bench.figures import Figure
from tests.bench.measure import pairs, seconds

if TYPE_CHECKING:
    from pathlib import Path

SIZES = {2500: 5, 25_000: 2}  # files: how many counted pairs
QUICK = {60: 1}


def measure(folder: Path, *, quick: bool) -> list[Figure]:
    """Both figures, for a small and a large site."""
    figures = []
    for files, times in (QUICK if quick else SIZES).items():
        posts = site.lay_out(folder / str(files), files)
        figures += [_cold(folder, posts, files, times), _unchanged(folder, posts, files, max(times, 5))]
    return figures


def _cold(folder: Path, posts: Path, files: int, times: int) -> Figure:
    fresh = (site.configure(folder / f"cold-{files}-{number}", posts) for number in count())
    measured = pairs(times, lambda: seconds("scan", next(fresh)), lambda: seconds("load", posts))
    return Figure(
        "a",
        f"first look at {files:,} files / frontmatter.load",
        tuple(ours / theirs for ours, theirs in measured),
        bound=10,
        aim=6,
        note=_behind(measured, "s", 1),
    )


def _unchanged(folder: Path, posts: Path, files: int, times: int) -> Figure:
    config = site.configure(folder / f"unchanged-{files}", posts)
    seconds("scan", config)
    measured = pairs(times, lambda: seconds("scan", config), lambda: seconds("walk", posts))
    return Figure(
        "b",
        f"nothing changed in {files:,} files / scandir + stat",
        tuple(ours / theirs for ours, theirs in measured),
        bound=5,
        note=_behind(measured, "ms", 1000),
    )


def _behind(measured: list[tuple[float, float]], unit: str, times: int) -> str:
    ours, theirs = (median(side) * times for side in zip(*measured, strict=True))
    return f"{ours:.1f} {unit} / {theirs:.1f} {unit}"
