"""(e) what the whole bot holds in memory: on a large site against a small one, and against a bare discord.py client."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tests.bench import site
from tests.bench.figures import Figure
from tests.bench.measure import task

if TYPE_CHECKING:
    from pathlib import Path

SMALL, LARGE = 2500, 25_000


def measure(folder: Path, *, quick: bool) -> list[Figure]:
    """Each process starts with nothing, reads the whole site, looks at it again, and is then measured."""
    small, large, times = (40, 80, 1) if quick else (SMALL, LARGE, 3)
    posts = {files: site.lay_out(folder / str(files), files) for files in (small, large)}
    rounds = []
    for number in range(times):
        bot = {files: task("whole", site.configure(folder / f"bot-{files}-{number}", posts[files])) for files in posts}
        rounds.append((bot[small], bot[large], task("client")))
    held = [tuple(report["mib"] for report in one) for one in rounds]
    middle_small, middle_large, middle_client = (median(side) for side in zip(*held, strict=True))
    most = max(large["peak"] for _, large, _ in rounds)
    return [
        Figure(
            "e",
            f"memory at {large:,} files / at {small:,}",
            tuple(large / small for small, large, _ in held),
            bound=1.15,
            note=f"{middle_large:.0f} MiB / {middle_small:.0f} MiB; most in between: {most:.0f} MiB",
        ),
        Figure(
            "e",
            f"memory at {large:,} files / a bare discord.py client",
            tuple(large / client for _, large, client in held),
            bound=4,
            note=f"{middle_large:.0f} MiB / {middle_client:.0f} MiB",
        ),
    ]
