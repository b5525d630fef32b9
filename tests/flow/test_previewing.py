"""``preview`` as its user types it: why these words, the newest reviews, a page, pictures, and what can't be meant."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bot.format.model import Limits
from bot.post.limits import keep_limits
from tests.flow.scene import TITLES, Scene
from tests.flow.terminal import ask, told, typed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

LONG = """---
title: "Fog Bell (1971)"
rating: "3.5"
date: 2026-01-07
tags: [short]
{more}
---
A keeper rings a bell for ships that never come. He has a sister in the town.

Overall, it's the gentlest ghost story that I know, and I was glad of every minute in its company.

His sister brings soup on Sundays, and she asks him about the bell. The harbour is full of ice.

He says that it rings by itself when the fog comes in. She does not believe him, until the night that she stays.

The photography is beautiful, all of it slate and salt, and the bell is the best sound in any film of that year.
"""


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    scene.write(*TITLES)
    return scene


def add(scene: Scene, table: str, **more: str) -> None:
    """Put lines into the configuration's last destination, and front matter into a longer review."""
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace('name = "toots"', f'name = "toots"\n{table}'))
    front = "\n".join(f"{key}: {value}" for key, value in more.items())
    (scene.folder / "posts" / "fog-bell.md").write_text(LONG.format(more=front))


def test_it_says_why_these_words_and_which_would_be_next(scene: Scene) -> None:
    add(scene, "")
    (entry,) = ask(scene, "preview", "posts/fog-bell.md")
    assert entry["review"]["excerpt"] in LONG
    assert entry["why"]
    assert 1 <= len(entry["candidates"]) <= 2
    drawn = told(scene, "preview", "posts/fog-bell.md")
    assert f"why these words: {entry['why'][:20]}" in drawn
    assert "  or: " in drawn


def test_it_says_which_rules_of_the_owner_held(scene: Scene) -> None:
    rules = (
        'warnings = [{ tag = "short", words = ["ghost"], text = "Ghosts" }]\n'
        'visibility_rules = [{ tag = "short", visibility = "unlisted" }]\n'
        'digest = { tag = "short", at = "21:00" }'
    )
    add(scene, rules, excerpt="The gentlest ghost story that I know.")
    (entry,) = ask(scene, "preview", "posts/fog-bell.md")
    (post,) = [post for post in entry["posts"] if post["destination"] == "toots"]
    assert (post["visibility"], post["content_warning"]) == ("unlisted", "Ghosts")
    assert 'warned of "Ghosts" by the rule for tag "short" and the words "ghost"' in post["notes"]
    assert 'unlisted by the rule for tag "short"' in post["notes"]
    assert "waits for the digest at 21:00" in str(post["notes"])
    assert "waits for the digest at 21:00" in told(scene, "preview", "posts/fog-bell.md")


def test_it_says_whose_words_they_are(scene: Scene) -> None:
    add(scene, "", social="Ring it.")
    assert "why these words: They are your own, from social." in told(scene, "preview", "posts/fog-bell.md")
    add(scene, "", social="{mastodon: Ring it.}", quote="none")
    (entry,) = ask(scene, "preview", "posts/fog-bell.md")
    assert "your own" not in entry["why"]
    assert ["your own words, from social" in post["notes"] for post in entry["posts"]] == [False, True]


@pytest.mark.parametrize(
    ("body", "word", "note"),
    [
        ("A fucking delight. I loved all of it.", "I loved all of it.", "other words: the chosen ones swear"),
        ("A fucking delight.", "★★★½", "no words: the chosen ones swear"),
    ],
)
def test_it_says_that_other_words_were_chosen(scene: Scene, body: str, word: str, note: str) -> None:
    add(scene, 'swearing = "avoid"')
    file = scene.folder / "posts" / "fog-bell.md"
    file.write_text(file.read_text().partition("\nA keeper")[0] + f"\n{body}\n")
    (entry,) = ask(scene, "preview", "posts/fog-bell.md")
    (post,) = [post for post in entry["posts"] if post["destination"] == "toots"]
    assert word in post["text"]
    assert "fuck" not in post["text"]
    assert note in str(post["notes"])


def test_it_counts_by_what_the_server_told_last(scene: Scene) -> None:
    assert "the usual limit" in told(scene, "preview", "posts/salt-road.md")
    keep_limits(scene.folder / "data", scene.mastodon.api_base_url, Limits(characters=200))
    drawn = told(scene, "preview", "posts/salt-road.md")
    assert "/200" in drawn
    assert "the usual limit" not in drawn
    assert "left out or shortened to fit: " in drawn


