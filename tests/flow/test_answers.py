"""Answers that get lost, come late or ask for patience: every review is posted exactly once all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.post.discord import calls as discord_calls
from bot.post.mastodon import calls as mastodon_calls
from tests.fakes.discord.control import MESSAGES
from tests.fakes.mastodon.control import STATUSES
from tests.flow.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fakes.control import JSON
    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

pytestmark = pytest.mark.thorough

TITLES = ("The Lamp Keeper", "Salt Road")
HOUR = 3600.0


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    scene.write(*TITLES)
    return scene


def both(kind: str, **how: object) -> Callable[[Scene], None]:
    def make(scene: Scene) -> None:
        scene.discord.fault(kind, "POST", MESSAGES, **how)
        scene.mastodon.fault(kind, "POST", STATUSES, **how)

    return make


def too_many(scene: Scene) -> None:
    scene.discord.rate_limited("banned", method="POST", path=MESSAGES)
    scene.mastodon.rate_limited("reset", method="POST", path=STATUSES)


def bare_too_many(scene: Scene) -> None:
    scene.discord.rate_limited("route", 0.05, method="POST", path=MESSAGES)
    scene.mastodon.rate_limited("bare", method="POST", path=STATUSES)


def maintenance(scene: Scene) -> None:
    scene.discord.fault("status", "POST", MESSAGES, status=503)
    scene.mastodon.unavailable(method="POST", path=STATUSES)


TROUBLES = {
    "the answer is lost": both("lost"),
    "half the answer arrives": both("half"),
    "the connection is reset before the work": both("reset"),
    "the connection is reset after the work": both("reset", after=True),
    "an error although it was accepted": both("status", status=500, after=True),
    "an error page": both("status", status=504, body="<h1>Gateway Timeout</h1>", headers={"Content-Type": "text/html"}),
    "too many requests, until a time": too_many,
    "too many requests": bare_too_many,
    "maintenance": maintenance,
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_posted_once(scene: Scene, trouble: str) -> None:
    TROUBLES[trouble](scene)
    scene.once_here()
    scene.pass_time(HOUR)
    scene.come_back()
    scene.assert_each_once(*TITLES)


def test_a_refusal_does_not_hide_that_an_earlier_attempt_may_have_worked(scene: Scene) -> None:
    scene.discord.fault("status", "POST", MESSAGES, status=500, after=True)
    scene.discord.fault("status", "POST", MESSAGES, status=401, body='{"message": "401: Unauthorized", "code": 0}')
    for _ in range(5):
        scene.once_here()
        scene.pass_time(HOUR)
    scene.assert_each_once(*TITLES)


@pytest.mark.parametrize("after", [True, False], ids=["with its answer", "before the work"])
def test_a_network_that_hangs_is_not_waited_for(scene: Scene, monkeypatch: pytest.MonkeyPatch, after: bool) -> None:
    monkeypatch.setattr(discord_calls, "CALL_TIMEOUT", 2.5)
    monkeypatch.setattr(mastodon_calls, "CALL_TIMEOUT", 2.5)
    scene.hold_posts(after=after)
    scene.once_here()
    scene.wait_held()
    monkeypatch.undo()
    scene.once_here()  # while the first request still hangs
    scene.release()
    scene.assert_each_once(*TITLES)


def test_the_one_that_stays_finds_its_post_by_itself(scene: Scene) -> None:
    both("lost")(scene)
    with scene.run("--only", "watch,post") as program:
        scene.discord.wait_created(len(TITLES), timeout=30)
        scene.mastodon.wait_created(len(TITLES), timeout=30)
        assert program.interrupt() == 130
    scene.assert_each_once(*TITLES)


async def test_nothing_is_tried_before_the_time_that_a_network_names(scene: Scene) -> None:
    scene.mastodon.rate_limited("reset", 600, method="POST", path=STATUSES)
    async with scene.app() as app:
        await app.once()
        assert app.courier is not None
        scene.pass_time(590)
        await app.courier.deliver_due()
        assert posts(scene) == []
        scene.pass_time(30)
        await app.courier.deliver_due()
    scene.assert_each_once(*TITLES)


def posts(scene: Scene) -> list[JSON]:
    """The toots that reached the server's work."""
    return [it for it in scene.mastodon.state()["requests"] if (it["method"], it["path"]) == ("POST", STATUSES)]
