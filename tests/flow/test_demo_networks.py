"""The demo's simulated networks, each on its own: addresses, times, doors, and that they leave nothing running."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import discord
import psutil
import pytest
from aiohttp import ClientSession
from discord import app_commands
from mastodon import Mastodon

from bot.demo import mastodon_process
from bot.demo.discord_world import DiscordWorld, discord_world
from bot.demo.mastodon_world import MastodonDidNotStart, MastodonWorld, mastodon_world
from bot.demo.timeline import timeline_page
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.thorough

UTC_ZONE = ZoneInfo("UTC")


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
        await asyncio.sleep(0)


class Client(discord.AutoShardedClient):
    """A bot with one command."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(app_commands.Command(name="latest", description="The newest", callback=self.latest))
        self.asked = 0

    async def latest(self, here: discord.Interaction) -> None:
        self.asked += 1
        await here.response.send_message("Nothing yet")

    async def post(self, world: DiscordWorld, text: str) -> discord.Message:
        message = await self.get_partial_messageable(world.channel_id).send(text)
        world.posted()
        return message


@asynccontextmanager
async def discord_of(client: Client, clock: Watch, *, page: bool = True) -> AsyncIterator[DiscordWorld]:
    async with discord_world(client, clock, zone="Europe/Berlin", page=page) as world:
        await client.tree.sync()
        yield world


class Visitor:
    """A browser tab on simcord's page, as far as its wire protocol goes."""

    def __init__(self, session: ClientSession, address: str) -> None:
        parts = urlsplit(address)
        self.session, self.base = session, f"{parts.scheme}://{parts.netloc}"
        self.headers = {"X-Simcord-Capability": parts.fragment}
        self.state: dict[str, Any] = {}

    async def open(self) -> None:
        async with self.session.post(f"{self.base}/api/pages", json={}, headers=self.headers) as answer:
            self.state = await answer.json()
        self.headers["X-Simcord-Context"] = self.state["context"]["id"]

    async def look(self) -> dict[str, Any]:
        async with self.session.get(f"{self.base}/api/state", headers=self.headers) as answer:
            self.state = await answer.json()
            return self.state

    async def say(self, text: str, sequence: int, revision: int) -> dict[str, Any]:
        """Write a message as seen at that revision of the page."""
        body = {
            "protocol_version": 3,
            "kind": "send_message",
            "content": text,
            "sequence": sequence,
            "request_id": f"r{sequence}",
            "generation": self.state["context"]["generation"],
            "bot_generation": self.state["botGeneration"],
            "published_revision": revision,
        }
        async with self.session.post(f"{self.base}/api/action", json=body, headers=self.headers) as answer:
            assert answer.status == 200
            receipt: dict[str, Any] = await answer.json()
            return receipt


async def test_discord_starts_at_the_present_and_stays_in_step() -> None:
    client, clock = Client(), Watch()
    async with discord_of(client, clock, page=False) as world:
        assert world.address is None
        assert (await client.post(world, "one")).created_at == clock.now()
        clock.time += timedelta(hours=9)
        await world.beat()
        later = await client.post(world, "two")
        assert later.created_at == clock.now()
        assert client.user is not None
        assert client.user.name == "Matinee"


async def test_a_clock_before_simcords_own_does_no_harm() -> None:
    client, clock = Client(), Watch()
    clock.time = datetime(2020, 1, 1, tzinfo=UTC)
    async with discord_of(client, clock) as world:
        await world.beat()
        await client.post(world, "one")


async def test_the_page_shows_a_post_at_the_next_beat() -> None:
    client, clock = Client(), Watch()
    async with discord_of(client, clock) as world, ClientSession() as session:
        assert world.address is not None
        visitor = Visitor(session, world.address)
        await visitor.open()
        await client.post(world, "A review")
        assert "A review" not in json.dumps(await visitor.look())
        await world.beat()
        assert "A review" in json.dumps(await visitor.look())
        revision = visitor.state["publishedRevision"]
        await world.beat()
        assert (await visitor.look())["publishedRevision"] == revision, "nothing new, nothing refreshed"


async def test_what_is_typed_on_a_page_older_than_the_newest_post_still_counts() -> None:
    client, clock = Client(), Watch()
    async with discord_of(client, clock) as world, ClientSession() as session:
        assert world.address is not None
        visitor = Visitor(session, world.address)
        await visitor.open()
        old = visitor.state["publishedRevision"]
        await client.post(world, "A review")
        await world.beat()
        receipt = await visitor.say("Well said", 1, old)
        assert receipt["settlement"] == "settled"
        assert "Well said" in json.dumps(await visitor.look())


