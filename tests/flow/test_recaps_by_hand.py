"""``recap`` as its user types it: drawn in the terminal, as a page with its picture, and posted in several posts."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.flow.scene import Scene
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

REVIEW = """---
title: "The {ordinal} Lighthouse (1971)"
rating: "{stars}"
date: 2026-01-{day:02}
---
**[Harbour Lights 2026 | {number}/52 | By the sea](https://lists.example/lights)**

Nothing in it is in a hurry, and I was glad of every minute.
"""


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    return Scene(tmp_path, fake_discord, fake_mastodon)


def write(scene: Scene, count: int) -> None:
    for number in range(1, count + 1):
        text = REVIEW.format(ordinal=f"{number}th", stars=1 + number % 5, day=number, number=number)
        (scene.folder / "posts" / f"lighthouse-{number}.md").write_text(text)


def test_it_is_drawn_with_its_picture(scene: Scene) -> None:
    write(scene, 4)
    drawn = told(scene, "recap", "harbour lights 2026", "--preview", "--period", "all")
    for words in ("4 of 52", "New so far:", "On average 3.5/5", "a drawn picture, harbour-lights-2026.png, 1200×675"):
        assert words in drawn
    assert drawn.count("ALT Challenge: Harbour Lights 2026. 4 of 52.") == 2
    assert "goes out in reply" not in drawn
    assert "500: the usual limit; the server's own isn't known yet" in drawn


def test_a_long_one_is_drawn_post_by_post(scene: Scene) -> None:
    write(scene, 24)
    drawn = told(scene, "recap", "Harbour Lights 2026", "--preview")
    assert "Harbour Lights 2026 (2/2)" in drawn
    assert "goes out in reply to the post before it" in drawn
    document = ask(scene, "recap", "Harbour Lights 2026", "--preview")
    assert document["recap"] == "Harbour Lights 2026"
    posts = [one for one in document["posts"] if one["destination"] == "toots"]
    assert [bool(one["media"]) for one in posts] == [True] + [False] * (len(posts) - 1)
    assert len(posts) > 1


def test_only_where_its_rules_tell_of_it(scene: Scene) -> None:
    write(scene, 2)
    config = scene.folder / "matinee.toml"
    rule = '\n[[recap]]\nchallenge = "*"\ncron = "0 18 * * sun"\nto = ["toots"]\npicture = false\n'
    config.write_text(config.read_text() + rule)
    document = ask(scene, "recap", "Harbour Lights 2026", "--preview", "--period", "all")
    (post,) = document["posts"]
    assert (post["destination"], post["media"]) == ("toots", [])


def test_a_page_and_the_picture_beside_it(scene: Scene) -> None:
    write(scene, 3)
    said = told(scene, "recap", "Harbour Lights 2026", "--period", "all", "--html", "lights.html")
    assert "lights.html: 2 posts" in said
    assert "lights.png: the picture" in said
    with Image.open(BytesIO((scene.folder / "lights.png").read_bytes())) as picture:
        assert picture.size == (1200, 675)
    page = (scene.folder / "lights.html").read_text("utf-8")
    assert page.count("data:image/png;base64,") == 2
    assert "Not a review" not in page
    assert "Why these words" not in page
    told(scene, "recap", "Harbour Lights 2026", "--period", "all", "--html", "lights.html")  # over its own page
    assert "the picture would be written over lights.png" in told(
        scene, "recap", "Harbour Lights 2026", "--html", "lights.htm", code=2
    )
    assert "give the page another name" in told(scene, "recap", "Harbour Lights 2026", "--html", "new.png", code=2)
    assert not (scene.folder / "data" / "matinee.db").exists()


def test_nothing_new_is_said_and_not_posted(scene: Scene) -> None:
    write(scene, 2)
    drawn = told(scene, "recap", "Harbour Lights 2026", "--preview", "--period", "week")
    assert "Nothing new since" in drawn
    assert "by hand it isn't posted" in drawn
    assert "a drawn" not in drawn


def test_posted_by_hand_all_its_posts_are_told(scene: Scene) -> None:
    write(scene, 24)
    posts = ask(scene, "recap", "Harbour Lights 2026", "--period", "all")
    assert {one["status"] for one in posts} == {"posted"}
    toots = [one["title"] for one in posts if one["destination"] == "toots"]
    assert len(toots) == len([one for one in posts if one["destination"] == "channel"]) + 1 == 3
    assert toots[1].endswith("(part 2 of 3)")
