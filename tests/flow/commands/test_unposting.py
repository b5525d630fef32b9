"""``unpost``: a review's posts are taken down through the same records as everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.fakes.mastodon.control import STATUSES
from tests.flow.scene import REVIEW, TITLES
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from tests.flow.scene import Scene

pytestmark = pytest.mark.thorough

FILE = "posts/salt-road.md"
ONE_STATUS = f"{STATUSES}/*"


def standing(scene: Scene) -> tuple[int, int]:
    """How many posts stand: on Discord, on Mastodon."""
    return len(scene.discord.messages()), len(scene.mastodon.statuses())


def outcomes(answer: list[dict[str, Any]]) -> dict[str, str]:
    return {one["destination"]: one["outcome"] for one in answer}


def test_the_posts_are_taken_down_everywhere_and_stay_down(scene: Scene) -> None:
    ask(scene, "run", "--once")
    assert outcomes(ask(scene, "unpost", FILE)) == {"channel": "taken down", "toots": "taken down"}
    assert standing(scene) == (2, 2)
    assert {one["status"] for one in ask(scene, "status")["removed"]} == {"removed"}
    (scene.folder / FILE).write_text(REVIEW.format(title="Salt Road", number=2) + "A late word.\n")
    assert ask(scene, "run", "--once")["posted"] == []
    assert standing(scene) == (2, 2)
    assert ask(scene, "unpost", FILE) == []
    assert "nothing of it stands" in told(scene, "unpost", FILE)


def test_only_the_named_destination(scene: Scene) -> None:
    ask(scene, "run", "--once")
    assert outcomes(ask(scene, "unpost", FILE, "--to", "toots")) == {"toots": "taken down"}
    assert standing(scene) == (3, 2)
    assert "allowed are channel, toots" in told(scene, "unpost", FILE, "--to", "tooths", code=2)


def test_a_file_that_is_gone_is_known_by_its_old_path(scene: Scene) -> None:
    ask(scene, "run", "--once")
    (scene.folder / FILE).unlink()
    ask(scene, "run", "--once")
    assert standing(scene) == (3, 3)  # gone = "keep"
    assert "taken down" in told(scene, "unpost", FILE)
    assert standing(scene) == (2, 2)


def test_a_renamed_file_is_the_same_review(scene: Scene) -> None:
    ask(scene, "run", "--once")
    (scene.folder / FILE).rename(scene.folder / "posts" / "the-salt-road.md")
    assert len(ask(scene, "unpost", "posts/the-salt-road.md")) == 2
    assert standing(scene) == (2, 2)


def test_what_waits_is_not_sent(scene: Scene) -> None:
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace('hold = "0s"', 'hold = "1h"'))
    ask(scene, "run", "--once")
    assert outcomes(ask(scene, "unpost", FILE)) == {"channel": "not sent", "toots": "not sent"}
    assert len(ask(scene, "status")["waiting"]) == 4


def test_beside_a_running_bot_that_one_does_it(scene: Scene) -> None:
    ask(scene, "run", "--once")
    with scene.run("--only", "watch,post") as bot:
        bot.wait_log("logged in to Discord")
        assert outcomes(ask(scene, "unpost", FILE)) == {"channel": "taken down", "toots": "taken down"}
        assert bot.interrupt() == 130
    assert standing(scene) == (2, 2)


def test_a_network_that_is_away_is_told_and_done_later(scene: Scene) -> None:
    ask(scene, "run", "--once")
    scene.mastodon.unavailable(method="DELETE", path=ONE_STATUS)
    assert outcomes(ask(scene, "unpost", FILE, code=3)) == {"channel": "taken down", "toots": "stands"}
    (change,) = ask(scene, "status")["changes"]
    assert (change["destination"], change["change"], change["status"]) == ("toots", "delete", "waiting")
    assert "taking down" in told(scene, "status")
    scene.pass_time(3600)
    scene.once_here()
    assert standing(scene) == (2, 2)


def test_a_network_that_refuses_needs_the_owner(scene: Scene) -> None:
    ask(scene, "run", "--once")
    scene.mastodon.answer(422, "not now", method="DELETE", path=ONE_STATUS)
    answer = ask(scene, "unpost", FILE, code=1)
    assert outcomes(answer) == {"channel": "taken down", "toots": "stands"}
    number = str(next(one["id"] for one in answer if one["outcome"] == "stands"))
    assert f"matinee retry {number}, or matinee skip {number}" in told(scene, "status", code=1)
    assert ask(scene, "retry", number)["status"] == "waiting"
    ask(scene, "run", "--once")
    assert standing(scene) == (2, 2)
    assert ask(scene, "status")["changes"] == []


def test_a_refused_taking_down_can_be_dropped(scene: Scene) -> None:
    ask(scene, "run", "--once")
    scene.mastodon.answer(422, "not now", method="DELETE", path=ONE_STATUS)
    answer = ask(scene, "unpost", FILE, "--to", "toots", code=1)
    number = str(answer[0]["id"])
    assert "it stays as it is" in told(scene, "skip", number)
    assert ask(scene, "status")["changes"] == []
    assert "there is nothing to skip" in told(scene, "skip", number, code=2)
    assert "there is nothing to retry" in told(scene, "retry", number, code=2)
    assert standing(scene) == (3, 3)


def test_a_paused_destination_keeps_the_wish(scene: Scene) -> None:
    ask(scene, "run", "--once")
    ask(scene, "pause", "toots")
    assert "it waits: You paused it" in told(scene, "unpost", FILE, "--to", "toots", code=1)
    ask(scene, "resume", "toots")
    ask(scene, "run", "--once")
    assert standing(scene) == (3, 2)


def test_posting_again_what_was_taken_down_is_a_second_post(scene: Scene) -> None:
    ask(scene, "run", "--once")
    ask(scene, "unpost", FILE, "--to", "toots")
    assert "--again posts it anew" in told(scene, "post", FILE, "--to", "toots", code=1)
    (second,) = ask(scene, "post", FILE, "--to", "toots", "--again")
    assert (second["status"], second["generation"]) == ("posted", 2)
    assert scene.mastodon.created() == len(TITLES) + 1


@pytest.mark.parametrize("file", ["posts/none.md", "elsewhere.md"])
def test_a_file_that_nobody_knows(scene: Scene, file: str) -> None:
    assert "no post of it" in told(scene, "unpost", file, code=2)
