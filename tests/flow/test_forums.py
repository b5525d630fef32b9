"""The real program posts to a forum, is killed at each step, and starts again: nothing lost, nothing doubled.

A forum knows no keys: whether a post stands is told by reading back alone, in what is awake and what is archived.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.fakes.discord.control import THREADS
from tests.fakes.discord.forum_control import ForumControl
from tests.fakes.discord.world import ANNOUNCEMENT_ID, FORUM_ID
from tests.fakes.mastodon.control import HISTORY, STATUSES
from tests.flow.scene import TITLES, Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

pytestmark = pytest.mark.thorough


class ForumScene(Scene):
    """A site whose reviews go to a forum."""

    discord: ForumControl
    channel_id = FORUM_ID

    def hold_posts(self, **how: Any) -> None:
        self.discord.fault("hang", "POST", THREADS, **how)
        self.mastodon.fault("hang", "POST", STATUSES, **how)

    def hold_histories(self) -> None:
        self.discord.fault("hang", "GET", f"{THREADS}/archived/public")
        self.mastodon.fault("hang", "GET", HISTORY)


class AnnouncementScene(Scene):
    """A site whose reviews go to an announcement channel."""

    channel_id = ANNOUNCEMENT_ID


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> ForumScene:
    scene = ForumScene(tmp_path, ForumControl(fake_discord.address), fake_mastodon)
    scene.write(*TITLES)
    return scene


def run_and_kill(scene: ForumScene) -> None:
    with scene.run("--only", "watch,post") as program:
        scene.wait_held()
        program.kill()
    scene.release()


def test_each_review_is_a_post_of_its_own(scene: ForumScene) -> None:
    for _ in range(2):
        assert scene.once() == 0
    scene.assert_each_once(*TITLES)
    threads = [one for one in scene.discord.state()["channels"].values() if one["type"] == 11]
    assert sorted(one["name"] for one in threads) == sorted(f"{title} (1971)" for title in TITLES)


def test_killed_when_claimed_and_nothing_has_arrived(scene: ForumScene) -> None:
    scene.hold_posts(drop=True)
    run_and_kill(scene)
    assert scene.posted() == {"channel": [], "toots": []}
    scene.once()
    scene.assert_each_once(*TITLES)


def test_killed_when_accepted_and_the_answer_is_on_its_way(scene: ForumScene) -> None:
    """Within the two minutes in which a text channel would know the key."""
    scene.hold_posts(after=True)
    run_and_kill(scene)
    scene.once()
    scene.assert_each_once(*TITLES)


def test_killed_at_every_single_post(scene: ForumScene) -> None:
    for _ in TITLES:
        scene.hold_posts(after=True)
        run_and_kill(scene)
    scene.once()
    scene.assert_each_once(*TITLES)


def test_killed_when_accepted_and_archived_since(scene: ForumScene) -> None:
    scene.hold_posts(after=True)
    run_and_kill(scene)
    (post,) = scene.discord.messages()
    scene.discord.archive(post["id"])
    scene.once()
    scene.assert_each_once(*TITLES)


def test_killed_again_while_looking_for_its_post(scene: ForumScene) -> None:
    scene.hold_posts(after=True)
    run_and_kill(scene)
    scene.hold_histories()
    run_and_kill(scene)
    scene.once_here()
    scene.assert_each_once(*TITLES)


def test_killed_while_a_post_that_stands_is_handed_on(
    tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl
) -> None:
    """In an announcement channel: found again, handed on, and settled."""
    scene = AnnouncementScene(tmp_path, fake_discord, fake_mastodon)
    scene.write(TITLES[0])
    for after in (False, True):
        fake_discord.fault("hang", "POST", "/channels/*/crosspost", after=after)
        with scene.run("--only", "watch,post") as program:
            fake_discord.wait_held()
            program.kill()
        fake_discord.release()
        fake_discord.wait_until(lambda state: state["held"] == 0)
    assert scene.once() == 0
    (post,) = fake_discord.messages(ANNOUNCEMENT_ID)
    assert post["flags"] & 1
    assert fake_discord.created(ANNOUNCEMENT_ID) == 1


@pytest.mark.parametrize("hidden", [False, True])
def test_what_cannot_be_looked_for_is_not_posted_again(scene: ForumScene, hidden: bool) -> None:
    """Neither where the forum can't be looked at for a moment, nor where its history is hidden."""
    scene.hold_posts(after=True)
    run_and_kill(scene)
    if hidden:
        scene.discord.channel(id=FORUM_ID, denied=["read_message_history"])
    else:
        scene.discord.fault("lost", "GET", f"/channels/{FORUM_ID}", times=None)
    scene.once_here()
    posts = [str(post) for post in scene.discord.messages()]
    assert all(sum(f"{title} (1971)" in post for post in posts) <= 1 for title in TITLES)
    scene.discord.clear_faults()
    scene.discord.channel(id=FORUM_ID, denied=[])
    scene.come_back()
    assert scene.discord.created() <= len(TITLES)
