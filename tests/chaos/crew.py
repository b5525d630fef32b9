"""The workers of a run, each a process with its own networks, and how the batches get to them."""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tests.fakes.process import ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.chaos.plan import Batch


def work(batches: Iterator[tuple[int, Batch]], count: int, folder: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Have the batches carried out; each one's number and report as it ends. A worker that dies is an error."""
    with _hired(count, folder) as crew, selectors.DefaultSelector() as waiting:
        for worker in crew:
            assert worker.stdout is not None
            if _give(worker, batches):
                waiting.register(worker.stdout, selectors.EVENT_READ, worker)
        while waiting.get_map():
            for key, _ in waiting.select():
                worker = key.data
                line = worker.stdout.readline()
                if not line:
                    raise RuntimeError(f"a worker ended with code {worker.wait()}; see what it said above")
                told = json.loads(line)
                if not _give(worker, batches):
                    waiting.unregister(worker.stdout)
                yield told["number"], told["report"]


def _give(worker: subprocess.Popen[str], batches: Iterator[tuple[int, Batch]]) -> bool:
    """Give it the next batch; False: there is none."""
    for number, batch in batches:
        assert worker.stdin is not None
        worker.stdin.write(json.dumps({"number": number, "batch": asdict(batch)}) + "\n")
        worker.stdin.flush()
        return True
    return False


@contextmanager
def _hired(count: int, folder: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """So many workers. They end when their standard input does, at the latest when this process ends."""
    command = [sys.executable, "-m", "tests.chaos.worker"]
    crew = [
        subprocess.Popen(
            [*command, str(folder / f"worker-{number}")],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C is for this process to see to
        )
        for number in range(count)
    ]
    try:
        yield crew
    except BaseException:
        for worker in crew:
            worker.terminate()
        raise
    finally:
        for worker in crew:
            assert worker.stdin is not None
            worker.stdin.close()
        for worker in crew:
            worker.wait()
