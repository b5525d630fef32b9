"""``pause`` and ``resume``: the owner's own word on a destination."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ledger.store import Ledger
from tests.flow.scene import TITLES
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from tests.flow.scene import Scene

pytestmark = pytest.mark.thorough


def test_a_paused_destination_gets_nothing_until_it_goes_on(scene: Scene) -> None:
    paused = ask(scene, "pause", "toots", "--why", "moving house")
    assert (paused["paused"], paused["waiting"]) == (True, 0)
    ask(scene, "run", "--once")
    assert (scene.discord.created(), scene.mastodon.created()) == (len(TITLES), 0)
    document = ask(scene, "status")
    (pause,) = document["pauses"]
    assert (pause["destination"], pause["by"], pause["tries_again_at"]) == ("toots", "owner", None)
    assert [one["goes_out_at"] for one in document["waiting"]] == [None] * len(TITLES)
    assert "PAUSED    toots since" in (text := told(scene, "status"))
    assert "3 posts waiting: You paused it: moving house. To go on now: matinee resume toots" in text
    gone_on = ask(scene, "resume", "toots")
    assert (gone_on["was_paused"], gone_on["waiting"]) == (True, len(TITLES))
    assert ask(scene, "status")["pauses"] == []


def test_resuming_what_goes_on_already_is_no_harm(scene: Scene) -> None:
    assert "channel: was not paused" in told(scene, "resume", "channel")


def test_an_unknown_name_is_told_with_the_known_ones(scene: Scene) -> None:
    for command in ("pause", "resume"):
        assert 'no destination "tooths"; allowed are channel, toots' in told(scene, command, "tooths", code=2)


def test_resume_has_what_is_in_trouble_tried_at_once(scene: Scene) -> None:
    now = datetime.now(UTC)
    with closing(Ledger.open(f"sqlite:///{scene.folder}/data/matinee.db")) as records:
        records.pause("toots", "trouble", "The token is refused: give a new one.", now + timedelta(hours=1), now)
    document = ask(scene, "status", code=1)
    assert document["pauses"][0]["tries_again_at"] is not None
    assert "tries again" in told(scene, "status", code=1)
    resumed = ask(scene, "resume", "toots")
    assert (resumed["was_paused"], resumed["paused"]) == (True, True)
    assert ask(scene, "status", code=1)["pauses"][0]["tries_again_at"] <= datetime.now(UTC).isoformat()
    ask(scene, "run", "--once")
    assert ask(scene, "status")["pauses"] == []
    assert (scene.discord.created(), scene.mastodon.created()) == (len(TITLES), 1)  # the others one after the other


def test_what_is_still_in_trouble_after_resume_is_told(scene: Scene) -> None:
    ask(scene, "run", "--once")
    scene.mastodon.set(revoked=True)
    scene.write("A Fourth")
    ask(scene, "run", "--once", code=3)
    ask(scene, "resume", "toots")
    assert "refuses the token" in told(scene, "run", "--once", code=3)
    (pause,) = ask(scene, "status", code=1)["pauses"]
    assert pause["tries_again_at"] > datetime.now(UTC).isoformat()
