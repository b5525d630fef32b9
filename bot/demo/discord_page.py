"""The door of the Discord page: lets one thing happen at a time, and turns no visitor away because a post came in.

simcord refuses what overlaps with its own work, and what was typed on a page that is a moment older than the newest
post; its page can't recover from the first and tells the visitor off for the second. On Discord neither happens. So
visitors come in through this small reverse proxy: it waits until simcord is free, brings what they do up to the
present state of the page, and lets the page follow what comes. It must not know what the visitors do, or what the bot
answers.
"""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.demo.loopback import only_visitors_of, serve

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator

LARGEST_ACTION = 27 * 2**20  # bytes; simcord itself takes 25 MiB of uploads
_CREDENTIALS = ("X-Simcord-Capability", "X-Simcord-Context")
# simcord's page follows new posts while it stands within a pixel of the end. A post that grows while it is drawn takes
# it further away, and from then on the answers to commands stay out of sight. So it begins at the end, and follows
# while it is within 400 pixels of it, or where it stood when it last followed: then nobody has scrolled up since.
_NEAR = b"ui.timeline.clientHeight <= 400 || ui.timeline.scrollTop >= Number(ui.timeline.dataset.end || Infinity) "
_TO_THE_END = b"ui.timeline.scrollTop = ui.timeline.scrollHeight - ui.timeline.clientHeight;"
_ELSEWHERE = b"const id = state.messageNodes.has(intent.anchorId"
_AT_THE_END = b'if (intent.policy === "bottom") {'
_FOLLOWING = {
    _AT_THE_END: b'if (!ui.timeline.dataset.begun) intent.policy = ui.timeline.dataset.begun = "bottom"; '
    + _AT_THE_END,
    b"ui.timeline.clientHeight <= 1 ": _NEAR,
    _TO_THE_END: _TO_THE_END + b" ui.timeline.dataset.end = String(ui.timeline.scrollTop);",
    _ELSEWHERE: b"delete ui.timeline.dataset.end; " + _ELSEWHERE,
}
# It closes a menu that isn't on the screen, as one is for a moment while the page is drawn anew with pictures above it:
# the menu never opens. So it is hidden there, and shown again where it can be seen.
_MENUS = {b"cancelDropdown(wrap.dataset.controlKey);": b"list.hidePopover?.();"}
_DROPPED = {"connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding", "server", "date"}


class DiscordPage:
    """The proxy's handlers. ``gate`` is held while simcord works, for a visitor here, for posts and clock elsewhere."""

    def __init__(self, behind: str, gate: asyncio.Lock, session: ClientSession) -> None:
        self._behind, self._gate, self._session = behind, gate, session

    async def passed(self, request: web.Request) -> web.Response:
        """Everything that changes nothing goes straight through."""
        return await self._forward(request, await request.read())

    async def timeline(self, request: web.Request) -> web.Response:
        """The script that scrolls the page, with our idea of where its end begins."""
        return await self._mended(request, _FOLLOWING)

    async def menus(self, request: web.Request) -> web.Response:
        """The script that opens and closes menus, with our idea of when one closes."""
        return await self._mended(request, _MENUS)

    async def _mended(self, request: web.Request, changes: dict[bytes, bytes]) -> web.Response:
        answer = await self._forward(request, b"")
        if isinstance(answer.body, bytes):
            for theirs, ours in changes.items():
                answer.body = answer.body.replace(theirs, ours)
        return answer

    async def action(self, request: web.Request) -> web.Response:
        """What a visitor does waits for its turn."""
        body = await request.read()
        async with self._gate:
            if request.content_type == "application/json":
                body = await self._up_to_date(request, body)
            return await self._forward(request, body)

    async def _up_to_date(self, request: web.Request, body: bytes) -> bytes:
        """The action as if typed on the newest state of the page. Anything unexpected is simcord's to refuse."""
        try:
            action = json.loads(body)
        except ValueError:
            return body
        if not isinstance(action, dict) or "published_revision" not in action:
            return body
        revision = await self._revision(request)
        return body if revision is None else json.dumps({**action, "published_revision": revision}).encode()

    async def _revision(self, request: web.Request) -> int | None:
        headers = {name: request.headers[name] for name in _CREDENTIALS if name in request.headers}
        async with self._session.get(f"{self._behind}/api/state", headers=headers) as answer:
            state: Any = await answer.json() if answer.status == web.HTTPOk.status_code else {}
            revision = state.get("publishedRevision") if isinstance(state, dict) else None
            return revision if isinstance(revision, int) else None

    async def _forward(self, request: web.Request, body: bytes) -> web.Response:
        # The visitor's Host and Origin were checked at our door and would be foreign behind it.
        kept = {"Content-Type", "Range", *_CREDENTIALS}
        headers = {name: request.headers[name] for name in kept if name in request.headers}
        address = self._behind + request.raw_path
        try:
            async with self._session.request(request.method, address, headers=headers, data=body or None) as answer:
                passed_on = {name: value for name, value in answer.headers.items() if name.lower() not in _DROPPED}
                return web.Response(status=answer.status, headers=passed_on, body=await answer.read())
        except (ClientError, TimeoutError):
            raise web.HTTPBadGateway(text="The simulated Discord isn't there any more.") from None


async def _no_icon(_: web.Request) -> web.Response:
    """simcord has none, and a browser asks for one by itself."""
    return web.Response(status=web.HTTPNoContent.status_code)


@asynccontextmanager
async def discord_page(preview_url: str, gate: asyncio.Lock) -> AsyncIterator[str]:
    """Serve simcord's page through the door on a free port of this machine; the address to open."""
    behind = urlsplit(preview_url)
    timeout = ClientTimeout(total=60, sock_connect=5)
    async with ClientSession(timeout=timeout, auto_decompress=True) as session:
        page = DiscordPage(f"{behind.scheme}://{behind.netloc}", gate, session)
        door = web.Application(client_max_size=LARGEST_ACTION, middlewares=[only_visitors_of])
        door.router.add_post("/api/action", page.action)
        door.router.add_get("/favicon.ico", _no_icon)
        door.router.add_get("/timeline.js", page.timeline)
        door.router.add_get("/select-drafts.js", page.menus)
        door.router.add_route("*", "/{path:.*}", page.passed)
        async with serve(door) as address:
            yield f"{address}/#{behind.fragment}"
