"""Trouble with one network never stops the other, and only a bad token is final."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from tests.flow.scene import TITLES, Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.control import JSON
    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

pytestmark = pytest.mark.thorough

HOUR = 3600.0


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    scene.write(*TITLES)
    return scene


@pytest.fixture
def at_work(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    """It has been started before: a very first start waits until every network can be asked for older posts."""
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    scene.once_here()
    scene.write(*TITLES)
    return scene


def connections(state: JSON) -> int:
    """How often a client has connected or come back."""
    return int(state["gateway"]["identifies"] + state["gateway"]["resumes"])


def wait_connections(scene: Scene, count: int) -> None:
    scene.discord.wait_until(lambda state: connections(state) >= count)


def assert_answers(scene: Scene) -> None:
    """A member looks a review up and is answered."""
    scene.discord.wait_until(lambda state: state["gateway"]["connected"] >= 1 and state["commands"]["None"], 30)
    run = scene.discord.interact("latest")
    answer = scene.discord.wait_answer(run, lambda it: it["messages"], 30)
    assert "Salt Road" in str(answer["messages"])


def test_commands_and_posts_from_one_process(scene: Scene) -> None:
    with scene.run() as program:
        scene.discord.wait_created(len(TITLES))
        scene.mastodon.wait_created(len(TITLES))
        assert_answers(scene)
        typing = scene.discord.interact("review", {"title": "salt"}, focused="title")
        assert scene.discord.wait_answer(typing)["choices"][0]["name"].startswith("Salt Road")
        assert program.interrupt() == 130
    scene.assert_each_once(*TITLES)


def test_nothing_listens_where_discord_should_be(at_work: Scene) -> None:
    scene = at_work
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        scene.configure(discord=f"http://127.0.0.1:{port}/api/v10", gateway=f"ws://127.0.0.1:{port}/")
        with scene.run() as program:
            scene.mastodon.wait_created(len(TITLES))
            assert program.running
            program.interrupt()
    scene.configure()
    scene.pass_time(HOUR)
    scene.come_back()
    scene.assert_each_once(*TITLES)


def test_nothing_listens_where_mastodon_should_be(at_work: Scene) -> None:
    scene = at_work
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        scene.configure(mastodon=f"http://127.0.0.1:{nobody.getsockname()[1]}")
        with scene.run() as program:
            scene.discord.wait_created(len(TITLES))
            assert_answers(scene)
            program.interrupt()
    scene.configure()
    scene.pass_time(HOUR)
    scene.come_back()
    scene.assert_each_once(*TITLES)


def test_every_connection_to_discord_is_cut_for_a_while(at_work: Scene) -> None:
    scene = at_work
    scene.discord.fault("reset", times=None)
    scene.discord.gateway(refuse=None)
    with scene.run() as program:
        scene.mastodon.wait_created(len(TITLES))
        scene.discord.clear_faults()
        scene.discord.gateway(refuse=0)
        scene.discord.wait_created(len(TITLES), timeout=60)
        assert_answers(scene)
        assert program.running


def test_the_gateway_refuses_then_drops_then_talks_nonsense(scene: Scene) -> None:
    scene.discord.gateway(refuse=1, status=503)
    with scene.run():
        scene.discord.wait_created(len(TITLES))
        scene.mastodon.wait_created(len(TITLES))
        assert_answers(scene)
        for trouble in ({"drop": True}, {"raw": '{"op":0,"t":"INTERACTION_CREATE","s":99,"d":{}}'}):
            before = connections(scene.discord.state())
            scene.discord.gateway(**trouble)
            wait_connections(scene, before + 1)
            assert_answers(scene)


def test_a_token_that_the_gateway_refuses_ends_the_commands_only(scene: Scene) -> None:
    scene.discord.set(gateway_token="another")
    with scene.run() as program:
        program.wait_log("refuses the bot's token")
        scene.discord.wait_created(len(TITLES))
        scene.mastodon.wait_created(len(TITLES))
        assert program.running
    assert scene.discord.state()["gateway"]["identifies"] == 1


def test_a_bad_discord_token_ends_discord_only(scene: Scene) -> None:
    scene.discord.set(token="another")
    with scene.run() as program:
        scene.mastodon.wait_created(len(TITLES))
        program.wait_log("oken")
        assert program.running
        assert program.interrupt() == 130
        assert scene.discord.token not in program.told()
    scene.discord.set(token=scene.discord.token)
    scene.come_back()
    scene.assert_each_once(*TITLES)


def test_a_bad_mastodon_token_ends_mastodon_only(scene: Scene) -> None:
    scene.mastodon.set(revoked=True)
    with scene.run() as program:
        scene.discord.wait_created(len(TITLES))
        program.wait_log("token")
        assert_answers(scene)
        assert program.running
    scene.mastodon.set(revoked=False)
    scene.come_back()
    scene.assert_each_once(*TITLES)
