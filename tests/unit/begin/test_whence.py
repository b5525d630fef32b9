"""What pip shall install elsewhere: found where that is sure, pinned, and without anybody's password."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.begin.whence import address_of
from tests.unit.watch.repository import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "my matinee"
    folder.mkdir()
    run(folder, "init", "-q", "-b", "main")
    run(folder, "commit", "-q", "--allow-empty", "-m", "first")
    return folder


def pushed(clone: Path, origin: str) -> str:
    run(clone, "remote", "add", "origin", origin)
    run(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    return run(clone, "rev-parse", "HEAD").strip()


async def test_what_pip_took_from_a_repository() -> None:
    told = {"url": "https://git.example/owner/matinee.git", "vcs_info": {"vcs": "git", "commit_id": "a1b2"}}
    assert await address_of(told) == "git+https://git.example/owner/matinee.git@a1b2"


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("https://git.example/owner/matinee.git", "https://git.example/owner/matinee.git"),
        ("https://me:s3cret@git.example/owner/matinee", "https://git.example/owner/matinee"),
        ("git@git.example:owner/matinee.git", "https://git.example/owner/matinee.git"),
        ("ssh://git@git.example/owner/matinee.git", "https://git.example/owner/matinee.git"),
    ],
)
async def test_a_clone_tells_by_its_origin(clone: Path, origin: str, address: str) -> None:
    commit = pushed(clone, origin)
    assert await address_of({"url": clone.as_uri(), "dir_info": {}}) == f"git+{address}@{commit}"
    run(clone, "tag", "v0.1.0")
    assert await address_of({"url": clone.as_uri(), "dir_info": {}}) == f"git+{address}@v0.1.0"


@pytest.mark.parametrize(
    "origin", ["../elsewhere", "/srv/matinee.git", "http://git.example/m", "ssh://git.example:22/m"]
)
async def test_from_where_others_cannot_fetch_nothing_is_said(clone: Path, origin: str) -> None:
    pushed(clone, origin)
    assert await address_of({"url": clone.as_uri()}) is None


async def test_a_change_that_was_never_pushed_is_nowhere_else(clone: Path) -> None:
    pushed(clone, "https://git.example/owner/matinee")
    run(clone, "commit", "-q", "--allow-empty", "-m", "my own")
    assert await address_of({"url": clone.as_uri()}) is None


async def test_a_folder_inside_of_another_repository_is_not_it(clone: Path) -> None:
    pushed(clone, "https://git.example/me/my-site")
    (clone / "matinee").mkdir()
    assert await address_of({"url": (clone / "matinee").as_uri()}) is None


@pytest.mark.parametrize("told", [{}, {"url": 3}, {"url": "file:///nowhere"}, {"url": "https://x", "archive_info": {}}])
async def test_anything_else_tells_nothing(told: dict[str, object]) -> None:
    assert await address_of(told) is None
