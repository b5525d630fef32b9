"""``python -m tests.chaos``: kill the bot so many times among networks in trouble, and tell what came of it.

The last line is ``kills=1000 lost=0 doubled=0 unknown=0 …``: see :class:`tests.chaos.verdict.Verdict` for the counts.
The exit code is 1 if anything of what can go wrong isn't 0. An interrupted run goes on with
``--resume FOLDER``; ``--batch N`` repeats a single batch of a seed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

from tests.chaos.crew import work
from tests.chaos.plan import PER_BATCH
from tests.chaos.progress import Progress
from tests.chaos.soak import soak
from tests.chaos.verdict import Verdict


def main() -> int:
    """Run; the exit code."""
    asked = _arguments()
    if asked.soak:
        with tempfile.TemporaryDirectory(prefix="matinee-soak-") as folder:
            return soak(Path(folder), asked.soak)
    progress = _progress(asked)
    _say(f"seed {progress.seed}, {progress.kills} kills, {progress.store}; to go on after an end: {progress.folder}")
    begun, batches = time.monotonic(), progress.batches()
    if asked.batch is not None:
        batches = islice(batches, asked.batch, asked.batch + 1)
    try:
        for number, report in work(batches, asked.workers, progress.folder):
            progress.enter(number, report)
            _tell(number, report, progress)
    except KeyboardInterrupt:
        _say(f"interrupted; to go on: make chaos RESUME={progress.folder}")
        return 130
    return _sum_up(progress, time.monotonic() - begun)


def _progress(asked: argparse.Namespace) -> Progress:
    if asked.resume:
        return Progress.resume(asked.resume)
    folder = Path(tempfile.mkdtemp(prefix="matinee-chaos-"))
    seed = random.randrange(1_000_000) if asked.seed is None else asked.seed  # noqa: S311 - it is told, to be repeated
    kills = asked.runs if asked.batch is None else max(asked.runs, (asked.batch + 1) * PER_BATCH)
    progress = Progress(folder, seed, kills, asked.store)
    progress.begin()
    return progress


def _tell(number: int, report: dict[str, Any], progress: Progress) -> None:
    verdict = Verdict(**report["verdict"])
    kills = sum(one["kills"] for one in progress.done.values())
    recaps = f"{verdict.recaps} of recaps, {verdict.parts} to go on"
    _say(f"batch {number}: {report['kills']} kills, {verdict.deliveries} deliveries ({recaps}); {kills} kills in all")
    if verdict.is_good and not report["troubles"]:
        return
    _say("\n".join(report["log"]))
    _say("\n".join(f"WRONG {trouble}" for trouble in report["troubles"]))
    again = f'make chaos SEED={progress.seed} STORE={progress.store} ARGS="--batch {number}"'
    _say(f"seed {progress.seed}, batch {number}: {verdict}\nto repeat: {again}; all of it: {progress.folder}")


def _sum_up(progress: Progress, seconds: float) -> int:
    reports = list(progress.done.values())
    whole, steps = Verdict(), Counter[str]()
    for one in reports:
        whole += Verdict(**one["verdict"])
        steps.update(one["steps"])
    _say("killed: " + ", ".join(f"{count} {step}" for step, count in steps.most_common()))
    kills, troubles = sum(one["kills"] for one in reports), sum(len(one["troubles"]) for one in reports)
    good = whole.is_good and not troubles
    if good:
        shutil.rmtree(progress.folder)
    _say(
        f"kills={kills} {whole} deliveries={whole.deliveries} recaps={whole.recaps} parts={whole.parts} "
        f"seed={progress.seed} store={progress.store} seconds={seconds:.0f}"
    )
    return 0 if good else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--runs", type=int, default=1000, metavar="N", help="how many kills (1000)")
    parser.add_argument("--seed", type=int, help="the same seed gives the same kills and troubles; none: a random one")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="batches at a time (2)")
    parser.add_argument("--store", choices=("sqlite", "postgresql", "branch"), default="sqlite")
    parser.add_argument("--batch", type=int, metavar="N", help="only this batch of the seed")
    parser.add_argument("--resume", type=Path, metavar="FOLDER", help="go on with an interrupted run")
    parser.add_argument(
        "--soak", type=int, metavar="N", help="no kills: N deliveries by one bot, and what it holds then"
    )
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
