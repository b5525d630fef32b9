"""Pictures are read inside their folder, and nothing is read outside of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.post.picture_files import OutOfBounds, read_inside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site's folder, with a secret beside it."""
    (tmp_path / "secret.png").write_bytes(b"secret")
    site = tmp_path / "site"
    (site / "assets").mkdir(parents=True)
    (site / "assets" / "cover.png").write_bytes(b"cover")
    (site / "assets" / "my cover.png").write_bytes(b"mine")
    (site / "assets" / "100%25 wolf: back?.png").write_bytes(b"odd")
    return site


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/assets/cover.png", b"cover"),
        ("assets/cover.png", b"cover"),
        ("//assets//./cover.png", b"cover"),
        ("/assets/cover.png?v=2#top", b"cover"),
        ("/assets/my%20cover.png", b"mine"),
        ("/assets/my cover.png", b"mine"),
        ("/assets/100%25 wolf: back?.png", b"odd"),
    ],
)
def test_what_is_inside_is_read(site: Path, path: str, data: bytes) -> None:
    assert read_inside(site, path, 1000) == data


@pytest.mark.parametrize("path", ["/assets/none.png", "none/cover.png", "/assets/cover.png/x", "assets/None%20.png"])
def test_what_is_not_there(site: Path, path: str) -> None:
    with pytest.raises(FileNotFoundError):
        read_inside(site, path, 1000)


@pytest.mark.parametrize(
    "path",
    [
        "../secret.png",
        "/../secret.png",
        "assets/../../secret.png",
        "%2e%2e/secret.png",
        "..%2fsecret.png",
        "",
        "/",
        "a\0b",
    ],
)
def test_what_leads_out_is_not_read(site: Path, path: str) -> None:
    with pytest.raises(OutOfBounds):
        read_inside(site, path, 1000)


def test_links_are_followed_inside_and_not_out(site: Path) -> None:
    (site / "inside.png").symlink_to(site / "assets" / "cover.png")
    (site / "out.png").symlink_to(site.parent / "secret.png")
    (site / "folder").symlink_to(site.parent)
    assert read_inside(site, "inside.png", 1000) == b"cover"
    for path in ("out.png", "folder/secret.png"):
        with pytest.raises(OutOfBounds, match="leads out"):
            read_inside(site, path, 1000)


def test_a_folder_that_is_a_link_itself(site: Path) -> None:
    link = site.parent / "link"
    link.symlink_to(site)
    assert read_inside(link, "/assets/cover.png", 1000) == b"cover"


def test_only_ordinary_files_of_a_sensible_size(site: Path) -> None:
    os.mkfifo(site / "pipe.png")
    for path, said in (("pipe.png", "no ordinary file"), ("assets/cover.png", "more than 3")):
        with pytest.raises(OutOfBounds, match=said):
            read_inside(site, path, 3)
    with pytest.raises((OutOfBounds, OSError)):
        read_inside(site, "assets", 1000)
