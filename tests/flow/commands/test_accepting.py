"""Too many changes at once, of every kind: what ``status`` asks, and what either answer does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.flow.scene import TITLES
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from tests.flow.scene import Scene

OTHERS = ("Ash Wednesday", "Blue Hours", "Cold Harbour", "Dry Season")


@pytest.fixture
def posted(scene: Scene) -> Scene:
    """Seven reviews, all of them posted; from now on more than two changes at once are asked about."""
    scene.write(*TITLES, *OTHERS)
    ask(scene, "run", "--once")
    scene.configure(source="mass = 2")
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace('network = "mastodon"', 'network = "mastodon"\ngone = "delete"'))
    return scene


def rewrite(scene: Scene, *titles: str) -> None:
    for title in titles:
        file = scene.folder / "posts" / f"{title.lower().replace(' ', '-')}.md"
        file.write_text(file.read_text().replace("3.5", "4"))


def remove(scene: Scene, *titles: str) -> None:
    for title in titles:
        (scene.folder / "posts" / f"{title.lower().replace(' ', '-')}.md").unlink()


def question(scene: Scene) -> dict[str, Any]:
    (asked,) = ask(scene, "run", "--once", code=1)["questions"]
    (shown,) = ask(scene, "status", code=1)["questions"]
    assert asked == {"source": "films", **{kind: len(shown[kind]) for kind in ("changed", "gone")}, "reviews": 0}
    return dict(shown)


@pytest.mark.thorough
def test_many_changed_files_are_asked_about_and_then_corrected(posted: Scene) -> None:
    rewrite(posted, *TITLES)
    assert len(question(posted)["changed"]) == 3
    text = told(posted, "status", code=1)
    assert '"films": 3 changed (' in text
    assert "matinee accept --known" in text
    assert "posted, corrected or taken down by your rules" in told(posted, "accept")
    assert len(ask(posted, "run", "--once")["changes"]) == 6
    assert str(posted.mastodon.statuses()).count("(4/5)") == 3


@pytest.mark.thorough
def test_many_changed_files_are_noted_only(posted: Scene) -> None:
    rewrite(posted, *TITLES)
    question(posted)
    assert ask(posted, "accept", "--known") == {"known": {"films": 3}}
    document = ask(posted, "run", "--once")
    assert (document["changes"], document["questions"]) == ([], [])
    assert "(4/5)" not in str(posted.mastodon.statuses())


@pytest.mark.thorough
def test_many_gone_files_are_asked_about_and_then_taken_down_by_the_rules(posted: Scene) -> None:
    remove(posted, *TITLES)
    assert sorted(question(posted)["gone"]) == ["nine-paper-boats.md", "salt-road.md", "the-lamp-keeper.md"]
    assert len(posted.mastodon.statuses()) == 7
    ask(posted, "accept", "films")
    ask(posted, "run", "--once")
    assert (len(posted.discord.messages()), len(posted.mastodon.statuses())) == (7, 4)


def test_an_unknown_source_is_told_with_those_that_ask(posted: Scene) -> None:
    rewrite(posted, *TITLES)
    question(posted)
    assert "open questions are about: films" in told(posted, "accept", "books", code=2)
