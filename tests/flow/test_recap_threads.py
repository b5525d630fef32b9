"""A long recap on both networks, told by the real program in several posts, which is killed at each of them.

The networks hold a request exactly where the program is to die: see :mod:`tests.flow.test_crashes`.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.ledger.model import Owed
from bot.ledger.store import Ledger
from bot.recaps.compute import recap_data, recap_title
from tests.fakes.discord.forum_control import ForumControl
from tests.fakes.discord.world import FORUM_ID
from tests.flow.scene import Scene
from tests.flow.terminal import ask, told
from tests.unit.post.threads import a_recap

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

FILMS = 30  # two posts on Discord, four or five on Mastodon
FILM = re.compile(r"Film (\d{3}) ")
PLACES = ("channel", "toots")


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    """A site whose recap waits, at both places."""
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    owe(scene)
    return scene


def owe(scene: Scene) -> None:
    now, recap = datetime.now(UTC), replace(a_recap(FILMS), picture=False)
    (scene.folder / "data").mkdir()
    with closing(Ledger.open(f"sqlite:///{scene.folder}/data/matinee.db")) as records:
        for place in PLACES:
            owed = Owed(f"recap:horror@{place}:2026-03-01T18:00", "recap", recap_title(recap), place, now)
            assert records.record_recap(f"horror@{place}", "2026-03-01T18:00", recap_data(recap), [], [owed], now)


def run_and_kill(scene: Scene) -> None:
    with scene.run("--only", "post") as program:
        scene.wait_held()
        program.kill()


def assert_told_once(scene: Scene) -> None:
    """Every film once at each place, the newest posts replying to those before, and nothing ever made twice."""
    said: list[dict[str, Any]] = scene.discord.messages()
    tooted = scene.mastodon.statuses()
    assert _films(said) == _films(tooted) == list(range(1, FILMS + 1))
    replies = [(one.get("message_reference") or {}).get("message_id") for one in said]
    assert replies == [None, *(one["id"] for one in said)][:-1]
    assert [one["in_reply_to_id"] for one in tooted] == [None, *(one["id"] for one in tooted)][:-1]
    assert (scene.discord.created(), scene.mastodon.created()) == (len(said), len(tooted))
    assert len(tooted) > len(said) == 2
    assert scene.discord.violations() == []


def _films(posts: list[dict[str, Any]]) -> list[int]:
    return [int(number) for post in posts for number in FILM.findall(str(post))]


@pytest.mark.thorough
def test_told_in_one_run(scene: Scene) -> None:
    assert scene.once() == 0
    assert_told_once(scene)
    assert scene.once() == 0
    assert_told_once(scene)
    parts = len(scene.mastodon.statuses())
    assert f"Recap: Oh My Horror, 2026-03-01 (part {parts} of {parts})" in told(scene, "status")
    posted = ask(scene, "status")["posted"]
    one = {place: next(row["id"] for row in posted if row["destination"] == place) for place in PLACES}
    assert {row["outcome"] for row in ask(scene, "unpost", str(one["toots"]))} == {"taken down"}
    assert scene.mastodon.statuses() == []
    assert len(scene.discord.messages()) == 2
    assert {row["outcome"] for row in ask(scene, "unpost", str(one["channel"]))} == {"taken down"}
    assert scene.discord.messages() == []
    assert scene.once() == 0
    assert (scene.discord.created(), scene.mastodon.created()) == (2, parts)
    assert "there is neither such a file nor a post of this number" in told(scene, "unpost", "999", code=2)


@pytest.mark.thorough
@pytest.mark.parametrize("after", [True, False])
def test_killed_at_every_part(scene: Scene, after: bool) -> None:
    how = {"after": True} if after else {"drop": True}
    for _ in range(2):
        scene.hold_posts(**how)
        run_and_kill(scene)
        scene.release()
        if not after:
            scene.once()
            break
    scene.once()
    assert_told_once(scene)


@pytest.mark.thorough
@pytest.mark.parametrize("step", ["claimed", "sending", "sent", "settled"])
def test_killed_as_soon_as_a_step_is_told(scene: Scene, step: str) -> None:
    for _ in range(2):
        with scene.run("--only", "post") as program:
            program.wait_log(f" {step} ")
            program.kill()
    scene.once_here()
    assert_told_once(scene)


@pytest.mark.thorough
def test_killed_in_a_forum(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> None:
    forum = ForumControl(fake_discord.address)
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace(str(scene.channel_id), str(FORUM_ID)))
    owe(scene)
    fake_discord.fault("hang", "POST", f"/channels/{FORUM_ID}/threads", after=True)
    with scene.run("--only", "post") as program:
        fake_discord.wait_held()
        program.kill()
    scene.release()
    (first,) = forum.messages()
    fake_discord.fault("hang", "POST", f"/channels/{first['id']}/messages", after=True)
    with scene.run("--only", "post") as program:
        fake_discord.wait_held()
        program.kill()
    scene.release()
    assert scene.once() == 0
    said = fake_discord.messages(int(first["id"]))
    assert _films(said) == list(range(1, FILMS + 1))
    assert len(said) == 2
    assert forum.created() == 1
