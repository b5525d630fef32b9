"""Old reviews that were never posted: queued on the schedule, between the new ones. ``backfill``.

A dry run does the same on a copy of the records, and tells what would go when.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app import build
from bot.clock import SystemClock
from bot.desk.backlog_sheet import Queued, cancelled, queued
from bot.desk.delivering import PARTS
from bot.desk.followers import secrets_for
from bot.desk.progress import progress
from bot.desk.records import records, records_if_any
from bot.desk.stage import stage
from bot.errors import UsageError
from bot.log import set_up
from bot.overview.times import times
from bot.settings import load, values
from bot.watch.backlog import backlog
from bot.watch.shelf import Place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from bot.app import App
    from bot.desk.answer import Answer
    from bot.review.model import Review
    from bot.settings.model import Destination, Settings
    from bot.watch.backlog import Backlog

_LEAST, _MOST = timedelta(minutes=1), timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be queued: reviews dated on these days, at most so many, to these destinations, so far apart."""

    since: date
    until: date | None  # None: today
    limit: int | None
    to: Sequence[str]  # none: all
    every: timedelta


def asked(since: str, until: str | None, limit: int | None, to: Sequence[str], every: str) -> Asked:
    """The options, read. Raises :class:`bot.errors.UsageError`."""
    try:
        pace = values.duration(every)
    except ValueError:
        pace = timedelta(0)
    if not _LEAST <= pace <= _MOST:
        raise UsageError(f'--every "{every}": allowed is a duration such as "1d" or "12h", from "1m" to "60d"')
    first, last = values.day(since), values.day(until, last=True) if until is not None else None
    for option, text, found in (("--since", since, first), ("--until", until, last)):
        if text is not None and found is None:
            raise UsageError(f'{option} "{text}": allowed is a day such as "2025-03-14", a month or a year')
    if first is None or (last is not None and last < first):
        raise UsageError(f"--until {until} lies before --since {since}; change one of them")
    return Asked(first, last, limit, to, pace)


async def backfill(config: Path, what: Asked, *, dry_run: bool) -> Answer:
    """Queue old reviews that were never posted, the oldest first. Those that are queued already are left alone.

    Raises as :func:`bot.desk.posting.post`.
    """
    settings = load(config)
    set_up(settings.log, least="warning")
    wanted = _destinations(settings, what.to)
    async with _app(settings, dry_run=dry_run) as app:
        with progress("looking at the files") as told:
            known = await _look(app)
            found = await asyncio.to_thread(_backlog, app, what, wanted, known, told)
        now = app.clock.now()
        entered = app.records.fill_in([owed for _, owed in found.owed], now)
        goes = {number: one for each in wanted for number, one in times(app.records, each, now).items()}
        shown = Queued(app.settings, wanted, found, entered, goes, app.records.pauses(), what.every, now)
        return queued(shown, dry_run=dry_run)


def cancel(config: Path, to: Sequence[str], *, dry_run: bool) -> Answer:
    """Take back the old reviews that wait to be filled in. What is posted stays."""
    settings = load(config)
    own = [one.name for one in settings.destinations]  # one that is by_hand by now may have been filled before
    _require(to, own)
    names = list(to) or own
    with records_if_any(settings) if dry_run else records(settings) as ledger:
        gone = ledger.backlog(names) if dry_run else ledger.withdraw_backlog(names)
    return cancelled(gone, dry_run=dry_run)


def _destinations(settings: Settings, names: Sequence[str]) -> list[Destination]:
    """The owner's own, or those of them that are named."""
    usual = {one.name: one for one in settings.destinations if not one.by_hand}
    by_hand = {one.name for one in settings.destinations if one.by_hand}
    if not usual:
        raise UsageError(f"{settings.path}: there is no [[destination]] to post to; add one")
    for name in names:
        if name in by_hand:
            raise UsageError(f'--to: "{name}" is by_hand, so it gets only what matinee post --to {name} sends')
    _require(names, usual)
    return [usual[name] for name in dict.fromkeys(names)] or list(usual.values())


def _require(names: Sequence[str], allowed: Collection[str]) -> None:
    for name in names:
        if name not in allowed:
            raise UsageError(f'--to: there is no destination "{name}"; allowed are {", ".join(allowed)}')


@asynccontextmanager
async def _app(settings: Settings, *, dry_run: bool) -> AsyncIterator[App]:
    """The bot's watcher on the records, or on a copy of them that is thrown away."""
    if not dry_run:
        async with build(settings, tokens=secrets_for(settings, PARTS), clock=SystemClock(), parts=PARTS) as app:
            yield app
        return
    async with stage(settings) as app:
        yield app


async def _look(app: App) -> set[str]:
    """Bring in what is new, as the bot does, so that only what is left is old. Returns the ids that are known."""
    await app.look_first()
    known: set[str] = set()
    for watcher, source in zip(app.watchers, app.settings.sources, strict=True):
        await watcher.scan()
        rows = app.records.known(source.name).values()
        known |= {one.review_id for one in rows if one.gone_since is None}
    return known


def _backlog(
    app: App, what: Asked, wanted: Sequence[Destination], known: set[str], told: Callable[[int, int], None]
) -> Backlog:
    now = app.clock.now()
    until = what.until or now.astimezone(ZoneInfo(app.settings.site.timezone)).date()
    old = app.catalogue.between(what.since, until)
    fates = {one.name: app.records.fates(one.name) for one in wanted}
    routes = [one.route for one in wanted]
    return backlog(_read(app, old, told), known, routes, fates, now, what.every, what.limit)


def _read(app: App, old: Sequence[Review], told: Callable[[int, int], None]) -> Iterator[Review]:
    """The reviews as their files are now: the index has no private tags, which filters see."""
    sources = {one.name: one for one in app.settings.sources}
    for done, review in enumerate(old):
        told(done, len(old))
        if (source := sources.get(review.source)) is None:
            continue
        reading = app.shelf.take(Place(source, review.path), review.id)
        if reading.review is not None:
            yield reading.review
    told(len(old), len(old))
