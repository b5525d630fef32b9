"""A destination to try things in: it gets what ``post --to`` sends there, each time anew, and nothing by itself."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.fakes.discord.world import ANNOUNCEMENT_ID
from tests.flow.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

TEST = """
[[destination]]
name = "test"
network = "mastodon"
api_base_url = "{server}"
visibility = "direct"
by_hand = true
"""

TEST_CHANNEL = f"""
[[destination]]
name = "test"
network = "discord"
channel_id = {ANNOUNCEMENT_ID}
by_hand = true
"""


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    settings = tmp_path / "matinee.toml"
    text = settings.read_text().replace('first_run = "post"', "")
    settings.write_text(text + TEST.format(server=fake_mastodon.api_base_url))
    return scene


def said(scene: Scene, *words: str) -> Any:
    with scene.matinee(*words, "--json") as program:
        assert program.wait() == 0, program.told()
        return json.loads("\n".join(program.out))


@pytest.mark.thorough
def test_a_try_posts_each_time_and_only_there(scene: Scene) -> None:
    scene.write("Salt Road")
    file = "posts/salt-road.md"
    shown = said(scene, "preview", file)
    assert {one["destination"] for one in shown[0]["posts"]} == {"channel", "toots", "test"}
    for _ in range(2):
        (tried,) = said(scene, "post", file, "--to", "test")
        assert (tried["destination"], tried["status"], tried["posted_before"]) == ("test", "posted", False)
    assert len(scene.mastodon.directs()) == 2
    assert scene.mastodon.created() == scene.discord.created() == 0
    scene.write("Salt Road", "The Lamp Keeper")
    said(scene, "run", "--once")
    assert len(scene.mastodon.directs()) == 2
    assert scene.mastodon.created() == scene.discord.created() == 1
    said(scene, "post", file)
    assert len(scene.mastodon.directs()) == 2


@pytest.mark.thorough
def test_a_try_that_failed_keeps_none_from_the_next(scene: Scene) -> None:
    scene.write("Salt Road")
    words = ("post", "posts/salt-road.md", "--to", "test")
    scene.mastodon.answer(422, "not this one", method="POST", path="/api/v1/statuses")
    with scene.matinee(*words, "--json") as program:
        assert program.wait() == 1
    (failed,) = json.loads("\n".join(program.out))
    assert failed["status"] == "failed"
    (tried,) = said(scene, *words)
    assert (tried["id"], tried["status"]) == (failed["id"], "posted")
    assert len(scene.mastodon.directs()) == 1


@pytest.mark.thorough
def test_a_try_does_not_make_what_others_lack_old_when_lost_records_are_made_anew(scene: Scene) -> None:
    settings = scene.folder / "matinee.toml"
    mastodon = TEST.format(server=scene.mastodon.api_base_url)
    settings.write_text(settings.read_text().replace(mastodon, TEST_CHANNEL))
    scene.write("Salt Road")
    said(scene, "post", "posts/salt-road.md")
    scene.write("Salt Road", "The Lamp Keeper", "Night Ferry")
    said(scene, "post", "posts/night-ferry.md", "--to", "test")
    shutil.rmtree(scene.folder / "data")
    said(scene, "rebuild")
    said(scene, "run", "--once")
    assert (scene.mastodon.created(), scene.discord.created()) == (3, 3)


@pytest.mark.thorough
def test_a_try_sends_nothing_else_that_is_due(scene: Scene) -> None:
    said(scene, "run", "--once")
    for title in ("Salt Road", "The Lamp Keeper"):
        scene.write(title)
    said(scene, "post", "posts/salt-road.md", "--to", "test")
    assert (scene.mastodon.created(), scene.discord.created()) == (0, 0)
    said(scene, "post", "posts/salt-road.md")
    assert (scene.mastodon.created(), scene.discord.created()) == (1, 1)
    said(scene, "run", "--once")
    assert (scene.mastodon.created(), scene.discord.created()) == (2, 2)
