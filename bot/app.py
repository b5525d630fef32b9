"""The wiring, and nothing else: the one file (with :mod:`bot.reaching`, which is the networks' part of it) that names
concrete parts, and owns how long each of them lives.

``build`` puts together what the chosen parts need; ``App.run`` is the bot that stays, ``App.once`` the one that does
what is due and ends. No rule stands here.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot import reaching
from bot.catalogue.fingerprint import fingerprint
from bot.catalogue.store import Catalogue
from bot.errors import SourceUnreadable, TokenRefused
from bot.follow.roster import Roster
from bot.interpreter import short_pauses
from bot.ledger.keeper import kept
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread
from bot.overview.once import OnceReport
from bot.page.pace import Paces
from bot.page.server import serve
from bot.post.courier import Courier
from bot.post.first_look import FirstLook, marker_of
from bot.reaching import tokens_needed
from bot.recaps.recapper import Recapper
from bot.recaps.unknown import tell_unknown
from bot.watch.indexing import index_forever, indexed, known_ids
from bot.watch.origin import Repositories
from bot.watch.shelf import Shelf
from bot.watch.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime
    from typing import Any

    from bot.clock import Clock
    from bot.ledger.model import Delivery
    from bot.page.means import Means
    from bot.post.composer import Composer
    from bot.post.discord.session import Connection, DiscordSession
    from bot.post.publisher import Publisher
    from bot.settings.model import Settings, Source
    from bot.watch.report import ScanReport

__all__ = ["PARTS", "App", "OnceReport", "build", "tokens_needed"]
PARTS = ("watch", "post", "recaps", "commands", "page")
log = structlog.stdlib.get_logger(__name__)


@dataclass(slots=True)
class App:
    """The parts that were chosen; the others are None or empty.

    ``settings`` holds the channels that followed at the start among the destinations, where there are records.
    """

    settings: Settings
    clock: Clock
    catalogue: Catalogue
    catalogued: asyncio.Event
    shelf: Shelf
    repositories: Repositories
    ledger: Ledger | None = None
    roster: Roster | None = None
    watchers: tuple[Watcher, ...] = ()
    courier: Courier | None = None
    recapper: Recapper | None = None
    publishers: tuple[Publisher, ...] = ()
    first_look: FirstLook | None = None
    connection: Connection | None = None
    session: DiscordSession | None = None
    answers: bool = False  # slash commands
    page: Means | None = None  # what the owner's page works with
    scans: dict[str, datetime] = field(default_factory=dict)  # by source: when it was looked at last

    async def run(self) -> None:
        """Work until cancelled. Raises ``StoreLocked`` if another process posts from these records, ``RecordsLost``."""
        with self._posting(), short_pauses():
            if self.first_look:
                await self.first_look.patiently()
            async with asyncio.TaskGroup() as tasks:
                for part in self._parts():
                    tasks.create_task(part)

    async def once(self) -> OnceReport:
        """Scan, deliver every post and recap that is due, and end. Raises as :meth:`run`, and ``StoreError``."""
        troubles: list[str] = []
        with self._posting():
            await self.look_first()
            scans = [report async for report in self._scans(troubles)]
            # A recap of half the reviews would be wrong, and the first one take the others for news ever after.
            recaps = await self.recapper.tick() if self.recapper and not troubles else []
            deliveries = await self._with_pages(await self.deliver_due())
        unwritten = frozenset(self.courier.unwritten if self.courier else ())
        not_live = self.courier.waits_for_pages if self.courier else frozenset()
        return OnceReport(tuple(scans), tuple(recaps), tuple(deliveries), tuple(troubles), unwritten, not_live)

    async def look_first(self) -> None:
        """Before a scan is recorded: raises ``RecordsLost``, or ``MatineeError`` where that can't be told just now."""
        if self.first_look:
            await self.first_look.once()

    @property
    def records(self) -> Ledger:
        """The records; there unless ``commands`` is the only part."""
        assert self.ledger is not None  # noqa: S101 (a caller that chose other parts knows)
        return self.ledger

    @property
    def composer(self) -> Composer:
        """What writes the posts of this app's deliveries; there where the records are."""
        assert self.roster is not None  # noqa: S101 (as for the records)
        return reaching.composer(self.shelf, self.records, self.roster)

    def _posting(self) -> AbstractContextManager[None]:
        return self.ledger.courier_lock() if self.ledger and self.courier else nullcontext()

    def _parts(self) -> Iterator[Coroutine[Any, Any, object]]:
        yield from (watcher.run() for watcher in self.watchers)
        if not self.watchers:
            yield from (self._keep_index(source) for source in self.settings.sources)
        if self.courier:
            yield self.courier.run()
        if self.recapper:
            yield self.recapper.run(self.catalogued)
            yield tell_unknown(self.settings, self.catalogue, self.catalogued)
        if self.session:
            yield reaching.stay_on_discord(
                self.session, self.connection if self.answers else None, self.settings, self.clock
            )
        if self.page:
            yield serve(self.page)

    async def _keep_index(self, source: Source) -> None:
        def told() -> None:
            self.scanned(source.name)

        ids = known_ids(self.ledger, source)
        await index_forever(source, self.catalogue, self.clock, told, ids, self.repositories)

    def scanned(self, source: str) -> None:
        """A source is in the catalogue; once all are, recaps know what is old."""
        self.scans[source] = self.clock.now()
        if len(self.scans) == len(self.settings.sources):
            self.catalogued.set()

    async def _scans(self, troubles: list[str]) -> AsyncIterator[ScanReport]:
        for watcher in self.watchers:
            try:
                yield await watcher.scan()
            except SourceUnreadable as error:  # the other sources' reviews go out all the same
                troubles.append(str(error))
        for source in self.settings.sources if self.recapper and not self.watchers else ():
            try:
                ids = known_ids(self.ledger, source)
                await indexed(source, self.catalogue, ids, self.repositories.of(source.name))
            except SourceUnreadable as error:
                troubles.append(str(error))

    async def deliver_due(self, only: Callable[[Delivery], bool] | None = None) -> list[Delivery]:
        """Deliver every post that is due, or ``only`` these. No other network waits for Discord's login.

        Raises ``StoreError``.
        """
        if self.courier is None:
            return []
        login = asyncio.create_task(self.log_in())
        try:
            return await self.courier.deliver_due(only)
        finally:
            login.cancel()
            await asyncio.gather(login, return_exceptions=True)

    async def _with_pages(self, tried: list[Delivery]) -> list[Delivery]:
        """Stay while posts wait for their reviews' pages, as long as the first of them may; then all that was tried."""
        found = {one.id: one for one in tried}
        while self.courier and (at := self.courier.next_look) is not None:
            await self.clock.sleep((at - self.clock.now()).total_seconds())
            found |= {one.id: one for one in await self.deliver_due()}
        return list(found.values())

    async def log_in(self) -> None:
        """Try once to log in to Discord. Posts there wait for it, and tell what came of it."""
        if self.session and not self.session.ready.is_set():
            with suppress(TokenRefused):
                await self.session.attempt()


