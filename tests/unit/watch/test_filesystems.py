"""Which file systems announce changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.watch.filesystems import announces_changes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("kind", "announced"),
    [
        ("ext4", True), ("overlay", True), ("btrfs", True), ("tmpfs", True), ("nfs4", False), ("cifs", False),
        ("9p", False), ("fuse.sshfs", False), ("virtiofs", False), ("vboxsf", False), ("drvfs", False),
    ],
)  # fmt: skip
def test_by_kind(tmp_path: Path, kind: str, announced: bool) -> None:
    folder = tmp_path / "my films"
    folder.mkdir()
    mounts = tmp_path / "mounts"
    point = str(folder.resolve()).replace(" ", "\\040")
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nx {point}-other nfs rw 0 0\nb {point} {kind} rw 0 0\nbroken\n")
    assert announces_changes(folder / "deep", mounts) is announced


def test_without_a_list_of_mounts_events_are_trusted(tmp_path: Path) -> None:
    assert announces_changes(tmp_path, tmp_path / "nothing")
