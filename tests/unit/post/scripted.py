"""A publisher that misbehaves as it is told to, with a history of its own: the port, fulfilled in memory."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.errors import DeliveryError, HistoryUnreadable
from bot.format.model import Limits
from bot.ledger.model import Receipt

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from bot.clock import Clock
    from bot.format.model import Network, Post

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
    before: list[Script] = field(default_factory=list)
    after: list[Script] = field(default_factory=list)
    unreadable: HistoryUnreadable | None = None
    gate: asyncio.Event | None = None  # sends wait for it before their work
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    history: list[Stood] = field(default_factory=list)
    sends: list[str] = field(default_factory=list)  # keys, one for each request that came
    finds: list[str | None] = field(default_factory=list)
    marks: int = 0
    most: int = 500
    active: list[int] = field(default_factory=lambda: [0, 0])  # requests now, and the most at once
    on_send: Callable[[], object] | None = None

    def __post_init__(self) -> None:
        self.lane = self.lane or self.name

    async def limits(self) -> Limits:
        return Limits(self.most)

    async def mark(self) -> str:
        self.marks += 1
        if self.unreadable is not None:
            raise self.unreadable
        return self.history[-1].id if self.history else ""

    async def publish(self, post: Post, key: str) -> Receipt:
        self.sends.append(key)
        self.active[0] += 1
        self.active[1] = max(self.active)
        try:
            return await self._send(post, key)
        finally:
            self.active[0] -= 1

    async def _send(self, post: Post, key: str) -> Receipt:
        self.entered.set()
        if self.on_send is not None:
            self.on_send()
        if self.gate is not None:
            await self.gate.wait()
        await asyncio.sleep(0)
        if self.before and (trouble := self.before.pop(0)) is not None:
            raise trouble
        stood = Stood(f"{self.name}-{len(self.history) + 1:03}", post, key)
        self.history.append(stood)
        if self.after and (trouble := self.after.pop(0)) is not None:
            raise trouble
        return self._receipt(stood)

    async def find(
        self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None = None
    ) -> Receipt | None:
        self.finds.append(after)
        if self.unreadable is not None:
            raise self.unreadable
        for stood in self.history:
            if stood.id > (after or "") and stood.id not in exclude and stood.post.address == post.address:
                return self._receipt(stood)
        return None

    async def close(self) -> None:
        return

    def _receipt(self, stood: Stood) -> Receipt:
        return Receipt(stood.id, f"https://toots.example/{stood.id}", self.clock.now())
