"""Destinations that are no more in the configuration: what waits for them is told, and holds up nothing else."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.ledger.model import Status, Wish
from bot.ledger.store import Ledger
from tests.flow.scene import TITLES
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from tests.flow.scene import Scene


@pytest.fixture
def renamed(scene: Scene) -> Scene:
    """Three posts wait for "toots", which was in trouble and has another name now."""
    scene.mastodon.set(revoked=True)
    ask(scene, "run", "--once", code=3)
    scene.mastodon.set(revoked=False)
    file = scene.folder / "matinee.toml"
    file.write_text(file.read_text().replace('"toots"', '"birds"'))
    return scene


def test_what_waits_for_it_is_told_until_the_owner_has_decided(renamed: Scene) -> None:
    ask(renamed, "run", "--once")
    document = ask(renamed, "status", code=1)
    assert document["pauses"] == []
    assert document["forsaken"] == {"toots": len(TITLES)}
    text = told(renamed, "status", code=1)
    assert '3 posts wait for "toots", which is not in the configuration' in text
    for one in document["waiting"]:
        assert ask(renamed, "skip", str(one["id"]))["status"] == "skipped"
    assert ask(renamed, "status")["forsaken"] == {}


def test_under_its_old_name_it_goes_on(renamed: Scene) -> None:
    file = renamed.folder / "matinee.toml"
    file.write_text(file.read_text().replace('"birds"', '"toots"'))
    ask(renamed, "resume", "toots")
    ask(renamed, "run", "--once")
    assert renamed.mastodon.created() >= 1


def test_a_change_that_failed_before_the_post_was_edited_by_hand_can_not_be_retried(scene: Scene) -> None:
    ask(scene, "run", "--once")
    now = datetime.now(UTC)
    with closing(Ledger.open(f"sqlite:///{scene.folder}/data/matinee.db")) as records:
        post = records.deliveries(statuses=[Status.POSTED])[0]
        (action,) = records.wish([Wish(post.subject, "edit", 2, (post.destination,), now)], now)
        records.fail_action(action.id, "not like this", now)
        records.edited_by_hand(post.id, now)
    assert "edited by hand" in told(scene, "retry", str(post.id), code=2)
