"""Listing a source's folder: every file that may hold a review, with how it looks from outside. Opens none of them.

Links are followed only to places inside the folder, and only to what isn't listed at its own place already: a review
must not be posted twice because two names lead to it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import SourceUnreadable
from bot.review.model import Problem
from bot.watch.globs import Globs, globs_of, is_passing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.settings.model import Source


class Look(NamedTuple):
    """A file from outside: the first three values of its stamp. Times in nanoseconds since 1970, size in bytes."""

    mtime_ns: int
    size: int
    ctime_ns: int


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A place that couldn't be looked at. ``folder``: whatever was known beneath it is to be taken as still there."""

    path: str
    folder: bool
    problem: Problem


@dataclass(slots=True)
class _Walk:
    root: str  # without links
    globs: Globs
    obstacles: list[Obstacle]
    links: list[tuple[str, str]] = field(default_factory=list)  # where it is, path in the source

    def files(self, start: str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """Everything beneath one folder that is wanted; links are put aside."""
        folders = [(start, prefix)]
        while folders:
            folder, prefix = folders.pop()
            try:
                with os.scandir(folder) as entries:
                    yield from self.sift(entries, prefix, folders)
            except FileNotFoundError:
                continue  # gone since its name was read
            except OSError as error:
                self.refuse(prefix.rstrip("/"), f"This folder can't be read: {error.strerror}.", folder=True)

    def sift(
        self, entries: Iterable[os.DirEntry[str]], prefix: str, folders: list[tuple[str, str]]
    ) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """One folder's wanted files; the folders in it join ``folders``. Runs for every file: kept short."""
        wants = self.globs.wants
        for entry in entries:
            name = entry.name
            if is_passing(name):
                continue
            path = prefix + name
            if entry.is_file(follow_symlinks=False):
                if wants(path) and (path.isascii() or self.has_name(path)):
                    yield path, entry
            elif entry.is_symlink():
                self.links.append((entry.path, path))
            elif entry.is_dir(follow_symlinks=False) and not self.globs.closes(path):
                folders.append((entry.path, path + "/"))

    def linked(self) -> Iterator[tuple[str, os.stat_result]]:
        """What only links lead to, each once."""
        entered: set[Path] = set()
        taken: set[str] = set()
        while self.links:
            links, self.links = sorted(self.links, key=lambda link: link[1]), []  # the same choice in every scan
            for place, path in links:
                target = self.target(place, path)
                for sub, real in self.behind(target, path, entered) if target else ():
                    if real not in taken and not self.globs.reaches(self.inside(real)):
                        taken.add(real)
                        with suppress(FileNotFoundError):
                            yield sub, Path(real).stat()

    def behind(self, target: Path, path: str, entered: set[Path]) -> list[tuple[str, str]]:
        """The files behind one link: their paths through it, and their real places."""
        if not target.is_dir():
            return [(path, str(target))] if self.globs.wants(path) and target.is_file() else []
        if target in entered or self.globs.enters(self.inside(str(target))):
            return []
        entered.add(target)
        return [(sub, entry.path) for sub, entry in self.files(str(target), path + "/")]

    def target(self, place: str, path: str) -> Path | None:
        """Where a link leads, if that is inside of the source's folder and there."""
        real = Path(os.path.realpath(place))
        if real.is_symlink() or not real.exists():  # leads round in a circle, or nowhere
            return None
        if not lies_in(str(real), self.root) and str(real) != self.root:
            if real.is_dir() or self.globs.wants(path):
                self.refuse(path, "This link leads out of the source's folder and is not followed.", severity="warning")
            return None
        return real

    def inside(self, real: str) -> str:
        """The path in the source of a place in it."""
        return os.path.relpath(real, self.root).replace(os.sep, "/")

    def has_name(self, path: str) -> bool:
        """Whether the name is text at all; one that isn't can't be shown, stored or put into an address."""
        try:
            path.encode("utf-8")
        except UnicodeEncodeError:
            self.refuse(path, "This file's name is not valid UTF-8: rename it.")
            return False
        return True

    def refuse(self, path: str, message: str, *, folder: bool = False, severity: str = "error") -> None:
        """Note what can't be looked at."""
        shown = path.encode("utf-8", "backslashreplace").decode() or "."
        problem = Problem(shown, 1, 1, "", message, "warning" if severity == "warning" else "error")
        self.obstacles.append(Obstacle(path, folder, problem))


def list_files(source: Source, obstacles: list[Obstacle] | None = None) -> Iterator[tuple[str, Look]]:
    """Every file that the source's patterns want, with its look, in no order. ``obstacles`` takes what can't be read.

    Raises :class:`SourceUnreadable` if the folder can't be listed, or vanishes meanwhile: then what was listed so far
    says nothing about what is gone.
    """
    try:
        root = os.path.realpath(source.folder, strict=True)
        before = _identity(root)
        with os.scandir(root):
            pass
    except OSError as error:
        raise SourceUnreadable(source.name, source.folder, error.strerror or str(error)) from error
    walk = _Walk(root, globs_of(source), [] if obstacles is None else obstacles)
    for path, entry in walk.files(root, ""):
        try:
            yield path, look_of(entry.stat(follow_symlinks=False))
        except FileNotFoundError:
            continue
        except OSError as error:
            walk.refuse(path, f"This file can't be looked at: {error.strerror}.", folder=True)
    try:
        for path, status in walk.linked():
            yield path, look_of(status)
        after = _identity(root)
    except OSError as error:
        raise SourceUnreadable(source.name, source.folder, error.strerror or str(error)) from error
    if after != before:
        raise SourceUnreadable(source.name, source.folder, "another folder took its place while it was being listed")


def look_of(status: os.stat_result) -> Look:
    """The look in a stat."""
    return Look(status.st_mtime_ns, status.st_size, status.st_ctime_ns)


def lies_in(place: str, folder: str) -> bool:
    """Whether a place is beneath a folder; both without links."""
    return place.startswith(folder.rstrip(os.sep) + os.sep)


def _identity(folder: str) -> tuple[int, int]:
    status = Path(folder).stat()
    return status.st_dev, status.st_ino
