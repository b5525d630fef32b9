"""Settings that change between two runs: what stands is not posted again, and what waits is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.discord.world import ANNOUNCEMENT_ID, TEXT_ID
from tests.flow.scene import TITLES, Scene
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    scene.write(*TITLES)
    return scene


def change(scene: Scene, old: str, new: str) -> None:
    file = scene.folder / "matinee.toml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def counts(scene: Scene) -> tuple[int, int]:
    return scene.discord.created(), scene.mastodon.created()


@pytest.mark.thorough
@pytest.mark.parametrize("first_run", ["post", "known"])
def test_a_source_under_another_name_posts_nothing_again(scene: Scene, first_run: str) -> None:
    scene.once_here()
    assert counts(scene) == (3, 3)
    change(scene, 'name = "films"', 'name = "cinema"')
    change(scene, 'first_run = "post"', f'first_run = "{first_run}"')
    scene.write(*TITLES, "Tide")
    scene.once_here()
    assert counts(scene) == (4, 4)  # what came meanwhile is news, whatever a first run does
    filled = ask(scene, "backfill", "--since", "2026")
    assert filled["queued"] == []


@pytest.mark.thorough
def test_what_waits_for_a_source_under_another_name_goes_out(scene: Scene) -> None:
    scene.mastodon.set(revoked=True)
    ask(scene, "run", "--once", code=3)
    scene.mastodon.set(revoked=False)
    change(scene, 'name = "films"', 'name = "cinema"')
    ask(scene, "resume", "toots")
    scene.come_back()
    scene.assert_each_once(*TITLES)


@pytest.mark.thorough
def test_a_source_in_another_folder_posts_nothing_again(scene: Scene) -> None:
    scene.once_here()
    (scene.folder / "posts").rename(scene.folder / "elsewhere")
    change(scene, 'path = "posts"', 'path = "elsewhere"')
    scene.once_here()
    change(scene, 'path = "elsewhere"', 'path = "."\ninclude = ["elsewhere/*.md"]')
    scene.once_here()
    scene.assert_each_once(*TITLES)


@pytest.mark.thorough
def test_what_stands_in_a_former_channel_is_not_said_to_be_taken_down(scene: Scene) -> None:
    scene.once_here()
    change(scene, f"channel_id = {TEXT_ID}", f"channel_id = {ANNOUNCEMENT_ID}")
    assert "another channel than channel_id names" in told(scene, "unpost", "posts/salt-road.md", code=1)
    file = scene.folder / "posts" / "the-lamp-keeper.md"
    file.write_text(file.read_text().replace("3.5", "4"))
    scene.pass_time(7200)
    scene.once_here()
    assert len(scene.discord.messages()) == len(TITLES)
    status = ask(scene, "status", code=1)
    standing = {one["title"] for one in status["posted"] if one["destination"] == "channel"}
    assert standing == {f"{title} (1971)" for title in TITLES}
    change(scene, f"channel_id = {ANNOUNCEMENT_ID}", f"channel_id = {TEXT_ID}")
    told(scene, "unpost", "posts/salt-road.md")
    assert len(scene.discord.messages()) == len(TITLES) - 1


@pytest.mark.thorough
def test_old_reviews_that_wait_for_a_place_that_is_by_hand_now_can_be_taken_back(scene: Scene) -> None:
    change(scene, 'first_run = "post"', "")
    scene.once_here()
    ask(scene, "backfill", "--since", "2026")
    change(scene, 'name = "toots"', 'name = "toots"\nby_hand = true')
    assert "is by_hand" in told(scene, "backfill", "--since", "2026", "--to", "toots", code=2)
    ask(scene, "backfill", "--cancel", "--to", "toots")
    scene.come_back()
    assert counts(scene)[1] == 0


def two_sources(scene: Scene, *, first: str = "posts") -> None:
    """The second one, "more", stands before or behind the one that there is."""
    settings = scene.folder / "matinee.toml"
    text = settings.read_text()
    source = text[text.index("[[source]]") : text.index("[discord]")]
    second = source.replace('"films"', '"more"').replace('"posts"', '"more"')
    settings.write_text(text.replace(source, source + second if first == "posts" else second + source))
    (scene.folder / "more").mkdir()


@pytest.mark.thorough
@pytest.mark.parametrize("first", ["posts", "more"])
@pytest.mark.parametrize("form", ["", "id: salt\n", "gone"])
def test_a_file_that_moves_to_another_source_is_posted_once(scene: Scene, first: str, form: str) -> None:
    if form == "gone":
        settings = scene.folder / "matinee.toml"
        settings.write_text(settings.read_text().replace('name = "toots"', 'name = "toots"\ngone = "delete"'))
    two_sources(scene, first=first)
    file = scene.folder / "posts" / "salt-road.md"
    file.write_text(file.read_text().replace("---\n", f"---\n{form if form != 'gone' else ''}", 1))
    scene.once_here()
    for old, new in (("posts", "more"), ("more", "posts")):
        (scene.folder / old / "salt-road.md").rename(scene.folder / new / "salt-road.md")
        scene.once_here()
        scene.come_back()
        scene.assert_each_once(*TITLES)
    assert ask(scene, "status")["waiting"] == []


@pytest.mark.thorough
def test_a_copy_in_another_source_is_a_review_of_its_own(scene: Scene) -> None:
    two_sources(scene)
    scene.once_here()
    text = (scene.folder / "posts" / "salt-road.md").read_text()
    (scene.folder / "more" / "salt-road.md").write_text(text)
    scene.once_here()
    assert counts(scene) == (4, 4)


@pytest.mark.thorough
def test_what_a_source_held_that_is_configured_no_more_is_known_in_another(scene: Scene) -> None:
    two_sources(scene)
    scene.once_here()
    change(scene, 'name = "more"\npath = "more"', 'name = "more"\npath = "posts"')
    settings = scene.folder / "matinee.toml"
    text = settings.read_text()
    settings.write_text(text.replace(text[text.index("[[source]]") : text.rindex("[[source]]")], "", 1))
    scene.once_here()
    scene.assert_each_once(*TITLES)
