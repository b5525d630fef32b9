"""Networks and programs side by side: none of them waits for another's trouble."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from bot.ledger.store import Ledger
from tests.flow.scene import TITLES, Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

pytestmark = pytest.mark.thorough


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    return Scene(tmp_path, fake_discord, fake_mastodon)


def test_a_run_that_passes_by_posts_to_mastodon_while_discord_s_login_hangs(scene: Scene) -> None:
    scene.once()  # before a first start every network is asked
    scene.write(*TITLES)
    scene.discord.fault("hang", "GET", "/users/@me")
    with scene.run("--once") as program:
        scene.discord.wait_held()
        scene.mastodon.wait_created(len(TITLES), timeout=20)
        scene.discord.release()
        assert program.wait() == 0, program.told()
    scene.assert_each_once(*TITLES)


def test_a_post_by_hand_goes_out_when_a_run_that_passed_it_by_ends(scene: Scene) -> None:
    scene.write("Salt Road")
    with closing(Ledger.open(f"sqlite:///{scene.folder}/data/matinee.db")) as records, ExitStack() as other:
        other.enter_context(records.courier_lock())  # as a run that has looked already, and is about to end
        with scene.matinee("post", "posts/salt-road.md", "--json") as program:
            program.wait_log("another Matinee posts")
            other.close()
            assert program.wait() == 0, program.told()
            assert [one["status"] for one in program.result()] == ["posted", "posted"]
    scene.assert_each_once("Salt Road")
