"""The command line as its user types it: real files, both fake networks, what is printed, and exit codes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.flow.scene import REVIEW, TITLES, Scene
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


def known(scene: Scene) -> None:
    """Let the three reviews be known, as an owner's old ones are."""
    scene.configure(source='\n[source.fields]\nchallenge = "challenge"')
    text = (scene.folder / "matinee.toml").read_text(encoding="utf-8")
    (scene.folder / "matinee.toml").write_text(text.replace('first_run = "post"', 'first_run = "known"'))
    assert ask(scene, "run", "--once")["posted"] == []


def test_a_new_review_goes_everywhere_once(scene: Scene) -> None:
    document = ask(scene, "run", "--once")
    assert sorted((one["destination"], one["title"]) for one in document["posted"]) == sorted(
        (place, f"{title} (1971)") for place in ("channel", "toots") for title in TITLES
    )
    assert ask(scene, "run", "--once")["posted"] == []
    scene.assert_each_once(*TITLES)


def test_the_dry_run_says_it_and_does_nothing(scene: Scene) -> None:
    document = ask(scene, "run", "--dry-run")
    assert len(document["would_post"]) == 2 * len(TITLES)
    assert document["would_post"][0]["post"]["length"] > 0
    assert not (scene.folder / "data").exists()
    assert "The Lamp Keeper (1971)" in told(scene, "run", "--dry-run")
    scene.assert_each_once()
    ask(scene, "run", "--once")
    assert ask(scene, "run", "--dry-run")["would_post"] == []


def test_what_exists_at_the_first_start_is_no_news(scene: Scene) -> None:
    known(scene)
    scene.write("A Later One")
    assert [one["title"] for one in ask(scene, "run", "--once")["posted"]] == ["A Later One (1971)"] * 2


def test_a_dry_run_names_the_pictures(scene: Scene) -> None:
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace("[[destination]]", '[[destination]]\npictures = ["own", "card"]'))
    file = scene.folder / "posts" / "salt-road.md"
    file.write_text(file.read_text().replace("rating:", "image: /assets/salt.jpg\nrating:"))
    shown = told(scene, "run", "--dry-run")
    assert shown.count("[picture: a drawn card]") == 4
    assert shown.count("[picture: /assets/salt.jpg]") == 2


def test_check_tells_each_problem_and_the_rest_goes_on(scene: Scene) -> None:
    (scene.folder / "posts" / "broken.md").write_text("---\ntitle: Spartacus: Vengeance 1x4\n---\nWords.\n")
    (scene.folder / "posts" / "over.md").write_text("---\ntitle: Over (1999)\nrating: 44.0\n---\nWords.\n")
    (scene.folder / "posts" / "notes.md").write_text("Just notes.\n")
    document = ask(scene, "check", code=1)
    assert (document["files"], document["reviews"]) == (6, 3)
    assert [one["path"] for one in document["skipped"]] == ["posts/notes.md"]
    problems = {one["path"]: one for one in document["problems"]}
    assert (problems["posts/broken.md"]["line"], problems["posts/broken.md"]["severity"]) == (2, "error")
    assert problems["posts/over.md"]["field"] == "rating"
    assert "posts/over.md:3:9: rating: " in told(scene, "check", "posts/over.md", code=1)
    assert "posts/over.md:3:9" in str(ask(scene, "run", "--dry-run", code=1)["problems"])
    assert "posts/over.md:3:9" in str(ask(scene, "run", "--once", code=1)["problems"])
    scene.assert_each_once(*TITLES)


def test_check_tells_a_warning_that_many_files_share_a_few_times(scene: Scene) -> None:
    for number in range(9):
        (scene.folder / "posts" / f"many-{number}.md").write_text(f"---\ntitle: No {number}\nlang: xx\n---\nWords.\n")
    shown = told(scene, "check", "posts")
    assert shown.count("is no two-letter language code") == 6
    assert '4 more files: lang: warning: "xx" is no two-letter' in shown
    assert len([one for one in ask(scene, "check", "posts")["problems"] if one["field"] == "lang"]) == 9


def test_check_tells_why_no_file_is_a_review(scene: Scene) -> None:
    config = scene.folder / "matinee.toml"
    usual = config.read_text()
    config.write_text(usual.replace('path = "posts"', 'path = "posts"\nwhere = { layout = "review" }'))
    said = told(scene, "check")
    assert "skipped: layout is missing: 3 files, such as posts/" in said
    assert "where = {} takes every file" in said
    assert "matinee check tells why" in told(scene, "preview", "--last", "3")
    config.write_text(usual.replace('path = "posts"', 'path = "posts"\ninclude = ["**/*.mdx"]'))
    assert 'no file in posts counts; which do, include of source "films" says: "**/*.mdx"' in told(scene, "check")


