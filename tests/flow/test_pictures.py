"""Pictures with the whole app, over both networks: whatever becomes of them, each post stands once."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from tests.fakes.discord.world import TEXT_ID
from tests.flow.scene import TITLES, Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

UPLOAD = "/api/v2/media"
OWN, DRAWN = "The lamp room, by day.", "Card: "


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    """A site with one picture, and cards for the reviews that have none."""
    made = Scene(tmp_path, fake_discord, fake_mastodon)
    configuration = tmp_path / "matinee.toml"
    text = configuration.read_text().replace('name = "The night shift"', 'name = "The night shift"\nfolder = "."')
    text = text.replace("[[destination]]", '[[destination]]\npictures = ["own", "card"]')
    configuration.write_text(text)
    out = BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, "JPEG", exif=b"Exif\x00\x00 a place")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "lamp.jpg").write_bytes(out.getvalue())
    return made


def write(scene: Scene, *titles: str) -> None:
    """Reviews, of which the first has a picture of its own."""
    scene.write(*titles)
    first = scene.folder / "posts" / "the-lamp-keeper.md"
    text = first.read_text()
    first.write_text(text.replace("rating:", f'image: /assets/lamp.jpg\nimage_alt: "{OWN}"\nrating:'))


def pictures(scene: Scene) -> dict[str, list[str]]:
    """What is said of each post's picture, by network, in the order of posting; "" for none."""
    channel = [scene.discord.files(one["id"]) for one in scene.discord.messages()]
    toots = [scene.mastodon.pictures(one["id"]) for one in scene.mastodon.statuses()]
    return {
        "channel": [files[0]["description"] if files else "" for files in channel],
        "toots": [files[0]["alt"] if files else "" for files in toots],
    }


def assert_illustrated(scene: Scene, titles: tuple[str, ...] = TITLES) -> None:
    for place, alts in pictures(scene).items():
        assert len(alts) == len(titles)
        assert sum(one == OWN for one in alts) == 1, (place, alts)
        assert sum(one.startswith(DRAWN) for one in alts) == len(titles) - 1, (place, alts)


def test_every_post_has_its_picture(scene: Scene) -> None:
    write(scene, *TITLES)
    scene.once_here()
    scene.assert_each_once(*TITLES)
    assert_illustrated(scene)
    kinds = {one["type"]: one["size"] for one in scene.mastodon.uploads()}
    assert set(kinds) == {"image/jpeg", "image/png"}
    assert (scene.folder / "data" / "limits.json").is_file()


@pytest.mark.thorough
def test_a_process_that_dies_between_upload_and_post_doubles_and_loses_nothing(scene: Scene) -> None:
    write(scene, TITLES[0])
    scene.hold_posts(drop=True)
    with scene.run() as program:
        scene.wait_held()
        program.kill()
    scene.release()
    assert len(scene.mastodon.uploads()) == 1
    assert scene.mastodon.created() == 0
    assert scene.once() == 0
    scene.assert_each_once(TITLES[0])
    assert_illustrated(scene, TITLES[:1])


@pytest.mark.thorough
def test_a_process_that_dies_while_the_server_works_on_a_picture(scene: Scene) -> None:
    write(scene, TITLES[0])
    scene.mastodon.media(looks=3)
    scene.mastodon.fault("hang", "GET", "/api/v1/media/*")
    with scene.run() as program:
        scene.mastodon.wait_held()
        program.kill()
    scene.mastodon.release()
    scene.mastodon.media(looks=0)
    assert scene.once() == 0
    scene.assert_each_once(TITLES[0])
    assert_illustrated(scene, TITLES[:1])


@pytest.mark.parametrize(
    ("media", "denied"),
    [({"scope": False}, ["attach_files"]), ({"dropped": True}, [])],
)
def test_a_post_stands_once_without_a_picture_that_does_not_get_through(
    scene: Scene, media: dict[str, Any], denied: list[str]
) -> None:
    write(scene, TITLES[0])
    scene.mastodon.media(**media)
    scene.discord.channel(id=TEXT_ID, denied=denied)
    scene.once_here()
    scene.once_here()
    scene.assert_each_once(TITLES[0])
    assert pictures(scene) == {"channel": ["" if denied else OWN], "toots": [""]}


@pytest.mark.thorough
def test_an_upload_without_an_answer_costs_the_picture_only(scene: Scene) -> None:
    write(scene, TITLES[0])
    scene.mastodon.fault("lost", "POST", UPLOAD, times=None)
    scene.once_here()
    scene.assert_each_once(TITLES[0])
    assert pictures(scene) == {"channel": [OWN], "toots": [""]}


@pytest.mark.thorough
def test_a_lost_answer_to_the_post_itself_keeps_post_and_picture(scene: Scene) -> None:
    write(scene, TITLES[0])
    for network in (scene.discord, scene.mastodon):
        network.fault("lost", "POST", "*[s]")
    scene.once_here()
    scene.pass_time(120)
    scene.once_here()
    scene.assert_each_once(TITLES[0])
    assert_illustrated(scene, TITLES[:1])


def test_a_picture_that_is_not_there_is_drawn_neither_nor_waited_for(scene: Scene) -> None:
    write(scene, TITLES[0])
    (scene.folder / "assets" / "lamp.jpg").unlink()
    scene.once_here()
    scene.assert_each_once(TITLES[0])
    assert pictures(scene) == {"channel": [""], "toots": [""]}


@pytest.mark.thorough
def test_a_correction_draws_the_card_anew_and_keeps_the_review_s_own(scene: Scene) -> None:
    write(scene, *TITLES[:2])
    scene.once_here()
    before = pictures(scene)
    for path in (scene.folder / "posts").iterdir():
        path.write_text(path.read_text().replace('"3.5"', '"1.5"'))
    scene.pass_time(3600)
    scene.once_here()
    after = pictures(scene)
    assert [one["swallowed"] for one in scene.mastodon.edits()] == [False, False]
    for place in ("channel", "toots"):
        assert sorted(before[place])[1] == sorted(after[place])[1] == OWN
        assert "1½" in min(after[place])
    assert len(scene.mastodon.uploads()) == 3  # its own was not sent again
    scene.assert_each_once(*TITLES[:2])
