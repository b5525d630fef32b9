"""The bot's login at Discord, kept trying until it succeeds: posts need no more than that.

It connects no gateway and knows no channel. Only a refused token ends it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

import discord
import structlog

from bot.errors import NotSent
from bot.post.discord.errors import token_refused, translate

if TYPE_CHECKING:
    from bot.clock import Clock

log = structlog.stdlib.get_logger(__name__)
_PATIENCE = 60.0  # seconds for one attempt
_FIRST, _LONGEST = 2.0, 300.0  # seconds between two attempts to log in


class Connection(Protocol):
    """The Discord client with its token: an object that can log in, and that may have done so already."""

    @property
    def client(self) -> discord.Client:
        """The client. Its ``http`` is ready once :meth:`login` has returned."""
        ...

    async def login(self) -> None:
        """Log in. May be called again after it raised; raises ``discord.LoginFailure`` for a bad token."""
        ...

    async def connect(self) -> None:
        """Connect the gateway and stay connected: for slash commands only."""
        ...


class ClientConnection:
    """A real client and its token."""

    def __init__(self, client: discord.Client, token: str) -> None:
        self.client, self._token = client, token

    async def login(self) -> None:
        """Log in over REST."""
        await self.client.login(self._token)

    async def connect(self) -> None:
        """Connect the gateway and stay connected."""
        await self.client.connect()


class DiscordSession:
    """Who else needs the login waits for it here."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection, self.clock = connection, clock
        self._trouble: str | None = None
        self._refused = self._attempted = False
        self._makes_own = connection.client.http.connector is discord.utils.MISSING
        self._one_at_a_time = asyncio.Lock()
        self.ready = asyncio.Event()
        self._settled = asyncio.Event()  # ready, refused, or one attempt has failed

    @property
    def client(self) -> discord.Client:
        """The client, logged in or not."""
        return self._connection.client

    async def run(self) -> None:
        """Log in, however long that takes. Returns when it is done; raises ``TokenRefused`` when it can't be."""
        pause = _FIRST
        while not (self.ready.is_set() or await self.attempt()):
            await self.clock.sleep(pause)
            pause = min(pause * 2, _LONGEST)

    async def attempt(self) -> bool:
        """Try to log in once, unless it is done by now. Raises ``TokenRefused``."""
        async with self._one_at_a_time:
            return self.ready.is_set() or await self._attempt()

    async def _attempt(self) -> bool:
        self._attempted = True
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._connection.login()
        except discord.LoginFailure:
            await self._drop_connections()
            self._refused = True
            self._settled.set()
            raise token_refused() from None
        except asyncio.CancelledError:  # another attempt would make connections of its own, and leave these open
            await self._drop_connections()
            raise
        except Exception as error:  # noqa: BLE001 - no network, half answers: all of it may be over in a moment
            await self._drop_connections()
            self._trouble = str(translate(error, "Discord", reading=True))
            self._settled.set()
            log.warning("not logged in to Discord", reason=self._trouble)
            return False
        self._trouble, self._refused = None, False
        self.ready.set()
        self._settled.set()
        log.info("logged in to Discord")
        return True

    async def usable(self) -> discord.Client:
        """The client once it is logged in. Raises ``TokenRefused``, or ``NotSent`` after an attempt has failed.

        After a refusal each call is another attempt, for that may have been a slip of Discord's: how often is the
        caller's to decide.
        """
        await self._settled.wait()
        if self._refused:
            await self.attempt()
        if not self.ready.is_set():
            raise NotSent(self._trouble or "Discord can't be reached.")
        return self.client

    async def close(self) -> None:
        """Close the client's connections. discord.py can't close a client that never tried to log in."""
        if self._attempted:
            await self.client.close()

    async def _drop_connections(self) -> None:
        """discord.py leaves the connections of a failed login open, and makes new ones only if it has none."""
        if self._makes_own:
            await self.client.http.close()
            self.client.http.connector = discord.utils.MISSING


def point_at(api_base_url: str | None, gateway_url: str | None) -> None:
    """Send discord.py to another address than Discord's, for the whole process. None leaves one as it is."""
    if api_base_url:
        discord.http.Route.BASE = api_base_url.rstrip("/")
    if gateway_url:
        import yarl

        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