async def test_visitors_and_posts_never_get_into_each_others_way() -> None:
    client, clock = Client(), Watch()
    async with discord_of(client, clock) as world, ClientSession() as session:
        assert world.address is not None
        visitors = [Visitor(session, world.address) for _ in range(2)]
        for visitor in visitors:
            await visitor.open()

        async def burst() -> None:
            for number in range(20):
                await client.post(world, f"Review {number}")
                clock.time += timedelta(seconds=1)
                await world.beat()

        async def chat(visitor: Visitor) -> list[str]:
            return [(await visitor.say("Well said", number, 1))["settlement"] for number in range(1, 11)]

        _, *settled = await asyncio.gather(burst(), *map(chat, visitors))
        assert settled == [["settled"] * 10, ["settled"] * 10]


@pytest.mark.parametrize(
    "headers", [{"Host": "matinee.example"}, {"Host": "127.0.0.1"}, {"Origin": "https://matinee.example"}]
)
async def test_other_sites_are_not_let_in(headers: dict[str, str]) -> None:
    client, clock = Client(), Watch()
    async with (
        discord_of(client, clock) as world,
        timeline_page("http://127.0.0.1:9", UTC_ZONE, hint="") as timeline,
        ClientSession() as session,
    ):
        assert world.address is not None
        for address in (world.address, timeline):
            async with session.get(address) as answer:
                assert answer.status == 200
            async with session.get(address, headers=headers) as answer:
                assert answer.status == 403


async def test_mastodon_takes_posts_and_the_timeline_shows_them(tmp_path: Path) -> None:
    async with mastodon_world(tmp_path) as server, ClientSession() as session:
        assert server.token not in repr(server)
        client = _client(server)
        async with timeline_page(server.address, UTC_ZONE, hint="Drop <one>") as address:
            async with session.get(address) as answer:
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
                assert "Drop &lt;one&gt;" in await answer.text()
            await asyncio.to_thread(client.status_post, "A <b>film</b>", spoiler_text="Gore", language="en")
            await asyncio.to_thread(client.status_post, "For friends", visibility="private")
            async with session.get(f"{address}posts") as answer:
                posts, etag = await answer.json(), answer.headers["ETag"]
            assert len(posts) == 1
            assert "A &lt;b&gt;film&lt;/b&gt;" in posts[0]["html"]
            assert "Gore</span></summary>" in posts[0]["html"]
            assert f"{datetime.now(UTC):%b %Y}" in posts[0]["html"]
            async with session.get(f"{address}posts", headers={"If-None-Match": etag}) as answer:
                assert answer.status == 304


async def test_the_timeline_outlives_its_server(tmp_path: Path) -> None:
    async with ClientSession() as session:
        async with mastodon_world(tmp_path) as server:
            pass
        async with timeline_page(server.address, UTC_ZONE, hint="") as address:
            async with session.get(address) as answer:
                assert "isn't answering" in await answer.text()
            async with session.get(f"{address}posts") as answer:
                assert answer.status == 502


async def test_a_server_that_cannot_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('no room left')\n")
    monkeypatch.setattr(mastodon_process, "__file__", str(broken))
    with pytest.raises(MastodonDidNotStart, match="no room left"):
        async with mastodon_world(tmp_path):
            pass


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("when", ["starting", "up"])
async def test_the_server_ends_with_a_demo_that_was_killed(tmp_path: Path, when: str) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path; from bot.demo import mastodon_world as world\n"
        "orders = world.Orders.line\n"
        "def said(self):\n"
        "    print('starting', flush=True)\n"
        "    return orders(self)\n"
        "world.Orders.line = said\n"
        "async def main():\n"
        "    async with world.mastodon_world(Path(sys.argv[1])):\n"
        "        print('up', flush=True)\n"
        "        await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(tmp_path), stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    assert demo.stdout is not None
    while (await demo.stdout.readline()).decode().strip() != when:
        assert demo.returncode is None
    (server,) = psutil.Process(demo.pid).children()
    demo.send_signal(signal.SIGKILL)
    await demo.wait()
    gone, alive = await asyncio.to_thread(psutil.wait_procs, [server], timeout=30)
    for process in alive:
        process.kill()
    assert (len(gone), alive) == (1, [])


def _client(server: MastodonWorld) -> Mastodon:
    return Mastodon(access_token=server.token, api_base_url=server.address, version_check_mode="none")
