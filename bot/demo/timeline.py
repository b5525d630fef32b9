"""The timeline page: the local server's public posts as a follower sees them, read-only, newest first.

It asks the server's public API and draws what comes; it knows nothing of reviews, of the bot, or of a token.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.demo.loopback import only_visitors_of, serve
from bot.demo.timeline_post import Drawn, draw

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from zoneinfo import ZoneInfo

_PAGE = files("bot.demo") / "page"
_KINDS = {"timeline.css": "text/css", "timeline.js": "text/javascript", "timeline.svg": "image/svg+xml"}
_POSTS = 40  # the most that the API gives at once
_LARGEST = 4 * 2**20  # bytes of an answer


class Timeline:
    """The page's handlers. ``server``: the Mastodon server's address. Times are shown in ``zone``."""

    def __init__(self, server: str, zone: ZoneInfo, hint: str, session: ClientSession) -> None:
        self._server, self._zone, self._hint, self._session = server, zone, hint, session
        # Its own files, and pictures of that one server: whatever a post contains, the browser fetches nothing else.
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            f"img-src 'self' {server}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        self._headers = {
            "Content-Security-Policy": policy,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-cache",
        }

    async def page(self, _: web.Request) -> web.Response:
        """The whole page, with the posts of this moment in it: readable without scripts too."""
        posts = await self._posts()
        notice = "" if posts is not None else "The server isn't answering just now."
        html = Template((_PAGE / "timeline.html").read_text(encoding="utf-8")).substitute(
            hint=escape(self._hint),
            notice=notice,
            posts="".join(f'<li data-version="{post.version}">{post.html}</li>' for post in posts or ()),
        )
        return web.Response(text=html, content_type="text/html", headers=self._headers)

    async def posts(self, request: web.Request) -> web.Response:
        """The posts one by one, for the script that keeps the page fresh."""
        posts = await self._posts()
        if posts is None:
            raise web.HTTPBadGateway(text="The server isn't answering just now.")
        state = sha256("".join(post.id + post.version for post in posts).encode()).hexdigest()[:16]
        headers = {**self._headers, "ETag": f'"{state}"'}
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return web.Response(status=web.HTTPNotModified.status_code, headers=headers)
        return web.json_response(
            [{"id": post.id, "version": post.version, "html": post.html} for post in posts], headers=headers
        )

    async def asset(self, request: web.Request) -> web.Response:
        """Style, script and icon."""
        name = request.match_info["name"]
        text = (_PAGE / name).read_text(encoding="utf-8")
        return web.Response(text=text, content_type=_KINDS[name], headers=self._headers)

    async def _posts(self) -> list[Drawn] | None:
        """The newest posts, or None while the server doesn't answer."""
        try:
            parameters = {"local": "true", "limit": str(_POSTS)}
            async with self._session.get(f"{self._server}/api/v1/timelines/public", params=parameters) as answer:
                statuses: Any = await answer.json() if answer.ok and (answer.content_length or 0) <= _LARGEST else None
        except (ClientError, TimeoutError, ValueError):
            return None
        if not isinstance(statuses, list):
            return None
        return [draw(status, self._server, self._zone) for status in statuses[:_POSTS] if isinstance(status, dict)]


@asynccontextmanager
async def timeline_page(server: str, zone: ZoneInfo, *, hint: str) -> AsyncIterator[str]:
    """Serve the page on a free port of this machine; its address. ``hint`` is shown while there are no posts."""
    async with ClientSession(timeout=ClientTimeout(total=5)) as session:
        timeline = Timeline(server, zone, hint, session)
        app = web.Application(middlewares=[only_visitors_of])
        app.router.add_get("/", timeline.page)
        app.router.add_get("/posts", timeline.posts)
        app.router.add_get("/{name:timeline\\.(?:css|js|svg)}", timeline.asset)
        async with serve(app) as address:
            yield f"{address}/"
