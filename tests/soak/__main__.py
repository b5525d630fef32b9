"""``python -m tests.soak``: the whole crowd; exit code 1 if anything was wrong."""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import machine
from tests.soak.place import FULL, SMALL, place
from tests.soak.rounds import LATE, soak


def main() -> int:
    asked = _arguments()
    seed = secrets.randbelow(1_000_000) if asked.seed is None else asked.seed
    size = SMALL if asked.small else FULL
    _say(f"{machine()}; seed {seed}; {size.servers} servers on {size.shards} shards, {size.questions} at a time")
    with tempfile.TemporaryDirectory(prefix="matinee-soak-") as folder, place(Path(folder), size) as made:
        done = soak(made, seed, _say)
    wrongs = done.wrongs()
    slowest = max(one.firsts[-1] for one in done.rounds)
    asked_for = sum(len(one.answers) for one in done.rounds)
    empty = sum(one.empty for one in done.rounds)
    _say("\n".join(f"WRONG {wrong}" for wrong in wrongs) or "Nothing was wrong.")
    _say(
        f"soak: questions={asked_for} slowest={slowest:.0f} ms (Discord waits {LATE:.0f}) empty_completions={empty} "
        f"posts={sum(done.posted.values())} memory={done.warm.memory:.1f} to {done.rounds[-1].held.memory:.1f} MiB"
    )
    return 1 if wrongs else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seed", type=int, help="the same seed gives the same questions; none: a random one")
    parser.add_argument("--small", action="store_true", help="as in the tests: few servers, few questions")
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
