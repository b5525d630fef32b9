"""Every rule in turn, with its verdict on one file: ``explain``. Changes nothing, and works beside a running bot.

No rule stands here: the real watcher looks at the files on copies of the records and the index, and the functions that
decide are asked for their reasons.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.desk.explained_sheet import Case, answer
from bot.desk.progress import progress
from bot.desk.repositories import fetch_missing
from bot.desk.sides import Moment, side
from bot.desk.stage import stage
from bot.desk.verdicts import Knowledge, Verdict, date_verdict, place_verdicts, reading_verdicts, records_verdicts
from bot.errors import UsageError
from bot.log import set_up
from bot.overview.times import times
from bot.plan.routing import refusal
from bot.review.model import Reading
from bot.settings import load
from bot.watch.comparing import look_around
from bot.watch.shelf import Place, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.app import App
    from bot.desk.answer import Answer
    from bot.desk.sides import Side
    from bot.plan.model import Known
    from bot.settings.model import Settings, Source


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a file is, or was: in which source."""

    source: Source
    number: int  # of the source
    path: str


async def explain(config: Path, file: Path) -> Answer:
    """What becomes of the file, and why. Exit code 1 where an error is in it.

    Raises :class:`bot.errors.UsageError` for what isn't there and never was, and for a folder, and
    :class:`bot.errors.OriginUnreachable` for a repository that was never fetched and can't be.
    """
    settings = load(config)
    set_up(settings.log, least="error")
    await fetch_missing(settings)
    there, spot = await asyncio.to_thread(_find, settings, file)
    if spot is None:
        return answer(_stranger(settings, file))
    async with stage(settings) as app:
        return answer(await _case(app, file, spot, there=there))


def _find(settings: Settings, file: Path) -> tuple[bool, _Spot | None]:
    """Whether there is such a file, and in which source it lies, or would."""
    try:
        if file.is_dir():
            raise UsageError(f"{file} is a folder: name one file; matinee check {file} reads all of them")
        there = file.exists()
        path = file.resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a link that leads round in a circle, a name that is none
        raise UsageError(f"{file} can't be looked at: {getattr(error, 'strerror', None) or error}") from None
    for number, source in enumerate(settings.sources):
        folder = source.folder.resolve()
        if path.is_relative_to(folder):
            return there, _Spot(source, number, path.relative_to(folder).as_posix())
    if not there:
        raise UsageError(f"{file}: there is no such file, and none was known by that name")
    return there, None


def _stranger(settings: Settings, file: Path) -> Case:
    """A file outside of all sources: what the first source's rules would make of it."""
    place = Shelf(settings.sources, None).place(file)
    folders = ", ".join(f'"{one.name}": {one.folder}' for one in settings.sources)
    outside = Verdict("source", "stop", f"It lies in no source's folder ({folders}).", "source.path")
    reading = Shelf(settings.sources, None).take(place)
    return Case(str(file), (outside, *reading_verdicts(place.source, reading)), reading, (), {})


async def _case(app: App, file: Path, spot: _Spot, *, there: bool) -> Case:
    ledger, zone = app.records, ZoneInfo(app.settings.site.timezone)
    first_scan = ledger.first_scan(spot.source.name)
    before = ledger.known(spot.source.name).get(spot.path)
    if not there and before is None:
        raise UsageError(f"{file}: there is no such file, and no review is known at this path, now or earlier")
    with progress("looking at the files"):
        report = await app.watchers[spot.number].scan()
        listing = await asyncio.to_thread(look_around, spot.source)
    now = app.clock.now()  # by now, what the look brought in is ready unless it is held
    known = ledger.known(spot.source.name).get(spot.path)
    reading = await asyncio.to_thread(_read, app, spot, known) if there else Reading(spot.path)
    review_id = known.review_id if known else reading.review.id if reading.review else ""
    verdicts = [*place_verdicts(spot.source, spot.path, listing if there else None)]
    if there and file.is_symlink():
        verdicts.append(Verdict("link", "note", f"It is a link: this is about {spot.path}.", "the file system"))
    if there:
        verdicts += reading_verdicts(spot.source, reading)
    else:
        verdicts.append(Verdict("there", "stop", "Its file is gone.", "the file system"))
    if reading.review is not None:
        verdicts += date_verdict(reading.review, now.astimezone(zone).date())
    if review_id and not any(one.rule == "counts" and one.says == "stop" for one in verdicts):
        seen = Knowledge(spot.source, review_id, before, report.changes, report.question, first_scan, now, zone)
        verdicts += records_verdicts(seen)
    stopped = any(one.says == "stop" for one in verdicts)
    sides = tuple(_sides(app, reading, review_id, verdicts, Moment(now, zone)))
    theirs = [one for one in app.settings.destinations if one.follower is not None]
    would = sum(reading.review is not None and refusal(reading.review, one.route) is None for one in theirs)
    followers = {"would_get_it": 0 if stopped else would, "all": len(theirs)} if theirs else {}
    return Case(str(file), tuple(verdicts), reading, sides, followers)


def _read(app: App, spot: _Spot, known: Known | None) -> Reading:
    return app.shelf.take(Place(spot.source, spot.path), known.review_id if known else None)


def _sides(app: App, reading: Reading, review_id: str, verdicts: list[Verdict], clock: Moment) -> Iterator[Side]:
    """The owner's own destinations."""
    ledger = app.records
    deliveries = ledger.deliveries(subject=review_id) if review_id else []
    actions, pauses = ledger.actions(), ledger.pauses()
    for one in (one for one in app.settings.destinations if one.follower is None):
        theirs = [it for it in deliveries if it.destination == one.name]
        newest = max(theirs, key=lambda it: it.generation, default=None)
        waits = newest is not None and newest.status == "waiting"
        yield side(
            one,
            reading.review,
            newest,
            times(ledger, one, clock.now).get(newest.id) if waits and newest else None,
            pauses.get(one.name),
            [action for action, of in actions if newest and of.id == newest.id and not action.done_at],
            clock,
            stopped=any(it.says == "stop" for it in verdicts),
            is_news=any(it.rule in ("new", "known") and it.says == "yes" for it in verdicts),
        )
