"""The command line as its user types it, run inside this process: what is printed, and the exit code."""

from __future__ import annotations

import io
import json
import logging
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any

import pytest

from bot.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.flow.scene import Scene


def typed(scene: Scene, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of ``matinee words``, run inside this process: a new one would import all anew."""
    out, errors = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, quiet_logs():
        patch.chdir(scene.folder)
        patch.setattr(sys, "argv", ["matinee", *words])
        for name in ("MATINEE_DISCORD_TOKEN", "MATINEE_MASTODON_TOKEN"):
            patch.delenv(name, raising=False)
        for name, value in scene.environ.items():
            patch.setenv(name, value)
        with redirect_stdout(out), redirect_stderr(errors), pytest.raises(SystemExit) as left:
            main()
    return int(left.value.code or 0), out.getvalue(), errors.getvalue()


@contextmanager
def quiet_logs() -> Iterator[None]:
    """Give the logs back as they were: the program sends them to its own stderr."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def ask(scene: Scene, command: str, *arguments: str, code: int = 0) -> Any:
    """The JSON document that the command prints, alone on stdout; it must end with that exit code."""
    left, out, errors = typed(scene, command, "-c", "matinee.toml", *arguments, "--json")
    assert left == code, out + errors
    return json.loads(out)


def told(scene: Scene, command: str, *arguments: str, code: int = 0) -> str:
    """All that the command says, on both streams."""
    left, out, errors = typed(scene, command, "-c", "matinee.toml", *arguments)
    assert left == code, out + errors
    return out + errors
