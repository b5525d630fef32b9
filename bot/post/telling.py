"""Tells the owner what he is to be told, once each, over every network of his choice; the log tells in any case.

It takes from the records what was entered there. That it can't be told disturbs no post: it is tried again.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Literal

import structlog

from bot.errors import DeliveryError, Refused, StoreError
from bot.plan.retry import backoff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.clock import Clock
    from bot.ledger.model import Notice
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.post.leasing import LaneLease
    from bot.post.publisher import Messenger

log = structlog.stdlib.get_logger(__name__)
LANE = "the owner"  # whoever holds this lane tells him
_LONGEST_WAIT = 60.0  # seconds between two looks


class Telling:
    """Empties the outbox. ``turnstiles``: by lanes' names, as of :class:`bot.post.lane.Lane`."""

    def __init__(
        self,
        messengers: Sequence[Messenger],
        turnstiles: Mapping[str, asyncio.Lock],
        lease: LaneLease,
        ledger: Ledger,
        thread: LedgerThread,
        clock: Clock,
    ) -> None:
        self._messengers, self._turnstiles, self._lease = tuple(messengers), turnstiles, lease
        self._ledger, self._thread, self._clock = ledger, thread, clock
        self._woken = asyncio.Event()
        self._failures = 0
        self._quiet_until: datetime | None = None
        self._logged = 0  # the number of the last notice that the log has told

    def wake(self) -> None:
        """There may be something to tell."""
        self._woken.set()

    async def run(self) -> None:
        """Tell for ever."""
        async with self._lease.kept():
            while True:
                self._woken.clear()
                try:
                    await self._tell_all()
                except StoreError as error:
                    log.warning("the owner can't be told", reason=str(error))
                await self._wait()

    async def once(self) -> None:
        """Tell what there is, once. Raises ``StoreError``."""
        async with self._lease.kept():
            await self._tell_all()

    async def _tell_all(self) -> None:
        notices = await self._thread.do(self._ledger.notices)
        if not notices or not await self._lease.hold():
            return
        for notice in notices:
            self._log(notice)
            if self._resting() or not await self._told(notice):
                return
            await self._thread.do(self._ledger.told, notice.id, self._clock.now())

    async def _told(self, notice: Notice) -> bool:
        """Whether at least one messenger brought it, or none ever will."""
        outcomes = await asyncio.gather(*(self._by(messenger, notice) for messenger in self._messengers))
        if "told" in outcomes or "later" not in outcomes:
            self._failures, self._quiet_until = 0, None
            return True
        self._failures += 1
        self._quiet_until = self._clock.now() + backoff(self._failures)
        return False

    async def _by(self, messenger: Messenger, notice: Notice) -> Literal["told", "later", "never"]:
        turnstile = self._turnstiles.get(messenger.lane)
        try:
            async with AsyncExitStack() as held:
                if turnstile is not None:
                    await held.enter_async_context(turnstile)
                await messenger.tell(notice.text, notice.key)
        except DeliveryError as error:
            log.warning("the owner can't be told", over=messenger.name, reason=str(error))
            return "never" if isinstance(error, Refused) else "later"
        except Exception:
            log.exception("defect", messenger=messenger.name)
            return "later"
        return "told"

    def _log(self, notice: Notice) -> None:
        if notice.id > self._logged:
            self._logged = notice.id
            log.warning("for the owner", notice=notice.text)

    def _resting(self) -> bool:
        return self._quiet_until is not None and self._clock.now() < self._quiet_until

    async def _wait(self) -> None:
        alarm = asyncio.ensure_future(self._clock.sleep(_LONGEST_WAIT if self._failures == 0 else 15.0))
        woken = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait({alarm, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            alarm.cancel()
            woken.cancel()