def test_preview_draws_every_destination(scene: Scene) -> None:
    (entry,) = ask(scene, "preview", "posts/salt-road.md")
    assert entry["review"]["title"] == "Salt Road"
    assert [(post["destination"], post["network"]) for post in entry["posts"]] == [
        ("channel", "discord"),
        ("toots", "mastodon"),
    ]
    drawn = told(scene, "preview", "posts/salt-road.md")
    assert "★★★½ (3.5/5)" in drawn
    assert "/500" in drawn
    assert "there is no such file" in told(scene, "preview", "posts/none.md", code=2)


def test_preview_draws_no_post_for_a_destination_that_does_not_want_it(scene: Scene) -> None:
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace('"channel"', '"channel"\nfilter = { min_rating = 4 }', 1))
    (entry,) = ask(scene, "preview", "posts/salt-road.md")
    assert [one["destination"] for one in (*entry["posts"], *entry["not_posted"])] == ["toots", "channel"]
    assert 'not posted: "channel" takes ratings from 4 up' in told(scene, "preview", "posts/salt-road.md")


def test_post_by_hand_and_again(scene: Scene) -> None:
    known(scene)
    first = ask(scene, "post", "posts/salt-road.md", "--to", "toots")
    assert [(one["destination"], one["status"], one["posted_before"]) for one in first] == [("toots", "posted", False)]
    assert ask(scene, "post", "posts/salt-road.md", "--to", "toots")[0]["posted_before"] is True
    assert scene.mastodon.created() == 1
    assert ask(scene, "post", "posts/salt-road.md", "--to", "toots", "--again")[0]["generation"] == 2
    assert (scene.mastodon.created(), scene.discord.created()) == (2, 0)


def test_post_refuses_what_cannot_be_meant(scene: Scene) -> None:
    known(scene)
    assert "allowed are channel, toots" in told(scene, "post", "posts/salt-road.md", "--to", "tooths", code=2)
    file = scene.folder / "posts" / "salt-road.md"
    file.write_text(file.read_text().replace("rating", "post: false\nrating"))
    assert "post: false" in told(scene, "post", "posts/salt-road.md", code=2)
    elsewhere = scene.folder / "elsewhere.md"
    elsewhere.write_text(REVIEW.format(title="Elsewhere", number=9))
    assert "in no source's folder" in told(scene, "post", "elsewhere.md", code=2)
    scene.assert_each_once()


@pytest.mark.thorough
def test_post_beside_a_running_bot_is_sent_by_that_one(scene: Scene) -> None:
    known(scene)
    with scene.run("--only", "watch,post") as bot:
        bot.wait_log("logged in to Discord")
        sent = ask(scene, "post", "posts/salt-road.md")
        assert [one["status"] for one in sent] == ["posted", "posted"]
        bot.wait_log("settled")
        assert bot.interrupt() == 130
    scene.assert_each_once("Salt Road")


def test_too_many_at_once_are_asked_about(scene: Scene) -> None:
    scene.configure(source="mass = 2")
    document = ask(scene, "run", "--once", code=1)
    assert document["questions"] == [{"source": "films", "reviews": 3, "changed": 0, "gone": 0}]
    assert ask(scene, "status", code=1)["questions"][0]["reviews"] == 3
    assert "matinee accept" in told(scene, "status", code=1)
    assert ask(scene, "accept") == {"accepted": {"films": 3}}
    ask(scene, "run", "--once")
    scene.assert_each_once(*TITLES)
    assert "nothing is being asked" in told(scene, "accept")


def test_skip_and_retry(scene: Scene) -> None:
    scene.configure(source="")
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace('hold = "0s"', 'hold = "1h"'))
    ask(scene, "run", "--once")
    waiting = ask(scene, "status")["waiting"]
    assert len(waiting) == 6
    assert all(one["goes_out_at"] for one in waiting)
    for one in waiting:
        if one["title"] != "Salt Road (1971)":
            assert ask(scene, "skip", str(one["id"]))["status"] == "skipped"
    (number, *_) = [one["id"] for one in waiting if one["title"] == "Salt Road (1971)"]
    assert ask(scene, "retry", str(number))["status"] == "waiting"
    ask(scene, "run", "--once")
    posted = ask(scene, "status")["posted"]
    assert [one["id"] for one in posted] == [number]
    assert "there is nothing to skip" in told(scene, "skip", str(number), code=2)
    assert "there is no post number 99" in told(scene, "retry", "99", code=2)


