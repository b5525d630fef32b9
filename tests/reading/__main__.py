"""Prints the table of docs/reading.md: ``python -m tests.reading [--wrong] [--files N]``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.reading.made import made
from tests.reading.measure import Share, Table, measure
from tests.reading.owners import measure_owners

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROWS = (
    ("ratings", "Ratings read right"),
    ("quotes", "Files whose quotes are read right"),
    ("challenges", "Challenge lines read right"),
    ("clean", "Files of which nothing leaks"),
    ("short", "Posts within their limit"),
    ("excerpts", "Acceptable excerpts"),
    ("held_out", "… of the quarter that nothing was tuned on"),
)


def main(words: Sequence[str] | None = None) -> None:
    """Measure, and print a Markdown table; ``--wrong`` adds what went wrong."""
    options = argparse.ArgumentParser(prog="python -m tests.reading", description="Measure how files are read.")
    options.add_argument("--files", type=int, default=5000, help="how many files are made (default: 5000)")
    options.add_argument("--wrong", action="store_true", help="tell what went wrong")
    chosen = options.parse_args(words)
    tables = {"made files": measure(made(chosen.files))}
    if (ROOT.parent / "shared").is_dir():
        tables["real files"] = measure_owners(ROOT.parent / "shared")
    print("| |", " | ".join(tables), "|")  # noqa: T201
    print("|---|" + "---|" * len(tables))  # noqa: T201
    for name, label in _ROWS:
        print(f"| {label} |", " | ".join(_told(getattr(table, name)) for table in tables.values()), "|")  # noqa: T201
    if chosen.wrong:
        _tell_wrong(tables)


def _told(share: Share) -> str:
    if not share.total:
        return "–"
    return f"{share.right} of {share.total} ({share.percent:.1f} %)"


def _tell_wrong(tables: dict[str, Table]) -> None:
    for table in tables.values():
        for name, _ in _ROWS:
            for line in getattr(table, name).wrong:
                print(f"{name}: {line}")  # noqa: T201


if __name__ == "__main__":
    main()
