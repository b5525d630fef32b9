"""Whether reviews' pages are on the web yet: one look for all who ask, and few of them. It decides nothing of posts.

A look asks for the page as a browser does and stops at the head of the answer: servers answer HEAD otherwise than GET.
By default it reaches the open internet alone, like every fetching of what a review names (:mod:`bot.post.fetching`).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp

from bot.post.fetching import NotFetched, answered

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.clock import Clock
    from bot.settings.model import LivePolicy

    Look = Callable[[str], Awaitable[str | None]]

_WANTS = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"
_PAUSES = tuple(timedelta(seconds=one) for one in (15, 30, 60, 120, 300))  # between looks; the last one again and again
_UNDER_WAY = timedelta(seconds=2)  # until whoever asked comes again while a look is under way
_PATIENCE = 1.0  # seconds for which a destination's other posts wait for a look: a static page answers sooner
_AT_ONCE = 4  # looks under way; mostly they all go to one server
_KEPT = 500  # pages that are remembered
_WORDS = {
    401: "isn't open to everybody (the answer is 401)",
    403: "isn't open to everybody (the answer is 403)",
    404: "isn't there (the answer is 404)",
    410: "isn't there (the answer is 410)",
}


@dataclass(frozen=True, slots=True)
class NotLive:
    """It isn't there yet. ``why``: the rest of a sentence; None: nobody knows yet. ``again``: when to ask again."""

    again: datetime
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """The longest wait is over, and it still isn't there. ``why``: the rest of a sentence."""

    why: str


@dataclass(slots=True)
class _Page:
    since: datetime  # when it was asked for first: from then on the wait counts
    looks: int = 0
    next: datetime | None = None
    why: str | None = None  # None: it is there, unless ``looks`` is 0
    looking: asyncio.Task[str | None] | None = None


class Pages:
    """The pages that are asked for, by their addresses."""

    def __init__(self, policy: LivePolicy, clock: Clock, look: Look | None = None) -> None:
        self._policy, self._clock = policy, clock
        self._look = look or self._on_the_web
        self._pages: dict[str, _Page] = {}
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self.stays_until: datetime | None = None  # the end of the wait for the first page that wasn't there

    async def ask(self, address: str, since: datetime | None = None) -> NotLive | Never | None:
        """None: the page is there. Many may ask; they share a look. ``since``: an earlier process missed it then."""
        page = self._page(address)
        page.since = min(page.since, since or page.since)
        if page.looks and page.why is None:
            return None
        if page.looking is None and page.next is not None and self._clock.now() < page.next:
            return NotLive(page.next, page.why)
        looking = page.looking or asyncio.ensure_future(self._taking_turns(address))
        page.looking = looking
        await asyncio.wait({looking}, timeout=_PATIENCE)
        if not looking.done():
            self.stays_until = self.stays_until or page.since + self._policy.wait  # a slow page is worth staying for
            return NotLive(self._clock.now() + _UNDER_WAY, page.why)
        return self._answered(page)

    async def close(self) -> None:
        """Let go of what is under way."""
        under_way = [one.looking for one in self._pages.values() if one.looking is not None]
        for one in under_way:
            one.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    def _page(self, address: str) -> _Page:
        if address not in self._pages:
            idle = [key for key, one in self._pages.items() if one.looking is None]
            for key in idle[: max(0, len(self._pages) - _KEPT + 1)]:
                del self._pages[key]
            self._pages[address] = _Page(self._clock.now())
        return self._pages[address]

    def _answered(self, page: _Page) -> NotLive | Never | None:
        """What the look that ended means. Who shared it finds it told already."""
        now, until = self._clock.now(), page.since + self._policy.wait
        if page.looking is not None:
            page.why, page.looking = page.looking.result(), None
            pause = _PAUSES[min(page.looks, len(_PAUSES) - 1)]
            page.next = now + pause if now >= until else min(now + pause, until)
            page.looks += 1
        if page.why is None:
            return None
        if now >= until:
            return Never(page.why)
        self.stays_until = self.stays_until or until
        return NotLive(page.next or until, page.why)

    async def _taking_turns(self, address: str) -> str | None:
        async with self._turns:
            return await self._look(address)

    async def _on_the_web(self, address: str) -> str | None:
        return await look(address, private=self._policy.private)


async def look(address: str, *, private: bool = False) -> str | None:
    """None: a page answers there. Otherwise why it doesn't, as the rest of a sentence that begins "the page …"."""
    try:
        async with answered(address, wants=_WANTS, allow_private=private) as answer:
            return None if answer.status == 200 else _status(answer.status)
    except NotFetched as error:
        return f"can't be asked for: {error}"
    except aiohttp.ClientConnectorDNSError:
        return "isn't there: its server's name isn't known"
    except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError):
        return "can't be asked for: its certificate isn't right"
    except TimeoutError:
        return "doesn't answer"
    except (aiohttp.ClientError, OSError, ValueError) as error:
        return _unreached(error)


def _status(status: int) -> str:
    if status >= 500:
        return f"can't be shown: its server is in trouble (the answer is {status})"
    return _WORDS.get(status, f"isn't there (the answer is {status})")


def _unreached(error: Exception) -> str:
    if "no address of the open internet" in str(error):
        return "is in a private network (private = true in [live] lets it be asked for)"
    return "can't be reached"
