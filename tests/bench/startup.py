"""(f) ``matinee --help`` against a Typer program that does nothing: what our own imports cost."""

from __future__ import annotations

import sys
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.figures import Figure
from tests.bench.measure import pairs, wall_seconds

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = """\
import typer

app = typer.Typer()


@app.command()
def nothing() -> None:
    \"\"\"Do nothing.\"\"\"


@app.command()
def nothing_else() -> None:
    \"\"\"Do nothing else.\"\"\"


app()
"""


def measure(folder: Path, *, quick: bool) -> list[Figure]:
    """Whole processes, by the wall clock."""
    empty = folder / "empty.py"
    empty.write_text(EMPTY, encoding="utf-8")
    measured = pairs(
        3 if quick else 15,
        lambda: wall_seconds([sys.executable, "-m", "bot", "--help"]),
        lambda: wall_seconds([sys.executable, str(empty), "--help"]),
    )
    ours, theirs = (median(side) * 1000 for side in zip(*measured, strict=True))
    return [
        Figure(
            "f",
            "matinee --help / an empty Typer program",
            tuple(a / b for a, b in measured),
            bound=2,
            note=f"{ours:.0f} ms / {theirs:.0f} ms",
        )
    ]
