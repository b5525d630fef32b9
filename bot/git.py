"""Runs git: with a token or key that shows nowhere, without ever asking at the terminal, and ended when its caller is.

It knows commands, not what they are for. Needs the program ``git``, 2.31 or newer.
"""

from __future__ import annotations

import asyncio
import base64
import os
import re
import shlex
import signal
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import MatineeError
from bot.log import hide, redacted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LONGEST = 600.0  # seconds for one command
_QUIET = 10.0  # seconds that git gets to end by itself
_PROTOCOLS = "https:http:ssh:file"  # never "ext", which runs whatever an address says
MOST = 16 << 20  # bytes of an answer
_PIECE = 65_536  # bytes; also the longest line that git tells while it works
_LINES = re.compile(rb"[\r\n]+")
_SHOWN = 300  # characters of what git says that a sentence repeats


class GitFailed(MatineeError):
    """Git ended with an error. ``said``: its own last words, without any secret; ``code``: its exit code."""

    def __init__(self, doing: str, said: str, code: int) -> None:
        self.said, self.code = said, code
        super().__init__(f"{doing}: {said}")


@dataclass(frozen=True, slots=True)
class Credentials:
    """How git proves who it is. Neither is ever an argument, nor written to a file of the repository's."""

    token: str | None = None  # for https: sent as the password of any user name
    key_file: Path | None = None  # for ssh
    address: str = ""  # whose token it is: nobody else gets it, wherever this one leads


async def git(
    *words: str,
    folder: Path,
    doing: str,
    credentials: Credentials | None = None,
    given: bytes = b"",
    environ: Mapping[str, str] | None = None,
    progress: Callable[[str], None] | None = None,
    longest: float = LONGEST,
    most: int = MOST,
) -> bytes:
    """What ``git WORDS`` in that folder writes on its standard output.

    ``doing``: begins the sentence of an error ("Fetching …"). ``given``: its standard input. ``environ``: more of the
    environment. ``progress``: hears each line that git tells while it works ("Receiving objects:  42% …"); the command
    must be one that knows ``--progress``. ``longest``: seconds. ``most``: bytes of its answer, which a
    hostile server may write without end.

    Raises :class:`GitFailed`. If the caller is cancelled, git and its children are ended first.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            "git", *words, cwd=folder, env=_environment(credentials, environ or {}),
            stdin=PIPE if given else DEVNULL, stdout=PIPE, stderr=PIPE, start_new_session=True,
        )  # fmt: skip
    except FileNotFoundError:
        raise GitFailed(doing, "the program git isn't installed, or the folder is gone", 127) from None
    try:
        async with asyncio.timeout(longest):
            told, said = await _talk(process, given, progress, most)
            if len(told) > most:
                raise GitFailed(doing, f"the answer has more than {most:,} bytes", 1)
            code = await process.wait()
    except TimeoutError:
        raise GitFailed(doing, f"git didn't end within {longest:g} seconds", 124) from None
    finally:
        await _end(process)
    if code != 0:
        raise GitFailed(doing, said or f"git ended with code {code}", code)
    return told


async def _talk(
    process: asyncio.subprocess.Process, given: bytes, progress: Callable[[str], None] | None, most: int
) -> tuple[bytes, str]:
    """Its output, not much more than ``most`` of it, and its last words."""

    async def write() -> None:
        if process.stdin is not None:
            with suppress(BrokenPipeError, ConnectionResetError):
                process.stdin.write(given)
                await process.stdin.drain()
                process.stdin.close()

    told, said, _ = await asyncio.gather(_bounded(process, most), _words(process, progress), write())
    return told, said


async def _bounded(process: asyncio.subprocess.Process, most: int) -> bytes:
    """What it writes; where that is too much, git is told to end, and the rest is read and forgotten."""
    assert process.stdout is not None  # noqa: S101 (asked for above)
    told = bytearray()
    while piece := await process.stdout.read(_PIECE):
        if len(told) <= most:
            told += piece
            if len(told) > most:
                _signal(process, signal.SIGTERM)
    return bytes(told)


async def _words(process: asyncio.subprocess.Process, progress: Callable[[str], None] | None) -> str:
    """Everything on standard error: passed on as it comes; the last errors are given back."""
    assert process.stderr is not None  # noqa: S101 (asked for above)
    rest, errors = b"", list[str]()
    while piece := await process.stderr.read(8192):
        *lines, rest = _LINES.split(rest[-_PIECE:] + piece)
        for line in lines:
            text = _told(line)
            if progress is not None and text:
                progress(text)
            if re.match(r"(fatal|error|remote|ssh|\S+@?\S*: Permission)\b", text):
                errors = [*errors[-2:], text]
    errors += [_told(rest)] if rest.strip() else []
    return "; ".join(errors[-3:])[:_SHOWN]


def _told(line: bytes) -> str:
    """As text without a secret. A server's own words are in it: what steers a terminal is left out."""
    text = line.decode("utf-8", "replace")
    return redacted("".join(sign if sign.isprintable() else " " for sign in text).strip())


def _environment(credentials: Credentials | None, more: Mapping[str, str]) -> dict[str, str]:
    environ = dict(os.environ) | {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "true",
        "GIT_ALLOW_PROTOCOL": _PROTOCOLS,
        "LC_ALL": "C",
    }
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):  # of a hook that started us
        environ.pop(name, None)
    key_file = credentials.key_file if credentials else None
    key = f"-o IdentitiesOnly=yes -i {shlex.quote(str(key_file))}" if key_file else ""
    if key or "GIT_SSH_COMMAND" not in environ:  # the owner's own way to ssh, unless the configuration names a key
        environ["GIT_SSH_COMMAND"] = f"ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new {key}".rstrip()
    if credentials is not None and credentials.token:
        # As configuration from the environment (git 2.31): neither arguments nor files show it.
        basic = base64.b64encode(f"x-access-token:{credentials.token}".encode()).decode()
        hide(credentials.token)
        hide(basic)
        header = f"http.{credentials.address}.extraHeader"
        environ |= {
            "GIT_CONFIG_COUNT": "3",
            "GIT_CONFIG_KEY_0": header,
            "GIT_CONFIG_VALUE_0": "",  # forgets those of the machine's configuration: GitHub refuses two
            "GIT_CONFIG_KEY_1": header,
            "GIT_CONFIG_VALUE_1": f"Authorization: Basic {basic}",
            "GIT_CONFIG_KEY_2": "http.followRedirects",
            "GIT_CONFIG_VALUE_2": "false",
        }
    return environ | dict(more)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Leave no child behind. While its pipes are full, nobody is told that it ended: they are read to their ends."""
    if process.returncode is not None:
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        _signal(process, number)
        with suppress(TimeoutError):
            async with asyncio.timeout(_QUIET):
                await asyncio.gather(_read_out(process.stdout), _read_out(process.stderr), process.wait())
                return


def _signal(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    """To it and its children."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


async def _read_out(stream: asyncio.StreamReader | None) -> None:
    while stream is not None and await stream.read(_PIECE):
        pass
