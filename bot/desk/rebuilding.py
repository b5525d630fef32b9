"""Lost records made anew: one's own posts are read back and matched to the reviews by their addresses.

All of it happens in records that are thrown away, and takes its place in one transaction at the end, or not at all.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.app import build, tokens_needed
from bot.clock import SystemClock
from bot.desk.answer import FAILED, Answer
from bot.desk.delivering import PARTS
from bot.desk.finding import Finding, described
from bot.desk.records import records as records_of
from bot.desk.records import records_if_any
from bot.errors import DeliveryError, UsageError
from bot.format import compose
from bot.format.address import address
from bot.format.digest import reads_as_digest
from bot.format.model import Limits, frozen
from bot.ledger.model import Adopted, AdoptedDigest
from bot.log import set_up
from bot.plan.rebuild import Kept, Rebuilt, Stood, sort_out
from bot.plan.routing import wanted
from bot.post.recognising import says
from bot.settings import load
from bot.settings.tokens import tokens
from bot.watch.enqueue import owed_for, title_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import Any

    from bot.app import App
    from bot.ledger.model import Owed
    from bot.ledger.store import Ledger
    from bot.post.publisher import OwnPost, Publisher
    from bot.review.model import Review
    from bot.settings.model import Settings

_MOST = 5000  # messages of a channel, or posts of an account, that are looked through


@dataclass(frozen=True, slots=True)
class _Read:
    """The histories of all destinations that were asked."""

    posts: list[tuple[str, OwnPost]]  # with the destination's name
    troubles: list[str]


async def rebuild(config: Path, without: Sequence[str], *, dry_run: bool) -> Answer:
    """Fill the empty records. Exit code 3 where a history can't be read: then nothing is recorded.

    Raises :class:`bot.errors.UsageError` for records that aren't empty.
    """
    settings = load(config)
    set_up(settings.log, least="warning")
    asked = _asked(settings, without)
    secrets = tokens(settings, tokens_needed(settings, set(PARTS) - {"page"}), os.environ)
    with ExitStack() as opened:
        records = opened.enter_context(records_if_any(settings) if dry_run else records_of(settings))
        if not dry_run:
            opened.enter_context(records.courier_lock())
        _require_empty(records, settings)
        stage = _stage(settings, opened.enter_context(TemporaryDirectory(prefix="matinee-")))
        async with build(stage, tokens=secrets, clock=SystemClock(), parts=PARTS) as app:
            read = await _read(app, asked)
            if read.troubles:
                return _unread(read.troubles)
            finding = await _sorted(app, settings, read.posts)
            if not dry_run:
                await asyncio.to_thread(_fill, app, finding, settings)
                _require_empty(records, settings)
                _keep_pauses(records, app.records)
                _keep_follows(records, app.records)
                app.records.fill(records)
    return described(finding, without, recorded=not dry_run)


def _asked(settings: Settings, without: Sequence[str]) -> set[str]:
    known = [one.name for one in settings.destinations]
    for name in without:
        if name not in known:
            raise UsageError(f'--without: there is no destination "{name}"; allowed are {", ".join(known)}')
    # What stands where things are tried says nothing of what the others got.
    return {one.name for one in settings.destinations if not one.by_hand} - set(without)


def _require_empty(records: Ledger, settings: Settings) -> None:
    if not records.is_empty():
        raise UsageError(
            f"{settings.path}: the records under [store] url aren't empty, so there is nothing to make anew; "
            "see matinee status. To put saved ones in their place: matinee restore FILE --replace"
        )


def _stage(settings: Settings, folder: str) -> Settings:
    """Records that take every file for known, to be thrown away."""
    sources = tuple(replace(one, policy=replace(one.policy, first_run="known")) for one in settings.sources)
    store = replace(settings.store, url=f"sqlite:///{folder}/records.db", data_dir=Path(folder), branch=None)
    return replace(settings, sources=sources, store=store)


async def _read(app: App, asked: Collection[str]) -> _Read:
    """All of our posts. Accounts are read one after the other: it is done once in a bot's life."""
    found = _Read([], [])
    login = asyncio.create_task(app.log_in())
    try:
        for publisher in app.publishers:
            if publisher.name in asked:
                await _read_one(publisher, found)
    finally:
        login.cancel()
        await asyncio.gather(login, return_exceptions=True)
    return found


