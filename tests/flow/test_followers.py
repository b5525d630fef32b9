"""A channel that another server's admins let follow, served by the real program: once, from then on, to the end."""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.follow.roster import name_of
from bot.ledger.model import Follow, Status
from bot.ledger.store import Ledger
from tests.fakes.discord.world import ANNOUNCEMENT_ID, GUILD_ID
from tests.flow.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

NAME, CHANNEL = name_of(ANNOUNCEMENT_ID), f"/channels/{ANNOUNCEMENT_ID}/messages"
FOLLOW = Follow(
    NAME, GUILD_ID, ANNOUNCEMENT_ID, "Film Club", "news", {}, {"crosspost": False}, 5, datetime.min.replace(tzinfo=UTC)
)
OLD, NEW, NEXT = "The Lamp Keeper", "Salt Road", "Nine Paper Boats"


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    """One review is posted already."""
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    scene.write(OLD)
    scene.once_here()
    return scene


@contextmanager
def records(scene: Scene) -> Iterator[Ledger]:
    """As another process has them."""
    with closing(Ledger.open(f"sqlite:///{scene.folder / 'data' / 'matinee.db'}")) as ledger:
        yield ledger


def follow(scene: Scene) -> None:
    with records(scene) as ledger:
        assert ledger.follow(replace(FOLLOW, created_at=datetime.now(UTC)))


def titles(scene: Scene) -> list[str]:
    return [message["embeds"][0]["title"].partition(" (")[0] for message in scene.discord.messages(ANNOUNCEMENT_ID)]


def test_what_appears_next_is_posted_there_once(scene: Scene) -> None:
    follow(scene)
    scene.once_here()
    assert titles(scene) == []
    scene.write(OLD, NEW)
    scene.once_here()
    scene.once_here()
    assert titles(scene) == [NEW]
    scene.assert_each_once(OLD, NEW)


def test_it_is_looked_for_after_a_lost_answer(scene: Scene) -> None:
    follow(scene)
    scene.write(OLD, NEW)
    scene.discord.fault("reset", "POST", CHANNEL, after=True, times=2)
    for _ in range(4):
        scene.once_here()
        scene.pass_time(120)
    assert titles(scene) == [NEW]
    scene.assert_each_once(OLD, NEW)


@pytest.mark.thorough
def test_it_comes_and_goes_while_the_program_runs(scene: Scene) -> None:
    with scene.run("--only", "watch,post") as program:
        program.wait_log("watching")
        follow(scene)
        scene.write(OLD, NEW)
        scene.discord.wait_created(1, ANNOUNCEMENT_ID)
        with records(scene) as ledger:
            assert ledger.unfollow(ANNOUNCEMENT_ID, datetime.now(UTC)) is not None
        scene.write(OLD, NEW, NEXT)
        scene.discord.wait_created(3)
        scene.mastodon.wait_created(3)
    assert titles(scene) == [NEW]
    scene.assert_each_once(OLD, NEW, NEXT)


@pytest.mark.thorough
def test_killed_with_its_answer_on_the_way(scene: Scene) -> None:
    follow(scene)
    scene.write(OLD, NEW)
    scene.discord.fault("hang", "POST", CHANNEL, after=True)
    with scene.run("--only", "watch,post") as program:
        scene.discord.wait_held()
        program.kill()
    scene.discord.release()
    scene.once_here()
    scene.once_here()
    assert titles(scene) == [NEW]


@pytest.mark.thorough
def test_paused_it_waits_and_makes_no_run_fail(scene: Scene) -> None:
    follow(scene)
    with records(scene) as ledger:
        ledger.pause(
            NAME, "trouble", "The bot may not write there.", datetime.max.replace(tzinfo=UTC), datetime.now(UTC)
        )
        ledger.pause(NAME, "admin", "An admin paused it.", None, datetime.now(UTC))
    scene.write(OLD, NEW)
    assert scene.once() == 0
    assert titles(scene) == []
    with scene.matinee("status") as program:
        assert program.wait() == 0
        told = "\n".join(program.out)
    assert f"1 channel follows: #news on Film Club ({NAME})" in told
    assert f"PAUSED    #news on Film Club ({NAME})" in told
    with scene.matinee("resume", NAME) as program:
        assert program.wait() == 2
    with records(scene) as ledger:
        ledger.resume(NAME, datetime.now(UTC), by="admin")
    assert scene.once() == 0
    assert titles(scene) == [NEW]


