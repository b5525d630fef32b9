"""Ctrl-C and a service manager's SIGTERM end the program soon, and what was on its way stands exactly once."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.flow.scene import TITLES, Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    scene.write(*TITLES)
    return scene


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_run_that_is_stopped_leaves_the_rest_to_the_next(scene: Scene, number: signal.Signals) -> None:
    scene.hold_posts(after=True)
    with scene.run("--once") as program:
        scene.wait_held()
        assert program.signal(number) == 130
        assert "the next run goes on" in program.told()
        assert "Traceback" not in program.told()
    scene.release()
    scene.once()
    scene.assert_each_once(*TITLES)


def test_a_service_that_is_stopped_ends_well(scene: Scene) -> None:
    with scene.run("--only", "watch,post") as program:
        program.wait_log("settled")
        assert program.signal(signal.SIGTERM) == 0
    scene.once()
    scene.assert_each_once(*TITLES)
