"""A site whose pages come and go, over real HTTP."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass(slots=True)
class Site:
    """``status``: what a path answers, 200 where nothing is said; ``leads_to``: where it redirects."""

    address: str = ""
    status: dict[str, int] = field(default_factory=dict)
    leads_to: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    methods: set[str] = field(default_factory=set)
    sent: int = 0  # bytes of endless pages

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path)
        self.methods.add(request.method)
        assert request.headers["User-Agent"].startswith("Matinee")
        assert "text/html" in request.headers["Accept"]
        if request.path == "/never":
            await asyncio.Event().wait()
        if request.path == "/endless":
            return await self._endless(request)
        if request.path in self.leads_to:
            return web.Response(status=302, headers={"Location": self.leads_to[request.path]})
        return web.Response(status=self.status.get(request.path, 200), text="<title>A page</title>")

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        page = web.StreamResponse()
        await page.prepare(request)
        while True:
            await page.write(bytes(65_536))
            self.sent += 65_536


@asynccontextmanager
async def site_serving() -> AsyncIterator[Site]:
    site, app = Site(), web.Application()
    app.router.add_route("*", "/{rest:.*}", site.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield site
    finally:
        await runner.cleanup()
