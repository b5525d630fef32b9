"""The working folder is fresh, short to type, and leaves nothing behind."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from bot.demo.folder import working_folder
from bot.errors import UsageError
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_holds_the_samples_and_is_gone_afterwards(temporary: Path) -> None:
    with working_folder(None) as folder:
        assert folder.path == temporary.resolve() / "matinee-demo"
        assert folder.path.stat().st_mode & 0o077 == 0
        assert len(list(folder.posts.glob("*.md"))) >= 8
        assert len(list(folder.more.glob("*.md"))) >= 2
    assert list(temporary.iterdir()) == []


def test_two_demos_have_a_folder_each(temporary: Path) -> None:
    with working_folder(None) as one, working_folder(None) as other:
        assert one.path != other.path
        assert other.posts.is_dir()
    assert list(temporary.iterdir()) == []


def test_it_never_follows_a_link_that_somebody_put_there(temporary: Path) -> None:
    elsewhere = temporary / "elsewhere"
    elsewhere.mkdir()
    (temporary / "matinee-demo").symlink_to(elsewhere)
    with working_folder(None) as folder:
        assert folder.path != temporary / "matinee-demo"
    assert list(elsewhere.iterdir()) == []


def test_a_folder_asked_for_stays(temporary: Path) -> None:
    with working_folder(temporary / "a" / "b") as folder:
        assert folder.posts.is_dir()
    assert (temporary / "a" / "b" / "_posts").is_dir()


def test_a_folder_with_something_in_it_is_refused(temporary: Path) -> None:
    (temporary / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="needs an empty folder"), working_folder(temporary):
        pass
    assert [path.name for path in temporary.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_is_told(temporary: Path) -> None:
    (temporary / "file").write_text("")
    with pytest.raises(UsageError, match="Name another one"), working_folder(temporary / "file"):
        pass


@pytest.mark.parametrize("name", ["plain", 'with "quotes" and \\', "ünïcode 🎬"])
def test_its_configuration_is_a_real_one(temporary: Path, name: str) -> None:
    with working_folder(temporary / name) as folder:
        settings = load(folder.configure(zone="Europe/Berlin", channel=7, mastodon="http://127.0.0.1:4000"))
        assert settings.sources[0].folder == folder.posts
        assert settings.site.timezone == "Europe/Berlin"
        assert [one.network for one in settings.destinations] == ["discord", "mastodon"]
        assert settings.destinations[0].channel_id == 7
