"""The demo's first recap, so that nobody has to wait for Sunday: one challenge of the samples, told once they stand.

It is owed as the owner's ``matinee recap`` owes one, and posted by the app as any other.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.challenges.progress import UnknownChallenge
from bot.ledger.model import Status
from bot.recaps.by_hand import RecapsByHand
from bot.recaps.feeds import feeds

if TYPE_CHECKING:
    from bot.app import App

CHALLENGE = "Dread October 2025"
_ON_THE_WAY = (Status.WAITING, Status.SENDING)


class Retelling:
    """Tells of :data:`CHALLENGE`, all of it, in every destination."""

    def __init__(self, app: App) -> None:
        self._app, self._settled = app, asyncio.Event()

    def settled(self) -> None:
        """A post went out, or came to nothing."""
        self._settled.set()

    async def run(self) -> None:
        """Owe the recap when the samples are in the index and their posts went out, and have it posted."""
        await self._app.catalogued.wait()
        while any(one.status in _ON_THE_WAY for one in self._app.records.deliveries()):
            self._settled.clear()
            await self._settled.wait()
        self.owe()
        if self._app.courier:
            self._app.courier.wake()

    def owe(self) -> None:
        """Owe it now. In a folder where nobody reviewed for it there is nothing to tell."""
        settings, now = self._app.settings, self._app.clock.now()
        names = [one.name for one in settings.destinations]
        zone = ZoneInfo(settings.site.timezone)
        by_hand = RecapsByHand(
            self._app.catalogue,
            self._app.records,
            feeds(settings.recaps, names),
            zone,
            names,
            settings.challenges,
        )
        try:
            recap = by_hand.draw(CHALLENGE, "all", now)
        except UnknownChallenge:
            return
        by_hand.owe(recap, by_hand.destinations(CHALLENGE), now)
