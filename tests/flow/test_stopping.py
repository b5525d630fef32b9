"""Ctrl-C and a service manager's SIGTERM end the program soon, and what was on its way stands exactly once."""

from __future__ import annotations

import signal
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.contract.postgres import running_postgres
from tests.fakes.discord.control import MESSAGES
from tests.fakes.mastodon.control import STATUSES
from tests.flow.scene import REVIEW, TITLES, Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl
    from tests.flow.program import Program

pytestmark = pytest.mark.thorough

SOON = 5.0  # seconds in which it ends, whatever it is doing
BUSY = 3.0  # ... and so many more where the tests of eight people share two processors


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    scene.write(*TITLES)
    return scene


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_run_that_is_stopped_leaves_the_rest_to_the_next(scene: Scene, number: signal.Signals) -> None:
    scene.hold_posts(after=True)
    with scene.run("--once") as program:
        scene.wait_held()
        assert program.signal(number) == 130
        assert "the next run goes on" in program.told()
        assert "Traceback" not in program.told()
    scene.release()
    scene.once()
    scene.assert_each_once(*TITLES)


def test_a_service_that_is_stopped_ends_well(scene: Scene) -> None:
    with scene.run("--only", "watch,post") as program:
        program.wait_log("settled")
        assert program.signal(signal.SIGTERM) == 0
    scene.once()
    scene.assert_each_once(*TITLES)


def ended(program: Program, number: signal.Signals = signal.SIGTERM) -> float:
    """Stop it: how long it took."""
    begun = time.monotonic()
    assert program.signal(number) == (130 if number == signal.SIGINT else 0), program.told()
    took = time.monotonic() - begun
    assert "Traceback" not in program.told()
    assert took < SOON + BUSY, program.told()
    return took


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_with_nothing_to_do(scene: Scene, number: signal.Signals) -> None:
    scene.once()
    with scene.run() as program:
        program.wait_log("watching")
        scene.discord.wait_connected()
        assert ended(program, number) < SOON


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_with_requests_that_nobody_answers(scene: Scene, number: signal.Signals) -> None:
    scene.hold_posts()
    with scene.run("--only", "watch,post") as program:
        scene.wait_held()
        ended(program, number)
    scene.release()
    scene.once_here()
    scene.assert_each_once(*TITLES)


def test_an_answer_that_comes_soon_is_waited_for_and_kept(scene: Scene) -> None:
    scene.discord.fault("slow", "POST", MESSAGES, after=True, seconds=1.5)
    scene.mastodon.fault("slow", "POST", STATUSES, after=True, seconds=1.5)
    with scene.run("--only", "watch,post") as program:
        program.wait_log(" sending ", "channel")
        program.wait_log(" sending ", "toots")
        ended(program)
    with closing(sqlite3.connect(scene.folder / "data" / "matinee.db")) as records:
        statuses = dict(records.execute("SELECT status, count(*) FROM deliveries GROUP BY status"))
    assert statuses == {"posted": 2, "waiting": 2 * len(TITLES) - 2}


def test_while_it_looks_for_what_it_has_posted(scene: Scene) -> None:
    scene.hold_posts(after=True)
    with scene.run("--only", "watch,post") as program:
        scene.wait_held()
        program.kill()
    scene.release()
    scene.hold_histories()
    with scene.run("--only", "watch,post") as program:
        scene.wait_held()
        ended(program)
    scene.release()
    scene.once_here()
    scene.assert_each_once(*TITLES)


def test_while_it_reads_thousands_of_files(scene: Scene) -> None:
    for number in range(2500):
        text = REVIEW.format(title=f"Reel {number}", number=1)
        (scene.folder / "posts" / f"reel-{number}.md").write_text(text, encoding="utf-8")
    with scene.run("--only", "watch,post") as program:
        program.wait_log("logged in to Discord")
        ended(program)
    assert scene.posted() == {"channel": [], "toots": []}


def test_while_its_database_is_away(scene: Scene) -> None:
    with running_postgres() as server:
        server.psql("CREATE DATABASE matinee;")
        config = scene.folder / "matinee.toml"
        config.write_text(config.read_text().replace("sqlite:///data/matinee.db", server.get_uri("matinee")))
        with scene.run("--only", "watch,post") as program:
            program.wait_log("settled", "toots")
            server.stop()
            program.wait_log("the records can't be used")
            ended(program)


def test_while_it_waits_to_be_let_in(scene: Scene) -> None:
    scene.discord.fault("hang", "GET", "/users/@me", times=None)
    with scene.run() as program:
        scene.discord.wait_held()
        ended(program)


@pytest.mark.parametrize("first", [True, False])
def test_while_its_networks_are_away(scene: Scene, first: bool) -> None:
    if not first:
        scene.once()
        scene.write("Late Show")
    scene.configure(discord="http://127.0.0.1:9/api/v10", gateway="ws://127.0.0.1:9/", mastodon="http://127.0.0.1:9")
    with scene.run() as program:
        program.wait_log("not logged in to Discord")
        program.wait_log("and waits" if first else "put back")
        ended(program)