async def _read_one(publisher: Publisher, found: _Read) -> None:
    try:
        async for post in publisher.own_posts(None, _MOST):
            found.posts.append((publisher.name, post))
    except DeliveryError as error:
        found.troubles.append(f"{publisher.name}: {error}")


def _unread(troubles: Sequence[str]) -> Answer:
    lines = [f"trouble   {one}" for one in troubles]
    hint = (
        "Nothing was recorded. Put that right, or try again in a while; or leave a destination out with --without "
        "NAME: what stands only there counts as not posted."
    )
    return Answer({"recorded": False, "troubles": list(troubles)}, [*lines, hint], FAILED)


async def _sorted(app: App, settings: Settings, posts: Sequence[tuple[str, OwnPost]]) -> Finding:
    for watcher in app.watchers:  # SourceUnreadable ends it: a folder that is away would make its posts strangers
        await watcher.scan()
    reviews = {review.id: review for review in _reviews(app)}
    routes = [one.route for one in settings.destinations]
    eager = {one.name for one in settings.sources if one.policy.first_run == "post"}
    kept = [
        Kept(one.id, address(one.url), one.date, tuple(wanted(one, routes)), one.source in eager)
        for one in reviews.values()
    ]
    stood = [Stood(name, post.addresses, post.receipt.posted_at, reads_as_digest(post.text)) for name, post in posts]
    return Finding(reviews, sort_out(kept, stood, settings.site.base_url), tuple(posts))


def _reviews(app: App) -> list[Review]:
    """Every review that is there, under the id that the records now have for it."""
    found = []
    for source in app.settings.sources:
        for path, known in app.records.known(source.name).items():
            review = app.catalogue.get_path(source.name, path)
            if review is not None:
                found.append(replace(review, id=known.review_id))
    return found


def _fill(app: App, finding: Finding, settings: Settings) -> None:
    now, rebuilt = app.clock.now(), finding.rebuilt
    app.records.adopt([_adopted(finding, number, settings) for number in rebuilt.posted], now)
    app.records.adopt_digests([_adopted_digest(finding, number) for number in rebuilt.digests], now)
    since = rebuilt.doubt_since
    app.records.leave_open(rebuilt.news, _owed(finding.reviews, rebuilt, settings, app), since, now)


def _keep_pauses(records: Ledger, made: Ledger) -> None:
    """What the owner has paused already stays paused."""
    for one in records.pauses().values():
        made.pause(one.destination, one.by, one.reason, one.look_at, one.since)


def _keep_follows(records: Ledger, made: Ledger) -> None:
    """Channels that began to follow after the loss go on following. Those from before it are lost with the records."""
    for one in records.follows():
        made.follow(one)


def _adopted(finding: Finding, number: int, settings: Settings) -> Adopted:
    name, post = finding.posts[number]
    review = finding.reviews[finding.rebuilt.posted[number]]
    return Adopted(review.id, title_of(review), name, post.receipt, _words(review, name, post, settings))


def _adopted_digest(finding: Finding, number: int) -> AdoptedDigest:
    """In words that aren't known: it is never corrected."""
    name, post = finding.posts[number]
    members = tuple((one, title_of(finding.reviews[one])) for one in finding.rebuilt.digests[number])
    return AdoptedDigest(name, ", ".join(title for _, title in members), post.receipt, members)


def _words(review: Review, name: str, found: OwnPost, settings: Settings) -> dict[str, Any] | None:
    """What the post says as we would keep it; None where that can't be told: then it is never corrected."""
    policy = next(one.format for one in settings.destinations if one.name == name)
    written = compose(review, policy, Limits())
    return frozen(written) if says(found, written) else None


def _owed(reviews: Mapping[str, Review], rebuilt: Rebuilt, settings: Settings, app: App) -> list[Owed]:
    routes = {one.name: one.route for one in settings.destinations}
    return [
        owed
        for review_id, names in rebuilt.missing.items()
        for owed in owed_for(reviews[review_id], [routes[name] for name in names], app.clock.now())
    ]