def test_search_and_challenges(scene: Scene) -> None:
    text = REVIEW.format(title="Fog Bell", number=4).replace(
        "---\nNothing", "---\n**[Dread 2026 | 3/10 | Fog](https://l.example)**\n\nNothing"
    )
    (scene.folder / "posts" / "fog-bell.md").write_text(text)
    assert [hit["title"] for hit in ask(scene, "search", "salt rode")] == ["Salt Road"]
    assert ask(scene, "search", "fog bell")[0]["title"] == "Fog Bell"
    assert ask(scene, "search", "nothingness") == []
    (one,) = ask(scene, "challenges")["challenges"]
    assert (one["name"], one["done"], one["total"]) == ("Dread 2026", 1, 10)
    drawn = told(scene, "recap", "dread 2026", "--preview")
    assert "Fog Bell" in drawn
    assert "Nearest" in told(scene, "recap", "Dred 2026", "--preview", code=2)
    assert "allowed are new, week, month, all" in told(scene, "recap", "Dread 2026", "--period", "day", code=2)
    posts = ask(scene, "recap", "Dread 2026", "--period", "all")
    assert [one["status"] for one in posts] == ["posted", "posted"]
    assert ask(scene, "recap", "Dread 2026") == {"recap": "Dread 2026", "posts": []}


def test_a_wrong_configuration_tells_everything_at_once(scene: Scene) -> None:
    scene.configure(source='mass = "many"\nwatch = "sometimes"')
    message = told(scene, "run", "--once", code=2)
    assert 'source "films".mass: "many" is not allowed' in message
    assert 'source "films".watch: "sometimes" is not allowed' in message
    assert "Traceback" not in message


def test_a_missing_token_is_told_and_never_printed(scene: Scene) -> None:
    del scene.environ["MATINEE_MASTODON_TOKEN"]
    message = told(scene, "run", "--once", code=2)
    assert "the environment has no MATINEE_MASTODON_TOKEN" in message
    assert scene.discord.token not in message


def test_an_unreadable_folder_is_told_with_exit_code_3(scene: Scene) -> None:
    ask(scene, "run", "--once")
    shutil.move(scene.folder / "posts", scene.folder / "away")
    assert "can't be read" in ask(scene, "run", "--once", code=3)["troubles"][0]
    assert "can't be read" in told(scene, "check", code=3)
    shutil.move(scene.folder / "away", scene.folder / "posts")
    assert ask(scene, "run", "--once")["posted"] == []
    scene.assert_each_once(*TITLES)


@pytest.mark.parametrize("content", [b"This is a letter to my aunt.\n" * 40, None])
def test_a_foreign_file_in_the_records_place_is_left_alone(scene: Scene, content: bytes | None) -> None:
    (scene.folder / "data").mkdir()
    place = scene.folder / "data" / "matinee.db"
    if content is None:
        with sqlite3.connect(place) as other:
            other.execute("CREATE TABLE letters (text)")
        other.close()
    else:
        place.write_bytes(content)
    before = place.read_bytes()
    message = told(scene, "run", "--once", code=3)
    assert "data/matinee.db" in message
    assert "Traceback" not in message
    assert place.read_bytes() == before


@pytest.mark.thorough
def test_a_second_bot_on_the_same_records_is_refused(scene: Scene) -> None:
    with scene.run("--only", "watch,post") as first:
        first.wait_log("settled")
        assert "Another Matinee posts from" in told(scene, "run", "--once", code=3)
        assert first.interrupt() == 130


@pytest.mark.thorough
def test_commands_alone_need_neither_records_nor_the_other_token(scene: Scene) -> None:
    del scene.environ["MATINEE_MASTODON_TOKEN"]
    with scene.run("--only", "commands") as bot:
        scene.discord.wait_connected()
        bot.wait_log("slash commands registered")
        assert bot.interrupt() == 130
    assert not (scene.folder / "data" / "matinee.db").exists()


def test_wrong_usage_is_exit_code_2(scene: Scene) -> None:
    assert "no part" in told(scene, "run", "--only", "watch,posting", code=2)
    assert told(scene, "preview", code=2)
    assert told(scene, "dance", code=2)
    assert '"x" is no number' in told(scene, "retry", "x", code=2)
    assert "there is no post number" in told(scene, "retry", str(2**63), code=2)
    assert "there is no such file" in told(scene, "check", "-c", "none.toml", code=2)


def test_json_is_alone_on_stdout(scene: Scene) -> None:
    with scene.matinee("run", "--once", "--json") as program:
        assert program.wait() == 0
        json.loads("\n".join(program.out))
        assert any("claimed" in line for line in program.lines)
