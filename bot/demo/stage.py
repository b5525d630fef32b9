"""The stage: both simulated networks, the working folder and the app, built up in order and taken down in reverse."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.app import App, build
from bot.clock import SystemClock
from bot.commands.client import MatineeClient
from bot.demo.board import Board, welcome
from bot.demo.discord_world import DiscordWorld, discord_world
from bot.demo.folder import Folder, working_folder
from bot.demo.mastodon_world import mastodon_world
from bot.demo.retelling import Retelling
from bot.demo.timeline import timeline_page
from bot.settings import load

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    import discord

    from bot.ledger.model import Delivery


class SimulatedConnection:
    """The Discord connection that the app is given: simcord has logged the client in and feeds it events."""

    def __init__(self, client: discord.AutoShardedClient) -> None:
        self.client = client

    async def login(self) -> None:
        """Done already."""

    async def connect(self) -> None:
        """Stay connected, for ever."""
        await asyncio.Event().wait()


@dataclass(frozen=True, slots=True)
class Play:
    """The demo while it runs. ``timeline``: the page's address, None without pages."""

    app: App
    discord: DiscordWorld
    folder: Folder
    board: Board
    timeline: str | None
    retelling: Retelling

    def welcome(self) -> Iterator[str]:
        """What to open and what to do, line by line."""
        return welcome(self.folder, self.discord.address, self.timeline)

    def report(self) -> dict[str, Any]:
        """What was posted where."""
        return self.board.report(self.app.records.deliveries(), self.app.catalogue.count(), self._path)

    def _path(self, review_id: str) -> str | None:
        review = self.app.catalogue.get(review_id)
        return review.path if review else None

    async def once(self) -> None:
        """Post what there is, then the challenge's recap, and end."""
        await self.app.once()
        self.retelling.owe()
        await self.app.deliver_due()

    async def until(self, stop: asyncio.Event) -> None:
        """Run the app and keep Discord in step until told to stop. What ends either of them is raised."""
        running = [asyncio.ensure_future(one) for one in (self.app.run(), self.discord.run(), stop.wait())]
        retelling = asyncio.ensure_future(self.retelling.run())
        try:
            ended, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (*running, retelling):
                task.cancel()
            await asyncio.gather(*running, retelling, return_exceptions=True)
        for task in ended:
            task.result()


@asynccontextmanager
async def stage(asked: Path | None, zone: str, *, pages: bool, say: Callable[[str], None]) -> AsyncIterator[Play]:
    """Everything built, ready to run. ``asked``: the folder to work in, None: a temporary one; ``zone``: IANA name."""
    clock = SystemClock()
    client = MatineeClient(shard_count=1)  # simcord wants the number told
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(working_folder(asked))
        mastodon = await stack.enter_async_context(mastodon_world(folder.path / "mastodon"))
        discord = await stack.enter_async_context(discord_world(client, clock, zone=zone, page=pages))
        timeline = None
        if pages:
            page = timeline_page(mastodon.address, ZoneInfo(zone), hint=f"Drop a review into {folder.posts}")
            timeline = await stack.enter_async_context(page)
        settings = load(folder.configure(zone=zone, channel=discord.channel_id, mastodon=mastodon.address))
        board = Board(say, {one.name: one.network for one in settings.destinations}, zone)
        retelling: Retelling | None = None

        def settled(delivery: Delivery) -> None:
            board.posted(delivery)
            discord.posted()
            if retelling is not None:
                retelling.settled()

        tokens = {one.token_env: mastodon.token for one in settings.destinations if one.network == "mastodon"}
        app = await stack.enter_async_context(
            build(
                settings,
                tokens=tokens,
                clock=clock,
                connection=SimulatedConnection(client),
                on_settled=settled,
            )
        )
        retelling = Retelling(app)
        yield Play(app, discord, folder, board, timeline, retelling)
