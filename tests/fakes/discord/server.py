"""The HTTP server: every REST request goes record → token → limits → schema → handler; faults stand before all that."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.changes import Changes
from tests.fakes.discord import commands, interactions, messages, places, refusals, threads
from tests.fakes.discord.call import Answer, Call, Upload
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.ratelimits import RateLimits, too_many
from tests.fakes.discord.schema import Schemas
from tests.fakes.discord.world import World
from tests.fakes.faults import Faults
from tests.fakes.multipart import parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fakes.discord.call import Handler, Routes

ROUTES: Routes = {**places.ROUTES, **messages.ROUTES, **threads.ROUTES, **commands.ROUTES, **interactions.ROUTES}
BASE = "/api/v10"
_OPEN = ("/interactions/", "/webhooks/", "/gateway")  # their tokens are in the path, or they need none


class FakeDiscord:
    """One running fake: its world, its gateway, its faults."""

    def __init__(self) -> None:
        self.schemas = Schemas()
        self.changes = Changes()
        self.faults = Faults(self.changes.changed)
        self._bodies = 0
        self.gateway = Gateway(lambda: self.world, self.changes.changed)
        self.reset()

    def reset(self) -> None:
        self.world = World()
        self.limits = RateLimits(self.world.clock)
        self.faults.clear()
        self.faults.made = 0
        self.gateway.reset()
        self.changes.changed()

    def add_routes(self, app: web.Application) -> None:
        for (method, template), handler in ROUTES.items():
            app.router.add_route(method, BASE + template, self._entrance(method, template, handler))
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_route("*", BASE + "/{rest:.*}", self._nowhere)

    def _entrance(self, method: str, template: str, handler: Handler) -> Any:
        async def enter(request: web.Request) -> web.StreamResponse:
            raw = await request.read()  # before any fault: a held request must not depend on its sender's life
            path = request.path.removeprefix(BASE)

            async def work() -> web.Response:
                answer = self._work(request, raw, method, template, handler)
                self.world.requests.append({"method": method, "path": path, "status": answer.status})
                self.changes.changed()
                return answer

            return await self.faults.perform(request, path, work)

        return enter

    async def _nowhere(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix(BASE)
        self.world.requests.append({"method": request.method, "path": path, "status": 404})
        return _json(404, refusals.not_found().body(), {})

    def _work(self, request: web.Request, raw: bytes, method: str, template: str, handler: Handler) -> web.Response:
        path = request.match_info
        headers, wait = self.limits.spend(f"{method} {template}", path)
        if wait is not None:
            return too_many(headers, wait)
        try:
            self._authorize(request, template)
            body, files = _parse(request, raw)
            self._hold_against_schema(method, template, body, [file.field for file in files])
            answer = handler(Call(self.world, self.gateway, request.host, path, request.query, body, files))
        except refusals.Refusal as refusal:
            return _json(refusal.status, refusal.body(), headers)
        if not isinstance(answer, Answer):
            answer = Answer(200, answer)
        return _json(answer.status, answer.body, headers)

    def _authorize(self, request: web.Request, template: str) -> None:
        given = request.headers.get("Authorization")
        if given == f"Bot {self.world.token}" or (given is None and template.startswith(_OPEN)):
            return
        raise refusals.unauthorized()

    def _hold_against_schema(self, method: str, template: str, body: Any, files: list[str]) -> None:
        self._bodies += 1
        if body is None or self._bodies % self.world.sample:
            return
        violation = self.schemas.violation(method, template, body, files)
        if self.schemas.tells_of(method, template):
            self.world.held.append(f"{method} {template}" + (" with files" if files else ""))
        if violation is not None:
            self.world.violations.append({"what": violation, "body": body})
            raise refusals.Refusal(400, 50035, "Invalid Form Body", {"_errors": [{"message": violation}]})


def _parse(request: web.Request, raw: bytes) -> tuple[Any, list[Upload]]:
    if not raw:
        return ({} if request.method in ("POST", "PATCH") else None), []
    try:
        if request.content_type == "multipart/form-data":
            return _multipart(request.headers, raw)
        return json.loads(raw), []
    except ValueError:
        raise refusals.Refusal(400, 50109, "The request body contains invalid JSON.") from None


def _multipart(headers: Mapping[str, str], raw: bytes) -> tuple[Any, list[Upload]]:
    body: Any = {}
    files = []
    for part in parts(headers["Content-Type"], raw):
        if part.filename is not None:
            files.append(Upload(part.filename, len(part.data), part.content_type, part.name))
        elif part.name == "payload_json":
            body = json.loads(part.data)
    return body, files


def _json(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    if body is None:
        return web.Response(status=status, headers=headers)
    # Exactly this type: discord.py's login breaks on "application/json; charset=utf-8".
    return web.Response(
        status=status, body=json.dumps(body).encode(), headers={**headers, "Content-Type": "application/json"}
    )
