"""The real program as a process: started, watched by its log lines, killed at will."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from tests.fakes.process import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import IO


class Program:
    """One process. Its log lines are collected as they come."""

    def __init__(self, command: list[str], folder: Path, environ: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(PYTHONUNBUFFERED="1", **environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines: list[str] = []
        self.out: list[str] = []
        self._news = threading.Condition()
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._readers = [
            threading.Thread(target=self._read, args=(self._process.stderr, self.lines), daemon=True),
            threading.Thread(target=self._read, args=(self._process.stdout, self.out), daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def _read(self, stream: IO[str], lines: list[str]) -> None:
        with stream:
            for line in stream:
                with self._news:
                    lines.append(line.rstrip("\n"))
                    self._news.notify_all()
        with self._news:
            self._news.notify_all()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def wait_log(self, *words: str, timeout: float = 60.0) -> str:
        """The first log line that holds all these words."""
        end = time.monotonic() + timeout
        with self._news:
            while True:
                for line in self.lines:
                    if all(word in line for word in words):
                        return line
                left = end - time.monotonic()
                if left <= 0 or (not self.running and not any(it.is_alive() for it in self._readers)):
                    raise AssertionError(f"no log line with {words}:\n{self.told()}")
                self._news.wait(min(left, 1.0))

    def kill(self) -> None:
        """SIGKILL: as if the machine had lost its power."""
        self._process.send_signal(signal.SIGKILL)
        self.wait()

    def interrupt(self) -> int:
        """Ctrl-C, and wait for the end; the exit code."""
        return self.signal(signal.SIGINT)

    def signal(self, number: signal.Signals) -> int:
        """Send a signal, and wait for the end; the exit code."""
        self._process.send_signal(number)
        return self.wait()

    def wait(self, timeout: float = 120.0) -> int:
        """The exit code."""
        try:
            code = self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"it doesn't end:\n{self.told()}") from None
        for reader in self._readers:
            reader.join(10)
        return code

    def told(self) -> str:
        """All that it has said, for messages of failed tests."""
        return "\n".join([*self.lines[-60:], "--- stdout", *self.out[-60:]])

    def result(self) -> Any:
        """Its JSON document."""
        return json.loads("\n".join(self.out))


@contextlib.contextmanager
def started(module: str, *arguments: str, folder: Path, environ: Mapping[str, str]) -> Iterator[Program]:
    """Run ``python -m module`` with these arguments; whatever is left of it is killed at the end."""
    program = Program([sys.executable, "-m", module, *arguments], folder, environ)
    try:
        yield program
    finally:
        if program.running:
            program.kill()
