"""The real program, killed at each step of a delivery and started again: nothing lost, nothing doubled.

The networks hold a request exactly where the program is to die, so no test depends on luck: held before the work, the
delivery is claimed and nothing accepted; held after it, the post stands and its sender can't know.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.fakes.discord.world import TEXT_ID
from tests.flow.scene import TITLES, Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

pytestmark = pytest.mark.thorough

HOUR = 3600.0


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    scene.write(*TITLES)
    return scene


def run_and_kill(scene: Scene) -> None:
    """Run until both networks hold a request, then pull the plug."""
    with scene.run("--only", "watch,post") as program:
        scene.wait_held()
        program.kill()


def test_killed_when_claimed_and_nothing_has_arrived(scene: Scene) -> None:
    scene.hold_posts(drop=True)
    run_and_kill(scene)
    scene.release()
    assert scene.posted() == {"channel": [], "toots": []}
    scene.once()
    scene.assert_each_once(*TITLES)


def test_killed_when_accepted_and_the_answer_is_on_its_way(scene: Scene) -> None:
    scene.hold_posts(after=True)
    run_and_kill(scene)
    scene.release()
    scene.once()
    scene.assert_each_once(*TITLES)


def test_killed_while_its_request_is_still_travelling(scene: Scene) -> None:
    scene.hold_posts()
    run_and_kill(scene)
    scene.once_here()
    scene.release()  # only now the dead program's request arrives
    scene.assert_each_once(*TITLES)


def test_killed_with_the_answer_in_hand_but_not_recorded(scene: Scene) -> None:
    scene.hold_posts(after=True)
    with scene.run("--only", "watch,post") as program:
        scene.wait_held()
        with sqlite3.connect(scene.folder / "data" / "matinee.db", isolation_level=None) as records:
            records.execute("BEGIN IMMEDIATE")  # nothing can be recorded from here on
            scene.release()
            program.kill()
        records.close()
    scene.once()
    scene.assert_each_once(*TITLES)


@pytest.mark.parametrize("step", ["claimed", "sending", "sent", "settled"])
def test_killed_as_soon_as_a_step_is_told(scene: Scene, step: str) -> None:
    with scene.run("--only", "watch,post") as program:
        program.wait_log(f" {step} ")
        program.kill()
    scene.once_here()
    scene.assert_each_once(*TITLES)


def test_nothing_is_posted_again_by_a_second_start(scene: Scene) -> None:
    for _ in range(2):
        assert scene.once() == 0
    scene.assert_each_once(*TITLES)


def test_killed_again_while_looking_for_its_post(scene: Scene) -> None:
    scene.hold_posts(after=True)
    run_and_kill(scene)
    scene.release()
    scene.hold_histories()
    run_and_kill(scene)
    scene.release()
    scene.once_here()
    scene.assert_each_once(*TITLES)


def test_killed_at_every_single_post(scene: Scene) -> None:
    for _ in TITLES:
        scene.hold_posts(after=True)
        run_and_kill(scene)
        scene.release()
    scene.once()
    scene.assert_each_once(*TITLES)


def test_a_run_that_only_passes_by_is_killed(scene: Scene) -> None:
    scene.hold_posts(after=True)
    with scene.run("--once") as program:
        scene.wait_held()
        program.kill()
    scene.release()
    scene.once_here()
    scene.assert_each_once(*TITLES)


def test_found_again_long_after_the_networks_have_forgotten_its_key(scene: Scene) -> None:
    scene.hold_posts(after=True)
    run_and_kill(scene)
    scene.release()
    scene.mastodon.like_gotosocial()
    scene.pass_time(2 * HOUR)
    scene.once_here()
    scene.assert_each_once(*TITLES)


def test_what_cannot_be_known_is_left_to_the_owner(scene: Scene) -> None:
    scene.hold_posts(after=True)
    run_and_kill(scene)
    scene.release()
    scene.mastodon.hide_history()
    scene.discord.channel(id=TEXT_ID, denied=["read_message_history"])
    scene.pass_time(2 * HOUR)
    scene.once_here()
    scene.assert_each_once(*TITLES)
    assert statuses(scene) == {"posted": 4, "unknown": 2}


def test_a_post_that_a_moderator_took_down_stays_down(scene: Scene) -> None:
    scene.hold_posts(after=True)
    run_and_kill(scene)
    scene.release()
    (message,) = scene.discord.messages()
    scene.discord.delete_message(message["id"])
    scene.once_here()
    assert scene.discord.created() == len(TITLES)
    assert len(scene.discord.messages()) == len(TITLES) - 1


def statuses(scene: Scene) -> dict[str, int]:
    """How many deliveries stand in each state, by the records themselves."""
    records = sqlite3.connect(scene.folder / "data" / "matinee.db")
    try:
        return dict(records.execute("SELECT status, count(*) FROM deliveries GROUP BY status"))
    finally:
        records.close()
