"""The site's repository at its host, as throw-away machines see it: a bare one, and a fresh checkout for each run."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.contract.branches import BRANCH, run_git

if TYPE_CHECKING:
    from pathlib import Path

_FILES = ("posts", "reel.gif")
_KEPT = 3  # checkouts: a run that was killed may have left a git behind that still works in its own


class Hosted:
    """``folder``: the author's, with the review files; the configurations lie there, too."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bare = folder, folder / "origin.git"
        self._author = folder / "author.git"
        self._checkouts: list[Path] = []
        self._count = 0
        for bare in (self.bare, self._author):
            run_git(folder, "init", "--quiet", "--bare", "--initial-branch", "main", str(bare))

    def checkout(self) -> Path:
        """All that the author has written by now, on a new machine: depth 1, a detached HEAD, no records."""
        self._publish()
        there = self.folder / f"machine-{self._count}"
        self._count += 1
        run_git(self.folder, "clone", "--quiet", "--depth", "1", f"file://{self.bare}", str(there))
        run_git(there, "checkout", "--quiet", "--detach")
        self._checkouts.append(there)
        while len(self._checkouts) > _KEPT:
            shutil.rmtree(self._checkouts.pop(0), ignore_errors=True)
        return there

    def take_records(self, to: Path) -> None:
        """Copy the records as they are on the branch; where there is none yet, nothing is there afterwards."""
        to.parent.mkdir(exist_ok=True)
        shown = subprocess.run(
            ["git", "cat-file", "blob", f"{BRANCH}:matinee.db"], cwd=self.bare, check=False, capture_output=True
        )
        if shown.returncode == 0:
            to.write_bytes(shown.stdout)
        else:
            to.unlink(missing_ok=True)

    def _publish(self) -> None:
        author = (f"--git-dir={self._author}", f"--work-tree={self.folder}")
        run_git(self.folder, *author, "add", "--all", *_FILES)
        run_git(self.folder, *author, "commit", "--quiet", "--allow-empty", "-m", "Write")
        run_git(self.folder, *author, "push", "--quiet", str(self.bare), "main")
