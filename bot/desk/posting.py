"""Posting by hand: one review, now. Through the same records and the same courier as everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app import build
from bot.clock import SystemClock
from bot.desk.delivering import PARTS, destinations
from bot.desk.followers import secrets_for, with_followers
from bot.desk.outcome import delivered, told
from bot.errors import UsageError
from bot.ledger.model import Status
from bot.log import set_up
from bot.plan.routing import refusal
from bot.settings import load
from bot.watch.enqueue import enqueue_by_hand, open_to
from bot.watch.recalled import Recalled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.app import App
    from bot.desk.answer import Answer
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.review.model import Review
    from bot.settings.model import Destination
    from bot.watch.shelf import Place


async def post(config: Path, file: Path, to: Sequence[str], *, again: bool) -> Answer:
    """Post a review now to every destination, or to the named ones. What stands there already is told, not repeated.

    A channel that follows gets it unnamed only if it would have got it by itself, and a place to try things never.
    """
    settings = load(config)
    set_up(settings.log, least="warning")
    wanted = destinations(with_followers(settings), to)
    if not to and all(one.by_hand for one in wanted):
        names = ", ".join(one.name for one in wanted)
        raise UsageError(f"every destination only gets what is sent there by hand: name one with --to ({names})")
    secrets = secrets_for(settings, PARTS)
    async with build(settings, tokens=secrets, clock=SystemClock(), parts=PARTS) as app:
        ledger = app.records
        review_id, place, came = await _known(app, ledger, file)
        reading = app.shelf.take(place, review_id)
        if reading.review is None or not reading.review.post:
            raise UsageError(f"{file}: {_why_not(reading.skipped, [str(one) for one in reading.problems])}")
        now = app.clock.now()
        routes = [one.route for one in wanted if to or _is_for(one, reading.review, came)]
        entered = [_post_of(ledger, one) for one in enqueue_by_hand(ledger, reading.review, routes, now, again=again)]
        before = {one.id for one in entered if one.status is Status.POSTED}
        theirs = () if to else [one.name for one in wanted if one.follower is not None]
        return told(await delivered(app, ledger, entered), before, ledger.pauses(), theirs)


def _is_for(destination: Destination, review: Review, came: datetime) -> bool:
    """Whether it goes there without being named: a channel that follows gets what it asked for, and nothing old."""
    if destination.follower is None:
        return not destination.by_hand
    return bool(open_to([destination.route], came)) and refusal(review, destination.route) is None


async def _known(app: App, ledger: Ledger, file: Path) -> tuple[str, Place, datetime]:
    """The id under which the file's review is known, after a look at its source; and when it appeared."""
    place = app.shelf.place(file)
    names = [source.name for source in app.settings.sources]
    if place.source not in app.settings.sources:
        raise UsageError(f"{file}: it lies in no source's folder, so it has no place in the records; move it there")
    await app.look_first()
    await app.watchers[names.index(place.source.name)].scan()
    known = ledger.known(place.source.name).get(place.path)
    if known is not None:
        now = app.clock.now()
        return known.review_id, place, Recalled.of(ledger, place.source.name).came(known, now)
    reading = app.shelf.take(place)
    if reading.review is not None:
        raise UsageError(f"{file}: it is one of many new reviews that matinee status asks about; answer that first")
    raise UsageError(f"{file}: {_why_not(reading.skipped, [str(one) for one in reading.problems])}")


def _why_not(skipped: str | None, problems: Sequence[str]) -> str:
    if problems:
        return f"it can't be posted: {problems[0]}"
    return f"it is no review: {skipped}" if skipped else "its front matter says post: false"


def _post_of(ledger: Ledger, one: Delivery) -> Delivery:
    """The delivery whose post it is: of what went into a digest, that one."""
    return (ledger.delivery(one.digest_id) if one.digest_id and one.status is Status.GATHERED else None) or one
