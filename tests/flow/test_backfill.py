"""Old reviews are filled in between new ones: planned, queued, dripped, taken back, and never posted twice."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.flow.scene import Scene
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

OLD = ("Lamp", "Salt", "Paper", "Tide")
DAY = timedelta(days=1)


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    """A site whose reviews were there before the bot."""
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace('first_run = "post"', 'first_run = "known"'))
    scene.write(*OLD)
    scene.once_here()
    assert scene.posted() == {"channel": [], "toots": []}
    return scene


def addresses(*titles: str) -> list[str]:
    return [f"https://films.example/{title.lower()}.html" for title in titles]


def test_a_dry_run_tells_what_goes_when_and_why_the_others_do_not(scene: Scene) -> None:
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace('network = "mastodon"', 'network = "mastodon"\nfilter.min_rating = 4'))
    file = scene.folder / "posts" / "salt.md"
    file.write_text(file.read_text().replace("rating:", "post: false\nrating:"))
    text = told(scene, "backfill", "--since", "2026-01-01", "--until", "2026-01-03", "--dry-run")
    first, second, *_ = text.splitlines()
    assert re.fullmatch(r"\w{3} \d+ \w{3} \d\d:\d\d  channel: Lamp \(1971\), of Thu 1 Jan.*", first)
    assert "channel: Paper (1971), of Sat 3 Jan" in second
    assert "an old review, one a day" in second
    assert 'left out  2: "toots" takes ratings from 4 up' in text
    assert "left out  1: The front matter says post: false. (Salt)" in text
    assert "Tide" not in text
    assert "nothing was queued" in text
    assert "nothing waits" in told(scene, "status")


@pytest.mark.thorough
def test_they_drip_the_oldest_first_and_say_their_dates(scene: Scene) -> None:
    asked = ask(scene, "backfill", "--since", "2026", "--limit", "3")
    assert [one["title"][:4] for one in asked["queued"] if one["destination"] == "toots"] == ["Lamp", "Salt", "Pape"]
    for day in range(5):
        scene.once_here()
        assert len(scene.posted()["toots"]) == min(3, day + 1)
        scene.pass_time(DAY.total_seconds())
    assert scene.posted() == {"channel": addresses(*OLD[:3]), "toots": addresses(*OLD[:3])}
    assert all("January" in one["text"] for one in scene.mastodon.statuses())


@pytest.mark.thorough
def test_twice_in_a_row_queues_nothing_twice(scene: Scene) -> None:
    ask(scene, "backfill", "--since", "2026", "--limit", "1")
    scene.once_here()
    ask(scene, "backfill", "--since", "2026", "--limit", "2")
    again = ask(scene, "backfill", "--since", "2026")
    assert [one["title"] for one in again["queued"]] == ["Tide (1971)"] * 2
    assert {one["reason"].split(",")[0] for one in again["left_out"]} == {"It is posted already", "It waits already"}
    for _ in OLD:
        scene.pass_time(DAY.total_seconds())
        scene.once_here()
    scene.assert_each_once(*OLD)


@pytest.mark.thorough
def test_a_new_review_waits_for_none_of_them(scene: Scene) -> None:
    ask(scene, "backfill", "--since", "2026", "--every", "1m")
    scene.write("Ember")
    scene.once_here()
    assert scene.posted()["toots"][0] == addresses("Ember")[0]
    for _ in range(2 * len(OLD)):
        scene.pass_time(60)
        scene.once_here()
    scene.assert_each_once("Ember", *OLD)


@pytest.mark.thorough
def test_those_that_wait_can_be_taken_back_and_queued_again(scene: Scene) -> None:
    ask(scene, "backfill", "--since", "2026")
    scene.once_here()
    assert "3 posts of old reviews would be taken back" in told(scene, "backfill", "--cancel", "--dry-run")
    assert len(ask(scene, "backfill", "--cancel", "--to", "toots")["cancelled"]) == 3
    assert len(ask(scene, "backfill", "--cancel")["cancelled"]) == 3
    assert "no old reviews wait" in told(scene, "backfill", "--cancel")
    assert len(ask(scene, "backfill", "--since", "2026")["queued"]) == 6


def test_one_that_was_corrected_goes_out_as_it_reads_then(scene: Scene) -> None:
    ask(scene, "backfill", "--since", "2026", "--limit", "1", "--to", "toots")
    file = scene.folder / "posts" / "lamp.md"
    file.write_text(file.read_text().replace("Lamp is in a hurry", "Lamp is in any hurry"))
    scene.once_here()
    scene.pass_time(60)
    scene.once_here()
    [status] = scene.mastodon.statuses()
    assert "any hurry" in status["text"]
    assert scene.posted()["channel"] == []