def test_the_newest_reviews(scene: Scene) -> None:
    entries = ask(scene, "preview", "--last", "2")
    assert [entry["review"]["title"] for entry in entries] == [TITLES[2], TITLES[1]]
    assert [entry["path"] for entry in entries] == ["posts/nine-paper-boats.md", "posts/salt-road.md"]
    assert len(ask(scene, "preview", "--last", "99")) == len(TITLES)


def test_a_page(scene: Scene) -> None:
    assert "page.html: 2 reviews as 4 posts" in told(scene, "preview", "--last", "2", "--html", "page.html")
    page = (scene.folder / "page.html").read_text(encoding="utf-8")
    assert page.count("<article") == 2
    assert "Nine Paper Boats (1971)" in page
    left, out, _ = typed(scene, "preview", "-c", "matinee.toml", "posts/salt-road.md", "--html", "page.html", "--json")
    assert left == 0
    assert json.loads(out)[0]["review"]["title"] == "Salt Road"
    assert "Nine Paper Boats" not in (scene.folder / "page.html").read_text(encoding="utf-8")


def test_what_cannot_be_meant(scene: Scene) -> None:
    assert "not both" in told(scene, "preview", "posts/salt-road.md", "--last", "2", code=2)
    assert "--last N" in told(scene, "preview", code=2)
    assert told(scene, "preview", "--last", "0", code=2)
    assert "that is a folder" in told(scene, "preview", "--last", "1", "--html", "posts", code=2)
    assert "there is no folder" in told(scene, "preview", "--last", "1", "--html", "nowhere/page.html", code=2)
    (scene.folder / "posts" / "notes.md").write_text("Just notes.\n")
    assert "there is a file already" in told(scene, "preview", "--last", "1", "--html", "posts/notes.md", code=2)
    assert (scene.folder / "posts" / "notes.md").read_text() == "Just notes.\n"
    assert "page.html: 0 reviews as 0 posts" in told(scene, "preview", "posts/notes.md", "--html", "page.html", code=1)


def test_pictures_that_are_here_are_shown(scene: Scene) -> None:
    add(scene, 'pictures = ["own", "card"]', image="bell.png", image_alt="A bell in the fog")
    stream = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(stream, "PNG")
    (scene.folder / "posts" / "bell.png").write_bytes(stream.getvalue())
    drawn = told(scene, "preview", "posts/fog-bell.md", "posts/salt-road.md", "--html", "page.html")
    drawn = told(scene, "preview", "posts/fog-bell.md", "posts/salt-road.md")
    assert "▣ bell.png, sent as fog-bell-1971.png, 40×30" in drawn
    assert "ALT A bell in the fog" in drawn
    assert "▣ a drawn card, salt-road-1971.png, 1200×" in drawn
    assert "ALT Card: Salt Road (1971)." in drawn
    page = (scene.folder / "page.html").read_text(encoding="utf-8")
    assert page.count('src="data:image/png;base64,') == 3  # the owner's on both networks, a card on one


@pytest.mark.parametrize(
    ("image", "why"),
    [
        ("http://127.0.0.1/x.png", "127.0.0.1 is no address of the open internet: the post goes without it"),
        ("https://pictures.example:22/x.png", "port 22 isn't the web's: the post goes without it"),
        ("broken.png", "broken.png: it is no JPEG, PNG, GIF, WebP or AVIF, so the post goes without it"),
        ("outside.png", "outside.png: it leads out of the folder, so the post goes without it"),
    ],
)
def test_why_a_picture_will_not_be_there_is_told(scene: Scene, image: str, why: str) -> None:
    (scene.folder / "posts" / "broken.png").write_bytes(b"no picture")
    (scene.folder / "matinee.png").write_bytes(b"no picture")
    (scene.folder / "posts" / "outside.png").symlink_to(scene.folder / "matinee.png")
    add(scene, "", image=image)
    assert why in " ".join(told(scene, "preview", "posts/fog-bell.md").replace("│", " ").replace("▌", " ").split())


def test_pictures_that_are_elsewhere_are_told(scene: Scene) -> None:
    add(scene, "", image="missing.png")
    assert "missing.png: no picture that can be read is there" in told(scene, "preview", "posts/fog-bell.md")
    (problem,) = ask(scene, "check", "posts/fog-bell.md")["problems"]
    assert (problem["field"], problem["severity"]) == ("image", "warning")
    assert "There is no file posts/missing.png" in problem["message"]
    add(scene, "", image="/assets/bell.png")
    assert "https://films.example/assets/bell.png, fetched when the post is sent" in " ".join(
        told(scene, "preview", "posts/fog-bell.md").replace("│", " ").replace("▌", " ").split()
    )
    add(scene, "", image="https://pictures.example/bell.png")
    assert "https://pictures.example/bell.png, fetched" in told(scene, "preview", "posts/fog-bell.md")
    assert ask(scene, "check", "posts/fog-bell.md")["problems"] == []
