"""The Markdown files of a folder and what stands in their front matter. Reads only; follows no links; is bounded.

What is written by a generator or a package manager is never looked into: it isn't the owner's.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.review.decode import decode
from bot.review.frontmatter import Parts, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ENDINGS = (".md", ".markdown", ".mdx")
_MOST_FILES, _MOST_FOLDERS, _DEEPEST = 50_000, 20_000, 12
_MOST_BYTES = 1_000_000  # as a source's usual max_size
_OTHERS = frozenset({
    "node_modules", "vendor", "_site", "public", "dist", "build", "out", "resources", "bower_components",
    "__pycache__", "venv", "env", "themes", "archetypes", "_drafts", "_includes", "_layouts", "_sass", "layouts",
    "static", "assets", "_data", "templates", "target",
})  # fmt: skip
_NO_POSTS = frozenset({"readme", "changelog", "license", "contributing", "code_of_conduct", "security", "_template"})


@dataclass(frozen=True, slots=True)
class Page:
    """One file with front matter. ``path`` is relative to the site's folder, with "/"."""

    path: str
    values: Mapping[str, Any]
    has_text: bool = True

    @property
    def folder(self) -> str:
        """The folder that it is in; "" for the site's own."""
        return self.path.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        name = self.path.rpartition("/")[2]
        return name.rpartition(".")[0] or name


@dataclass(frozen=True, slots=True)
class Pages:
    """What was found. ``unread``: files whose front matter can't be read; ``more``: there were too many to see all."""

    pages: tuple[Page, ...]
    unread: tuple[str, ...] = ()
    more: bool = False


def read_pages(root: Path, output: frozenset[str] = frozenset()) -> Pages:
    """Every page below the folder. ``output``: folders that the site's configuration names as built, relative to it."""
    pages: list[Page] = []
    unread: list[str] = []
    for number, path in enumerate(_files(root, output)):
        if number >= _MOST_FILES:
            return Pages(tuple(pages), tuple(unread), more=True)
        parts = _parts(root, path)
        if parts is None:
            unread.append(path)
        elif parts.values is not None and not _unpublished(parts.values):
            pages.append(Page(path, parts.values, bool(parts.body)))
    return Pages(tuple(pages), tuple(unread))


def _files(root: Path, output: frozenset[str]) -> Iterator[str]:
    for number, (here, inside, names) in enumerate(os.walk(root)):
        folder = Path(here).relative_to(root).as_posix().removeprefix(".")
        depth = folder.count("/") + 1
        kept = sorted(name for name in inside if _is_ours(name, f"{folder}/{name}".lstrip("/"), output))
        inside[:] = kept if depth < _DEEPEST and number < _MOST_FOLDERS else []
        for name in sorted(names):
            stem, dot, ending = name.rpartition(".")
            if f"{dot}{ending}".lower() in ENDINGS and stem.lower() not in _NO_POSTS and not stem.startswith("_index"):
                yield f"{folder}/{name}".lstrip("/")


def is_built(name: str, output: frozenset[str]) -> bool:
    """Is a folder of that name, in the site's own, built or fetched by a program, or hidden?"""
    return not _is_ours(name, name, output)


def _is_ours(name: str, path: str, output: frozenset[str]) -> bool:
    return not name.startswith(".") and name.lower() not in _OTHERS and path not in output


def _parts(root: Path, path: str) -> Parts | None:
    """None where the file can't be read as text with front matter."""
    try:
        full = root / path
        if not full.is_file() or full.is_symlink() or full.stat().st_size > _MOST_BYTES:
            return None
        text = decode(full.read_bytes(), path)
    except OSError:
        return None
    parts = split(text, path) if isinstance(text, str) else None
    return parts if isinstance(parts, Parts) else None


def _unpublished(values: Mapping[str, Any]) -> bool:
    return values.get("draft") in (True, "true", "yes") or values.get("published") in (False, "false", "no")
