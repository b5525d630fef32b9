"""A site's repository as its owner works on it, and the bare one that everybody fetches from."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.settings.model import GitOrigin, Source
from tests.unit.watch.made import source, write

if TYPE_CHECKING:
    from pathlib import Path


class Site:
    """``bare`` is what is fetched, ``work`` where the owner writes."""

    def __init__(self, folder: Path) -> None:
        self.bare, self.work, self._folder = folder / "site.git", folder / "work", folder
        run(folder, "init", "-q", "--bare", "-b", "main", str(self.bare))
        run(folder, "init", "-q", "-b", "main", str(self.work))
        run(self.work, "remote", "add", "origin", str(self.bare))

    def write(self, *paths: str) -> str:
        """Reviews under "_posts", pushed; the commit."""
        for path in paths:
            write(self.work / "_posts", path)
        return self.push()

    def push(self, *words: str) -> str:
        """All that stands in ``work``, as a new commit."""
        run(self.work, "add", "-A")
        run(self.work, "commit", "-q", "--allow-empty", "-m", "news")
        run(self.work, "push", "-q", *words, "origin", "HEAD:main")
        return run(self.work, "rev-parse", "HEAD").strip()

    def source(self, address: str = "", branch: str | None = None, folder: str = "_posts") -> Source:
        """A source of it."""
        checkout = self._folder / "data" / "git" / "films"
        git = GitOrigin(address or str(self.bare), branch, checkout, timedelta(minutes=5), None, None)
        return source(checkout / folder, git=git)


def run(folder: Path, *words: str) -> str:
    """Git, as the owner runs it."""
    who = ["-c", "user.name=Owner", "-c", "user.email=owner@films.example"]
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout
