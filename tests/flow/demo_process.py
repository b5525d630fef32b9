"""Running ``matinee demo`` as a newcomer does: in a process of its own, read line by line, ended with Ctrl-C."""

from __future__ import annotations

import os
import queue
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

POSTED = re.compile(r"\d\d:\d\d:\d\d  posted on (Discord|Mastodon) +\S")
PATIENCE = 60.0  # seconds: a loaded machine is slow, a broken demo says nothing at all


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", "demo", *arguments]


def surroundings(temporary: Path) -> dict[str, str]:
    """The environment: a temporary folder of its own, so that what stays behind is seen."""
    return {**os.environ, "TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1", "TZ": "Europe/Berlin"}


@dataclass
class Demo:
    """A running demo. ``lines``: everything it has said so far."""

    process: subprocess.Popen[str]
    errors: Path
    lines: list[str] = field(default_factory=list)
    _coming: queue.Queue[str | None] = field(default_factory=queue.Queue)

    def __post_init__(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._coming.put(line.rstrip("\n"))
        self._coming.put(None)

    def read_until(self, enough: Callable[[list[str]], bool]) -> list[str]:
        """Read on until the lines are enough."""
        deadline = time.monotonic() + PATIENCE
        while not enough(self.lines):
            try:
                line = self._coming.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                line = None
            assert line is not None, f"the demo said no more than {self.lines} and {self.errors.read_text()[-3000:]}"
            self.lines.append(line)
        return self.lines

    def read_until_line(self, text: str) -> str:
        """Read on until a line holds the text; the line."""
        return next(line for line in self.read_until(lambda lines: any(text in one for one in lines)) if text in line)

    @property
    def posted(self) -> list[str]:
        """The lines about posts."""
        return [line for line in self.lines if POSTED.match(line)]

    def address(self, network: str) -> str:
        return self.read_until_line(f"  {network}  ").split()[-1]

    @property
    def folder(self) -> Path:
        """Where reviews are dropped."""
        return Path(shlex.split(self.example)[-1])

    @property
    def example(self) -> str:
        """The command that the demo suggests."""
        return self.read_until_line("cp ").strip()

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def running_demo(temporary: Path, *arguments: str) -> Iterator[Demo]:
    """The demo from its first line on; whatever happens, nothing of it is left running."""
    temporary.mkdir(parents=True, exist_ok=True)
    errors = temporary.parent / f"{temporary.name}.log"
    with errors.open("w") as log:
        process = subprocess.Popen(
            command(*arguments),
            cwd=ROOT,
            env=surroundings(temporary),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    children: list[psutil.Process] = []
    try:
        demo = Demo(process, errors)
        yield demo
    finally:
        if process.poll() is None:
            children = psutil.Process(process.pid).children(recursive=True)
            process.kill()
        process.wait()
        for child in psutil.wait_procs(children, timeout=10)[1]:
            child.kill()
        assert process.stdout is not None
        process.stdout.close()
