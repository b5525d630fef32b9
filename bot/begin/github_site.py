"""What the clone of a site knows of its home: its page on GitHub, and the branch that is published. Asks no network."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.begin.whence import public
from bot.git import GitFailed, git

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Site:
    """A site's repository."""

    page: str | None  # on GitHub; None where it is elsewhere, or nowhere yet
    branches: tuple[str, ...]  # one of them is published


def site(root: Path) -> Site:
    """What is known in its folder."""
    origin = public(_said(root, "config", "--get", "remote.origin.url"))
    page = origin.removesuffix("/").removesuffix(".git") if origin else ""
    default = _said(root, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/")
    guessed = dict.fromkeys(("main", "master", _said(root, "symbolic-ref", "--short", "HEAD")))
    branches = (default,) if default else tuple(one for one in guessed if one)
    return Site(page if page.startswith("https://github.com/") else None, branches)


def _said(folder: Path, *words: str) -> str:
    """What git says there; nothing if it fails."""
    try:
        return asyncio.run(git(*words, folder=folder, doing="Looking at the repository")).decode().strip()
    except (GitFailed, UnicodeDecodeError):
        return ""
