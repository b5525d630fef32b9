"""A site with reviews, both fake networks, and the program pointed at them."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager, chdir
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import build, tokens_needed
from bot.settings import load
from bot.settings.tokens import tokens
from tests.fakes.discord.control import MESSAGES
from tests.fakes.discord.world import TEXT_ID
from tests.fakes.mastodon.control import HISTORY, STATUSES
from tests.flow.program import Program, started

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from bot.app import App
    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

CONFIGURATION = """
[site]
name = "The night shift"
base_url = "https://films.example"

[[source]]
name = "films"
path = "posts"
permalink = "/{{slug}}.html"
hold = "0s"
first_run = "post"
{source}

[source.rating]
scale = 5

[discord]
api_base_url = "{discord}"
gateway_url = "{gateway}"

[[destination]]
name = "channel"
network = "discord"
channel_id = {channel}

[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "{mastodon}"

[log]
form = "text"
level = "debug"

[store]
url = "sqlite:///data/matinee.db"
data_dir = "data"
"""
REVIEW = """---
title: "{title} (1971)"
rating: "3.5"
date: 2026-01-0{number}
---
Nothing in {title} is in a hurry. The lamps are warm, the staircase creaks where it should, and nobody explains the
ghost. It is the kind of film that a whole town could have made on its free evenings, and I was glad of every minute.
"""
CODES = (0, 1, 3)  # done; the owner is needed; something waits for a network
TITLES = ("The Lamp Keeper", "Salt Road", "Nine Paper Boats")
ADDRESS = re.compile(r"https://films\.example/[a-z-]+\.html")


class ClockAhead:
    """The machine's clock, some time ahead of it."""

    ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


class Scene:
    """What a test plays with. Nothing of it outlives the test."""

    channel_id = TEXT_ID

    def __init__(self, folder: Path, discord: DiscordControl, mastodon: MastodonControl, source: str = "") -> None:
        self.folder, self.discord, self.mastodon = folder, discord, mastodon
        self.clock = ClockAhead()
        self.environ = {"MATINEE_DISCORD_TOKEN": discord.token, "MATINEE_MASTODON_TOKEN": mastodon.token}
        (folder / "posts").mkdir()
        self.configure(source=source)

    def configure(self, source: str = "", **addresses: str) -> None:
        """Write the configuration; ``addresses`` replace the fakes' own."""
        given = {
            "discord": self.discord.api_base_url,
            "gateway": self.discord.gateway_url,
            "mastodon": self.mastodon.api_base_url,
            **addresses,
        }
        text = CONFIGURATION.format(channel=self.channel_id, source=source, **given)
        (self.folder / "matinee.toml").write_text(text, encoding="utf-8")

    def write(self, *titles: str) -> None:
        """Put review files there, each complete at once."""
        for number, title in enumerate(titles, 1):
            slug = title.lower().replace(" ", "-")
            draft = self.folder / f"{slug}.part"
            draft.write_text(REVIEW.format(title=title, number=number), encoding="utf-8")
            draft.replace(self.folder / "posts" / f"{slug}.md")

    def matinee(self, command: str, *arguments: str) -> AbstractContextManager[Program]:
        """Any command of the real program."""
        arguments = (command, "-c", "matinee.toml", *arguments)
        return started("bot", *arguments, folder=self.folder, environ=self.environ)

    def run(self, *arguments: str) -> AbstractContextManager[Program]:
        """``matinee run``, which stays unless told otherwise."""
        return self.matinee("run", *arguments)

    def once(self) -> int:
        """``matinee run --once`` to its end; its exit code."""
        with self.run("--once") as program:
            code = program.wait()
            assert code in CODES, program.told()
            return code

    def pass_time(self, seconds: float) -> None:
        """Move our clock (of :meth:`once_here`) and the networks'."""
        self.clock.ahead += timedelta(seconds=seconds)
        self.discord.advance(seconds)
        self.mastodon.advance(seconds)

    def come_back(self) -> None:
        """What had to wait for a destination that was away goes out one post after the other."""
        for _ in TITLES:
            self.once_here()
            self.pass_time(16 * 60)

    @asynccontextmanager
    async def app(self) -> AsyncIterator[App]:
        """The app in this very process, by the clock that :meth:`pass_time` moves."""
        settings, parts = load(self.folder / "matinee.toml"), {"watch", "post"}
        secrets = tokens(settings, tokens_needed(settings, parts), self.environ)
        places = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
        with chdir(self.folder):
            try:
                async with build(settings, tokens=secrets, clock=self.clock, parts=parts) as app:
                    yield app
            finally:
                Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = places

    def once_here(self) -> None:
        """What ``matinee run --once`` does, in this process."""

        async def once() -> None:
            async with self.app() as app:
                await app.once()

        asyncio.run(once())

    def hold_posts(self, **how: Any) -> None:
        """The next post to each network gets stuck: before it is accepted, or (``after``) with its answer."""
        self.discord.fault("hang", "POST", MESSAGES, **how)
        self.mastodon.fault("hang", "POST", STATUSES, **how)

    def hold_histories(self) -> None:
        """The next look at each network's history gets stuck."""
        self.discord.fault("hang", "GET", MESSAGES)
        self.mastodon.fault("hang", "GET", HISTORY)

    def wait_held(self) -> None:
        """Wait until both networks hold a request."""
        self.discord.wait_held()
        self.mastodon.wait_held()

    def release(self) -> None:
        """Let held requests go on, and wait until they have."""
        for network in (self.discord, self.mastodon):
            network.release()
            network.wait_until(lambda state: state["held"] == 0)

    def posted(self) -> dict[str, list[str]]:
        """The reviews' addresses as both networks show them, in the order of posting."""
        return {
            "channel": [_address(str(message)) for message in self.discord.messages()],
            "toots": [_address(status["text"]) for status in self.mastodon.statuses()],
        }

    def assert_each_once(self, *titles: str) -> None:
        """Every review stands exactly once at each place, and never stood there twice."""
        wanted = sorted(f"https://films.example/{title.lower().replace(' ', '-')}.html" for title in titles)
        posted = self.posted()
        assert {place: sorted(addresses) for place, addresses in posted.items()} == {"channel": wanted, "toots": wanted}
        assert (self.discord.created(), self.mastodon.created()) == (len(titles), len(titles))


def _address(text: str) -> str:
    found: set[str] = set(ADDRESS.findall(text))
    assert len(found) == 1, text
    return found.pop()
