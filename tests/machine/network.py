"""Model networks: each account keeps every post it ever took, and answers as badly as it is told to.

It is the port of :mod:`bot.post.publisher` in memory. What may be asked of it is the courier's to know: it refuses
nothing by itself.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from bot.errors import (
    DeliveryError,
    DestinationTrouble,
    HistoryUnreadable,
    NotSent,
    OutcomeUnclear,
    Refused,
    Removed,
    Throttled,
    TokenRefused,
)
from bot.format.model import Limits, Toot
from bot.ledger.model import Receipt
from bot.post.publisher import OwnPost

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from bot.format.model import Network, Post
    from bot.post.publisher import File, Keep, Standing
    from tests.machine.stillness import WallClock

T = TypeVar("T")
TIMEOUT = 60.0  # seconds after which a client gives up an answer
GIVEN_UP, TRAVELS = 10.0, 30.0  # ... after which it gave one up, and by when its request arrives even so
BEFORE: dict[str, Callable[[], Exception]] = {  # what a request meets before its work
    "not sent": lambda: NotSent("The network can't be reached."),
    "throttled": lambda: Throttled("Too many requests.", timedelta(minutes=7)),
    "throttled, no word": lambda: Throttled("Too many requests.", None),
    "refused": lambda: Refused("The post is not acceptable."),
    "too long": lambda: Refused("The post is too long.", too_long=True),
    "trouble": lambda: DestinationTrouble("The channel is gone: make it again."),
    "token": lambda: TokenRefused("The token isn't valid: give a new one."),
    "unclear": lambda: OutcomeUnclear("No clear answer came."),
    "defect": lambda: RuntimeError("a defect of the adapter"),
}
AFTER: dict[str, Callable[[], Exception]] = {  # what it meets when its work is done
    "lost": lambda: OutcomeUnclear("The answer was lost."),
    "defect after": lambda: RuntimeError("a defect of the adapter"),
}
SENDS = (*BEFORE, *AFTER, "slow", "hung before", "hung after", "late", "fine")
READS: dict[str, Callable[[], Exception]] = {
    "not sent": BEFORE["not sent"],
    "throttled": BEFORE["throttled"],
    "unclear": BEFORE["unclear"],
    "trouble": BEFORE["trouble"],
    "unreadable": lambda: HistoryUnreadable("The history can't be read just now.", lasting=False),
    "defect": BEFORE["defect"],
}


@dataclass(slots=True)
class Stood:
    """A post that was accepted."""

    id: str
    place: str
    destination: str
    post: Post
    key: str
    at: datetime
    down: bool = False  # a moderator took it down, or we did
    touched: bool = False  # somebody edited it by hand
    noticed: bool = False  # ... and we have seen that

    @property
    def says(self) -> tuple[str, str | None]:
        assert isinstance(self.post, Toot)
        return self.post.text, self.post.content_warning


@dataclass(slots=True)
class Place:
    """A channel or an account. ``remembers``: how long it really knows a key, at least as long as it says."""

    name: str
    clock: WallClock
    says: timedelta | None = None
    remembers: timedelta = timedelta(0)
    hidden: bool = False  # its history can't be read, now or later
    sends: deque[str] = field(default_factory=deque)  # what the next requests to post meet
    reads: deque[str] = field(default_factory=deque)  # ... and those to read
    changes: deque[str] = field(default_factory=deque)  # ... and those to edit or to delete
    ever: list[Stood] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)  # keys of posts that it wouldn't have
    on_accept: Callable[[Stood], None] = lambda _: None
    on_change: Callable[[Stood, str], None] = lambda *_: None

    def accept(self, destination: str, post: Post, key: str) -> Stood:
        """Take the post, or give back the one with this key. Raises ``Removed`` if that one was taken down."""
        now = self.clock.true()
        for stood in self.ever:
            if (stood.destination, stood.key) == (destination, key) and now - stood.at <= self.remembers:
                if stood.down:
                    raise Removed("It was posted, and taken down since.")
                return stood
        stood = Stood(f"{self.name}-{len(self.ever) + 1:04}", self.name, destination, post, key, now)
        self.ever.append(stood)
        self.on_accept(stood)
        return stood

    def meet(self, what: str, troubles: list[str]) -> None:
        """Let the next requests of a kind meet these."""
        {"sends": self.sends, "changes": self.changes, "reads": self.reads}[what].extend(troubles)

    def standing(self) -> list[Stood]:
        return [one for one in self.ever if not one.down]

    def one(self, remote_id: str) -> Stood | None:
        return next((one for one in self.standing() if one.id == remote_id), None)

    def readable(self) -> None:
        """Raise what keeps the history from being read, if anything does."""
        if self.reads and (trouble := READS.get(self.reads.popleft())) is not None:
            raise trouble()
        if self.hidden:
            raise HistoryUnreadable("The history can't be read.", lasting=True)


class Line:
    """A process's way to the outside: it is cut when the process dies."""

    def __init__(self) -> None:
        self.cut = False

    async def step(self, seconds: float = 0.0) -> None:
        """A moment at which other things may happen, the process's death among them."""
        self.check()
        await asyncio.sleep(seconds)
        self.check()

    def check(self) -> None:
        if self.cut:
            raise asyncio.CancelledError


