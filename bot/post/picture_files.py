"""Reads a picture's file inside a folder, and nothing outside of it, whatever the path or a link in it says."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOFOLLOW", "O_NOCTTY"):
    _FLAGS |= getattr(os, _name, 0)


class OutOfBounds(Exception):
    """Not read, because: a few words for the log."""


def read_inside(folder: Path, path: str, most: int) -> bytes:
    """The bytes of the file at ``path`` (with "/", whether it begins with one or not) below the folder.

    A path may also be written as in an address, with ``%20`` and ``?v=2``. Raises ``FileNotFoundError`` where there is
    none, :class:`OutOfBounds` for what isn't read, and other ``OSError``.
    """
    for spelling in spellings(path):
        with suppress(FileNotFoundError, NotADirectoryError):
            return _read(folder, spelling, most)
    raise FileNotFoundError(path)


def spellings(path: str) -> tuple[str, ...]:
    """The path as it is written, and as it reads where it is written as in an address."""
    return tuple(dict.fromkeys((path, unquote(path.partition("#")[0].partition("?")[0]))))


def _read(folder: Path, path: str, most: int) -> bytes:
    real = _inside(folder, path)
    descriptor = os.open(real, _FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OutOfBounds("it is no ordinary file")
        if status.st_size > most:
            raise OutOfBounds(f"it has {status.st_size:,} bytes, more than {most:,}")
        data = file.read(most + 1)
    if len(data) > most:
        raise OutOfBounds(f"it has more than {most:,} bytes")
    return data


def _inside(folder: Path, path: str) -> str:
    parts = PurePosixPath(path.lstrip("/")).parts
    if not parts or ".." in parts or "\0" in path:
        raise OutOfBounds("its path is not one inside of a folder")
    home = os.path.realpath(folder)
    real = os.path.realpath(os.path.join(home, *parts))  # noqa: PTH118 - realpath knows no Path of its own
    if not real.startswith(home.rstrip(os.sep) + os.sep):
        raise OutOfBounds("it leads out of the folder")
    return real
