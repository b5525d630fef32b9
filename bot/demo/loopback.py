"""Serving a page to this machine only.

A page on a loopback port can still be reached by any website open in the visitor's browser, by a name that resolves to
this machine or by a request from elsewhere; both are refused here.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

_SHUTDOWN = 1.0  # seconds that an open request may take when the page closes


@web.middleware
async def only_visitors_of(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse requests that aren't addressed to this very page, or that another site's page sends."""
    host = request.headers.get("Host", "")
    name, _, port = host.rpartition(":")
    ours = request.transport.get_extra_info("sockname")[1] if request.transport else None
    if name not in {"127.0.0.1", "localhost"} or port != str(ours):
        raise web.HTTPForbidden(text="This page answers under its own address only.")
    origin = request.headers.get("Origin")
    if origin not in {None, "null", f"http://{host}"}:
        raise web.HTTPForbidden(text="This page isn't meant for other sites.")
    return await handler(request)


@asynccontextmanager
async def serve(app: web.Application) -> AsyncIterator[str]:
    """Serve on a free port of 127.0.0.1; the address, without a slash at its end."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN, handle_signals=False)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
