"""A publisher that misbehaves as it is told to, with a history of its own: the port, fulfilled in memory."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.errors import DeliveryError, HistoryUnreadable, Removed
from bot.format.model import Limits, Toot
from bot.ledger.model import Receipt
from bot.post.publisher import OwnPost

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime, timedelta

    from bot.clock import Clock
    from bot.format.model import Network, Post
    from bot.post.publisher import File, Keep, Standing

Script = DeliveryError | BaseException | None


@dataclass(frozen=True, slots=True)
class Stood:
    """A post that stands."""

    id: str
    post: Post
    key: str


@dataclass(slots=True)
class ScriptedPublisher:
    """``before``: what the next sends meet before their work; ``after``: what they meet when it is done."""

    name: str
    clock: Clock
    lane: str = ""
    network: Network = "mastodon"
    key_window: timedelta | None = None
    advice: str | None = None
    before: list[Script] = field(default_factory=list)
    after: list[Script] = field(default_factory=list)
    unreadable: HistoryUnreadable | None = None
    gate: asyncio.Event | None = None  # sends wait for it before their work
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    history: list[Stood] = field(default_factory=list)
    sends: list[str] = field(default_factory=list)  # keys, one for each request that came
    finds: list[str | None] = field(default_factory=list)
    marks: int = 0
    mark_trouble: DeliveryError | None = None
    changes: list[str] = field(default_factory=list)  # "edit toots-001", "delete toots-001", as they came
    looks: list[str] = field(default_factory=list)  # ids whose standing was asked for
    finished: list[str] = field(default_factory=list)  # ids of posts that stand, before they were settled
    most: int = 500
    asked_anew: int = 0
    files: list[File | Keep | None] = field(default_factory=list)  # what came with each send and edit
    active: list[int] = field(default_factory=lambda: [0, 0])  # requests now, and the most at once
    on_send: Callable[[], object] | None = None

    def __post_init__(self) -> None:
        self.lane = self.lane or self.name

    async def limits(self, *, anew: bool = False) -> Limits:
        self.asked_anew += anew
        return Limits(self.most)

    async def mark(self) -> str:
        self.marks += 1
        if self.mark_trouble is not None:
            raise self.mark_trouble
        if self.unreadable is not None:
            raise self.unreadable
        return self.history[-1].id if self.history else ""

    async def publish(self, post: Post, key: str, file: File | None = None) -> Receipt:
        self.sends.append(key)
        self.files.append(file)
        stood = Stood(f"{self.name}-{len(self.history) + 1:03}", post, key)

        def work() -> None:
            if post.reply_to is not None and self.post(post.reply_to) is None:
                raise Removed("The post that it goes on from was taken down.")
            self.history.append(stood)

        await self._request(work)
        return self._receipt(stood)

    async def finish(self, remote_id: str, post: Post) -> None:
        self.finished.append(remote_id)

    async def edit(self, remote_id: str, post: Post, file: File | Keep | None = "keep") -> None:
        self.changes.append(f"edit {remote_id}")
        self.files.append(file)

        def work() -> None:
            stood = self.post(remote_id)
            if stood is None:
                raise Removed("It was taken down.")
            self.history[self.history.index(stood)] = replace(stood, post=post)

        await self._request(work)

    async def delete(self, remote_id: str) -> None:
        self.changes.append(f"delete {remote_id}")

        def work() -> None:
            self.history[:] = [one for one in self.history if one.id != remote_id]

        await self._request(work)

    async def standing(self, remote_id: str, post: Post) -> Standing:
        self.looks.append(remote_id)
        if self.unreadable is not None:
            raise self.unreadable
        stood = self.post(remote_id)
        return "gone" if stood is None else "as sent" if stood.post == post else "changed"

    async def own_posts(self, since: datetime | None, most: int) -> AsyncIterator[OwnPost]:
        for stood in reversed(self.history[-most:]):
            addresses = (stood.post.address,) if stood.post.address else ()
            yield OwnPost(self._receipt(stood), "", addresses)

    def post(self, remote_id: str) -> Stood | None:
        return next((one for one in self.history if one.id == remote_id), None)

    async def _request(self, work: Callable[[], object]) -> None:
        """A request that changes something: what it meets on its way there, its work, what it meets on its way back."""
        self.active[0] += 1
        self.active[1] = max(self.active)
        try:
            self.entered.set()
            if self.on_send is not None:
                self.on_send()
            if self.gate is not None:
                await self.gate.wait()
            await asyncio.sleep(0)
            if self.before and (trouble := self.before.pop(0)) is not None:
                raise trouble
            work()
            if self.after and (trouble := self.after.pop(0)) is not None:
                raise trouble
        finally:
            self.active[0] -= 1

    async def find(
        self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None = None
    ) -> Receipt | None:
        self.finds.append(after)
        if self.unreadable is not None:
            raise self.unreadable
        for stood in self.history:
            if stood.id > (after or "") and stood.id not in exclude and _is(stood.post, post):
                return self._receipt(stood)
        return None

    async def close(self) -> None:
        return

    def _receipt(self, stood: Stood) -> Receipt:
        return Receipt(stood.id, f"https://toots.example/{stood.id}", self.clock.now())


def _is(stood: Post, post: Post) -> bool:
    """By the address, else by the words."""
    return post.address in _links(stood) and (post.address is not None or _words(stood) == _words(post))


def _words(post: Post) -> object:
    return post.text if isinstance(post, Toot) else post.embed


def _links(post: Post) -> list[str | None]:
    """The addresses in it: a digest has several."""
    entries = post.facts.entries if post.facts else ()
    return [post.address, *(entry.address for entry in entries)]


@dataclass(slots=True)
class ScriptedMessenger:
    """``before``: what the next messages meet. ``gate``: messages wait for it."""

    name: str
    lane: str
    before: list[Script] = field(default_factory=list)
    gate: asyncio.Event | None = None
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    told: list[tuple[str, str]] = field(default_factory=list)  # key and text
    tries: int = 0

    async def tell(self, text: str, key: str) -> None:
        self.tries += 1
        self.entered.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.before and (trouble := self.before.pop(0)) is not None:
            raise trouble
        self.told.append((key, text))
