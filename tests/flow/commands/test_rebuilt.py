"""Records made anew are as good as those that were lost."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.ledger.store import Ledger
from tests.flow.scene import TITLES
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from tests.flow.scene import Scene


pytestmark = pytest.mark.thorough


@pytest.fixture
def rebuilt(scene: Scene) -> Scene:
    ask(scene, "run", "--once")
    shutil.rmtree(scene.folder / "data")
    ask(scene, "rebuild")
    return scene


def test_posts_are_corrected_as_before(rebuilt: Scene) -> None:
    file = rebuilt.folder / "posts" / "salt-road.md"
    file.write_text(file.read_text().replace("3.5", "4"))
    changes = ask(rebuilt, "run", "--once")["changes"]
    assert sorted((one["destination"], one["status"]) for one in changes) == [("channel", "done"), ("toots", "done")]
    assert "★★★★ (4/5)" in str(rebuilt.mastodon.statuses())
    rebuilt.assert_each_once(*TITLES)


def test_posts_are_taken_down_as_before(rebuilt: Scene) -> None:
    assert {one["outcome"] for one in ask(rebuilt, "unpost", "posts/salt-road.md")} == {"taken down"}


def test_a_post_whose_review_changed_meanwhile_is_known_but_left_as_it_is(scene: Scene) -> None:
    ask(scene, "run", "--once")
    shutil.rmtree(scene.folder / "data")
    file = scene.folder / "posts" / "salt-road.md"
    file.write_text(file.read_text().replace("3.5", "4"))
    ask(scene, "rebuild")
    file.write_text(file.read_text().replace("4", "2"))
    (left, other) = ask(scene, "run", "--once")["changes"]
    assert {left["status"], other["status"]} == {"dropped"}
    assert "not in the records" in left["reason"]
    assert ask(scene, "unpost", "posts/salt-road.md")[0]["outcome"] == "taken down"


def test_what_the_owner_has_paused_stays_paused(scene: Scene) -> None:
    ask(scene, "run", "--once")
    shutil.rmtree(scene.folder / "data")
    ask(scene, "pause", "toots", "--why", "wait")
    ask(scene, "rebuild")
    assert [one["destination"] for one in ask(scene, "status")["pauses"]] == ["toots"]


def test_a_posting_bot_is_not_disturbed(scene: Scene) -> None:
    with closing(Ledger.open(f"sqlite:///{scene.folder}/data/matinee.db")) as records, records.courier_lock():
        assert "Another Matinee posts" in told(scene, "rebuild", code=3)
