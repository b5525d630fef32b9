"""A Discord server whose admins set channels up, simulated: with real files, records and index, and no courier.

``courier`` of the studio stands in for one: it is asked whenever somebody waits for what becomes of a post.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import discord

from bot.catalogue.fingerprint import fingerprint
from bot.catalogue.store import Catalogue
from bot.commands.client import MatineeClient
from bot.commands.setup import add_setup
from bot.commands.setup.means import Means
from bot.commands.wording import wording_for
from bot.ledger.model import Receipt, Status
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread
from bot.settings import load
from bot.watch.shelf import Shelf
from bot.watch.watcher import Watcher
from tests.flow.clocks import SkippingClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    import simcord

CONFIGURATION = """
[site]
name = "Night Shift Reviews"
base_url = "https://films.example"

[[source]]
name = "films"
path = "{posts}"
permalink = "/{{slug}}.html"
hold = "0s"

[source.rating]
scale = 5

[source.fields]
badges = {{ MST3K = "mst3k" }}

[tags]
public = ["horror", "silent"]

[discord.follow]
{follow}

{more}

[log]
form = "text"
level = "debug"
[store]
url = "sqlite:///{folder}/matinee.db"
data_dir = "{folder}"
"""
REVIEW = """---
title: "{title} (1971)"
rating: "{rating}"
tags: [{tags}]
date: 2026-01-0{number}
---
Nothing in {title} is in a hurry. The lamps are warm, the staircase creaks where it should, and nobody explains the
ghost. It is the kind of film that a whole town could have made on its free evenings, and I was glad of every minute.
"""


def said(key: str, **values: Any) -> str:
    """A sentence as English has it: tests ask whether the right one is said, not how it is worded."""
    return wording_for("en-US").say(f"setup-{key}", **values)


class StudioClock(SkippingClock):
    """While somebody sleeps, ``meanwhile`` happens."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], None] = lambda: None

    async def sleep(self, seconds: float) -> None:
        self.meanwhile()
        await super().sleep(seconds)


class Studio:
    """What set-up works with, and the files behind it."""

    def __init__(self, folder: Path, follow: str = "", more: str = "") -> None:
        self.posts = folder / "posts"
        self.posts.mkdir(exist_ok=True)
        text = CONFIGURATION.format(posts=self.posts, folder=folder, follow=follow, more=more)
        (folder / "matinee.toml").write_text(text, encoding="utf-8")
        self.settings = load(folder / "matinee.toml")
        self.clock = StudioClock()
        rules = fingerprint(source.rules for source in self.settings.sources)
        self.catalogue = Catalogue.open(self.settings.store.data_dir, rules)
        self.ledger = Ledger.open(self.settings.store.url)
        self.thread = LedgerThread()
        self.woken = 0

    def client(self) -> MatineeClient:
        """A client with ``/matinee``, as a process that starts has it."""
        client = MatineeClient(shard_count=1)
        shelf = Shelf(self.settings.sources, self.catalogue)
        means = Means(self.settings, self.catalogue, shelf, self.ledger, self.thread, self.clock, self._wake)
        add_setup(client, means)
        return client

    async def write(self, title: str, number: int, rating: float = 3.5, tags: str = "") -> None:
        """Write a review and have it known, as no news."""
        slug = title.lower().replace(" ", "-")
        review = REVIEW.format(title=title, number=number, rating=rating, tags=tags)
        (self.posts / f"{slug}.md").write_text(review, encoding="utf-8")
        [source] = self.settings.sources
        await Watcher(source, self.ledger, self.thread, self.catalogue, [], self.clock).scan()

    def post(self) -> None:
        """Post whatever waits, as the courier would."""
        for one in self.ledger.deliveries(statuses=[Status.WAITING]):
            pause = self.ledger.health(one.destination).pause
            if pause is None or pause.by == "trouble":
                url = f"https://discord.com/channels/1/{one.destination.removeprefix('channel-')}/{one.id}"
                self.ledger.claim(one.id, {}, None, self.clock.now())
                self.ledger.settle(one.id, Receipt(str(one.id), url, self.clock.now()))

    def close(self) -> None:
        self.thread.close()
        self.ledger.close()
        self.catalogue.close()

    def _wake(self) -> None:
        self.woken += 1


class Club:
    """A server with an admin, a member, and the channels that both can see."""

    def __init__(self, env: simcord.Env, name: str = "Film club") -> None:
        self.guild = env.create_guild(name)
        right = self.guild.create_role("mods", permissions=discord.Permissions(manage_guild=True, view_channel=True))
        self.reviews = self.guild.create_text_channel("reviews")
        self.news = self.guild.create_news_channel("news")
        self.forum = self.guild.create_forum_channel("forum")
        self.admin = self.guild.add_member(env.create_user(f"ada of {name}"), roles=[right])
        self.member = self.guild.add_member(env.create_user(f"ida of {name}"))

    async def ask(self, command: str, **options: Any) -> str:
        """What the admin reads, who asks in #reviews; nobody else reads anything."""
        before = self.reviews.last_message
        result = await self.admin.slash(self.reviews, f"matinee {command}", **options)
        response = result.response
        assert response is not None
        assert response.ephemeral
        assert self.reviews.last_message == before
        [embed] = response.embeds
        return str(embed.description)

    async def typing(self, command: str, option: str, text: str, **filled: Any) -> list[str]:
        choices = await self.admin.autocomplete(self.reviews, f"matinee {command}", option, text, **filled)
        return [choice["name"] for choice in choices]


@asynccontextmanager
async def studio(folder: Path, follow: str = "", more: str = "") -> AsyncIterator[Studio]:
    made = Studio(folder, follow, more)
    try:
        yield made
    finally:
        made.close()
