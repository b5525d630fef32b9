"""Problems as notes beside the lines of a pull request, in GitHub's own commands on stdout.

Nothing of a review can be such a command: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import UsageError
from bot.git import git

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.review.model import Problem

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}


def marks(problems: Iterable[tuple[Path, Problem]]) -> list[str]:
    """A command for each problem, errors first: GitHub shows ten of each kind. Paths as they are on this machine."""
    ordered = sorted(problems, key=lambda one: one[1].severity != "error")
    return [_command(path, problem) for path, problem in ordered]


def guarded() -> tuple[str, str]:
    """What stands before and after lines that hold text of reviews, so that none of them is taken for a command."""
    word = secrets.token_hex(16)
    return f"::stop-commands::{word}", f"::{word}::"


def guard() -> None:
    """On GitHub no line of this process is a command from here on: logs and answers hold text of reviews."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        before, after = guarded()
        sys.stderr.write(f"{before}\n")
        atexit.register(_unguarded, after)


def _unguarded(after: str) -> None:
    with suppress(OSError, ValueError):  # nobody reads any more
        sys.stdout.flush()
        sys.stderr.write(f"{after}\n")


def changed_since(commit: str) -> list[Path]:
    """The files that changed since that commit and are still there. Raises UsageError, ``GitFailed``."""
    if commit.startswith("-"):
        raise UsageError(f"--since: {commit!r} is no commit")
    root = _root()
    words = ("diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", commit, "HEAD", "--")
    told = asyncio.run(git(*words, folder=root, doing=f"Asking what changed since {commit}"))
    top = asyncio.run(git("rev-parse", "--show-toplevel", folder=root, doing="Asking for the repository's folder"))
    folder = Path(os.fsdecode(top.rstrip(b"\n")))
    return [folder / os.fsdecode(one) for one in told.split(b"\0") if one]


def _root() -> Path:
    return Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd())


def _command(path: Path, problem: Problem) -> str:
    shown = os.path.relpath(path.resolve(), _root().resolve())
    given = {"file": shown, "line": str(problem.line), "col": str(problem.column), "title": problem.field or "review"}
    properties = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in given.items())
    kind = "error" if problem.severity == "error" else "warning"
    return f"::{kind} {properties}::{_escaped(problem.message, _DATA)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
