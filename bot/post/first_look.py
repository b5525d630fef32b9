"""Before a first scan is recorded: have there been records before? Then they are lost, and going on would do harm.

A first run takes every review for known, today's as well; or it posts the past again. It only looks: the records that
are made anew are ``matinee rebuild``'s.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog

from bot.errors import MatineeError, RecordsLost
from bot.ledger.engine import parse, place
from bot.post.own_site import Look, look

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from bot.clock import Clock
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.post.publisher import Publisher
    from bot.settings.model import Site, Store

log = structlog.stdlib.get_logger(__name__)
FILE_NAME = "records-existed.json"
_FIRST, _LONGEST = 15.0, 300.0  # seconds between two looks while a network can't be reached
_BEFORE = "before a first start Matinee looks whether posts of this site stand"
_WAITS, _GOES_ON = f"{_BEFORE}, and waits", f"{_BEFORE}, and goes on without"
_WAYS = (
    "Going on would take new reviews for known ones, or post old ones again. Put the saved records back (matinee "
    "restore FILE), or make them anew from what stands (matinee rebuild; also for a new start on purpose)"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A file that outlives the records: it tells that there were some. ``place``: theirs, without a password."""

    path: Path
    place: str

    def write(self, now: datetime) -> None:
        """Leave it, if it isn't there. A disk that can't take it is told where the records are written."""
        try:
            with self.path.open("x", encoding="utf-8") as file:
                note = "While this file is here and the records are gone, Matinee asks before it starts anew."
                json.dump({"records": self.place, "since": now.isoformat(timespec="seconds"), "note": note}, file)
        except OSError:
            return

    def require_none(self) -> None:
        """For empty records: raises ``RecordsLost`` if it is there."""
        if (before := self._told()) is not None:
            raise RecordsLost(f"The records in {self.place} are empty, but {before}. {_WAYS}.")

    def _told(self) -> str | None:
        """What it says, as part of a sentence; None if there is none."""
        try:
            said = json.loads(self.path.read_text(encoding="utf-8"))
            return f"{said['records']} held records from {datetime.fromisoformat(said['since']):%Y-%m-%d} on"
        except FileNotFoundError:
            return None
        except (OSError, ValueError, LookupError, TypeError):
            return f"{self.path} tells that there were records"


def marker_of(store: Store) -> Marker:
    """The marker of these records."""
    return Marker(store.data_dir / FILE_NAME, place(parse(store.url)))


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The look. ``log_in`` tries once to log in where that is needed."""

    publishers: Sequence[Publisher]
    site: Site
    marker: Marker
    ledger: Ledger
    thread: LedgerThread
    clock: Clock
    log_in: Callable[[], Awaitable[None]]

    async def once(self) -> None:
        """Raises ``RecordsLost``; ``MatineeError`` where a network can't be asked now, so that nothing is recorded."""
        away = await self._away()
        if away:
            raise MatineeError(f"Nothing was done: {_BEFORE}, and can't ask {away[0]} Try again in a while.")

    async def patiently(self) -> None:
        """The same, waiting for networks that can't be reached. Raises ``RecordsLost``."""
        pause = _FIRST
        told: tuple[str, ...] = ()
        while away := await self._away():
            if away != told:
                log.warning(_WAITS, reason=away[0])
            told = away
            await self.clock.sleep(pause)
            pause = min(2 * pause, _LONGEST)

    async def _away(self) -> tuple[str, ...]:
        """Why some network couldn't be asked; nothing if there is no doubt any more."""
        if not await self.thread.do(self.ledger.is_empty):
            return ()
        self.marker.require_none()
        if not self.site.base_url or not self.publishers:
            return ()
        found = await self._look(self.site.base_url)
        if found.standing:
            raise RecordsLost(self._sentence(found))
        if not found.away:
            for sentence in found.hidden:
                log.warning(_GOES_ON, reason=sentence)
        return found.away

    async def _look(self, site: str) -> Look:
        if all(one.network != "discord" for one in self.publishers):
            return await look(self.publishers, site)
        login = asyncio.ensure_future(self.log_in())
        try:
            return await look(self.publishers, site)
        finally:
            login.cancel()
            await asyncio.gather(login, return_exceptions=True)

    def _sentence(self, found: Look) -> str:
        one = found.standing[0]
        day = one.post.receipt.posted_at.astimezone(ZoneInfo(self.site.timezone))
        names = " and ".join(f'"{it.destination}"' for it in found.standing)
        return (
            f"The records in {self.marker.place} are empty, but posts with this site's addresses stand in {names} "
            f"(the newest in {one.destination}, of {day:%Y-%m-%d}: {one.address}). {_WAYS}."
        )
