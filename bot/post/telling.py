"""Tells the owner what he is to be told, once each, over every network of his choice; the log tells in any case.

It takes from the records what was entered there. That it can't be told disturbs no post: it is tried again. He is not
flooded either: many things at once are one message, and after some messages there is a rest.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import structlog

from bot.clock import rest
from bot.errors import DeliveryError, OutcomeUnclear, Refused, StoreError
from bot.plan.retry import backoff
from bot.post.bundling import bundled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.clock import Clock
    from bot.ledger.model import Notice
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.post.bundling import Bundle
    from bot.post.leasing import LaneLease
    from bot.post.publisher import Messenger

log = structlog.stdlib.get_logger(__name__)
LANE = "the owner"  # whoever holds this lane tells him
_LONGEST_WAIT = 60.0  # seconds between two looks
_LONGEST_REST = timedelta(hours=1)  # after it could not be told, as of :func:`bot.plan.retry.backoff`
_AT_MOST, _WITHIN = 5, timedelta(minutes=10)  # messages; what comes then is told together later
_UNCLEAR = 3  # sendings of one message of which none was answered: he has it by then, or never gets it


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
        self._unclear: Counter[tuple[str, str]] = Counter()  # by messenger and key
        self._sent: list[datetime] = []  # the last messages
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
        for message in bundled(notices):
            if self._resting() or not await self._told(message):
                return
            for number in message.numbers:
                await self._thread.do(self._ledger.told, number, self._clock.now())

    async def _told(self, message: Bundle) -> bool:
        """Whether at least one messenger brought it, or none ever will."""
        if self._messengers:
            await self._thread.durably(self._ledger.notices)  # that he is owed it, before he has it
        outcomes = await asyncio.gather(*(self._by(messenger, message) for messenger in self._messengers))
        if "told" in outcomes or "later" not in outcomes:
            self._failures, self._quiet_until = 0, None
            self._unclear.clear()
            self._sent = [*self._sent, self._clock.now()][-_AT_MOST:]
            return True
        self._failures += 1
        self._quiet_until = self._clock.now() + backoff(self._failures)
        return False

    async def _by(self, messenger: Messenger, message: Bundle) -> Literal["told", "later", "never"]:
        turnstile = self._turnstiles.get(messenger.lane)
        try:
            async with AsyncExitStack() as held:
                if turnstile is not None:
                    await held.enter_async_context(turnstile)
                await messenger.tell(message.text, message.key)
        except DeliveryError as error:
            log.warning("the owner can't be told", over=messenger.name, reason=str(error))
            never = isinstance(error, Refused) or (
                isinstance(error, OutcomeUnclear) and self._often(messenger, message)
            )
            return "never" if never else "later"
        except Exception:
            log.exception("defect", messenger=messenger.name)
            return "never" if self._often(messenger, message) else "later"
        return "told"

    def _often(self, messenger: Messenger, message: Bundle) -> bool:
        """Whether he may have got the message several times by now: not every server knows a repeat by its key."""
        self._unclear[messenger.name, message.key] += 1
        return self._unclear[messenger.name, message.key] >= _UNCLEAR

    def _log(self, notice: Notice) -> None:
        if notice.id > self._logged:
            self._logged = notice.id
            log.warning("for the owner", notice=notice.text)

    def _resting(self) -> bool:
        now = self._clock.now()
        lately = sum(now - _WITHIN < at <= now for at in self._sent)
        until = self._quiet_until  # farther away than any rest is long, if the clock was put back meanwhile
        return lately >= _AT_MOST or (until is not None and now < until <= now + _LONGEST_REST)

    async def _wait(self) -> None:
        await rest(self._clock, _LONGEST_WAIT if self._failures == 0 else 15.0, self._woken)
