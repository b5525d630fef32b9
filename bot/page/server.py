"""The page's server: put together from its parts, and kept up for as long as the bot runs."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.errors import ConfigurationError
from bot.page.doing import Doing
from bot.page.door import Door
from bot.page.gate import Gate
from bot.page.hook import Hook
from bot.page.leaves import Leaves
from bot.page.picturing import Picturing
from bot.page.sessions import Sessions
from bot.page.watching_over import WatchingOver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.page.means import Means

SHORTEST = 16  # characters of a token
_LARGEST = 1 << 20  # bytes of a request
_AGAIN = 15.0  # seconds until the address is tried again
_GRACE = 2.0  # seconds that an open request gets when the bot ends
# What is no HTTP at all: whoever sends it must not fill the log. Defects of our own are told by the gate.
_visitors = logging.getLogger("bot.page.visitors")
_visitors.setLevel(logging.CRITICAL)
log = structlog.stdlib.get_logger(__name__)


def require_strong(path: Path, secrets: dict[str, str]) -> None:
    """Raises :class:`bot.errors.ConfigurationError` for a secret that can be guessed. ``secrets``: by their names."""
    weak = [
        f'{name} has fewer than {SHORTEST} characters: take a longer one, such as what "openssl rand -hex 24" prints'
        for name, secret in secrets.items()
        if len(secret) < SHORTEST
    ]
    if weak:
        raise ConfigurationError(path, weak)


def application(means: Means) -> web.Application:
    """The page as an aiohttp application."""
    gate = Gate(means, Sessions(means.token, means.clock))
    leaves = Leaves(means, gate)
    app = web.Application(middlewares=[gate.middleware()], client_max_size=_LARGEST)
    for part in (leaves, Doing(means, gate, leaves), Picturing(means), WatchingOver(means, gate), Hook(means)):
        app.add_routes(part.routes())
    return app


async def serve(means: Means) -> None:
    """Answer until cancelled. Where the address can't be had, it is tried again: posts go out all the same."""
    async with opened(means) as address:
        log.info("the owner's page", address=f"{address}/")
        await asyncio.get_running_loop().create_future()


@asynccontextmanager
async def opened(means: Means) -> AsyncIterator[str]:
    """The page answers meanwhile; its address."""
    runner = web.AppRunner(
        application(means), access_log=None, logger=_visitors, shutdown_timeout=_GRACE, handle_signals=False
    )
    await runner.setup()
    assert runner.server is not None  # noqa: S101 (it is set up)
    try:
        listening = await _listen(Door(runner.server), means)
        try:
            shown, port = listening.sockets[0].getsockname()[:2]
            yield f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
        finally:
            listening.close()
    finally:
        await runner.cleanup()


async def _listen(door: Door, means: Means) -> asyncio.Server:
    host, port, told = means.rule.host, means.rule.port, False
    while True:
        try:
            listening = await asyncio.get_running_loop().create_server(door, host, port)
        except OSError as error:
            if not told:
                told_as = {"listen": f"{host}:{port}", "reason": _why(error)}
                log.warning("there is no page: choose another address in [page] listen", **told_as)
            told = True
            await means.clock.sleep(_AGAIN)
            continue
        if not ipaddress.ip_address(host).is_loopback:
            log.warning("the page can be reached from other machines: it must stand behind https", listen=host)
        return listening


def _why(error: OSError) -> str:
    return "something else listens there" if error.errno == errno.EADDRINUSE else (error.strerror or "it can't be had")
