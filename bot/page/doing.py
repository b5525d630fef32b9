"""The page's buttons: each does what the command of that name does, and tells in a sentence what came of it.

A page may be stale: each form says how things stood when it was drawn. Where they stand otherwise, nothing is done.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.errors import MatineeError, UsageError
from bot.follow.roster import merged
from bot.ledger.model import Status
from bot.overview import decisions
from bot.page.gate import FORM, KNOWN, SESSION, keep
from bot.page.showing import asked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiohttp.typedefs import Handler

    from bot.page.gate import Gate
    from bot.page.leaves import Leaves
    from bot.page.means import Means

_REMEMBERED = timedelta(days=365)  # that a browser was signed in; it opens nothing
_MEANWHILE = "Meanwhile things changed, so nothing was done"
log = structlog.stdlib.get_logger(__name__)


class Doing:
    """Answers to POST."""

    def __init__(self, means: Means, gate: Gate, leaves: Leaves) -> None:
        self._means, self._gate, self._leaves = means, gate, leaves

    def routes(self) -> list[web.RouteDef]:
        """Where they stand."""
        return [
            web.post("/sign-in", self.sign_in),
            web.post("/sign-out", self.sign_out),
            web.post("/retry", self._button("retry", self.retry)),
            web.post("/skip", self._button("skip", self.skip)),
            web.post("/accept", self._button("accept", self.accept)),
            web.post("/pause", self._button("pause", self.pause)),
            web.post("/resume", self._button("resume", self.resume)),
        ]

    async def sign_in(self, request: web.Request) -> web.Response:
        """Open a session for whoever has the token; a new number each time."""
        fields, trier = await self._gate.form(request), self._gate.trier(request)
        self._gate.hold_off(trier)
        if not self._gate.sessions.is_token(fields.get("token", "").strip()):
            self._gate.sessions.was_wrong(trier)
            log.warning("a wrong token for the page", address=request.remote)
            return self._leaves.sign_in_leaf(request, "That is not the token.", status=403)
        answer = web.Response(status=303, headers={"Location": "/"})
        keep(answer, request, SESSION, self._gate.sessions.begin(trier).id)
        keep(answer, request, KNOWN, self._gate.sessions.mark, _REMEMBERED)
        answer.del_cookie(FORM, path="/")
        return answer

    async def sign_out(self, request: web.Request) -> web.Response:
        """End the session."""
        await self._gate.form(request)
        if session := self._gate.session(request):
            self._gate.sessions.end(session)
        answer = web.Response(status=303, headers={"Location": "/sign-in"})
        answer.del_cookie(SESSION, path="/")
        return answer

    def _button(self, name: str, do: Callable[[Mapping[str, str]], str]) -> Handler:
        async def pressed(request: web.Request) -> web.Response:
            fields = await self._gate.form(request)
            try:
                told = await self._means.thread.do(do, fields)
                log.info("the owner decided on the page", button=name, on=_on(fields))
                self._means.wake()
            except UsageError as error:
                told = f"{_MEANWHILE}: {error}"
            except MatineeError as error:
                told = f"Nothing was done: {error}"
            if session := self._gate.session(request):
                session.told = told
            back = fields.get("back", "/")
            return web.Response(status=303, headers={"Location": f"{back if back in _BACK else '/'}#told"})

        return pressed

    def retry(self, fields: Mapping[str, str]) -> str:
        """Send a post that failed or is unclear, or a change to one, again."""
        number = self._post(fields)
        done = decisions.retry(self._means.ledger, number, self._means.clock.now())
        if done.change is not None:
            return f"The change to “{done.post.title}” is tried again."
        return f"“{done.post.title}” goes out again to {done.post.destination}, unless it is found there."

    def skip(self, fields: Mapping[str, str]) -> str:
        """Never send a post, or leave one that stands as it is."""
        post = decisions.skip(self._means.ledger, self._post(fields), self._means.clock.now()).post
        if post.status is Status.POSTED:
            return f"“{post.title}” on {post.destination} stays as it is."
        return f"“{post.title}” is not posted to {post.destination}."

    def accept(self, fields: Mapping[str, str]) -> str:
        """Answer a question about many changes at once."""
        source, ledger = fields.get("source", ""), self._means.ledger
        question = next((one for one in ledger.questions() if one.source == source), None)
        if question is None or asked(question) != fields.get("asked"):
            raise UsageError(f"the question about {source or 'that source'} isn't the one that you saw")
        known = fields.get("known") == "yes"
        decisions.accept(ledger, source, self._means.clock.now(), known=known)
        self._means.announce(source)
        if known:
            return f"{source}: noted. Nothing is posted, corrected or taken down for these changes."
        return f"{source}: these changes are real. They are brought in at the next look at the files, by your rules."

    def pause(self, fields: Mapping[str, str]) -> str:
        """Send nothing to a destination."""
        name = self._destination(fields)
        done = decisions.pause(self._means.ledger, name, fields.get("why", "")[:200], self._means.clock.now())
        return f"{name} was paused already." if done.pause == "owner" else f"{name} is paused. What comes for it waits."

    def resume(self, fields: Mapping[str, str]) -> str:
        """Let a destination go on."""
        name = self._destination(fields)
        done = decisions.resume(self._means.ledger, name, self._means.clock.now())
        if done.pause is None:
            return f"{name} was not paused."
        return f"{name} is tried again now, and goes on if it works." if done.pause == "trouble" else f"{name} goes on."

    def _post(self, fields: Mapping[str, str]) -> int:
        """The number of the post, if that stands as the page showed it."""
        text = fields.get("post", "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
        post = self._means.ledger.delivery(number)
        if post is None:
            raise UsageError("there is no such post")
        if str(post.status) != fields.get("status"):
            raise UsageError(f"“{post.title}” is {post.status} now")
        return number

    def _destination(self, fields: Mapping[str, str]) -> str:
        name = fields.get("destination", "")
        decisions.require_destination(merged(self._means.settings, self._means.ledger.follows()), name)
        return name


_BACK = frozenset({"/", "/waiting", "/posted"})


def _on(fields: Mapping[str, str]) -> str:
    return (fields.get("post") or fields.get("destination") or fields.get("source") or "")[:100]
