"""A site whose owner has a page: real files, real records, the page's own server on a free port."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
from sqlalchemy import update

from bot.app import build
from bot.clock import SystemClock
from bot.ledger.model import Owed
from bot.ledger.tables import DELIVERIES, QUESTIONS
from bot.page.server import opened
from bot.settings import load
from bot.watch.indexing import index

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.app import App

TOKEN = "a-long-token-for-tests"
SECRET = "a-long-secret-for-hooks"
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
CONFIGURATION = """
[site]
name = "The night shift"
base_url = "https://films.example"

[store]
url = "sqlite:///{folder}/matinee.db"
data_dir = "{folder}/data"

[page]
hook_env = "MATINEE_HOOK_SECRET"

[[source]]
name = "films"
path = "{folder}/posts"
permalink = "/{{slug}}.html"
rating = {{ scale = 5 }}

[[destination]]
name = "friends"
network = "discord"
channel_id = 1234567890

[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "https://toots.example"
token_env = "MATINEE_MASTODON_TOKEN"
schedule = {{ slots = ["09:00", "18:00"] }}
"""
REVIEW = """---
title: "{title}"
year: 1962
rating: {rating}
date: 2026-11-{day:02}
challenge: {{name: Winter nights, number: {day}, total: 31}}
---
A quiet film about a pier at night.
"""
SECRETS = {
    "MATINEE_PAGE_TOKEN": TOKEN,
    "MATINEE_HOOK_SECRET": SECRET,
    "MATINEE_DISCORD_TOKEN": "discord",
    "MATINEE_MASTODON_TOKEN": "mastodon",
}


def write(folder: Path) -> Path:
    """The site; one of its files can't be read."""
    posts = folder / "posts"
    posts.mkdir(parents=True)
    for day, title in enumerate(("The Pier", "Salt and Smoke", "A Lamp in the Hall"), 1):
        (posts / f"2026-11-{day:02}-film.md").write_text(REVIEW.format(title=title, rating=4, day=day))
    (posts / "2026-11-09-odd.md").write_text(REVIEW.format(title="Odd", rating=44, day=9))
    config = folder / "matinee.toml"
    config.write_text(CONFIGURATION.format(folder=folder))
    return config


def owe(app: App, title: str, destination: str = "friends", **values: object) -> int:
    """A delivery in the records, as these columns have it; its number."""
    now = datetime.now(UTC)
    row = app.records.enqueue(Owed(f"{title} {destination}", "review", title, destination, now), now)
    if values:
        with app.records._writing() as connection:
            connection.execute(update(DELIVERIES).where(DELIVERIES.c.id == row.id).values(**values))
    return row.id


def posted(app: App, title: str, destination: str = "friends", url: str = "https://social.example/1") -> int:
    """One that was posted an hour ago."""
    at = datetime.now(UTC) - timedelta(hours=1)
    return owe(app, title, destination, status="posted", posted_at=at, remote_id=title, remote_url=url)


def ask(app: App, source: str = "films") -> None:
    """A question about many changes."""
    with app.records._writing() as connection:
        rows = [[str(number), f"2026/old-{number}.md"] for number in range(40)]
        connection.execute(
            QUESTIONS.insert().values(source=source, asked_at=datetime.now(UTC), reviews=rows, changed=[], gone=[])
        )


@asynccontextmanager
async def served(folder: Path, more: str = "") -> AsyncIterator[tuple[App, str]]:
    """The page's server; the address, without a slash at its end. ``more``: of the configuration."""
    config = write(folder)
    config.write_text(config.read_text() + more)
    settings = load(config)
    async with build(settings, tokens=SECRETS, clock=SystemClock(), parts={"page"}) as app:
        for source in (one for one in settings.sources if one.git is None):
            index(source, app.catalogue)
            app.scanned(source.name)
        assert app.page is not None
        async with opened(replace(app.page, rule=replace(app.page.rule, port=0))) as address:
            yield app, address


class Visitor:
    """A browser without scripts: keeps cookies, and sends forms as they stand on the page."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self.session, self.address = session, address

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text."""
        async with self.session.get(self.address + path, headers=headers) as answer:
            return answer.status, await answer.text()

    async def post(self, path: str, fields: dict[str, str], **headers: str) -> tuple[int, str]:
        """The same for a form, which carries what the page has hidden in it."""
        _, page = await self.get("/")
        found = re.search(r'name="form" value="([0-9a-f]+)"', page)
        given = {"form": found[1] if found else "", **fields}
        async with self.session.post(self.address + path, data=given, headers=headers) as answer:
            return answer.status, await answer.text()

    async def sign_in(self, token: str = TOKEN) -> tuple[int, str]:
        """With that token."""
        return await self.post("/sign-in", {"token": token})


@asynccontextmanager
async def visiting(address: str) -> AsyncIterator[Visitor]:
    """Somebody who isn't signed in yet."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Visitor(session, address)
