"""The networks' part of the wiring: Discord's client, publishers and messengers, as the configuration names them.

Like :mod:`bot.app`, to which it belongs, it names concrete parts and holds no rule.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog

from bot.errors import TokenRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from contextlib import AsyncExitStack
    from datetime import datetime
    from pathlib import Path

    from discord import Client

    from bot.catalogue.store import Catalogue
    from bot.clock import Clock
    from bot.commands.setup.means import Means
    from bot.follow.roster import Roster
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.page.means import Means as PageMeans
    from bot.page.pace import Paces
    from bot.post.composer import Composer
    from bot.post.courier import Followers
    from bot.post.discord.session import Connection, DiscordSession
    from bot.post.mastodon.client import Account
    from bot.post.pictures import Pictures
    from bot.post.publisher import Messenger, Publisher
    from bot.review.model import Reading
    from bot.settings.model import Destination, Settings
    from bot.watch.shelf import Shelf

log = structlog.stdlib.get_logger(__name__)


def tokens_needed(settings: Settings, parts: Collection[str]) -> list[str]:
    """The environment variables whose tokens these parts use."""
    names = [it.git.token_env for it in settings.sources if it.git and it.git.token_env]
    names += [one.token_env for one in settings.destinations] if "post" in parts else []
    needed = "commands" in parts or ("post" in parts and settings.owner.discord_id is not None)
    names += [settings.discord.token_env] if needed else []
    if "page" in parts and settings.page:
        names += [settings.page.token_env, *([settings.page.hook_env] if settings.page.hook_env else [])]
    return names


def needs_discord(settings: Settings) -> bool:
    """Whether anything is sent to Discord: posts, or messages to the owner."""
    return settings.owner.discord_id is not None or any(one.network == "discord" for one in settings.destinations)


def discord(
    settings: Settings, tokens: Mapping[str, str], clock: Clock, stack: AsyncExitStack, connection: Connection | None
) -> tuple[Connection, DiscordSession]:
    """The client, for posts to Discord and for commands. ``connection``: what stands in for it; None: the real one."""
    from bot.commands.client import MatineeClient
    from bot.post.discord.buckets import use_all_room
    from bot.post.discord.repeats import no_repeats
    from bot.post.discord.session import ClientConnection, DiscordSession, point_at

    if connection is None:
        point_at(settings.discord.api_base_url, settings.discord.gateway_url)
        client = MatineeClient(http_trace=no_repeats())
        use_all_room(client)
        connection = ClientConnection(client, tokens[settings.discord.token_env])
    session = DiscordSession(connection, clock)
    stack.push_async_callback(session.close)
    return connection, session


def add_answers(
    connection: Connection, settings: Settings, shelf: Shelf, clock: Clock, means: Means | None = None
) -> None:
    """Give the client its slash commands. ``shelf``: the reviews' files, and their catalogue.

    ``means``: what setting channels up works with; None where there are no records.
    """
    from bot.commands.answers import Answers
    from bot.commands.client import MatineeClient
    from bot.commands.look import look_of
    from bot.commands.lookup import Lookup
    from bot.commands.setup import add_setup
    from bot.commands.slash import add_commands

    if isinstance(connection.client, MatineeClient) and shelf.catalogue is not None:
        look = look_of(settings.site, settings.destinations)
        lookup = Lookup(shelf.catalogue, settings.site, look, shelf, clock, rules=settings.challenges)
        add_commands(connection.client, Answers(lookup))
        if means is not None:
            add_setup(connection.client, means)


def means_for(
    settings: Settings, shelf: Shelf, ledger: Ledger, thread: LedgerThread, clock: Clock, wake: Callable[[], None]
) -> Means:
    """What setting channels up works with. ``settings``: the owner's file; ``wake``: the courier, if it is here."""
    from bot.commands.setup.means import Means

    assert shelf.catalogue is not None  # noqa: S101 (the running bot has one)
    return Means(settings, shelf.catalogue, shelf, ledger, thread, clock, wake)


async def stay_on_discord(
    session: DiscordSession, connection: Connection | None, settings: Settings, clock: Clock
) -> None:
    """Log in, however long that takes; then keep the gateway for commands. A bad token ends only this.

    ``connection``: whose client answers commands; None: nothing is answered.
    """
    from bot.commands.client import MatineeClient
    from bot.commands.gateway import supervise
    from bot.commands.sync import sync_commands

    try:
        await session.run()
    except TokenRefused as refusal:
        log.error(str(refusal))  # noqa: TRY400 (the sentence says all; everything else goes on)
        await session.ready.wait()  # posts ask again, at times; without posts this is for ever
    if connection and isinstance(connection.client, MatineeClient):
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(sync_commands(connection.client, settings.store.data_dir, clock))
            tasks.create_task(supervise(connection, clock))


def composer(shelf: Shelf, ledger: Ledger, roster: Roster) -> Composer:
    """What writes posts, from the files as they are then."""
    from bot.post.composer import Composer

    def read_review(review_id: str) -> Reading | None:
        row = ledger.file_of(review_id)
        return shelf.read(row) if row else None

    return Composer(read_review, ledger.recap_data, roster.destinations, ledger.member_ids, ledger.part_before)


def usual(publishers: Iterable[Publisher], settings: Settings) -> tuple[Publisher, ...]:
    """Those of destinations that get something by themselves: what stands at the others was sent there as a try."""
    trying = {one.name for one in settings.destinations if one.by_hand}
    return tuple(one for one in publishers if one.name not in trying)


