"""Writes a destination's next post while the present one is on the wire: a burst needn't wait for reading files."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.format.model import Post
    from bot.ledger.model import Delivery
    from bot.post.composer import Composer, Frame, NotNow, Withdrawn

    Written = Post | Withdrawn | NotNow

_HEAD_START = 0.004  # seconds for the present post's request to get on the wire: both need the processor to begin with
_KEPT = timedelta(seconds=5)  # longer ago the file may have changed: a post says what stands in it now


@dataclass(slots=True)
class _Early:
    number: int
    frame: Frame
    begun: datetime | None = None
    writing: asyncio.Future[Written] | None = None


class Drafts:
    """At most one post written ahead for each destination."""

    def __init__(self, composer: Composer, clock: Clock) -> None:
        self._composer, self._clock = composer, clock
        self._early: dict[str, _Early] = {}

    def begin(self, delivery: Delivery, frame: Frame) -> None:
        """Write this one in a moment, as it is probably the next."""
        self._drop(delivery.destination)
        if delivery.body is None:
            early = self._early[delivery.destination] = _Early(delivery.id, frame)
            early.writing = asyncio.ensure_future(self._write_later(early, delivery))
            early.writing.add_done_callback(_heard)

    async def take(self, delivery: Delivery, frame: Frame) -> Written:
        """The post, or why there is none; written now if it wasn't a moment ago. Raises what the composer raises."""
        early = self._early.get(delivery.destination)
        if early is None or early.writing is None or not self._fits(early, delivery, frame):
            self._drop(delivery.destination)
            return await self._write(delivery, frame)
        del self._early[delivery.destination]
        return await early.writing

    def _fits(self, early: _Early, delivery: Delivery, frame: Frame) -> bool:
        recent = early.begun is not None and self._clock.now() - early.begun <= _KEPT
        return recent and (early.number, early.frame) == (delivery.id, frame)

    async def _write_later(self, early: _Early, delivery: Delivery) -> Written:
        await self._clock.sleep(_HEAD_START)
        early.begun = self._clock.now()
        return await self._write(delivery, early.frame)

    async def _write(self, delivery: Delivery, frame: Frame) -> Written:
        return await asyncio.to_thread(self._composer.write, delivery, frame)

    def _drop(self, destination: str) -> None:
        early = self._early.pop(destination, None)
        if early is not None and early.writing is not None:
            early.writing.cancel()


def _heard(writing: asyncio.Future[Written]) -> None:
    """What kept it from being written is met again by whoever needs it; if nobody does, it is no matter."""
    if not writing.cancelled():
        writing.exception()
