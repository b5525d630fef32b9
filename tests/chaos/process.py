"""One run of the bot as a process: started in one of three ways, its log read as it comes, killed without a word.

``fork``: a child of this process, which has imported the program, runs it: a real process in a fraction of the time.
``fresh``: an interpreter of its own with the moved clock. ``plain``: ``python -m bot``, as an owner starts it.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import pkgutil
import select
import signal
import sys
import threading
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, NoReturn

import bot
from tests.fakes.process import environment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Way = Literal["fork", "fresh", "plain"]
_LEFT_OUT = ("bot.demo", "bot.__main__", "bot.ledger.migrations")  # the last are Alembic's to run
_DEFECT = 70
_PR_SET_PDEATHSIG = 1


class Process:
    """A running bot. Nothing reads its pipe but this."""

    def __init__(self, pid: int, pipe: int) -> None:
        self.pid, self.pipe = pid, pipe
        self._rest = b""
        self.lines: list[str] = []
        self.ended = False  # its output has ended: so has it, or it is about to

    def read(self, seconds: float) -> list[str]:
        """What it has logged since the last call; waits that long for the first line."""
        if self.ended or not select.select([self.pipe], [], [], seconds)[0]:
            return []
        data = os.read(self.pipe, 1 << 16)
        self.ended = not data
        *whole, self._rest = (self._rest + data).split(b"\n")
        new = [line.decode("utf-8", "replace") for line in whole]
        self.lines += new
        return new

    def kill(self) -> int:
        """SIGKILL, whatever it is doing. Returns -9, or the exit code of one that had ended by itself."""
        os.kill(self.pid, signal.SIGKILL)  # not reaped yet, so the number is nobody else's
        return self.wait()

    def terminate(self) -> int:
        """SIGTERM, as a service manager would; its exit code."""
        os.kill(self.pid, signal.SIGTERM)
        return self.wait()

    def wait(self) -> int:
        """Read on until it ends by itself; its exit code."""
        while not self.ended:
            self.read(1.0)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(status)


def import_everything() -> None:
    """Import what the bot may need, so that a fork has it. Must leave this process with a single thread.

    It collects no garbage from then on but when told: see :func:`_become`.
    """
    for found in pkgutil.walk_packages(bot.__path__, "bot."):
        if not found.name.startswith(_LEFT_OUT):
            importlib.import_module(found.name)
    for name in ("mastodon", "watchfiles", "alembic.command", "sqlalchemy.dialects.sqlite"):
        importlib.import_module(name)
    assert threading.active_count() == 1
    gc.disable()
    gc.freeze()


def start(way: Way, arguments: list[str], folder: Path, time: Path, environ: Mapping[str, str]) -> Process:
    """Start ``matinee`` with these arguments in a folder."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        _become(way, [str(time), *arguments], folder, environ, writing)
    os.close(writing)
    return Process(pid, reading)


def _become(way: Way, arguments: list[str], folder: Path, environ: Mapping[str, str], pipe: int) -> NoReturn:
    """Be the bot, in the child. Never returns into the harness."""
    code: object = _DEFECT
    gc.freeze()  # sockets of the harness that were collected here would close numbers that are others' by then
    gc.enable()
    _die_with_the_harness()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        for number, opened in enumerate((os.open(os.devnull, os.O_RDONLY), pipe, pipe)):
            os.dup2(opened, number)
        os.closerange(3, 1024)
        os.chdir(folder)
        if way != "fork":
            module = ["bot", *arguments[1:]] if way == "plain" else ["tests.chaos.bot", *arguments]
            command = [sys.executable, "-m", *module]
            os.execve(command[0], command, environment(PYTHONUNBUFFERED="1", **environ))  # noqa: S606 - ourselves
        sys.stdout, sys.stderr = os.fdopen(1, "w", 1, closefd=False), os.fdopen(2, "w", 1, closefd=False)
        os.environ.update(environ)
        sys.argv = ["matinee", *arguments]
        from tests.chaos.bot import main

        main()
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001 - the harness reads it in the log
        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
        os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def _die_with_the_harness() -> None:
    """Where the system can do that (Linux): https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html"""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
