"""What a supervisor asks: ``/healthz``, ``/readyz`` and ``/metrics``. The first two tell nothing private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from bot.errors import StoreError

if TYPE_CHECKING:
    from bot.page.gate import Gate
    from bot.page.means import Means


class WatchingOver:
    """Answers to supervisors."""

    def __init__(self, means: Means, gate: Gate) -> None:
        self._means, self._gate = means, gate

    def routes(self) -> list[web.RouteDef]:
        """Where they stand."""
        return [
            web.get("/healthz", self.healthy),
            web.get("/readyz", self.ready),
            web.get("/metrics", self.metrics),
        ]

    async def healthy(self, _: web.Request) -> web.Response:
        """The process is there and answers."""
        return web.Response(text="ok\n")

    async def ready(self, _: web.Request) -> web.Response:
        """Whether the records open and every source was looked at once; 503 where not."""
        parts = {"records": await self._means.thread.do(self._reads), "sources": self._are_scanned()}
        text = "".join(f"{name}: {'ok' if is_well else 'not ready'}\n" for name, is_well in parts.items())
        return web.Response(text=text, status=200 if all(parts.values()) else 503)

    async def metrics(self, request: web.Request) -> web.Response:
        """Numbers for Prometheus, for whoever brings the token or is signed in."""
        if not self._gate.is_bearer(request) and self._gate.session(request) is None:
            headers = {"WWW-Authenticate": 'Bearer realm="Matinee"'}
            raise web.HTTPUnauthorized(headers=headers, text="Bring the page's token: Authorization: Bearer …\n")
        from bot.page.metrics import told

        text, kind = await self._means.thread.do(told, self._means)
        return web.Response(body=text, headers={"Content-Type": kind})

    def _reads(self) -> bool:
        try:
            self._means.ledger.pulse()
        except StoreError:
            return False
        return True

    def _are_scanned(self) -> bool:
        return all(one.name in self._means.scans for one in self._means.settings.sources)