class ModelPublisher:
    """One destination at a place, as one process reaches it. ``on_request`` hears of each request by its kind."""

    network: Network = "mastodon"

    def __init__(self, name: str, place: Place, line: Line, on_request: Callable[[str, str, str], None]) -> None:
        self.name, self.lane, self.place, self._line = name, place.name, place, line
        self.key_window = place.says
        self.advice: str | None = None
        self._on_request = on_request

    async def limits(self, *, anew: bool = False) -> Limits:
        return Limits()

    async def mark(self) -> str:
        await self._reach("mark")
        standing = self.place.standing()
        await self._line.step()
        return standing[-1].id if standing else ""

    async def publish(self, post: Post, key: str, file: File | None = None) -> Receipt:
        await self._reach("publish", key)
        try:
            return self._receipt(await self._ask(self.place.sends, lambda: self.place.accept(self.name, post, key)))
        except Refused:
            self.place.refused.add(key)
            raise

    async def finish(self, remote_id: str, post: Post) -> None:
        await self._reach("finish", remote_id)

    async def edit(self, remote_id: str, post: Post, file: File | Keep | None = "keep") -> None:
        await self._reach("edit", remote_id)

        def work() -> None:
            stood = self.place.one(remote_id)
            if stood is None:
                raise Removed("It isn't there any more.")
            self.place.on_change(stood, "edit")
            stood.post, stood.touched = post, False

        await self._ask(self.place.changes, work)

    async def delete(self, remote_id: str) -> None:
        await self._reach("delete", remote_id)

        def work() -> None:
            stood = self.place.one(remote_id)
            if stood is not None:
                self.place.on_change(stood, "delete")
                stood.down = True

        await self._ask(self.place.changes, work)

    async def standing(self, remote_id: str, post: Post) -> Standing:
        await self._reach("standing", remote_id)
        self.place.readable()
        stood = self.place.one(remote_id)
        if stood is None:
            return "gone"
        assert isinstance(post, Toot)
        stood.noticed = stood.touched
        return "as sent" if stood.says == (post.text, post.content_warning) else "changed"

    async def own_posts(self, since: datetime | None, most: int) -> AsyncIterator[OwnPost]:
        for one in reversed(self.place.standing()[-most:]):
            if since is None or one.at >= since:
                yield OwnPost(self._receipt(one), one.says[0], (one.post.address or "",))

    async def _ask(self, troubles: deque[str], work: Callable[[], T]) -> T:
        """A request that changes something: what it meets on its way there, its work, what it meets on its way back."""
        how = troubles.popleft() if troubles else "fine"
        if (before := BEFORE.get(how)) is not None:
            raise before()
        if how == "late":  # it goes on travelling when its sender has given up, or died
            asyncio.get_running_loop().call_later(TRAVELS, self._arrive, work)
        if how in {"late", "hung before"}:
            await self._line.step(GIVEN_UP if how == "late" else TIMEOUT)
            raise OutcomeUnclear("No answer came in time.", travelling=how == "late")
        done = work()
        await self._line.step({"slow": 3.0, "hung after": TIMEOUT}.get(how, 0.0))
        if how == "hung after":
            raise OutcomeUnclear("No answer came in time.")
        if (after := AFTER.get(how)) is not None:
            raise after()
        return done

    async def find(
        self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None = None
    ) -> Receipt | None:
        await self._reach("find")
        self.place.readable()
        await self._line.step()
        for one in self.place.standing():
            behind = one.id > after if after is not None else since is None or one.at >= since
            if behind and one.id not in exclude and one.post.address == post.address:
                return self._receipt(one)
        return None

    async def close(self) -> None:
        return

    def _arrive(self, work: Callable[[], object]) -> None:
        # Known limit: to a server that knows no keys, what travels on after its sender's death is a post more.
        if self.place.remembers or not self._line.cut:
            with suppress(DeliveryError):  # nobody hears the answer
                work()

    async def _reach(self, kind: str, key: str = "") -> None:
        await self._line.step()
        self._on_request(self.name, kind, key)
        if kind == "mark":
            self.place.readable()

    def _receipt(self, stood: Stood) -> Receipt:
        return Receipt(stood.id, f"https://toots.example/{stood.id}", stood.at)


class ModelMessenger:
    """The way to the owner: it keeps what it brought, by its keys."""

    name = "the owner's inbox"

    def __init__(self, place: Place, line: Line, inbox: dict[str, str]) -> None:
        self.lane, self._place, self._line, self._inbox = place.name, place, line, inbox

    async def tell(self, text: str, key: str) -> None:
        await self._line.step()
        if self._place.reads and (trouble := READS.get(self._place.reads.popleft())) is not None:
            raise trouble()
        self._inbox[key] = text
        await self._line.step()
