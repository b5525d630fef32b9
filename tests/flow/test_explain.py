"""``matinee explain FILE``: the end of it first, then every rule; and nothing is changed by asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.flow.scene import Scene
from tests.flow.terminal import ask, told
from tests.unit.watch.repository import Site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    """One review was there before the bot; what comes now waits for a slot, where it is wanted."""
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    config = scene.folder / "matinee.toml"
    text = config.read_text().replace('first_run = "post"', 'first_run = "known"').replace("[log]", "{}[log]")
    rules = '[destination.filter]\nmin_rating = 4\n[destination.schedule]\nweekdays = ["mon", "thu"]\n'
    config.write_text(text.replace("{}[log]", f"{rules}[log]"))
    scene.write("Lamp")
    scene.once_here()
    return scene


def line(scene: Scene, path: str = "posts/salt.md", code: int = 0) -> str:
    answer = ask(scene, "explain", path, code=code)["answer"]
    assert isinstance(answer, str)
    return answer


def rule(document: dict[str, Any], name: str) -> dict[str, Any]:
    [found] = [one for one in document["rules"] if one["rule"] == name]
    assert isinstance(found, dict)
    return found


def test_a_review_from_before_its_outset_to_its_post(scene: Scene) -> None:
    old = ask(scene, "explain", "posts/lamp.md")
    assert rule(old, "first look")["from"] == 'source "films".first_run'
    assert old["answer"].startswith("It doesn't go to channel: it is no news; isn't wanted by toots (min_rating 4: ")

    scene.write("Salt")
    for _ in range(2):  # asking brings nothing in
        new = ask(scene, "explain", "posts/salt.md")
        assert rule(new, "new")["verdict"] == "yes"
        channel, toots = new["destinations"]
        assert (channel["status"], channel["why"]) == ("waiting", "now")
        assert toots["filter"] == [
            {"key": "min_rating", "wanted": "4", "against": "takes ratings from 4 up, this one is 3.5"}
        ]
    assert ask(scene, "status")["waiting"] == []

    scene.once_here()
    assert line(scene).startswith("It was posted to channel on ")
    assert "https://discord.com/channels/" in line(scene)


def test_of_a_repository_that_was_never_fetched(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    site = Site(tmp_path / "elsewhere")
    site.write("fog.md")
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace('path = "posts"', f'git = "{site.bare}"\nfolder = "_posts"'))
    file = scene.folder / "data" / "git" / "films" / "_posts" / "fog.md"
    assert not file.exists()
    document = ask(scene, "explain", str(file))
    assert rule(document, "new")["verdict"] == "yes"
    assert "Its file is gone" not in document["answer"]


@pytest.mark.thorough
def test_when_it_goes_and_why_then(scene: Scene) -> None:
    scene.write("Salt")
    file = scene.folder / "posts" / "salt.md"
    file.write_text(file.read_text().replace('"3.5"', '"4.5"'))
    told(scene, "pause", "toots", "--why", "on holiday")
    assert "goes to toots" not in line(scene)
    assert "waits for toots, which is paused (You paused it: on holiday)" in line(scene)
    told(scene, "resume", "toots")
    text = told(scene, "explain", "posts/salt.md")
    assert "goes to toots " in text.splitlines()[0]
    assert "✓ filter.min_rating 4" in text


@pytest.mark.thorough
def test_what_stops_it_is_told_first(scene: Scene) -> None:
    posts = scene.folder / "posts"
    scene.write("Salt")
    (posts / "salt.md").write_text((posts / "salt.md").read_text().replace("rating:", "draft: true\nrating:"))
    assert line(scene) == "It is not posted. It is no review: draft."
    (posts / "odd.txt").write_text("x")
    assert line(scene, "posts/odd.txt") == "It is not posted. No pattern of include is like its path."
    (posts / "worse.md").write_bytes(b"---\ntitle: \xff\n")
    assert "is not UTF-8" in line(scene, "posts/worse.md", code=1)
    assert line(scene, "matinee.toml").startswith("It is not posted. It lies in no source's folder")
    assert "is a folder: name one file" in told(scene, "explain", "posts", code=2)
    assert "there is no such file" in told(scene, "explain", "posts/nothing.md", code=2)
    (posts / "lamp.md").rename(posts / "candle.md")
    moved = ask(scene, "explain", "posts/candle.md")
    assert rule(moved, "the same")["told"].startswith("It was at lamp.md, and is the same review")
    (posts / "candle.md").unlink()
    assert line(scene, "posts/lamp.md") == "It is not posted. Its file is gone."
