"""The proxy before mastodon_mock: faults, keys that are forgotten after an hour, manners of other servers.

What it adds is what real servers were measured to do and mastodon_mock doesn't: docs on idempotency at
https://docs.joinmastodon.org/methods/statuses/#create
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp import web

from tests.fakes.changes import Changes
from tests.fakes.clock import MovableClock
from tests.fakes.faults import Faults
from tests.fakes.mastodon.edits import Edit, replied_to
from tests.fakes.mastodon.media import UPLOAD, Media, named, without

if TYPE_CHECKING:
    from tests.fakes.mastodon.upstream import Upstream

KEY_SECONDS = 3600.0
STATUSES = "/api/v1/statuses"
_ONE = re.compile(STATUSES + r"/(\w+)")
_OURS = {"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "idempotency-key"}
_WIRE = {"content-length", "transfer-encoding", "connection", "content-encoding", "date", "server"}


class Proxy:
    """One running fake. ``keys``: False for servers that ignore the Idempotency-Key, as GoToSocial does."""

    def __init__(self, upstream: Upstream, session: aiohttp.ClientSession) -> None:
        self.upstream, self._session = upstream, session
        self.changes = Changes()
        self.faults = Faults(self.changes.changed)
        self.under_way: set[asyncio.Future[web.StreamResponse]] = set()
        self._begin()

    def _begin(self) -> None:
        self.clock = MovableClock()
        self.keys = True
        self.bad_request = 422  # other servers answer 400
        self.revoked = False
        self.media = Media()
        self.instance: dict[str, Any] = {}  # laid over what the server tells of itself
        self.edits_known = True  # servers before Mastodon 3.5 can't change statuses
        self.requests: list[dict[str, Any]] = []
        self.created: dict[str, str] = {}  # what was ever made: id and content, deleted ones too
        self.edits: list[dict[str, Any]] = []
        self._remembered: dict[str, tuple[float, int]] = {}
        self._made: dict[str, str] = {}  # the status that a key, as mastodon_mock gets it, stands for
        self._generation = 0

    async def reset(self) -> None:
        self.faults.clear()
        self.faults.made = 0
        if self.under_way:  # what an earlier test sent must not be counted in the next
            await asyncio.wait(self.under_way, timeout=5)
        async with self._session.post(self.upstream.address + "/api/v1/_mock/reset") as answer:
            answer.raise_for_status()
        self._begin()
        self.changes.changed()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()  # before any fault: a held request must not depend on its sender's life

        async def work() -> web.Response:
            answer = await self._work(request, raw)
            self.requests.append({"method": request.method, "path": request.path, "status": answer.status})
            self.changes.changed()
            return answer

        served = asyncio.ensure_future(self.faults.perform(request, request.path, work))
        self.under_way.add(served)
        served.add_done_callback(self._served)
        return await served

    def _served(self, served: asyncio.Future[web.StreamResponse]) -> None:
        self.under_way.discard(served)
        self.changes.changed()

    async def _work(self, request: web.Request, raw: bytes) -> web.Response:
        if not request.headers.get("User-Agent"):
            return web.json_response({"error": "I'm a teapot"}, status=418)
        if self.revoked and "Authorization" in request.headers:
            return web.json_response({"error": "The access token was revoked"}, status=401)
        headers = {key: value for key, value in request.headers.items() if key.lower() not in _OURS}
        key = request.headers.get("Idempotency-Key")
        if key is not None and self.keys:
            headers["Idempotency-Key"] = self._wire_key(key)
            made = self._made.get(headers["Idempotency-Key"])
            if made is not None and not self.upstream.stands(made):  # Mastodon looks it up, and it isn't there
                return web.json_response({"error": "Record not found"}, status=404)
        why = self._media_refusal(request, raw) or self._reply_refusal(request, raw)
        if why is not None:
            return web.json_response({"error": why[1]}, status=self.bad_request if why[0] == 422 else why[0])
        if request.path.startswith(STATUSES) and self.media.dropped:
            raw = without(request.content_type, raw)
        one = _ONE.fullmatch(request.path)
        if request.method == "PUT" and one is not None and self.upstream.stands(one[1]):
            return await self._edit(request, raw, headers, one[1])
        return await self._forward(request, raw, headers)

    def _media_refusal(self, request: web.Request, raw: bytes) -> tuple[int, str] | None:
        if request.method == "POST" and request.path == UPLOAD:
            return self.media.refusal(request.headers["Content-Type"], raw)
        if request.method == "GET" and self.upstream.is_attached(request.path.rpartition("/")[2]):
            return (404, "Record not found") if self.media.look(request.path) is not None else None
        writes = request.method in ("POST", "PUT") and request.path.startswith(STATUSES)
        if writes and self.media.unready(named(request.content_type, raw)):
            return 422, "Cannot attach files that have not finished processing. Try again in a moment!"
        return None

    def _reply_refusal(self, request: web.Request, raw: bytes) -> tuple[int, str] | None:
        """https://github.com/mastodon/mastodon/blob/main/app/controllers/api/v1/statuses_controller.rb"""
        if request.method != "POST" or request.path != STATUSES:
            return None
        to = replied_to(request.content_type, raw)
        if to is None or self.upstream.stands(to):
            return None
        return 404, "The post you are trying to reply to does not appear to exist."

    async def _edit(self, request: web.Request, raw: bytes, headers: dict[str, str], status_id: str) -> web.Response:
        if not self.edits_known:
            return web.Response(status=405, text="Method Not Allowed")
        edit = Edit.read(request.content_type, raw)
        why = edit.refusal()
        if why is not None:
            return web.json_response({"error": why}, status=self.bad_request)
        swallowed = self.upstream.swallow(status_id, edit)
        if not swallowed:
            answer = await self._forward(request, raw, headers)
            if answer.status != 200:
                return answer
            self.upstream.reset_unsent(status_id, edit)
        self.edits.append({"id": status_id, "swallowed": swallowed, **edit.told()})
        plain = {key: value for key, value in headers.items() if key.lower() != "content-type"}
        return await self._ask(request, "GET", None, plain)

    def _wire_key(self, key: str) -> str:
        """The key as mastodon_mock, which never forgets, gets it: another one after an hour."""
        ends, generation = self._remembered.get(key, (0.0, 0))
        if ends <= self.clock.now():
            self._generation += 1
            ends, generation = self.clock.now() + KEY_SECONDS, self._generation
            self._remembered[key] = (ends, generation)
        return f"{key}.{generation}"

    async def _forward(self, request: web.Request, raw: bytes, headers: dict[str, str]) -> web.Response:
        answer = await self._ask(request, request.method, raw, headers)
        if request.path.startswith("/api/") and answer.status == 200:
            answer = self._as_told(request, answer)
        if request.method == "POST" and request.path == STATUSES and answer.status == 200:
            assert isinstance(answer.body, bytes)
            made = json.loads(answer.body)
            if made["visibility"] != "direct":
                self.created.setdefault(made["id"], made["content"])
            if "Idempotency-Key" in headers:
                self._made[headers["Idempotency-Key"]] = made["id"]
        return answer

    def _as_told(self, request: web.Request, answer: web.Response) -> web.Response:
        """What mastodon_mock answers, as a server that works on media and has limits of its own would."""
        if request.method == "POST" and request.path == UPLOAD:
            assert isinstance(answer.body, bytes)
            if not self.media.begin(json.loads(answer.body)["id"]):
                answer.set_status(202)
        elif request.method == "GET" and self.media.look(request.path) is False:
            answer.set_status(206)
        elif request.path.startswith("/api/v2/instance") and self.instance:
            assert isinstance(answer.body, bytes)
            return web.json_response(_laid_over(json.loads(answer.body), self.instance))
        return answer

    async def _ask(self, request: web.Request, method: str, raw: bytes | None, headers: dict[str, str]) -> web.Response:
        url = self.upstream.address + request.raw_path
        async with self._session.request(method, url, data=raw, headers=headers, allow_redirects=False) as answer:
            body = await answer.read()
        told = {key: value for key, value in answer.headers.items() if key.lower() not in _WIRE}
        status = self.bad_request if answer.status == 422 else answer.status
        return web.Response(status=status, body=body, headers=told)


def _laid_over(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """The one table over the other; None takes away."""
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _laid_over(below, value) if isinstance(value, dict) and isinstance(below, dict) else value
    return {key: value for key, value in merged.items() if value is not None}
