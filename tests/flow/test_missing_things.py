"""Runs that lack something: a source's folder, a review's file, or the search index of the runs before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.flow.scene import REVIEW, TITLES, Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

pytestmark = pytest.mark.thorough

RECAP = """
[[recap]]
challenge = "*"
cron = "0 18 * * sun"
to = ["toots"]
"""


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    return Scene(tmp_path, fake_discord, fake_mastodon)


def dread(scene: Scene, *titles: str) -> None:
    """Put reviews of one challenge there."""
    for number, title in enumerate(titles, 1):
        text = REVIEW.format(title=title, number=number)
        line = f"---\n**[Dread 2026 | {number}/10 | Fog](https://l.example)**\n\nNothing"
        (scene.folder / "posts" / f"{title.lower()}.md").write_text(text.replace("---\nNothing", line))


def result(scene: Scene, code: int, *words: str) -> str:
    """What a command prints as JSON."""
    with scene.matinee(*words, "--json") as program:
        assert program.wait() == code, program.told()
        return "\n".join(program.out)


def test_a_dry_run_tells_of_a_folder_that_is_not_there(scene: Scene) -> None:
    (scene.folder / "posts").rmdir()
    assert "can't be read" in result(scene, 3, "run", "--once", "--dry-run")


@pytest.mark.parametrize("parts", ["watch,recaps", "post,recaps"])
def test_recaps_wait_until_every_review_is_there(scene: Scene, parts: str) -> None:
    with (scene.folder / "matinee.toml").open("a") as settings:
        settings.write(RECAP)
    (scene.folder / "posts").rename(scene.folder / "away")
    assert "can't be read" in result(scene, 3, "run", "--once", "--only", parts)
    (scene.folder / "away").rename(scene.folder / "posts")
    dread(scene, "Fogbell")
    result(scene, 0, "run", "--once", "--only", parts)
    with closing(sqlite3.connect(scene.folder / "data" / "matinee.db")) as records:
        ((known,),) = records.execute("SELECT known FROM recap_starts WHERE recap_key = '*@toots'").fetchall()
    assert known != "[]"  # else what was there already would be told as news at the first slot


def test_a_recap_repeats_no_renamed_review_though_the_search_index_is_new(scene: Scene) -> None:
    dread(scene, *TITLES[1:2])
    result(scene, 0, "run", "--once")
    assert '"posted"' in result(scene, 0, "recap", "Dread 2026")
    (scene.folder / "posts" / "salt road.md").rename(scene.folder / "posts" / "salt-road.md")
    result(scene, 0, "run", "--once")
    for file in (scene.folder / "data").glob("catalogue.db*"):
        file.unlink()
    assert '"posts": []' in result(scene, 0, "recap", "Dread 2026")


def test_a_post_whose_file_is_gone_is_the_owner_s_affair_and_no_network_s(scene: Scene) -> None:
    scene.write("Salt Road")
    result(scene, 0, "run", "--once", "--only", "watch")
    (scene.folder / "posts" / "salt-road.md").unlink()
    assert "it waits until the file is back" in result(scene, 1, "run", "--once")
    scene.write("Salt Road")
    result(scene, 0, "run", "--once")
    scene.assert_each_once("Salt Road")
