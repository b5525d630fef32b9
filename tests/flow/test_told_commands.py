"""The commands that the pages tell are run, as far as they need no network, on a site like the samples'."""

from __future__ import annotations

import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.flow.terminal import quiet_logs
from tests.unit.test_docs import told_commands
from tests.unit.watch.repository import run as git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAMPLES = "bot/demo/samples/_posts"
REVIEW = f"{SAMPLES}/2025-10-12-eyes-without-a-face.md"
# These ask no network. The others are held against the command tree by tests/unit/test_docs.py.
OFFLINE = {"check", "preview", "explain", "search", "challenges", "status", "pause", "resume", "accept", "backup"}
DRY = {"run": "--dry-run", "backfill": "--dry-run", "recap": "--preview"}
FILES = {"review.md": REVIEW, "_posts/2025-10-31-the-thing.md": REVIEW, "Oh My Horror 2025": "Dread October 2025"}
DONE = (0, 1)


def offline() -> Iterator[tuple[str, list[str]]]:
    for where, words in told_commands():
        if words[0] in OFFLINE or DRY.get(words[0], "?") in words:
            yield where, words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site as the sample configuration has it, in a repository with two commits."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / SAMPLES, folder / SAMPLES)
    shutil.copytree(ROOT / "config", folder / "config", ignore=shutil.ignore_patterns("requirements"))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "The site")
    shutil.copytree(ROOT / SAMPLES, folder / "_posts")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Reviews")
    return folder


@pytest.mark.thorough
@pytest.mark.parametrize("words", [pytest.param(words, id=where) for where, words in offline()])
def test_a_command_that_is_told_works(words: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.__main__ import main

    (folder / "review.md").unlink(missing_ok=True)  # what a backup before this one wrote
    given = [word if words[0] == "backup" else FILES.get(word, word) for word in words]
    for name in ("MATINEE_DISCORD_TOKEN", "MATINEE_MASTODON_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(folder)
    monkeypatch.setattr("sys.argv", ["matinee", *given])
    with quiet_logs(), pytest.raises(SystemExit) as left:
        main()
    assert int(left.value.code or 0) in DONE, shlex.join(given)
