"""Records that live on a branch: taken from there, worked with in a folder that is thrown away, and saved there again.

What is to outlive this machine is saved by :meth:`Keeper.durable` before anything is sent because of it; several that
ask at once share one saving. A branch that somebody else has saved to since refuses: then nothing more is sent. While
a run is under way the branch says so, and others wait for its end (or, where it died, until it has surely ended).
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import structlog

from bot.errors import StoreError, StoreLocked, StoreOvertaken
from bot.git import GitFailed
from bot.ledger.branch import REMOTE, Branch
from bot.ledger.engine import parse
from bot.ledger.portable import copied, holds_something, placed, portable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import Clock
    from bot.ledger.branch import Stored

log = structlog.stdlib.get_logger(__name__)
LEASE = timedelta(minutes=3)  # a run that saved nothing for so long sends nothing any more; see FRESH
# After a saving one post may be sent: its picture (at most 20 s and 30 s of upload) and its one call (60 s) end before
# LEASE is over. So what was saved longer ago than this is saved once more first.
FRESH = timedelta(seconds=45)
_PATIENCE = timedelta(minutes=10)  # for another run to end
_LOOK = 5.0  # seconds between two looks whether it has
_PAUSES = (1.0, 3.0)  # seconds before a push is repeated
_RENEWALS = 3


@dataclass(slots=True)
class _Saved:
    """What the branch is known to hold. ``version``: of the records on this machine, as SQLite counts them."""

    commit: str | None = None
    data: bytes | None = None
    at: datetime | None = None
    under_way: bool = False
    version: int | None = None


class Keeper:
    """Keeps the records of one process. ``records``: the file to work with, under ``url``."""

    def __init__(self, branch: Branch, folder: Path, clock: Clock) -> None:
        self.records = folder / "matinee.db"
        self.url = f"sqlite:///{self.records}"
        self.place = f'the branch "{branch.name}"'
        self._branch, self._clock = branch, clock
        self._home = branch.repository.absolute()  # as long as there is a working directory
        self._saved = _Saved()
        self._mine: set[str] = set()  # commits that were pushed, or may have been
        self._over: StoreError | None = None
        self._watch: sqlite3.Connection | None = None
        self._running: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None

    async def take(self, url: str, *, alone: bool) -> None:
        """Fetch them. ``url``: of the file that held them before there was such a branch, which it then begins with.

        ``alone``: wait until no other run is under way. Raises ``StoreLocked`` if that takes too long, and
        ``StoreError`` if the branch can't be read, or that file was changed beside it.
        """
        local = Path(parse(url).database or "")
        stored = await self._stored(alone=alone)
        if stored is not None:
            _require_no_other(local, stored, self.place)
            placed(stored.database, self.records, self.place)
            # Of records that can't be used (a newer Matinee's) nothing is saved in their place.
            self._saved = _Saved(stored.commit, stored.database, stored.at, stored.under_way, self._version())
        elif local.exists():
            await asyncio.to_thread(copied, local, self.records)
        log.debug("records fetched", branch=self._branch.name, commit=stored.commit if stored else None)

    @property
    def is_there(self) -> bool:
        """Whether there are records already."""
        return self.records.exists()

    async def durable(self) -> None:
        """Return once everything written so far outlives this machine, and nobody else sends for a while.

        Raises ``StoreOvertaken`` where another run has saved meanwhile (for good: every later call does as well), and
        ``StoreError`` if the branch can't be reached. Nothing may be sent then.
        """
        for _ in range(_RENEWALS):
            await self._shared()
            if self._saved.at is not None and self._clock.now() - self._saved.at <= FRESH:
                return
            self._saved.version = self._saved.data = None  # too long ago: say again that this run is under way
        raise StoreError(f"Saving the records on {self.place} takes too long, so nothing is sent; try again later.")

    async def rest(self) -> None:
        """At the end: save what is left to save, and that this run is over. Raises as :meth:`durable`."""
        for task in (self._running, self._next):
            if task is not None:
                await asyncio.wait({task})
        try:
            await self._save(under_way=False)
        finally:
            await self.leave()

    async def leave(self) -> None:
        """Let go of the file; nothing is saved."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    async def _stored(self, *, alone: bool) -> Stored | None:
        began, seen, since, told = self._clock.now(), None, self._clock.now(), False
        stored: Stored | None = None
        while True:
            try:
                tip = await self._branch.tip()
                if tip is None:
                    return None
                stored = stored if stored is not None and tip == seen else await self._branch.read(tip)
            except GitFailed as error:
                raise self._unreachable(error) from None
            now = self._clock.now()
            seen, since = tip, since if tip == seen else now
            if not (alone and stored.under_way) or max(now - stored.at, now - since) >= LEASE:
                return stored
            if now - began >= _PATIENCE:
                raise StoreLocked(f"Another run posts from the records on {self.place}: try again when it has ended.")
            if not told:
                log.warning("another run is under way, or died a moment ago: waiting for it", branch=self._branch.name)
            told = True
            await self._clock.sleep(_LOOK)

    async def _shared(self) -> None:
        """A saving that begins from now on, together with whoever else waits for one."""
        if self._next is None:
            self._next = asyncio.ensure_future(self._after(self._running))
            self._next.add_done_callback(lambda task: task.cancelled() or task.exception())  # heard, also by nobody
        await asyncio.shield(self._next)

    async def _after(self, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        self._running, self._next = self._next, None
        await self._save(under_way=True)

    async def _save(self, *, under_way: bool) -> None:
        if self._over is not None:
            raise self._over
        if not self.is_there:
            return
        saved, at = self._saved, self._clock.now()
        version = await asyncio.to_thread(self._version)
        is_over = saved.under_way and not under_way
        if version == saved.version and not is_over:
            return
        data = await asyncio.to_thread(portable, self.records, self.place)
        if data == saved.data and not is_over:
            saved.version = version
            return
        log.debug("records saving", branch=self._branch.name, bytes=len(data))
        commit = await self._sent(data, at, under_way=under_way)
        self._saved = _Saved(commit, data, at, under_way, version)
        log.debug("records saved", branch=self._branch.name, commit=commit)

    async def _sent(self, data: bytes, at: datetime, *, under_way: bool) -> str:
        """Push, again where the way there fails. An answer may be lost like any other: the branch itself tells."""
        try:
            commit = await self._branch.made(data, at, under_way=under_way)
        except GitFailed as error:
            raise self._unreachable(error) from None
        self._mine.add(commit)
        for pause in (*_PAUSES, None):
            try:
                await self._branch.push(commit, over=self._saved.commit)
            except GitFailed as error:
                failed = error
            else:
                return commit
            with suppress(GitFailed):
                if self._is_there(await self._branch.tip(), commit):
                    return commit
            if pause is not None:
                await self._clock.sleep(pause)
        raise self._unreachable(failed)

    def _is_there(self, tip: str | None, commit: str) -> bool:
        """Whether a push that seemed to fail has arrived. Raises ``StoreOvertaken``."""
        if tip == commit:
            return True
        if tip in self._mine:  # an earlier one that seemed to fail
            self._saved.commit = tip
        elif tip != self._saved.commit:
            self._over = StoreOvertaken(self.place)
            raise self._over
        return False

    def _version(self) -> int:
        """A number that changes with every change that is written, https://www.sqlite.org/pragma.html#pragma_data_version."""
        if self._watch is None:
            self._watch = sqlite3.connect(self.records, check_same_thread=False, isolation_level=None)
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def _unreachable(self, error: GitFailed) -> StoreError:
        return StoreError(
            f'The records on {self.place} of {self._home} ("{REMOTE}") can\'t be reached '
            f"({error}): check the network, [store] repository and the right to push there."
        )


@asynccontextmanager
async def kept(url: str, repository: Path, branch: str | None, clock: Clock) -> AsyncIterator[Keeper | None]:
    """What keeps the records on this branch, and saves them there at the end, however that comes; None without one.

    ``url``: where they are kept else. Raises as :meth:`Keeper.take` and :meth:`Keeper.rest`.
    """
    if branch is None:
        yield None
        return
    with TemporaryDirectory(prefix="matinee-", ignore_cleanup_errors=True) as folder:
        keeper = Keeper(Branch(repository, branch), Path(folder), clock)
        await keeper.take(url, alone=True)
        try:
            yield keeper
        except BaseException:
            with suppress(StoreError):
                await keeper.rest()
            raise
        await keeper.rest()


def _require_no_other(local: Path, stored: Stored, place: str) -> None:
    """A file that was written to after the branch was saved knows of posts that the branch doesn't."""
    moments = [it.stat().st_mtime for it in (local, Path(f"{local}-wal")) if it.exists()]
    later = stored.at + timedelta(seconds=1)  # git counts whole seconds
    if moments and datetime.fromtimestamp(max(moments), UTC) > later and holds_something(local):
        raise StoreError(
            f"{local} holds records that were changed after those on {place} were saved: give the file another name "
            "to go by the branch, or delete the branch to go by the file."
        )
