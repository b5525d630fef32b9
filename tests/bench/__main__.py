"""``python -m tests.bench``: run the measurements, print the table, write it as JSON where asked."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import catalogue, lookup, memory, posting, startup
from tests.bench.figures import HEADING, row
from tests.bench.measure import machine

if TYPE_CHECKING:
    from tests.bench.figures import Figure

PARTS = {"catalogue": catalogue, "lookup": lookup, "posting": posting, "memory": memory, "startup": startup}


def main() -> None:
    """Measure, one part after the other, each in a folder of its own."""
    asked = _arguments()
    _say(machine() + (", small numbers: the ratios mean little" if asked.quick else ""))
    _say(HEADING)
    figures: list[Figure] = []
    for name in asked.only or PARTS:
        with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
            found = PARTS[name].measure(Path(folder), quick=asked.quick)
        figures += found
        for figure in found:
            _say(row(figure, judged=not asked.quick))
    if asked.json:
        whole = {"machine": machine(), "quick": asked.quick, "figures": [figure.as_json() for figure in figures]}
        asked.json.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if asked.quick:
        _say("Small numbers: nothing is judged.")
        return
    over = [figure.key for figure in figures if figure.verdict == "OVER"]
    _say(f"Over its bound: {', '.join(over)}." if over else "Everything is within its bound.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small numbers: only to see that everything runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file, too")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part alone; may be repeated")
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


main()
