"""The page's leaves and the sign-in, as answers to requests. What they show is gathered and drawn elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.page.drawing import draw, look
from bot.page.gate import FORM, keep
from bot.page.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.page.gate import Gate
    from bot.page.means import Means
    from bot.page.sessions import Session

_FARTHEST = 100_000  # leaf


class Leaves:
    """Answers to GET."""

    def __init__(self, means: Means, gate: Gate) -> None:
        self._means, self._gate, self._showing = means, gate, Showing(means)

    def routes(self) -> list[web.RouteDef]:
        """Where they stand."""
        return [
            web.get("/", self.today),
            web.get("/waiting", self.waiting),
            web.get("/posted", self.posted),
            web.get("/files", self.files),
            web.get("/challenges", self.challenges),
            web.get("/sign-in", self.sign_in),
            web.get("/page.css", self.style),
        ]

    async def today(self, request: web.Request) -> web.Response:
        """What needs the owner, what goes next, how the destinations do."""
        return self._leaf(request, "today.html", await self._means.thread.do(self._showing.today))

    async def waiting(self, request: web.Request) -> web.Response:
        """All that waits."""
        return await self._paged(request, "waiting.html", self._showing.waiting)

    async def posted(self, request: web.Request) -> web.Response:
        """What was posted."""
        return await self._paged(request, "posted.html", self._showing.posted)

    async def files(self, request: web.Request) -> web.Response:
        """Problems of the review files."""
        return await self._paged(request, "files.html", self._showing.problems)

    async def challenges(self, request: web.Request) -> web.Response:
        """The viewing challenges."""
        return await self._paged(request, "challenges.html", self._showing.challenges)

    async def sign_in(self, request: web.Request) -> web.Response:
        """The form for the token."""
        if self._gate.session(request) is not None:
            raise web.HTTPSeeOther("/")
        return self.sign_in_leaf(request, "")

    async def style(self, _: web.Request) -> web.Response:
        """How it looks; holds nothing private."""
        return web.Response(text=look("page.css"), content_type="text/css")

    def sign_in_leaf(self, request: web.Request, wrong: str, status: int = 200) -> web.Response:
        """The form, with what was wrong about the last try."""
        number = self._gate.hand_form(request)
        form, name = self._gate.sessions.form_token(number), self._means.settings.site.name
        text = draw("sign_in.html", form=form, wrong=wrong, site=name, title="Sign in", env=self._means.rule.token_env)
        answer = web.Response(text=text, content_type="text/html", status=status)
        keep(answer, request, FORM, number)
        return answer

    async def _paged(self, request: web.Request, name: str, read: Callable[[int], dict[str, Any]]) -> web.Response:
        asked = request.query.get("page", "1")
        page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= len(str(_FARTHEST)) else 1
        return self._leaf(request, name, await self._means.thread.do(read, max(1, page)))

    def _leaf(self, request: web.Request, name: str, values: dict[str, Any]) -> web.Response:
        session = self._gate.session(request)
        if session is None:  # it ended meanwhile
            raise web.HTTPSeeOther("/sign-in")
        told, session.told = session.told, ""
        return web.Response(text=draw(name, **values, **self._frame(request, session, told)), content_type="text/html")

    def _frame(self, request: web.Request, session: Session, told: str) -> dict[str, Any]:
        return {
            "site": self._means.settings.site.name,
            "form": self._gate.sessions.form_token(session.id),
            "told": told,
            "here": request.path,
            "clock": self._showing.clock,
        }
