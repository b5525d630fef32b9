"""What ``run --once`` tells besides its posts: corrections, takings-down and destinations that are paused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.mastodon.control import STATUSES
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from tests.flow.scene import Scene


@pytest.fixture
def corrected(scene: Scene) -> Scene:
    """Posted, and then a rating is put right."""
    ask(scene, "run", "--once")
    file = scene.folder / "posts" / "salt-road.md"
    file.write_text(file.read_text().replace("3.5", "4"))
    return scene


def test_corrections_are_told(corrected: Scene) -> None:
    document = ask(corrected, "run", "--once")
    assert document["posted"] == []
    assert sorted((one["destination"], one["change"], one["status"]) for one in document["changes"]) == [
        ("channel", "edit", "done"),
        ("toots", "edit", "done"),
    ]
    assert ask(corrected, "run", "--once")["changes"] == []
    assert "nothing was due" in told(corrected, "run", "--once")


@pytest.mark.thorough
def test_a_correction_that_waits_for_a_network_is_a_failure_of_that_network(corrected: Scene) -> None:
    corrected.mastodon.unavailable(method="PUT", path=f"{STATUSES}/*")
    document = ask(corrected, "run", "--once", code=3)
    assert sorted(one["status"] for one in document["changes"]) == ["done", "waiting"]


@pytest.mark.thorough
def test_a_correction_that_is_refused_needs_the_owner(corrected: Scene) -> None:
    corrected.mastodon.answer(422, "not like this", method="PUT", path=f"{STATUSES}/*")
    assert "correction" in (text := told(corrected, "run", "--once", code=1))
    assert "not like this" in text
    (failed,) = ask(corrected, "status", code=1)["changes"]
    assert failed["status"] == "failed"
    assert ask(corrected, "retry", str(failed["id"]))["status"] == "waiting"
    ask(corrected, "run", "--once")
    assert "★★★★ (4/5)" in str(corrected.mastodon.statuses())


def test_a_destination_in_trouble_is_told_by_every_run_while_it_lasts(scene: Scene) -> None:
    scene.mastodon.set(revoked=True)
    for _ in range(2):
        (pause,) = ask(scene, "run", "--once", code=3)["pauses"]
        assert (pause["destination"], pause["by"]) == ("toots", "trouble")
    assert "PAUSED    toots since" in told(scene, "run", "--once", code=3)
    assert scene.discord.created() == 3
