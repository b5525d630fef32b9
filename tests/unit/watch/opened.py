"""Which files were opened: heard from Python itself, so that nothing has to be replaced to find out."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_listening: list[tuple[str, list[str]]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _listening and isinstance(arguments[0], str | os.PathLike):
        path = os.fspath(arguments[0])
        for folder, heard in _listening:
            if isinstance(path, str) and path.startswith(folder):
                heard.append(path[len(folder) :])


sys.addaudithook(_hear)  # can't be taken away again, so it listens only when asked to


@contextmanager
def opened(folder: Path) -> Iterator[list[str]]:
    """The paths in the folder, relative to it, of all files opened meanwhile."""
    listener: tuple[str, list[str]] = (f"{folder}{os.sep}", [])
    _listening.append(listener)
    try:
        yield listener[1]
    finally:
        _listening.remove(listener)
