"""Brings a source's news in: list → read what changed → decide → record → index, over and over.

The records come before the catalogue: what is owed is written together with what is known, and only then may a file
count as read. Posts nothing, and waits for nobody who does.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.errors import MatineeError, OriginUnreachable, StoreDamaged
from bot.plan.changes import decide
from bot.plan.model import Changes, Seen
from bot.watch.asking import notice_of, until_answered
from bot.watch.comparing import SETTLED_AFTER, Listing, Work, compare, leave_fresh, look_around
from bot.watch.enqueue import owed_after, wishes_after
from bot.watch.hints import Pushes
from bot.watch.intake import Intake
from bot.watch.looks import UNREADABLE, Looks, appearance_of
from bot.watch.moved import goes_on
from bot.watch.patience import Patience
from bot.watch.recalled import Recalled
from bot.watch.report import ScanReport

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from bot.catalogue.store import Catalogue
    from bot.clock import Clock
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.plan.model import Known, RoutePolicy
    from bot.review.model import Problem
    from bot.settings.model import Source
    from bot.watch.origin import Repositories

__all__ = ["ScanReport", "Watcher"]

log = logging.getLogger(__name__)

AFTER_TROUBLE = timedelta(seconds=5)


class Watcher:
    """One source's watcher. Watchers of several sources run side by side. ``on_scanned`` hears of each full scan.

    ``repositories``: where the files come from, if not from a folder of this machine.
    ``routes``: the destinations, or what tells those of the moment; it is called in the records' thread.
    """

    def __init__(
        self,
        source: Source,
        ledger: Ledger,
        ledger_thread: LedgerThread,
        catalogue: Catalogue,
        routes: Sequence[RoutePolicy] | Callable[[], Sequence[RoutePolicy]],
        clock: Clock,
        on_scanned: Callable[[ScanReport], None] = lambda _: None,
        repositories: Repositories | None = None,
    ) -> None:
        self._on_scanned = on_scanned
        self._source, self._clock = source, clock
        self._origin = repositories.of(source.name) if repositories else None
        self._pushed = repositories.pushed(source.name) if repositories else asyncio.Event()
        self._routes = routes if callable(routes) else lambda: routes
        self._ledger, self._thread, self._catalogue = ledger, ledger_thread, catalogue
        self._undecided: dict[str, Seen] = {}  # by path: asked about, so the records don't know them yet
        self._patience = Patience(source.policy.mass)
        self._trouble = self._unfetched = ""
        self._problems: frozenset[Problem] | None = None  # None: not looked yet
        self._appearance = UNREADABLE
        self._is_asking = False
        self._ids_checked = False

    async def scan(self) -> ScanReport:
        """Look at every file once and bring in what changed, files just written included.

        Raises :class:`SourceUnreadable` (nothing is taken as gone then) and the ``StoreError`` tree.
        """
        return await self._scan(patient=False)

    async def run(self) -> None:
        """Watch until cancelled. No trouble ends it: it is logged, and the next look comes."""
        kept = Looks(self._source, self._clock) if self._origin is None else Pushes(self._pushed, self._clock)
        async with kept as looks:
            while True:
                await self._until_next(looks, await self._look())

    async def _look(self) -> timedelta:
        """One scan; how long to wait at most before the next."""
        try:
            report = await self._scan(patient=True)
        except MatineeError as error:
            self._tell(str(error))
            after = self._origin.poll if self._origin and isinstance(error, OriginUnreachable) else AFTER_TROUBLE
            return min(after, self._source.rescan)
        except Exception:
            log.exception("%s: a scan failed", self._source.name)
            return min(6 * AFTER_TROUBLE, self._source.rescan)
        self._trouble = self._unfetched
        if self._problems is None:
            log.info("%s: watching %s, %d reviews", self._source.name, self._source.folder, report.reviews)
        self._tell_problems(report.problems)
        often = self._source.rescan if self._origin is None else self._origin.poll
        return SETTLED_AFTER if report.unsettled else often

    async def _until_next(self, looks: Looks | Pushes, at_most: timedelta) -> None:
        """Until there is a reason to look, which an answer of the owner's is too."""
        if not self._is_asking:
            await looks.next(at_most, self._appearance)
            return
        answered = until_answered(self._source.name, self._ledger, self._thread, self._clock)
        reasons = [asyncio.ensure_future(looks.next(at_most, self._appearance)), asyncio.ensure_future(answered)]
        try:
            await asyncio.wait(reasons, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for reason in reasons:
                reason.cancel()
            await asyncio.gather(*reasons, return_exceptions=True)

    def _tell(self, trouble: str) -> None:
        if trouble != self._trouble:  # once, not every few seconds
            log.warning("%s", trouble)
        self._trouble = trouble

    def _tell_problems(self, problems: Sequence[Problem]) -> None:
        """Each file that can't be read as a review, once; again when something else is wrong with it."""
        errors = [problem for problem in problems if problem.severity == "error"]
        for problem in errors:
            if problem not in (self._problems or ()):
                log.warning("%s", replace(problem, path=str(self._source.folder / problem.path)))
        self._problems = frozenset(errors)

    async def _scan(self, *, patient: bool) -> ScanReport:
        if self._origin is None:
            return await self._scan_files(patient=patient)
        async with self._origin.held():
            self._unfetched = await self._origin.brought(strict=not patient)
            if self._unfetched:
                self._tell(self._unfetched)
            return await self._scan_files(patient=patient)

    async def _scan_files(self, *, patient: bool) -> ScanReport:
        source = self._source
        self._appearance = UNREADABLE
        listing = await asyncio.to_thread(look_around, source)
        if patient:
            self._appearance = await asyncio.to_thread(appearance_of, listing.files.items())
        tally, there = await self._thread.do(self._tally)
        if await asyncio.to_thread(self._is_settled, listing, tally):
            return self._told(await self._report(Changes(unchanged=there), listing, Work(), None))
        records = await self._thread.do(self._recall)
        work = await asyncio.to_thread(self._compare, listing, records, patient=patient)
        is_first = records.first_scan is None
        if patient and self._patience.puts_off(work, listing, records.known, is_first=is_first):
            return await self._report(Changes(), listing, work, None, put_off=True)
        intake = await Intake.read(source, self._catalogue, work, records.known)
        seen = [*work.again, *intake.seen]
        fresh = [it for it in seen if it.path not in records.known]
        if len(fresh) > 0 and await self._thread.do(goes_on, self._ledger, source, fresh, is_first=is_first):
            self._ids_checked = False
            return await self._scan_files(patient=patient)
        taken = await self._thread.do(self._ledger.taken, source.name, fresh)
        changes = await asyncio.to_thread(self._decide, listing, records, seen, taken)
        await self._thread.do(self._record, changes, records)
        asked = {path for _, path in (*changes.mass.added, *changes.mass.changed)} if changes.mass else set()
        self._undecided = {one.path: one for one in seen if one.path in asked}
        await self._index(intake, changes, work.removed)
        self._log(changes)
        return self._told(await self._report(changes, listing, work, intake))

    def _told(self, report: ScanReport) -> ScanReport:
        """A report of a scan that wasn't put off."""
        self._on_scanned(report)
        return report

    def _tally(self) -> tuple[str, int]:
        """What the records come to and how many files they know; "" if they have more to tell than that."""
        name = self._source.name
        is_asking = any(question.source == name for question in self._ledger.questions())
        return ("", 0) if is_asking or self._ledger.accepted(name) else self._ledger.tally(name)

    def _is_settled(self, listing: Listing, tally: str) -> bool:
        """Whether nothing happened since the last scan: then neither the records nor any file need be read."""
        try:
            return self._catalogue.is_settled(self._source.name, tally, listing.files)
        except StoreDamaged:
            return False  # dealt with where the stamps are compared

    def _recall(self) -> Recalled:
        return Recalled.of(self._ledger, self._source.name)

    def _bind(self, known: Mapping[str, Known]) -> None:
        """Another program may have filled the catalogue, and not know under which ids reviews are known.

        Or this one ended just after it had read renamed files: that is looked for once in each process.
        """
        name = self._source.name
        self._catalogue.bind(name, lambda: {path: row.review_id for path, row in known.items()})
        if not self._ids_checked:
            rows = ((path, review_id, known.get(path)) for path, review_id in self._catalogue.each_id(name))
            wrong = {path: row.review_id for path, review_id, row in rows if row and row.review_id != review_id}
            self._catalogue.rebind(name, wrong)
        self._ids_checked = True

    def _compare(self, listing: Listing, records: Recalled, *, patient: bool) -> Work:
        try:
            work = compare(listing, self._catalogue, self._source.name, records.known, self._undecided)
        except StoreDamaged as error:
            log.warning("%s", error)
            self._catalogue.start_over()
            work = compare(listing, self._catalogue, self._source.name, records.known, self._undecided)
        self._bind(records.known)
        if patient:
            leave_fresh(work, listing, self._clock.now())
        return work

    def _decide(self, listing: Listing, records: Recalled, seen: Sequence[Seen], taken: Collection[str]) -> Changes:
        return decide(
            records.known,
            seen,
            listing.present(records.known),
            first_run=records.first_scan is None,
            accepted=records.accepted,
            policy=self._source.policy,
            taken=taken,
        )

    def _record(self, changes: Changes, records: Recalled) -> None:
        """Keep what is known now, with all that is owed and wished for it. Runs in the records' thread."""
        source, now = self._source, self._clock.now()
        hold, routes = source.policy.hold, self._routes()
        came = partial(records.came, now=now)
        owed = owed_after(changes, routes, now, hold, lambda known: self._was_news(known, records), came)
        wishes = wishes_after(changes, routes, now + hold)
        notices = [notice_of(changes.mass, records.asked_at or now)] if changes.mass else []
        waited = {seen.review.id: at for seen in changes.new if (at := came(seen)) < now}
        self._ledger.record(source.name, changes, owed, wishes, now, notices=notices, appeared=waited)

    def _was_news(self, known: Known, records: Recalled) -> bool:
        """Whether the review came after the first run, or that one's reviews were to be posted too."""
        return self._source.policy.first_run == "post" or known.first_seen != records.first_scan

    async def _index(self, intake: Intake, changes: Changes, removed: Sequence[str]) -> None:
        """Last of all: now these files count as read. Their reviews carry the ids that were decided."""
        name = self._source.name
        pairs = (*changes.edited, *changes.renamed, *changes.returned)
        decided = {seen.path: seen.review.id for seen in (*changes.new, *changes.baseline, *(one for _, one in pairs))}
        await asyncio.to_thread(self._catalogue.update, name, intake.rest, removed, bound=True)
        read = {seen.path: seen.review.id for seen in intake.seen}
        wrong = {path: one for path, one in decided.items() if read.get(path, one) != one}
        await asyncio.to_thread(self._catalogue.rebind, name, wrong)
        tally, _ = await self._thread.do(self._tally)
        if tally:
            await asyncio.to_thread(self._catalogue.settle, name, tally)

    def _log(self, changes: Changes) -> None:
        counts = {
            "new": len(changes.new),
            "known from the start": len(changes.baseline),
            "edited": len(changes.edited),
            "renamed": len(changes.renamed),
            "back": len(changes.returned),
            "gone": len(changes.gone),
        }
        told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        if told:
            log.info("%s: %s", self._source.name, told)
        if changes.mass and not self._is_asking:
            log.warning("%s", notice_of(changes.mass, self._clock.now()).text)
        self._is_asking = changes.mass is not None

    async def _report(
        self, changes: Changes, listing: Listing, work: Work, intake: Intake | None, *, put_off: bool = False
    ) -> ScanReport:
        name = self._source.name
        questions = await self._thread.do(self._ledger.questions)
        problems = await asyncio.to_thread(self._catalogue.problems, name)
        reviews = await asyncio.to_thread(self._catalogue.count, name)
        return ScanReport(
            name,
            changes,
            (*(obstacle.problem for obstacle in listing.obstacles), *problems),
            len(listing.files),
            reviews,
            max(0, len(listing.files) - reviews),
            next((one for one in questions if one.source == name), None),
            max(put_off, len(work.fresh) + (len(intake.unsteady) if intake else len(work.read))),
        )
