"""Which names in a source's folder are meant: the configuration's patterns, without what editors and syncers leave."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings.model import Source

# Hidden files (``.#x`` of Emacs, ``.x.swp`` of Vim, ``.goutputstream-…``, ``.syncthing.…``, ``.DS_Store`` and ``.git``
# among them), backups, locks and halves of copies. 4913 is the name under which Vim tries whether it may write.
_PASSING = re.compile(
    r"\.|~\$|~syncthing~|#.*#$|4913$|.*(?:~|\.(?:sw[a-z]|tmp|temp|part|partial|crdownload))$", re.DOTALL
)


def is_passing(name: str) -> bool:
    """Whether a file or folder of this name is hidden or temporary, and so never a review."""
    return _PASSING.match(name) is not None


class Globs:
    """One source's patterns, compiled once. Paths are relative to its folder, with "/"; letters' case counts."""

    def __init__(self, include: tuple[str, ...], exclude: tuple[str, ...]) -> None:
        self._include, self._exclude = _compiled(include), _compiled(exclude)
        whole = tuple(pattern[: -len("/**")] for pattern in exclude if pattern.endswith("/**"))
        self._closed = _compiled(tuple(pattern for pattern in whole if pattern))

    def wants(self, path: str) -> bool:
        """Whether a file at this path is included and not excluded."""
        if self._include is None or self._include.match(path) is None:
            return False
        return self._exclude is None or self._exclude.match(path) is None

    def closes(self, path: str) -> bool:
        """Whether everything in the folder at this path is excluded, so that it needn't be entered."""
        return self._closed is not None and self._closed.match(path) is not None

    def enters(self, folder: str) -> bool:
        """Whether a listing gets into the folder at this path ("." is the source's own)."""
        parts = [] if folder == "." else folder.split("/")
        above = ("/".join(parts[: depth + 1]) for depth in range(len(parts)))
        return not any(map(is_passing, parts)) and not any(map(self.closes, above))

    def reaches(self, path: str) -> bool:
        """Whether a listing comes upon a file at this path."""
        folder, _, name = path.rpartition("/")
        return not is_passing(name) and self.wants(path) and self.enters(folder or ".")

    def refusal(self, path: str) -> tuple[str, str] | None:
        """Why a listing doesn't come upon a file at this path: the rule's name and a sentence. None: it does."""
        if self.reaches(path):
            return None
        if hidden := next((part for part in path.split("/") if is_passing(part)), None):
            return "name", f'"{hidden}" is the name of something hidden or temporary.'
        if self._include is None or self._include.match(path) is None:
            return "include", "No pattern of include is like its path."
        return "exclude", "A pattern of exclude is like its path, or like a folder above it."


@lru_cache(maxsize=64)
def _globs(include: tuple[str, ...], exclude: tuple[str, ...]) -> Globs:
    return Globs(include, exclude)


def globs_of(source: Source) -> Globs:
    """The source's patterns."""
    return _globs(source.include, source.exclude)


def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression for all patterns. ``**/`` also stands for no folder at all; braces are alternatives."""
    from wcmatch import glob

    if not patterns:
        return None
    flags = glob.GLOBSTAR | glob.BRACE | glob.DOTGLOB | glob.FORCEUNIX | glob.CASE
    expressions, _ = glob.translate(list(patterns), flags=flags)
    return re.compile("|".join(f"(?:{expression})" for expression in expressions))
