"""Starting and ending a fake as a process of its own.

A fake prints one JSON line with its address once it listens, and ends when its standard input does: so nothing
stays behind when a test run is cut short.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

ROOT = Path(__file__).parents[2]
BYTECODE = ROOT / ".pytest_cache" / "bytecode"


def environment(**more: str) -> dict[str, str]:
    """Our environment for a process of a test, which may keep compiled modules: most of a start is compiling them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(BYTECODE), "PYTHONPATH": str(ROOT), **more}


@contextlib.contextmanager
def running(module: str, log: Path, *arguments: str) -> Iterator[dict[str, Any]]:
    """Run ``python -m module`` and give what its first line says; its error output goes to ``log``."""
    command = [sys.executable, "-m", module, "--port", "0", "--until-eof", *arguments]
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment()
        )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        line = process.stdout.readline()
        assert line, f"{module} didn't start: {log.read_text()[-2000:]}"
        yield json.loads(line)
    finally:
        process.stdin.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


async def until_told(until_eof: bool) -> None:
    """Wait for the end: of the standard input, or for ever."""
    ended = asyncio.Event()
    if until_eof:
        loop = asyncio.get_running_loop()
        loop.add_reader(sys.stdin.fileno(), lambda: ended.set() if not os.read(sys.stdin.fileno(), 4096) else None)
    await ended.wait()


def announce(**facts: Any) -> None:
    """Print the one line that says where the fake is."""
    print(json.dumps(facts), flush=True)  # noqa: T201 — it is the protocol with whoever started us


def run(serve: Callable[[int, bool], Coroutine[Any, Any, None]], told: str | None) -> None:
    """A fake's command line: serve at ``--port`` until Ctrl-C, or with ``--until-eof`` until standard input ends."""
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--until-eof", action="store_true", help="end when the standard input does")
    arguments = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(arguments.port, arguments.until_eof))
