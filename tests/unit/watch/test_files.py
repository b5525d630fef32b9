"""Listing and reading files, odd ones included."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from bot.errors import SourceUnreadable
from bot.watch.files import list_files, read_file, take
from tests.unit.watch.made import source, write

if TYPE_CHECKING:
    from pathlib import Path

    from bot.watch.listing import Obstacle

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="makes files that only Linux has")
no_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")


def names(folder: Path, obstacles: list[Obstacle] | None = None) -> list[str]:
    return sorted(path for path, _ in list_files(source(folder), obstacles))


def messages(folder: Path, path: str) -> list[str]:
    return [problem.message for problem in read_file(source(folder), path).problems]


def test_files_are_listed_at_every_depth_with_their_looks(tmp_path: Path) -> None:
    file = write(tmp_path, "a.md")
    write(tmp_path, "2024/b.markdown")
    for other in ("_drafts/c.md", ".git/d.md", "x.txt", ".e.md", "f.md~", "2024/.#g.md"):
        write(tmp_path, other)
    assert names(tmp_path) == ["2024/b.markdown", "a.md"]
    look = dict(list_files(source(tmp_path)))["a.md"]
    assert (look.mtime_ns, look.size) == (file.stat().st_mtime_ns, file.stat().st_size)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match=r'source "films".*No such file'):
        names(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceUnreadable, match="Not a directory"):
        names(tmp_path / "file")


def test_a_folder_that_vanishes_while_it_is_listed_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "films"
    write(folder, "a.md")
    listing = list_files(source(folder))
    next(listing)
    shutil.rmtree(folder)
    with pytest.raises(SourceUnreadable):
        list(listing)


def test_a_folder_that_is_replaced_while_it_is_listed_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "films"
    write(folder, "a.md")
    listing = list_files(source(folder))
    next(listing)
    folder.rename(tmp_path / "old")
    folder.mkdir()
    with pytest.raises(SourceUnreadable, match="took its place"):
        list(listing)


@linux
def test_links_are_followed_inside_only_and_nothing_is_listed_twice(tmp_path: Path) -> None:
    folder, outside = tmp_path / "films", tmp_path / "outside"
    write(outside, "secret.md")
    write(folder, "a.md")
    write(folder, "_drafts/ready.md")
    write(folder, ".cellar/deep/b.md")
    (folder / "published.md").symlink_to("_drafts/ready.md")
    (folder / "published-too.md").symlink_to(folder / "_drafts" / "ready.md")
    (folder / "again.md").symlink_to("a.md")
    (folder / "cellar").symlink_to(".cellar")
    (folder / "loop").symlink_to(".")
    (folder / ".cellar" / "up").symlink_to("../.cellar")
    (folder / "self.md").symlink_to("self.md")
    (folder / "broken.md").symlink_to("nothing.md")
    (folder / "out.md").symlink_to(outside / "secret.md")
    (folder / "out").symlink_to(outside)
    obstacles: list[Obstacle] = []
    found = names(folder, obstacles)
    assert found[0:2] == ["a.md", "cellar/deep/b.md"]
    assert len(found) == 3
    assert found[2] in {"published.md", "published-too.md"}
    assert sorted(one.path for one in obstacles) == ["out", "out.md"]
    assert {one.problem.severity for one in obstacles} == {"warning"}
    assert "leads out" in messages(folder, "out.md")[0]
    assert "leads out" in messages(folder, "../outside/secret.md")[0]
    assert read_file(source(folder), found[2]).review is not None


@linux
def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path / "real", "a.md")
    (tmp_path / "link").symlink_to("real")
    assert names(tmp_path / "link") == ["a.md"]
    assert read_file(source(tmp_path / "link"), "a.md").review is not None


@linux
def test_pipes_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert names(tmp_path) == []
    assert "no ordinary file" in messages(tmp_path, "pipe.md")[0]


@linux
def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    obstacles: list[Obstacle] = []
    assert names(tmp_path, obstacles) == []
    assert str(obstacles[0].problem) == "caf\\udce9.md:1:1: This file's name is not valid UTF-8: rename it."


@no_root
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    write(tmp_path, "shut/a.md")
    file = write(tmp_path, "b.md")
    (tmp_path / "shut").chmod(0)
    file.chmod(0)
    obstacles: list[Obstacle] = []
    try:
        assert names(tmp_path, obstacles) == ["b.md"]
        assert [(one.path, one.folder) for one in obstacles] == [("shut", True)]
        assert messages(tmp_path, "b.md") == ["This file can't be read: Permission denied."]
    finally:
        (tmp_path / "shut").chmod(0o755)


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(50_000_000)
    assert messages(tmp_path, "a.md") == [
        "This file has 50,000,000 bytes, more than the 100,000 allowed: raise max_size of its source, or exclude it."
    ]
    taken = take(source(tmp_path), "a.md")
    assert taken is not None
    assert taken.stamp.mtime_ns == -1


def test_a_file_that_is_gone_is_nothing(tmp_path: Path) -> None:
    assert take(source(tmp_path), "a.md") is None
    assert messages(tmp_path, "a.md") == ["There is no such file any more."]
    (tmp_path / "x").write_text("")
    assert take(source(tmp_path), "x/a.md") is None


def test_a_name_that_can_not_be_one_is_told(tmp_path: Path) -> None:
    assert "can't be read" in messages(tmp_path, "a\0.md")[0]


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"\xff\xfe", b"---\n", b"---\n: [\n---\n", b"\x89PNG" * 999])
def test_any_bytes_give_a_reading(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.md").write_bytes(content)
    reading = read_file(source(tmp_path), "a.md")
    assert reading.review is None
    assert reading.problems or reading.skipped


def test_a_review_takes_the_id_that_is_known_for_it(tmp_path: Path) -> None:
    write(tmp_path, "a.md", id="mine")
    reading = read_file(source(tmp_path), "a.md", review_id="known")
    assert reading.review is not None
    assert reading.review.id == "known"
