"""One worker for the destinations that share an account: one delivery at a time, whatever other lanes do.

It knows when to look and in which order; how one delivery is made is the courier's.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import StoreError
from bot.post.outlet import view

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from bot.clock import Clock
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.post.outlet import Outlet

log = structlog.stdlib.get_logger(__name__)
_TURN = 50  # deliveries to one destination before the others of the lane have their turn
_RECORDS_PAUSE = timedelta(seconds=30)  # after the records could not be used
_DEFECT_PAUSE = timedelta(minutes=15)  # for a delivery that runs into a defect of ours
_LONGEST_WAIT = timedelta(minutes=1)  # the machine may have slept, or its clock been set, meanwhile


class Lane:
    """Works through its outlets. ``touched`` collects the numbers of deliveries it has tried."""

    def __init__(
        self,
        outlets: Sequence[Outlet],
        deliver: Callable[[Outlet, Delivery], Awaitable[None]],
        ledger: Ledger,
        thread: LedgerThread,
        clock: Clock,
    ) -> None:
        self.outlets = tuple(outlets)
        self._deliver, self._ledger, self._thread, self._clock = deliver, ledger, thread, clock
        self._woken = asyncio.Event()
        self.touched: dict[int, None] = {}
        self.defect: Exception | None = None

    def wake(self) -> None:
        """Something may have changed: look again."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver for ever. Troubles of the records are waited out."""
        while True:
            self.touched.clear()
            try:
                until = await self.work()
            except StoreError as error:
                log.error("the records can't be used", reason=str(error))  # noqa: TRY400 - a sentence, no trace
                until = self._clock.now() + _RECORDS_PAUSE
            except Exception:  # a defect here must not end the other lanes
                log.exception("defect", destinations=[outlet.name for outlet in self.outlets])
                until = self._clock.now() + _DEFECT_PAUSE
            await self._wait(until)

    async def work(self) -> datetime | None:
        """Deliver until nothing is due. Returns when something will be (None: nothing is foreseen)."""
        while True:
            self._woken.clear()  # what is entered from here on wakes the lane again
            turns = [await self._turn(outlet) for outlet in self.outlets]
            if not any(busy for busy, _ in turns):
                return min((at for _, at in turns if at is not None), default=None)

    async def _turn(self, outlet: Outlet) -> tuple[bool, datetime | None]:
        """Deliver what is due at one destination: whether anything was, and when to look again."""
        now = self._clock.now()
        if outlet.closed(now):
            return False, outlet.paused_until if not outlet.stopped else None
        seen = await self._thread.do(view, self._ledger, outlet.name, outlet.schedule, now)
        outlet.remember(seen)
        due, later = outlet.agenda(seen, now)
        for delivery, outlet.following in zip(due[:_TURN], [*due[1:], None], strict=False):
            await self._try(outlet, delivery)
            if outlet.closed(self._clock.now()) or self._woken.is_set():
                break
        return bool(due), later

    async def _try(self, outlet: Outlet, delivery: Delivery) -> None:
        self.touched[delivery.id] = None
        try:
            await self._deliver(outlet, delivery)
        except StoreError:
            raise
        except Exception as error:
            # One post that meets a defect of ours must not keep back the others.
            log.exception("defect", key=delivery.key, destination=delivery.destination, subject=delivery.subject)
            outlet.held[delivery.id] = self._clock.now() + _DEFECT_PAUSE
            self.defect = self.defect or error

    async def _wait(self, until: datetime | None) -> None:
        longest = _LONGEST_WAIT if until is None else min(until - self._clock.now(), _LONGEST_WAIT)
        alarm = asyncio.ensure_future(self._clock.sleep(max(0.0, longest.total_seconds())))
        woken = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait({alarm, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            alarm.cancel()
            woken.cancel()
