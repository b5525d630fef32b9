"""``matinee doctor`` at both fake networks: what it says when all is well, and of each thing that isn't."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import chdir
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from discord.http import Route

from bot.clock import SystemClock
from bot.doctor.clock import Times
from bot.doctor.examine import doctor, examined
from bot.settings import load
from tests.fakes.discord.world import ANNOUNCEMENT_ID, FORUM_ID, TEXT_ID
from tests.flow.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl


@pytest.fixture
def scene(
    tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Scene]:
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    scene.write("Salt Road")
    for name, value in scene.environ.items():
        monkeypatch.setenv(name, value)
    before = Route.BASE
    with chdir(tmp_path):
        yield scene
    Route.BASE = before


@pytest.fixture
def site() -> Iterator[str]:
    """A web server where one review's page is."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/salt-road.html" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def edit(scene: Scene, old: str, new: str) -> None:
    file = scene.folder / "matinee.toml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


async def told(scene: Scene, code: int | None = None) -> dict[str, dict[str, str]]:
    answer = await doctor(scene.folder / "matinee.toml")
    whole = json.dumps(answer.document) + "\n".join(map(str, answer.text))
    assert scene.discord.token not in whole
    assert scene.mastodon.token not in whole
    assert code in (None, answer.code), whole
    found = {one["test"]: one for one in answer.document["tests"]}
    assert "the test itself failed" not in whole
    assert all(bool(one["remedy"]) is (one["state"] != "ok") for one in found.values()), whole
    return found


async def test_all_is_well_and_nothing_is_changed(scene: Scene, site: str) -> None:
    edit(scene, "https://films.example", site)
    edit(scene, "[log]", "[live]\nprivate = true\n[log]")
    before = sorted(str(one) for one in scene.folder.rglob("*"))
    found = await told(scene, 0)
    assert "permissions=117760" in found["Discord's invitation"]["found"]
    assert "scope=bot+applications.commands" in found["Discord's invitation"]["found"]
    assert "#films, text" in found['channel of "channel"']["found"]
    assert found['account of "toots"']["found"].startswith("@critic@127.0.0.1")
    assert "500 characters" in found['server of "toots"']["found"]
    assert str(scene.folder / "posts") in found['source "films"']["found"]
    assert found["clock"]["state"] == found["the newest review's page"]["state"] == "ok"
    assert sorted(str(one) for one in scene.folder.rglob("*")) == before
    assert scene.discord.created() == scene.mastodon.created() == 0
    asked = {one["method"] for one in scene.discord.state()["requests"]}
    assert asked == {"GET"}


async def test_a_wrong_permalink(scene: Scene, site: str) -> None:
    edit(scene, "https://films.example", site)
    edit(scene, "[log]", "[live]\nprivate = true\n[log]")
    edit(scene, "/{slug}.html", "/reviews/{slug}/")
    page = (await told(scene, 1))["the newest review's page"]
    assert "404" in page["found"]
    assert "permalink" in page["remedy"]


@pytest.mark.parametrize("name", ["read_message_history", "send_messages", "embed_links", "attach_files"])
async def test_a_missing_permission(scene: Scene, name: str) -> None:
    scene.discord.call("channels", {"id": TEXT_ID, "denied": [name]})
    channel = (await told(scene, 1))['channel of "channel"']
    assert name.replace("_", " ").title() in channel["found"]
    assert "Edit Channel, Permissions" in channel["remedy"]


@pytest.mark.parametrize(
    ("number", "change", "said"),
    [
        (FORUM_ID, {"require_tag": True}, "takes no posts without a tag"),
        (12345, {}, "doesn't exist any more"),
        (ANNOUNCEMENT_ID, {"denied": ["view_channel"]}, "View Channel"),
    ],
)
async def test_channels_that_take_no_posts(scene: Scene, number: int, change: dict[str, Any], said: str) -> None:
    if change:
        scene.discord.call("channels", {"id": number, **change})
    edit(scene, f"channel_id = {TEXT_ID}", f"channel_id = {number}")
    channel = (await told(scene, 1))['channel of "channel"']
    assert (channel["state"], said in channel["found"]) == ("mend", True), channel


async def test_tokens_that_are_missing_or_refused(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATINEE_DISCORD_TOKEN", "the-client-secret-that-is-no-token")
    monkeypatch.delenv("MATINEE_MASTODON_TOKEN")
    found = await told(scene, 1)
    assert "Reset Token" in found["MATINEE_DISCORD_TOKEN"]["remedy"]
    assert "matinee login mastodon" in found["MATINEE_MASTODON_TOKEN"]["remedy"]
    assert found['server of "toots"']["state"] == "ok"
    monkeypatch.setenv("MATINEE_MASTODON_TOKEN", "revoked-long-ago-by-somebody")
    assert "refuses the token" in (await told(scene, 1))['account of "toots"']["found"]


async def test_a_server_that_is_none_and_one_that_is_away(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.mastodon.answer(404, "nothing", path="/api/*", times=None)
    assert (await told(scene))['account of "toots"']["state"] == "mend"
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        scene.configure(mastodon=f"http://127.0.0.1:{closed.getsockname()[1]}")
        found = await told(scene)
    assert found['account of "toots"']["state"] == "untested"
    assert found['channel of "channel"']["state"] == "ok"
    monkeypatch.delenv("MATINEE_MASTODON_TOKEN")
    found = await told(scene, 1)
    assert found["MATINEE_MASTODON_TOKEN"]["state"] == "mend"
    assert found['account of "toots"']["state"] == "untested"


async def test_a_library_s_own_warnings_are_nothing_for_the_owner(
    scene: Scene, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATINEE_DISCORD_TOKEN", "the-client-secret-that-is-no-token")
    await told(scene)
    assert "intent" not in capsys.readouterr().err


@pytest.mark.thorough
async def test_a_server_that_hangs_holds_up_nothing_else(scene: Scene) -> None:
    scene.mastodon.fault("hang", path="/api/*", times=None)
    began = time.monotonic()
    found = {one.test: one for one in await examined(load("matinee.toml"), SystemClock(), patience=2.0)}
    assert time.monotonic() - began < 10
    assert found['account of "toots"'].state == "untested"
    assert found['channel of "channel"'].state == "ok"


async def test_folders_and_records(scene: Scene) -> None:
    edit(scene, 'path = "posts"', 'path = "postz"')
    (scene.folder / "data").mkdir()
    (scene.folder / "data" / "matinee.db").write_text("this is no database, whatever its name says" * 50)
    found = await told(scene, 1)
    assert str(scene.folder / "postz") in found['source "films"']["found"]
    assert found["records"]["state"] == "mend"


async def test_every_problem_of_the_configuration(scene: Scene) -> None:
    edit(scene, "scale = 5", 'scale = "five"\nbest = 3')
    answer = await doctor(scene.folder / "matinee.toml")
    assert answer.code == 2
    assert len(answer.document["tests"]) >= 2


@pytest.mark.parametrize(("off", "state"), [(29, "ok"), (-29, "ok"), (120, "mend"), (-120, "mend")])
def test_the_clock(off: int, state: str) -> None:
    from datetime import UTC, datetime, timedelta
    from email.utils import format_datetime

    there: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)
    times = Times()
    times.hear("Discord", {"Date": format_datetime(there, usegmt=True)}, there + timedelta(seconds=off))
    times.hear("nobody", {"Date": "soon"}, there)
    assert times.finding().state == state
