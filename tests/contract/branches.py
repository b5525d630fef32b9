"""A site's repository as a host keeps it, and checkouts of it as continuous integration makes them."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BRANCH = "matinee-state"


def run_git(folder: Path, *words: str) -> str:
    """What git says there, whatever the configuration of whoever runs the tests."""
    who = {f"GIT_{it}_{what}": "me@films.example" for it in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environ = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    ran = subprocess.run(["git", *words], cwd=folder, env=environ, check=True, capture_output=True, text=True)
    return ran.stdout.strip()


class Host:
    """A bare repository with a branch ``main`` of some commits."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bare = folder, folder / "origin.git"
        work = folder / "author"
        work.mkdir(parents=True)
        run_git(folder, "init", "--quiet", "--bare", "--initial-branch", "main", str(self.bare))
        run_git(work, "init", "--quiet", "--initial-branch", "main")
        for number in range(3):
            (work / f"page-{number}.md").write_text(f"Page {number}\n", encoding="utf-8")
            run_git(work, "add", "-A")
            run_git(work, "commit", "--quiet", "-m", f"Write page {number}")
        run_git(work, "push", "--quiet", str(self.bare), "main")
        self._count = 0

    def checkout(self) -> Path:
        """A fresh one of depth 1 with a detached HEAD, as actions/checkout makes."""
        self._count += 1
        there = self.folder / f"checkout-{self._count}"
        run_git(self.folder, "clone", "--quiet", "--depth", "1", f"file://{self.bare}", str(there))
        run_git(there, "checkout", "--quiet", "--detach")
        return there

    def tip(self) -> str:
        """The commit that the branch of the records is at; empty if there is none."""
        return run_git(self.bare, "for-each-ref", "--format=%(objectname)", f"refs/heads/{BRANCH}")

    def database(self) -> bytes:
        """The records' file as it stands there."""
        shown = subprocess.run(
            ["git", "cat-file", "blob", f"{BRANCH}:matinee.db"], cwd=self.bare, check=True, capture_output=True
        )
        return shown.stdout

    def deliveries(self) -> dict[str, str]:
        """The deliveries there: subject and status."""
        copy = self.folder / "looked-at.db"
        copy.write_bytes(self.database())
        with closing(sqlite3.connect(copy)) as raw:
            return dict(raw.execute("SELECT subject, status FROM deliveries ORDER BY id").fetchall())
