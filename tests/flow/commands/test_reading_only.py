"""Commands that only look leave no records behind where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flow.scene import REVIEW
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from tests.flow.scene import Scene


@pytest.mark.parametrize("words", [("status",), ("recap", "Dread 2026", "--preview"), ("relink",)])
def test_looking_makes_no_records(scene: Scene, words: tuple[str, ...]) -> None:
    text = REVIEW.format(title="Fog Bell", number=4)
    line = "---\n**[Dread 2026 | 3/10 | Fog](https://l.example)**\n\nNothing"
    (scene.folder / "posts" / "fog-bell.md").write_text(text.replace("---\nNothing", line))
    ask(scene, *words)
    assert not (scene.folder / "data" / "matinee.db").exists()


def test_a_rehearsal_of_posting_alone_looks_at_no_files(scene: Scene) -> None:
    assert ask(scene, "run", "--dry-run", "--only", "post")["would_post"] == []
    assert len(ask(scene, "run", "--dry-run", "--only", "watch,post")["would_post"]) == 6


def test_lost_records_are_no_clean_slate_to_status(scene: Scene) -> None:
    ask(scene, "run", "--once")
    for file in (scene.folder / "data").glob("matinee.db*"):
        file.unlink()
    assert "held records from" in told(scene, "status", code=3)


def test_a_saved_copy_that_is_not_there_is_a_slip_of_the_pen(scene: Scene) -> None:
    assert "nope.db: there is no such file" in told(scene, "restore", "nope.db", code=2)
