"""The publishers under test, set before fake networks. Its fixtures are known to tests through ``conftest``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.clock import SystemClock
from bot.commands.client import MatineeClient
from bot.post.discord.buckets import use_all_room
from bot.post.discord.channel import DiscordChannel
from bot.post.discord.session import ClientConnection, DiscordSession
from bot.post.mastodon.account import MastodonAccount
from bot.post.mastodon.client import Account
from tests.contract.publishing import Stage
from tests.fakes.discord.control import MESSAGES, THREADS, DiscordControl
from tests.fakes.discord.forum_control import ForumControl
from tests.fakes.discord.world import FORUM_ID, TEXT_ID
from tests.fakes.mastodon.control import STATUSES, MastodonControl

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.settings.model import ChannelManners


def account(fake: MastodonControl, address: str | None = None) -> MastodonAccount:
    return MastodonAccount("toots", "toots", Account(address or fake.api_base_url, fake.token), SystemClock())


def mastodon_stage(fake: MastodonControl) -> Stage:
    return Stage(account(fake), fake, ("POST", STATUSES), lambda: [one["id"] for one in fake.statuses()])


@pytest.fixture
async def session(fake_discord: DiscordControl, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordSession]:
    monkeypatch.setattr(discord.http.Route, "BASE", fake_discord.api_base_url)
    client = MatineeClient()
    use_all_room(client)
    opened = DiscordSession(ClientConnection(client, fake_discord.token), SystemClock())
    await opened.run()
    yield opened
    await opened.close()


def discord_stage(fake: DiscordControl, session: DiscordSession) -> Stage:
    channel = DiscordChannel("film-channel", TEXT_ID, session)
    return Stage(channel, fake, ("POST", MESSAGES), lambda: [one["id"] for one in fake.messages()])


FORUM = {
    "change": f"{MESSAGES}/*",
    "look": f"{MESSAGES}/*",
    "erase": "/channels/*",
    "list": f"{THREADS}/archived/public",
}


def forum_stage(fake: DiscordControl, session: DiscordSession, manners: ChannelManners | None = None) -> Stage:
    forum = ForumControl(fake.address)
    channel = DiscordChannel("film-forum", FORUM_ID, session, manners)
    ids = lambda: [one["id"] for one in forum.messages()]  # noqa: E731
    return Stage(channel, forum, ("POST", THREADS), ids, keyed=False, paths=FORUM)


@pytest.fixture(params=["discord", "forum", "mastodon"])
async def stage(
    request: pytest.FixtureRequest,
    fake_mastodon: MastodonControl,
    fake_discord: DiscordControl,
    session: DiscordSession,
) -> AsyncIterator[Stage]:
    if request.param == "mastodon":
        made = mastodon_stage(fake_mastodon)
    else:
        made = (forum_stage if request.param == "forum" else discord_stage)(fake_discord, session)
    yield made
    await made.publisher.close()
