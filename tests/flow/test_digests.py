"""Seven shorts of a day, one post on each network: through crashes, corrections, takings-back and lost records."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.flow.scene import Scene
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

SHORTS = ("Lamp", "Salt", "Paper", "Tide", "Ember", "Moss", "Wick")
SITE = "https://films.example"
ADDRESSES = {f"{SITE}/{title.lower()}.html" for title in SHORTS}
LINK = re.compile(r"https://films\.example/[a-z-]+\.html")
DAY = timedelta(days=1)


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    """A site whose shorts of yesterday wait for a time of day that has come since."""
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    config = scene.folder / "matinee.toml"
    digest = 'digest = { tag = "short", at = "12:00", min = 2 }'
    config.write_text(re.sub(r'(network = "\w+")', rf"\1\n{digest}", config.read_text()))
    write(scene, *SHORTS)
    return scene


def write(scene: Scene, *titles: str) -> None:
    scene.write(*titles)
    for title in titles:
        file = scene.folder / "posts" / f"{title.lower()}.md"
        file.write_text(file.read_text().replace('rating: "3.5"', 'rating: "3.5"\ntags: [short]'))


def change(scene: Scene, title: str, before: str, after: str) -> None:
    file = scene.folder / "posts" / f"{title.lower()}.md"
    file.write_text(file.read_text().replace(before, after))


def bring_in(scene: Scene) -> None:
    """A look at the files, a day ago: nothing goes out yet."""
    scene.clock.ahead = -DAY
    scene.once_here()
    assert (scene.discord.created(), scene.mastodon.created()) == (0, 0)
    scene.clock.ahead = timedelta(0)


def posts(scene: Scene) -> dict[str, list[set[str]]]:
    """The addresses in each post."""
    return {
        "channel": [set(LINK.findall(str(message))) for message in scene.discord.messages()],
        "toots": [set(LINK.findall(status["text"])) for status in scene.mastodon.statuses()],
    }


def headlines(scene: Scene) -> set[str]:
    heads = {message["embeds"][0]["title"] for message in scene.discord.messages()}
    return {head.split(": ")[1] for head in heads | {one["text"].split("\n")[0] for one in scene.mastodon.statuses()}}


def assert_one_digest(scene: Scene, addresses: set[str] = ADDRESSES, headline: str = "seven shorts") -> None:
    assert posts(scene) == {"channel": [addresses], "toots": [addresses]}
    assert headlines(scene) == {headline}
    assert (scene.discord.created(), scene.mastodon.created()) == (1, 1)


@pytest.mark.thorough
def test_seven_shorts_are_one_post_on_each_network(scene: Scene) -> None:
    bring_in(scene)
    for _ in range(2):
        assert scene.once() == 0
        assert_one_digest(scene)


@pytest.mark.parametrize(
    "step", ["gathered", *(pytest.param(step, marks=pytest.mark.thorough) for step in ("claimed", "sent", "settled"))]
)
def test_killed_as_soon_as_a_step_is_told(scene: Scene, step: str) -> None:
    bring_in(scene)
    with scene.run("--only", "watch,post") as program:
        program.wait_log(f" {step} ")
        program.kill()
    scene.once_here()
    assert_one_digest(scene)


@pytest.mark.thorough
@pytest.mark.parametrize("arrived", [True, False])
def test_killed_while_its_request_is_on_the_wire(scene: Scene, *, arrived: bool) -> None:
    bring_in(scene)
    scene.hold_posts(**({"after": True} if arrived else {"drop": True}))
    with scene.run("--only", "watch,post") as program:
        scene.wait_held()
        program.kill()
    scene.release()
    change(scene, "Lamp", "Lamp (1971)", "Lantern (1971)")  # what stands is found by its address all the same
    scene.mastodon.like_gotosocial()
    scene.pass_time(7200)
    scene.once_here()
    scene.pass_time(1800)
    scene.once_here()
    assert_one_digest(scene)
    assert all("Lantern" in text for text in shown(scene))


def shown(scene: Scene) -> list[str]:
    return [str(scene.discord.messages()), str([one["text"] for one in scene.mastodon.statuses()])]


@pytest.mark.thorough
def test_a_member_is_corrected_and_taken_back_in_it(scene: Scene) -> None:
    bring_in(scene)
    scene.once_here()
    change(scene, "Moss", '"3.5"', '"1"')
    scene.once_here()
    assert all("★ (1/5)" in text for text in shown(scene))
    assert {one["outcome"] for one in ask(scene, "unpost", "posts/moss.md")} == {"taken down"}
    assert_one_digest(scene, ADDRESSES - {f"{SITE}/moss.html"}, "six shorts")


@pytest.mark.thorough
def test_too_few_go_one_by_one(scene: Scene) -> None:
    for title in SHORTS[1:]:
        (scene.folder / "posts" / f"{title.lower()}.md").unlink()
    bring_in(scene)
    scene.once_here()
    assert posts(scene) == {"channel": [{f"{SITE}/lamp.html"}], "toots": [{f"{SITE}/lamp.html"}]}
    assert "Lamp (1971)" in scene.mastodon.statuses()[0]["text"].split("\n")[0]


@pytest.mark.thorough
def test_lost_records_know_who_was_in_it(scene: Scene) -> None:
    bring_in(scene)
    scene.once_here()
    for file in (scene.folder / "data").glob("matinee.db*"):
        file.unlink()
    ask(scene, "rebuild")
    change(scene, "Moss", '"3.5"', '"1"')
    scene.once_here()
    assert_one_digest(scene)


def test_status_and_a_dry_run_tell_of_it(scene: Scene) -> None:
    bring_in(scene)
    assert told(scene, "status").count("waits for the digest") == 2 * len(SHORTS)
    would_post = ask(scene, "run", "--once", "--dry-run")["would_post"]
    assert [(one["kind"], one["destination"]) for one in would_post] == [("digest", "channel"), ("digest", "toots")]
    scene.once_here()
    member = ask(scene, "status")["gathered"][0]
    assert f"in the digest, number {member['digest']}" in told(scene, "skip", str(member["id"]), code=2)
    after = told(scene, "status")
    assert after.count("gathered") == 2 * len(SHORTS)
    assert after.count("(a digest · ") == 2


@pytest.mark.thorough
def test_records_put_back_make_no_second_post_of_anybody(scene: Scene) -> None:
    bring_in(scene)
    ask(scene, "backup", "saved.db")
    scene.once_here()
    ask(scene, "restore", "saved.db", "--replace")
    for _ in range(3):
        scene.once_here()
        scene.pass_time(1800)
    assert_one_digest(scene)
    with closing(sqlite3.connect(scene.folder / "data" / "matinee.db")) as records:
        counts = dict(records.execute("SELECT status, count(*) FROM deliveries GROUP BY status"))
    assert counts == {"gathered": 2 * len(SHORTS), "posted": 2}


def test_by_the_owner_s_clock_it_is_today(scene: Scene) -> None:
    now = datetime.now(UTC)
    noon = now.replace(hour=12, minute=0, second=0)
    scene.clock.ahead = noon + DAY - timedelta(hours=1) - now
    scene.once_here()
    scene.clock.ahead += timedelta(hours=2)
    scene.once_here()
    heads = {one["text"].split("\n")[0] for one in scene.mastodon.statuses()}
    assert heads == {"Today: seven shorts"}


@pytest.mark.thorough
def test_relink_finds_and_mends_the_addresses_in_it(scene: Scene) -> None:
    bring_in(scene)
    scene.once_here()
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace('permalink = "/{slug}.html"', 'permalink = "/films/{slug}/"'))
    scene.once_here()
    assert_one_digest(scene)
    assert len(ask(scene, "relink")) == 2 * len(SHORTS)
    assert {one["outcome"] for one in ask(scene, "relink", "--apply")} == {"put right"}
    assert all(text.count("/films/") == len(SHORTS) and ".html" not in text for text in shown(scene))
    assert ask(scene, "relink") == []
