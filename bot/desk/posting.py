"""Posting by hand: one review, or one recap, now. Through the same records and the same courier as everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app import build
from bot.clock import SystemClock
from bot.desk.answer import DONE, FAILED, NEEDS_OWNER, Answer
from bot.desk.delivering import PARTS, destinations, see_to
from bot.desk.drawing import draw
from bot.desk.followers import secrets_for, with_followers
from bot.desk.lines import delivery_form, line
from bot.desk.looking import bring_up_to_date, indexed
from bot.desk.records import records_if_any
from bot.desk.sheet import policies
from bot.errors import UsageError
from bot.format.forms import post_form
from bot.format.model import Limits
from bot.format.recap import compose_recap
from bot.ledger.model import Status
from bot.log import set_up
from bot.plan.routing import refusal
from bot.recaps.by_hand import PERIODS, Period, RecapsByHand
from bot.recaps.feeds import feeds
from bot.settings import load
from bot.watch.enqueue import enqueue_by_hand, open_to
from bot.watch.recalled import Recalled

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.app import App
    from bot.catalogue.store import Catalogue
    from bot.format.looking_back import Recap
    from bot.ledger.model import Delivery, Pause
    from bot.ledger.store import Ledger
    from bot.review.model import Review
    from bot.settings.model import Destination, Settings
    from bot.watch.shelf import Place

_ON_THE_WAY = (Status.WAITING, Status.SENDING)


async def post(config: Path, file: Path, to: Sequence[str], *, again: bool) -> Answer:
    """Post a review now to every destination, or to the named ones. What stands there already is told, not repeated.

    A channel that follows gets it unnamed only if it would have got it by itself.
    """
    set_up("WARNING")
    settings = load(config)
    wanted = destinations(with_followers(settings), to)
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
        return _told(await _delivered(app, ledger, entered), before, ledger.pauses(), theirs)


async def recap(config: Path, name: str, period: str, *, preview: bool) -> Answer:
    """Draw a challenge's recap, or post it to the destinations whose rules tell of it (without rules: to all)."""
    settings = load(config)
    chosen = _period(period)
    if preview:
        return _drawn(settings, name, chosen)
    set_up("WARNING")
    destinations(settings, ())
    secrets = secrets_for(settings, PARTS)
    async with build(settings, tokens=secrets, clock=SystemClock(), parts=PARTS) as app:
        await app.look_first()
        ledger, now = app.records, app.clock.now()
        bring_up_to_date(app.catalogue, settings, ledger)
        by_hand = _by_hand(settings, app.catalogue, ledger)
        told = by_hand.draw(name, chosen, now)
        if not told.entries:
            return Answer({"recap": told.challenge, "posts": []}, [f"{told.challenge}: nothing new to tell"])
        subjects = set(by_hand.owe(told, by_hand.destinations(name), now))
        waiting = [one for one in ledger.deliveries(statuses=_ON_THE_WAY) if one.subject in subjects]
        return _told(await _delivered(app, ledger, waiting), set(), ledger.pauses())


def _is_for(destination: Destination, review: Review, came: datetime) -> bool:
    """Whether it goes there without being named: a channel that follows gets what it asked for, and nothing old."""
    if destination.follower is None:
        return True
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


async def _delivered(app: App, ledger: Ledger, entered: Sequence[Delivery]) -> list[Delivery]:
    """What became of them."""
    numbers = [one.id for one in entered]
    await see_to(app, ledger, lambda: any(one.status in _ON_THE_WAY for one in ledger.these(numbers)))
    return ledger.these(numbers)


def _told(
    deliveries: Sequence[Delivery], before: set[int], pauses: Mapping[str, Pause], theirs: Collection[str] = ()
) -> Answer:
    """``theirs``: destinations whose troubles are others' to mend, so that the exit code doesn't tell of them."""
    document = [{**delivery_form(one, None), "posted_before": one.id in before} for one in deliveries]
    text = [line(one, "") + _hint(one, before, pauses) for one in deliveries]
    return Answer(
        document, text, max((_code(one, pauses) for one in deliveries if one.destination not in theirs), default=DONE)
    )


def _hint(one: Delivery, before: set[int], pauses: Mapping[str, Pause]) -> str:
    """What the owner can do about it."""
    if one.id in before:
        return "   (it stood there already; --again posts it a second time)"
    if one.status is Status.REMOVED:
        return "   (it was taken down; --again posts it anew)"
    if one.status in (Status.SKIPPED, Status.FAILED, Status.UNKNOWN):
        return f"   (matinee retry {one.id} sends it)"
    if one.status is Status.WAITING and one.destination in pauses and pauses[one.destination].by == "admin":
        return f"   (paused: {pauses[one.destination].reason})"
    if one.status is Status.WAITING and one.destination in pauses:
        return f"   (paused: {pauses[one.destination].reason} matinee resume {one.destination})"
    return ""


def _code(one: Delivery, pauses: Mapping[str, Pause]) -> int:
    if one.status in _ON_THE_WAY:
        pause = pauses.get(one.destination)
        return NEEDS_OWNER if pause is not None and pause.by == "owner" else FAILED
    return DONE if one.status is Status.POSTED else NEEDS_OWNER


def _period(text: str) -> Period:
    for period in PERIODS:
        if period == text:
            return period
    raise UsageError(f'--period: "{text}" is not allowed; allowed are {", ".join(PERIODS)}')


def _by_hand(settings: Settings, catalogue: Catalogue, ledger: Ledger) -> RecapsByHand:
    names = [one.name for one in settings.destinations]
    zone = ZoneInfo(settings.site.timezone)
    return RecapsByHand(catalogue, ledger, feeds(settings.recaps, names), zone, names)


def _drawn(settings: Settings, name: str, period: Period) -> Answer:
    """The recap as each network would show it. Reads the records if there are any, changes nothing."""
    with records_if_any(settings) as ledger, indexed(settings, ledger) as catalogue:
        by_hand = _by_hand(settings, catalogue, ledger)
        told: Recap = by_hand.draw(name, period, SystemClock().now())
    posts = [(where, post) for where, policy in policies(settings) for post in compose_recap(told, policy, Limits())]
    document = {"recap": told.challenge, "posts": [post_form(where, one) for where, one in posts]}
    return Answer(document, [draw(where, one) for where, one in posts])