@pytest.mark.thorough
def test_its_troubles_are_shown_and_make_no_run_fail(scene: Scene) -> None:
    gone = replace(FOLLOW, destination=name_of(99), channel_id=99, created_at=datetime.now(UTC))
    with records(scene) as ledger:
        ledger.follow(gone)
    scene.write(OLD, NEW)
    assert scene.once() == 0
    with records(scene) as ledger:
        assert ledger.pauses()[gone.destination].by == "trouble"
        assert ledger.notices(untold=False) == []
    with scene.matinee("status") as program:
        assert program.wait() == 0
        assert f"PAUSED    #news on Film Club ({gone.destination})" in "\n".join(program.out)
    assert scene.once() == 0


@pytest.mark.thorough
def test_records_that_are_made_anew_keep_it_and_owe_it_nothing_old(scene: Scene) -> None:
    shutil.rmtree(scene.folder / "data")
    follow(scene)  # somebody was quick
    with scene.matinee("rebuild") as program:
        assert program.wait() == 0, program.told()
    scene.once_here()
    assert titles(scene) == []
    scene.write(OLD, NEW)
    scene.once_here()
    assert titles(scene) == [NEW]
    scene.assert_each_once(OLD, NEW)


@pytest.mark.thorough
def test_the_owner_pauses_and_resumes_it(scene: Scene) -> None:
    follow(scene)
    with scene.matinee("pause", NAME, "--why", "quiet week") as program:
        assert program.wait() == 0
    scene.write(OLD, NEW)
    scene.once_here()
    with records(scene) as ledger:
        assert [one.status for one in ledger.deliveries(destination=NAME)] == [Status.WAITING]
    with scene.matinee("resume", NAME) as program:
        assert program.wait() == 0
    scene.once_here()
    assert titles(scene) == [NEW]


@pytest.mark.thorough
def test_the_owner_takes_its_post_down_as_well(scene: Scene) -> None:
    follow(scene)
    scene.write(OLD, NEW)
    scene.once_here()
    with scene.matinee("unpost", f"posts/{NEW.lower().replace(' ', '-')}.md") as program:
        assert program.wait() == 0
    assert titles(scene) == []


@pytest.mark.thorough
def test_posting_an_old_review_by_hand_asks_for_the_channel_s_name(scene: Scene) -> None:
    follow(scene)
    file = f"posts/{OLD.lower().replace(' ', '-')}.md"
    with scene.matinee("post", file) as program:
        assert program.wait() == 0
    assert titles(scene) == []
    with scene.matinee("post", file, "--to", NAME) as program:
        assert program.wait() == 0
    assert titles(scene) == [OLD]


@pytest.mark.thorough
def test_a_rehearsal_and_a_preview_tell_of_it(scene: Scene) -> None:
    follow(scene)
    scene.write(OLD, NEW)
    with scene.run("--dry-run") as program:
        assert program.wait() == 0
        assert f"#news on Film Club ({NAME})" in "\n".join(program.out)
    with scene.matinee("preview", f"posts/{NEW.lower().replace(' ', '-')}.md") as program:
        assert program.wait() == 0
        assert "channels that follow: 1 of 1 would get it" in "\n".join(program.out)


@pytest.mark.thorough
def test_saved_records_bring_it_back(scene: Scene) -> None:
    follow(scene)
    with scene.matinee("backup", "saved.db") as program:
        assert program.wait() == 0
    (scene.folder / "data" / "matinee.db").unlink()
    for left in (scene.folder / "data").glob("matinee.db-*"):
        left.unlink()
    with scene.matinee("restore", "saved.db") as program:
        assert program.wait() == 0
    scene.write(OLD, NEW)
    scene.once_here()
    assert titles(scene) == [NEW]
    scene.assert_each_once(OLD, NEW)


@pytest.mark.thorough
def test_what_waits_while_the_owner_has_the_channel_himself_is_no_second_post(scene: Scene) -> None:
    follow(scene)
    with records(scene) as ledger:
        ledger.pause(NAME, "admin", "An admin paused it.", None, datetime.now(UTC))
    scene.write(OLD, NEW, NEXT)
    scene.once_here()
    own = f'[[destination]]\nname = "mine"\nnetwork = "discord"\nchannel_id = {ANNOUNCEMENT_ID}\n'
    scene.configure(source=own)
    scene.once_here()
    assert titles(scene) == []
    with scene.matinee("post", f"posts/{NEW.lower().replace(' ', '-')}.md", "--to", "mine") as program:
        assert program.wait() == 0, program.told()
    assert titles(scene) == [NEW]
    scene.configure()
    with records(scene) as ledger:
        ledger.resume(NAME, datetime.now(UTC))
    scene.come_back()
    assert titles(scene) == [NEW, NEXT]