def publishers(
    settings: Settings, tokens: Mapping[str, str], session: DiscordSession | None, clock: Clock, stack: AsyncExitStack
) -> tuple[Publisher, ...]:
    """One for each destination, in the configuration's order."""
    lanes = _mastodon_lanes(settings, tokens)
    made = tuple(
        _publisher(one, tokens, session, lanes, clock, settings.store.data_dir) for one in settings.destinations
    )
    for publisher in made:
        stack.push_async_callback(publisher.close)
    return made


def followers(settings: Settings, roster: Roster, session: DiscordSession | None) -> Followers | None:
    """The channels that follow, to be posted to as they come and go; None where there is no token to post with."""
    if session is None:
        if roster.guests:
            log.warning("channels follow, but there is no token for Discord: their posts wait")
        return None
    from bot.post.courier import Followers
    from bot.post.shared_pictures import SharedPictures

    folders, site = {one.name: one.folder for one in settings.sources}, settings.site
    shared = SharedPictures(folders, site.folder, site.base_url)
    return Followers(roster.refresh, lambda one: _on_discord(one, session), shared)


def followers_now(roster: Roster, session: DiscordSession) -> tuple[Publisher, ...]:
    """One for each channel that follows at this moment, to look at what stands there."""
    return tuple(_on_discord(one, session) for one in roster.guests.values())


def pictures(settings: Settings) -> Pictures:
    """Where the pictures of posts come from."""
    from bot.post.pictures import Pictures

    site = settings.site
    return Pictures({one.name: one.folder for one in settings.sources}, site.folder, site.base_url)


def messengers(
    settings: Settings, tokens: Mapping[str, str], session: DiscordSession | None, clock: Clock, stack: AsyncExitStack
) -> tuple[Messenger, ...]:
    """The ways to tell the owner: a Discord message, and a Mastodon message from the first account that there is."""
    made: list[Messenger] = []
    if settings.owner.discord_id is not None and session is not None:
        from bot.post.discord.owner import DiscordOwner

        made.append(DiscordOwner(settings.owner.discord_id, session))
    account = next((one for one in settings.destinations if one.network == "mastodon"), None)
    if settings.owner.mastodon is not None and account is not None:
        from bot.post.mastodon.owner import MastodonOwner

        lane = _mastodon_lanes(settings, tokens)[account.name]
        owner, language = settings.owner.mastodon, settings.site.language
        teller = MastodonOwner(account.name, lane, _account(account, tokens), clock, owner, language)
        stack.push_async_callback(teller.close)
        made.append(teller)
    return tuple(made)


def _publisher(
    destination: Destination,
    tokens: Mapping[str, str],
    session: DiscordSession | None,
    lanes: Mapping[str, str],
    clock: Clock,
    data_dir: Path,
) -> Publisher:
    if destination.network == "discord":
        assert session is not None  # noqa: S101 (made for posts to Discord)
        return _on_discord(destination, session)
    from bot.post.mastodon.account import MastodonAccount

    account = _account(destination, tokens)
    return MastodonAccount(destination.name, lanes[destination.name], account, clock, data_dir)


def _on_discord(destination: Destination, session: DiscordSession) -> Publisher:
    from bot.post.discord.channel import DiscordChannel

    assert destination.channel_id is not None  # noqa: S101 (the configuration's form demands it)
    return DiscordChannel(destination.name, destination.channel_id, session, destination.channel)


def _account(destination: Destination, tokens: Mapping[str, str]) -> Account:
    from bot.post.mastodon.client import Account

    assert destination.api_base_url is not None  # noqa: S101 (the configuration's form demands it)
    return Account(destination.api_base_url, tokens[destination.token_env])


def _mastodon_lanes(settings: Settings, tokens: Mapping[str, str]) -> dict[str, str]:
    """The lane of each destination on Mastodon. Whoever has the same token on the same server is the same account.

    Other processes see the name: it is made of the server and of the account's first destination, not of the token.
    """
    first: dict[tuple[str, str], str] = {}
    lanes = {}
    for one in settings.destinations:
        if one.network == "mastodon":
            server = urlsplit(one.api_base_url or "").netloc.lower()
            account = first.setdefault((server, tokens[one.token_env]), one.name)
            lanes[one.name] = f"mastodon {server} {account}"
    return lanes


def owners_page(
    settings: Settings,
    tokens: Mapping[str, str],
    stores: tuple[Ledger, Catalogue],
    clock: Clock,
    stack: AsyncExitStack,
    scans: Mapping[str, datetime],
    paces: Paces,
    wake: Callable[[], None],
    client: Client | None,
    announce: Callable[[str], None],
) -> PageMeans:
    """What the owner's page works with. ``client``: of the slash commands, where they are served.

    Raises :class:`bot.errors.ConfigurationError` for a token that can be guessed.
    """
    from bot.ledger.thread import LedgerThread
    from bot.page.means import Means as PageMeans
    from bot.page.server import require_strong

    rule = settings.page
    assert rule is not None  # noqa: S101 (the caller has looked)
    names = [rule.token_env, *([rule.hook_env] if rule.hook_env else [])]
    require_strong(settings.path, {name: tokens[name] for name in names})
    thread = LedgerThread()  # its own: a long look at the records keeps no post waiting
    stack.callback(thread.close)
    return PageMeans(
        settings,
        rule,
        tokens[rule.token_env],
        tokens[rule.hook_env] if rule.hook_env else None,
        stores[0],
        thread,
        stores[1],
        pictures(settings),
        clock,
        scans,
        paces,
        (lambda: client.latency if client.is_ready() else None) if client else None,
        wake,
        announce,
    )
