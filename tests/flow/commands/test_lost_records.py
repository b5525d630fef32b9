"""Records that are gone while posts stand: nothing is swallowed, nothing is posted again, and they are made anew."""

from __future__ import annotations

import shutil
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.fakes.discord.world import TEXT_ID
from tests.fakes.mastodon.control import HISTORY
from tests.flow.scene import REVIEW, TITLES
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.flow.scene import Scene

pytestmark = pytest.mark.thorough

LATER = "A Later One"


def later(scene: Scene, title: str = LATER, day: int = 9) -> None:
    """One more review, newer than all others."""
    text = REVIEW.format(title=title, number=day)
    (scene.folder / "posts" / f"{title.lower().replace(' ', '-')}.md").write_text(text)


def known_at_first(scene: Scene) -> None:
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace('first_run = "post"', 'first_run = "known"'))


def lose_everything(scene: Scene) -> None:
    shutil.rmtree(scene.folder / "data")


def lose_the_records(scene: Scene) -> None:
    for file in (scene.folder / "data").glob("matinee.db*"):
        file.unlink()


def lose_all_but_the_index(scene: Scene) -> None:
    lose_the_records(scene)
    (scene.folder / "data" / "records-existed.json").unlink()


def by_hand(scene: Scene, text: str) -> None:
    """The owner writes a toot himself."""
    request = urllib.request.Request(  # noqa: S310 (the fake's own address)
        f"{scene.mastodon.api_base_url}/api/v1/statuses",
        urllib.parse.urlencode({"status": text}).encode(),
        {"Authorization": f"Bearer {scene.mastodon.token}"},
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        assert answer.status == 200


LOSSES = [lose_everything, lose_the_records, lose_all_but_the_index]


@pytest.mark.parametrize("first_run", ["known", "post"])
@pytest.mark.parametrize("lose", LOSSES)
def test_the_one_new_review_is_posted_and_nothing_else(
    scene: Scene, lose: Callable[[Scene], None], first_run: str
) -> None:
    ask(scene, "run", "--once")
    lose(scene)
    later(scene)
    if first_run == "known":
        known_at_first(scene)
    for words in (("run", "--once"), ("run",), ("post", "posts/salt-road.md"), ("recap", "Dread")):
        assert "matinee rebuild" in told(scene, *words, code=3)
    scene.assert_each_once(*TITLES)
    shown = ask(scene, "rebuild", "--dry-run")
    assert (len(shown["posted"]), shown["recorded"]) == (6, False)
    assert "matinee rebuild" in told(scene, "run", "--once", code=3)
    found = ask(scene, "rebuild")
    assert [one["title"] for one in found["news"]] == [f"{LATER} (1971)"]
    assert (found["unmatched"], found["missing"], found["known"]) == ([], [], 0)
    assert {one["destination"] for one in ask(scene, "run", "--once")["posted"]} == {"channel", "toots"}
    assert ask(scene, "run", "--once")["posted"] == []
    scene.assert_each_once(*TITLES, LATER)


def test_what_was_found_stands_in_the_records_as_posted(scene: Scene) -> None:
    ask(scene, "run", "--once")
    before = {(one["destination"], one["title"], one["url"]) for one in ask(scene, "status")["posted"]}
    lose_everything(scene)
    text = told(scene, "rebuild")
    assert "found     3 posts in channel, 3 posts in toots" in text or "3 posts in toots, 3 posts in channel" in text
    assert {(one["destination"], one["title"], one["url"]) for one in ask(scene, "status")["posted"]} == before
    assert "nothing to make anew" in told(scene, "rebuild", code=2)
    assert "nothing to make anew" in told(scene, "rebuild", "--dry-run", code=2)


def test_a_post_whose_trace_was_lost_with_the_records_is_found_again(scene: Scene) -> None:
    """Posted in one place, lost before the other: that one is owed, and only that one."""
    scene.mastodon.answer(422, "not this one", method="POST", path="/api/v1/statuses")
    ask(scene, "run", "--once", code=1)
    (missing,) = {"The Lamp Keeper", "Salt Road", "Nine Paper Boats"} - set(titles(scene))
    lose_everything(scene)
    found = ask(scene, "rebuild")
    newest = missing == TITLES[-1]  # by its date
    assert [one["title"] for one in found["missing"]] == ([f"{missing} (1971)"] if newest else [])
    ask(scene, "run", "--once")
    assert len(titles(scene)) == 2 + newest


def titles(scene: Scene) -> list[str]:
    return [status["text"].split(" (1971)")[0] for status in scene.mastodon.statuses()]


def test_a_history_that_cannot_be_read_is_told_and_left_out_by_name_only(scene: Scene) -> None:
    ask(scene, "run", "--once")
    lose_everything(scene)
    later(scene)
    scene.discord.channel(id=TEXT_ID, denied=["read_message_history"])
    assert 'stand in "toots"' in told(scene, "run", "--once", code=3)
    document = ask(scene, "rebuild", code=3)
    assert document["recorded"] is False
    assert "Read Message History" in document["troubles"][0]
    assert "--without NAME" in told(scene, "rebuild", code=3)
    assert "allowed are channel, toots" in told(scene, "rebuild", "--without", "chanel", code=2)
    assert ask(scene, "rebuild", "--without", "channel")["left_out"] == ["channel"]
    ask(scene, "run", "--once", code=1)
    assert scene.mastodon.created() == len(TITLES) + 1
    assert scene.discord.created() == len(TITLES)
    (unknown,) = ask(scene, "status", code=1)["unknown"]
    assert (unknown["destination"], unknown["title"]) == ("channel", f"{LATER} (1971)")


def test_a_first_start_without_a_readable_history_is_no_trouble(scene: Scene) -> None:
    known_at_first(scene)
    scene.mastodon.hide_history()
    scene.discord.channel(id=TEXT_ID, denied=["read_message_history"])
    assert "Read Message History" in told(scene, "run", "--once")
    assert ask(scene, "status")["posted"] == []


def test_a_first_start_while_a_network_is_away_records_nothing(scene: Scene) -> None:
    known_at_first(scene)
    scene.mastodon.unavailable(method="GET", path=HISTORY)
    assert "toots" in (text := told(scene, "run", "--once", code=3))
    assert "Try again in a while" in text
    later(scene)
    assert ask(scene, "run", "--once")["posted"] == []  # the first start, by the owner's own setting
    scene.assert_each_once()


def test_the_bot_that_stays_waits_for_the_network_before_its_first_start(scene: Scene) -> None:
    scene.mastodon.unavailable(method="GET", path=HISTORY)
    with scene.run("--only", "watch,post") as program:
        program.wait_log("before a first start", "and waits")
        assert program.interrupt() == 130
    assert scene.mastodon.created() == 0


def test_a_new_start_on_purpose_is_a_rebuild_that_finds_nothing(scene: Scene) -> None:
    known_at_first(scene)
    ask(scene, "run", "--once")
    lose_the_records(scene)
    assert "data/matinee.db held records from" in told(scene, "run", "--once", code=3)
    assert "data/matinee.db held records from" in told(scene, "run", "--dry-run", code=3)
    found = ask(scene, "rebuild")
    assert (found["posted"], found["news"], found["known"]) == ([], [], 3)
    later(scene)
    assert len(ask(scene, "run", "--once")["posted"]) == 2


def test_posts_written_by_hand_count_as_posted(scene: Scene) -> None:
    """An owner who begins with Matinee on an account that he has used himself."""
    by_hand(scene, "I wrote about a film: https://films.example/salt-road.html")
    assert "matinee rebuild" in told(scene, "run", "--once", code=3)
    found = ask(scene, "rebuild")
    assert [(one["title"], one["destination"]) for one in found["posted"]] == [("Salt Road (1971)", "toots")]
    assert [one["title"] for one in found["news"]] == ["Nine Paper Boats (1971)"]  # dated later
    assert found["known"] == 1


def test_a_link_to_the_front_page_is_no_post_of_a_review(scene: Scene) -> None:
    by_hand(scene, "My site is https://films.example/ and I like films.")
    assert len(ask(scene, "run", "--once")["posted"]) == 6
