"""A permalink rule that changes: nothing is posted or corrected by itself; ``relink`` puts addresses right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.mastodon.control import STATUSES
from tests.flow.scene import TITLES
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from tests.flow.scene import Scene


pytestmark = pytest.mark.thorough


@pytest.fixture
def moved(scene: Scene) -> Scene:
    """Posted, and then the site's addresses change."""
    ask(scene, "run", "--once")
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace('permalink = "/{slug}.html"', 'permalink = "/films/{slug}/"'))
    return scene


def shown(scene: Scene) -> str:
    """All that both networks show."""
    return f"{scene.discord.messages()} {scene.mastodon.statuses()}"


def test_a_new_rule_alone_posts_and_changes_nothing(moved: Scene) -> None:
    document = ask(moved, "run", "--once")
    assert [document[one] for one in ("posted", "waiting", "unknown", "questions")] == [[], [], [], []]
    assert ask(moved, "status")["changes"] == []
    moved.assert_each_once(*TITLES)


def test_the_dry_run_lists_old_and_new(moved: Scene) -> None:
    before = shown(moved)
    listed = ask(moved, "relink")
    assert len(listed) == 6
    assert {(one["old"], one["new"]) for one in listed if one["title"].startswith("Salt")} == {
        ("https://films.example/salt-road.html", "https://films.example/films/salt-road/")
    }
    assert "matinee relink --apply does it" in told(moved, "relink")
    assert shown(moved) == before


def test_apply_puts_the_new_addresses_in(moved: Scene) -> None:
    applied = ask(moved, "relink", "--apply")
    assert {one["outcome"] for one in applied} == {"put right"}
    assert "https://films.example/films/salt-road/" in shown(moved)
    assert "salt-road.html" not in shown(moved)
    assert (moved.discord.created(), moved.mastodon.created()) == (3, 3)
    assert ask(moved, "relink") == []
    assert "every post has" in told(moved, "relink", "--apply")


def test_beside_a_running_bot_that_one_does_it(moved: Scene) -> None:
    with moved.run("--only", "watch,post") as bot:
        bot.wait_log("logged in to Discord")
        assert {one["outcome"] for one in ask(moved, "relink", "--apply")} == {"put right"}
        assert bot.interrupt() == 130


def test_a_network_that_is_away_keeps_the_wish(moved: Scene) -> None:
    moved.mastodon.unavailable(method="PUT", path=f"{STATUSES}/*", times=None)
    applied = ask(moved, "relink", "--apply", code=3)
    assert {(one["destination"], one["outcome"]) for one in applied} == {("channel", "put right"), ("toots", "waiting")}
    moved.mastodon.clear_faults()
    moved.pass_time(3600)
    moved.once_here()
    assert ask(moved, "relink") == []


def test_a_post_edited_by_hand_is_left_alone(moved: Scene) -> None:
    (toot,) = [one for one in moved.mastodon.statuses() if "Salt Road" in one["text"]]
    moved.mastodon.edit_by_hand(toot["id"], f"{toot['text']} And a word of my own.")
    applied = ask(moved, "relink", "--apply", code=1)
    assert sorted(one["outcome"] for one in applied) == ["by hand"] + ["put right"] * 5
    assert "And a word of my own" in shown(moved)
    (left,) = ask(moved, "relink")
    assert left["why"] is not None
