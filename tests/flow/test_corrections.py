"""The real program on fake networks: a review changes, and its posts follow it, however often it is killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.discord.world import OWNER_ID
from tests.fakes.mastodon.control import OWNER
from tests.flow.scene import Scene
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

pytestmark = pytest.mark.thorough

TITLE = "Salt Road"
TELL = f"""
[owner]
discord_id = {OWNER_ID}
mastodon = "{OWNER}"
"""


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    file = tmp_path / "matinee.toml"
    file.write_text(file.read_text("utf-8").replace('network = "', 'gone = "delete"\nnetwork = "') + TELL, "utf-8")
    scene.write(TITLE)
    assert scene.once() == 0
    return scene


def change(scene: Scene, old: str, new: str) -> None:
    file = scene.folder / "posts" / "salt-road.md"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def shown(scene: Scene) -> tuple[str, str]:
    """The one post of each network, whole."""
    (message,), (status,) = scene.discord.messages(), scene.mastodon.statuses()
    return str(message), str(status["text"])


def edits(scene: Scene) -> tuple[int, int]:
    return len(scene.discord.edits()), len(scene.mastodon.edits())


def test_a_rehearsal_tells_what_would_change_and_a_run_what_needed_none(scene: Scene) -> None:
    change(scene, '"3.5"', '"4.5"')
    would_change = ask(scene, "run", "--dry-run")["would_change"]
    assert {(one["destination"], one["change"]) for one in would_change} == {("channel", "edit"), ("toots", "edit")}
    change(scene, "---\nNothing", "tags: [late]\n---\nNothing")
    change(scene, '"4.5"', '"3.5"')
    assert ask(scene, "run", "--dry-run")["would_change"] == []
    assert "nothing that the post says had changed" in told(scene, "run", "--once")
    assert edits(scene) == (0, 0)


def test_stars_put_right_are_put_right_everywhere_once(scene: Scene) -> None:
    change(scene, '"3.5"', '"4.5"')
    for _ in range(2):
        assert scene.once() == 0
    assert all("★★★★½ (4.5/5)" in text for text in shown(scene))
    assert edits(scene) == (1, 1)
    scene.assert_each_once(TITLE)


def test_a_change_that_no_post_shows_changes_none(scene: Scene) -> None:
    change(scene, "date:", "tags: [attic]\ndate:")
    assert scene.once() == 0
    assert edits(scene) == (0, 0)


@pytest.mark.parametrize("step", ["action claimed", "action sending", "action sent", "action done"])
def test_killed_as_soon_as_a_step_is_told(scene: Scene, step: str) -> None:
    change(scene, '"3.5"', '"4.5"')
    with scene.run("--only", "watch,post") as program:
        program.wait_log(step)
        program.kill()
    scene.once_here()
    assert all("★★★★½ (4.5/5)" in text for text in shown(scene))
    assert all(1 <= count <= 2 for count in edits(scene))
    scene.assert_each_once(TITLE)


def test_an_answer_that_is_lost_leaves_no_post_for_one_edited_by_hand(scene: Scene) -> None:
    scene.discord.fault("reset", "PATCH", after=True)
    scene.mastodon.fault("reset", "PUT", after=True)
    change(scene, '"3.5"', '"4.5"')
    scene.once_here()
    scene.pass_time(600)
    change(scene, '"4.5"', '"2.0"')
    scene.once_here()
    scene.pass_time(600)
    scene.once_here()
    assert all("★★ (2/5)" in text for text in shown(scene))


def test_a_post_that_was_edited_by_hand_is_left_alone_and_the_owner_told(scene: Scene) -> None:
    (message,), (status,) = scene.discord.messages(), scene.mastodon.statuses()
    scene.discord.edit_by_hand(message["id"], "In my own words.")
    scene.mastodon.edit_by_hand(status["id"], "In my own words.")
    before = shown(scene)
    change(scene, '"3.5"', '"4.5"')
    assert scene.once() == 0
    assert shown(scene) == before
    for network in (scene.discord, scene.mastodon):
        told = [str(one) for one in network.directs()]
        assert len(told) == 2
        assert all("edited by hand" in one for one in told)


def test_a_file_that_is_deleted_takes_its_posts_along(scene: Scene) -> None:
    (scene.folder / "posts" / "salt-road.md").unlink()
    assert scene.once() == 0
    assert (scene.discord.messages(), scene.mastodon.statuses()) == ([], [])
    assert scene.once() == 0
    assert (scene.discord.created(), scene.mastodon.created()) == (1, 1)
