"""``backup`` and ``restore``: saved records put back repeat nothing and lose nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.flow.scene import REVIEW, TITLES
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from tests.flow.scene import Scene


pytestmark = pytest.mark.thorough


def test_what_was_posted_after_the_backup_is_not_posted_again(scene: Scene) -> None:
    ask(scene, "run", "--once")
    assert ask(scene, "backup", "saved.db")["file"] == "saved.db"
    write(scene, "A Later One", 8)
    ask(scene, "run", "--once")
    assert "--replace" in told(scene, "restore", "saved.db", code=3)
    restored = ask(scene, "restore", "saved.db", "--replace")
    assert restored["files"] == 3
    assert (scene.folder / restored["kept"]).exists()
    write(scene, "The Very Last", 9)
    ask(scene, "run", "--once")
    scene.assert_each_once(*TITLES, "A Later One", "The Very Last")


def test_lost_records_are_put_back_without_replacing_anything(scene: Scene) -> None:
    ask(scene, "run", "--once")
    ask(scene, "backup", "saved.db")
    for file in (scene.folder / "data").glob("matinee.db*"):
        file.unlink()
    assert "matinee restore FILE" in told(scene, "run", "--once", code=3)
    assert "3 files known" in told(scene, "restore", "saved.db")
    assert ask(scene, "run", "--once")["posted"] == []
    scene.assert_each_once(*TITLES)


def test_a_saved_copy_is_never_replaced_by_records_that_are_lost(scene: Scene) -> None:
    ask(scene, "run", "--once")
    ask(scene, "backup", "saved.db")
    copy = (scene.folder / "saved.db").read_bytes()
    for file in (scene.folder / "data").glob("matinee.db*"):
        file.unlink()
    assert "matinee restore FILE" in told(scene, "backup", "saved.db", code=3)
    shutil.rmtree(scene.folder / "data")
    assert "saved.db is left as it is" in told(scene, "backup", "saved.db", code=2)
    assert (scene.folder / "saved.db").read_bytes() == copy


def test_a_backup_beside_a_running_bot(scene: Scene) -> None:
    with scene.run("--only", "watch,post") as bot:
        bot.wait_log("settled")
        assert "matinee restore saved.db puts them back" in told(scene, "backup", "saved.db")
        assert "Another Matinee posts" in told(scene, "restore", "saved.db", "--replace", code=3)
        assert bot.interrupt() == 130


def test_a_file_of_another_kind_is_refused(scene: Scene) -> None:
    ask(scene, "run", "--once")
    (scene.folder / "letter.txt").write_text("Dear aunt,\n")
    assert "letter.txt" in told(scene, "restore", "letter.txt", code=3)
    assert "letter.txt" in told(scene, "backup", "letter.txt", code=3)
    assert (scene.folder / "letter.txt").read_text() == "Dear aunt,\n"


def write(scene: Scene, title: str, day: int) -> None:
    text = REVIEW.format(title=title, number=day)
    (scene.folder / "posts" / f"{title.lower().replace(' ', '-')}.md").write_text(text)
