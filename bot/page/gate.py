"""Who may see what: the headers of every answer, the names the page answers under, who is signed in, whose form it is.

It knows nothing of what the page shows.
"""

from __future__ import annotations

import asyncio
import ipaddress
import secrets
from typing import TYPE_CHECKING, TypeVar

import structlog
from aiohttp import web

from bot.errors import MatineeError
from bot.page.sessions import LASTS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping
    from datetime import timedelta

    from aiohttp.typedefs import Handler, Middleware

    from bot.page.means import Means
    from bot.page.sessions import Session, Sessions

T = TypeVar("T")
SESSION, FORM, KNOWN = "matinee_session", "matinee_form", "matinee_known"  # cookies
LONGEST = 10.0  # seconds in which a request's body has to come
_OPEN = frozenset({"/healthz", "/readyz", "/hooks/git", "/sign-in", "/page.css", "/metrics"})  # no session needed
_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "interest-cohort=()",
    "Cache-Control": "no-store",
    "Server": "Matinee",
}
log = structlog.stdlib.get_logger(__name__)


class Gate:
    """The middleware of the page, and what its forms need of it."""

    def __init__(self, means: Means, sessions: Sessions) -> None:
        self.sessions = sessions
        host = ipaddress.ip_address(means.rule.host)
        self._names = _NAMES | {str(host)} if host.is_loopback else None  # None: the owner's own https has the names

    def middleware(self) -> Middleware:
        """What every request passes."""

        @web.middleware
        async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
            try:
                answer = await self._pass(request, handler)
            except web.HTTPException as error:
                answer = error
            except MatineeError as error:
                answer = web.Response(status=503, text=f"{error}\n")
            except Exception:
                log.exception("defect", path=request.match_info.route.resource and request.path[:100])
                answer = web.Response(status=500, text="That went wrong: the log tells how.\n")
            for name, value in _HEADERS.items():
                answer.headers[name] = value
            if isinstance(answer, web.HTTPException):
                raise answer
            return answer

        return gate

    async def _pass(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self._names is not None and _name_of(request.headers.get("Host", "")) not in self._names:
            raise web.HTTPMisdirectedRequest(text="This page answers under its own address only.\n")
        if request.path not in _OPEN and self.session(request) is None:
            if request.method == "POST":
                raise web.HTTPForbidden(text="You are signed out: open the page and sign in. Nothing was done.\n")
            raise web.HTTPSeeOther("/sign-in")
        return await handler(request)

    def session(self, request: web.Request) -> Session | None:
        """The session of who asks."""
        return self.sessions.find(request.cookies.get(SESSION, ""))

    async def form(self, request: web.Request) -> Mapping[str, str]:
        """A form's fields, if it is from a page of this browser's own. Raises :class:`aiohttp.web.HTTPForbidden`."""
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            raise web.HTTPForbidden(text="This form isn't meant for other sites. Nothing was done.\n")
        if request.content_type != "application/x-www-form-urlencoded":
            raise web.HTTPUnsupportedMediaType
        fields = await in_time(request.post())
        found = {name: value for name, value in fields.items() if isinstance(value, str)}
        cookie = request.cookies.get(SESSION if request.path != "/sign-in" else FORM, "")
        if not cookie or not self.sessions.fits(cookie, found.get("form", "")):
            raise web.HTTPForbidden(text="This form is too old: open the page again. Nothing was done.\n")
        return found

    def hand_form(self, request: web.Request) -> str:
        """The number of a browser that isn't signed in; new where it has none."""
        brought = request.cookies.get(FORM, "")[:64]
        return brought if brought.isascii() and brought else secrets.token_urlsafe(32)

    def is_bearer(self, request: web.Request) -> bool:
        """Whether it brings the token. Raises :class:`aiohttp.web.HTTPTooManyRequests` after wrong ones."""
        kind, _, given = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return False
        trier = f"a program at {request.remote}"
        self.hold_off(trier)
        if self.sessions.is_token(given.strip()):
            return True
        self.sessions.was_wrong(trier)
        return False

    def trier(self, request: web.Request) -> str:
        """As whom a browser tries a token."""
        return self.sessions.trier(request.cookies.get(KNOWN, ""), request.remote or "")

    def hold_off(self, trier: str) -> None:
        """Raises :class:`aiohttp.web.HTTPTooManyRequests` where a token isn't looked at yet."""
        if seconds := self.sessions.held(trier):
            text = f"Too many wrong tokens: wait {seconds:.0f} seconds and try again.\n"
            raise web.HTTPTooManyRequests(headers={"Retry-After": f"{seconds:.0f}"}, text=text)


def keep(answer: web.StreamResponse, request: web.Request, name: str, value: str, lasts: timedelta = LASTS) -> None:
    """Set a cookie that no script and no other site gets; over https where the owner's own https says that it is."""
    is_https = request.headers.get("X-Forwarded-Proto", "").lower() == "https"
    age = int(lasts.total_seconds())
    answer.set_cookie(name, value, max_age=age, httponly=True, samesite="Strict", secure=is_https, path="/")


async def in_time(body: Awaitable[T]) -> T:
    """A request's body. One that is slow or wrong is no defect. Raises :class:`aiohttp.web.HTTPException`."""
    try:
        async with asyncio.timeout(LONGEST):
            return await body
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (web.RequestPayloadError, ConnectionError, LookupError, ValueError):
        raise web.HTTPBadRequest(text="That can't be read.\n") from None


def _name_of(host: str) -> str:
    """The name without its port; whichever port it is, a name of another site's isn't among ours."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()
