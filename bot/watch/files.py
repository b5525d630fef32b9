"""Reading one review file from the disk, whatever is there: nothing here raises on what a file is or holds."""

from __future__ import annotations

import logging
import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.catalogue.model import Stamp
from bot.review.model import Problem, Reading
from bot.review.reader import read
from bot.watch.listing import Look, lies_in, list_files, look_of

if TYPE_CHECKING:
    from bot.settings.model import Source

__all__ = ["Taken", "list_files", "read_file", "take"]

log = logging.getLogger(__name__)

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_AGAIN = -1  # as mtime_ns of a stamp: looked at again in every scan


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read, and the stamp to know it by. ``steady``: the file didn't change while it was read."""

    reading: Reading
    stamp: Stamp
    steady: bool = True
    sketch: str = ""  # of the review's text: made where many files are read, since only a scan asks for it


def read_file(source: Source, path: str, *, review_id: str | None = None) -> Reading:
    """What the file at ``path`` (relative to the source's folder, with "/") holds now.

    A file that isn't there, is too large, can't be read, is no ordinary file or lies outside of the folder is a
    Reading with a Problem. ``review_id``: the id that the records bind to the path.
    """
    taken = take(source, path, review_id=review_id)
    if taken is None:
        return Reading(path, problems=(_problem(path, "There is no such file any more."),))
    return taken.reading


def take(source: Source, path: str, *, review_id: str | None = None) -> Taken | None:
    """As :func:`read_file`, with the stamp; None if there is no such file."""
    full = source.folder / path
    try:
        refused = _refusal(source, full)
        if refused:
            return _hindered(path, refused)
        data, look, steady = _bytes(full, source.max_size)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        return _hindered(path, f"This file can't be read: {getattr(error, 'strerror', None) or error}.")
    if len(data) > source.max_size:
        return _hindered(path, _too_large(len(data), source.max_size))
    reading = _read(data, path, source, review_id)
    return Taken(reading, Stamp(*look, reading.content_hash, reading.review is not None), steady)


def _refusal(source: Source, full: Path) -> str | None:
    """Why the file isn't even opened."""
    real = os.path.realpath(full)
    if not lies_in(real, os.path.realpath(source.folder)):
        return "This leads out of the source's folder and is not read."
    status = Path(real).stat()
    if not stat.S_ISREG(status.st_mode):
        return "This is no ordinary file and is not read."
    return _too_large(status.st_size, source.max_size) if status.st_size > source.max_size else None


def _bytes(full: Path, most: int) -> tuple[bytes, Look, bool]:
    """The file's bytes (one more than ``most`` at most), its look, and whether it stayed the same meanwhile."""
    descriptor = os.open(full, _FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):  # replaced since it was looked at
            raise ValueError("it is no ordinary file")
        data = file.read(most + 1)
        after = os.fstat(descriptor)
    steady = look_of(before)[:2] == look_of(after)[:2] and len(data) == after.st_size
    return data, look_of(after), steady


def _read(data: bytes, path: str, source: Source, review_id: str | None) -> Reading:
    try:
        reading = read(data, path, source.rules, review_id=review_id)
    except Exception:  # one file that trips a defect of ours must not keep every other one from being posted
        log.exception("%s: reading %s failed", source.name, path)
        return Reading(path, problems=(_problem(path, "Matinee itself failed on this file: see the log, report it."),))
    if review_id is not None and reading.review is not None and reading.review.id != review_id:
        return replace(reading, review=replace(reading.review, id=review_id))
    return reading


def _hindered(path: str, message: str) -> Taken:
    reading = Reading(path, problems=(_problem(path, message),))
    return Taken(reading, Stamp(_AGAIN, 0, 0, "", False))


def _too_large(size: int, most: int) -> str:
    return f"This file has {size:,} bytes, more than the {most:,} allowed: raise max_size of its source, or exclude it."


def _problem(path: str, message: str) -> Problem:
    return Problem(path.encode("utf-8", "backslashreplace").decode(), 1, 1, "", message)
