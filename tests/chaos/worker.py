"""``python -m tests.chaos.worker FOLDER``: carries out batches, one after the other, that are told on standard input.

A line in is a batch as JSON, a line out its report. It stays single-threaded, so that its forks are clean.
"""

from __future__ import annotations

import json
import shutil
import signal
import sys
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.chaos.batch import carry_through
from tests.chaos.plan import Batch
from tests.chaos.process import import_everything
from tests.chaos.stores import stores
from tests.chaos.world import fakes

_TERMINATED = 143


def main() -> None:
    """Work until standard input ends."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    import_everything()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))  # in order: networks and databases end, too
    with ExitStack() as stack:
        discord, mastodon = stack.enter_context(fakes(folder))
        new_store = stack.enter_context(stores())
        for line in sys.stdin:
            told: dict[str, Any] = json.loads(line)
            place = folder / f"batch-{told['number']}"
            shutil.rmtree(place, ignore_errors=True)  # of a run that was interrupted
            batch = Batch(**told["batch"])
            report = carry_through(batch, place, new_store(batch.store, place), discord, mastodon)
            sys.stdout.write(json.dumps({"number": told["number"], "report": asdict(report)}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