@asynccontextmanager
async def build(
    settings: Settings,
    *,
    tokens: Mapping[str, str],
    clock: Clock,
    parts: Collection[str] = PARTS,
    connection: Connection | None = None,
    on_settled: Callable[[Delivery], None] | None = None,
) -> AsyncIterator[App]:
    """The app with the chosen parts, which are taken down in reverse when the context ends.

    ``tokens``: by the environment variables' names, for every destination if ``post`` is among the parts. Channels that
    follow get their posts only where Discord's is among them.
    ``connection``: what stands in for Discord's client; None: the real one. Raises the ``StoreError`` tree.
    """
    async with AsyncExitStack() as stack:
        catalogue = Catalogue.open(settings.store.data_dir, fingerprint(source.rules for source in settings.sources))
        stack.callback(catalogue.close)
        repositories = Repositories(settings.sources, tokens)
        app = App(settings, clock, catalogue, asyncio.Event(), Shelf(settings.sources, catalogue), repositories)
        app.answers = "commands" in parts
        sends = reaching.needs_discord(settings) or settings.discord.token_env in tokens
        if app.answers or ("post" in parts and sends):
            app.connection, app.session = reaching.discord(settings, tokens, clock, stack, connection)
        means, paces = None, Paces(on_settled)
        if set(parts) != {"commands"}:
            store = settings.store
            keeper = await stack.enter_async_context(kept(store.url, store.repository, store.branch, clock))
            thread = LedgerThread(keeper.durable if keeper else None)
            app.ledger = Ledger.open(keeper.url if keeper else store.url)
            stack.callback(app.ledger.close)
            stack.callback(thread.close)
            wake = _employ(app, app.ledger, thread, stack, tokens, parts, paces.settled)
            if app.answers:
                means = reaching.means_for(settings, app.shelf, app.ledger, thread, clock, wake)
            if "page" in parts and settings.page and settings.page.token_env in tokens:
                client = app.connection.client if app.connection and app.answers else None
                stores = (app.ledger, catalogue)
                app.page = reaching.owners_page(
                    settings, tokens, stores, clock, stack, app.scans, paces, wake, client, repositories.announce
                )
        if app.connection and app.answers:
            reaching.add_answers(app.connection, settings, app.shelf, clock, means)
        yield app


def _employ(
    app: App,
    ledger: Ledger,
    thread: LedgerThread,
    stack: AsyncExitStack,
    tokens: Mapping[str, str],
    parts: Collection[str],
    on_settled: Callable[[Delivery], None] | None,
) -> Callable[[], None]:
    """The three workers, as far as they are among the parts. Returns what wakes the one that posts."""
    settings, clock, catalogue = app.settings, app.clock, app.catalogue
    roster = app.roster = Roster(settings, ledger)
    roster.refresh()
    app.settings = roster.settings
    theirs = reaching.followers(settings, roster, app.session) if "post" in parts else None
    if "post" in parts:
        app.publishers = reaching.publishers(settings, tokens, app.session, clock, stack)
        tellers = reaching.messengers(settings, tokens, app.session, clock, stack)
        schedules = {one.name: one.schedule for one in settings.destinations}
        writing = app.composer
        shown, live = reaching.pictures(settings), settings.live
        app.courier = Courier(
            app.publishers,
            schedules,
            writing,
            ledger,
            thread,
            clock,
            on_settled,
            tellers,
            pictures=shown,
            followers=theirs,
            live=live,
        )
        stack.push_async_callback(app.courier.close)
        if app.session and theirs:
            app.publishers += reaching.followers_now(roster, app.session)
    wake = app.courier.wake if app.courier else lambda: None
    if "recaps" in parts and settings.recaps:
        app.recapper = Recapper.of(settings, catalogue, ledger, thread, clock, wake)
    if "watch" in parts:
        marker = marker_of(settings.store)
        app.first_look = FirstLook(
            reaching.usual(app.publishers, settings), settings.site, marker, ledger, thread, clock, app.log_in
        )

        def on_scanned(report: ScanReport) -> None:
            marker.write(clock.now())
            app.scanned(report.source)
            wake()

        known = app.repositories
        app.watchers = tuple(
            Watcher(one, ledger, thread, catalogue, roster.routes, clock, on_scanned, known) for one in settings.sources
        )
    return wake
