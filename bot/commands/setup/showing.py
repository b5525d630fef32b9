"""``/matinee test``: the newest review that a channel's filter lets through is posted there now.

Through the same records as every post, so it never stands there twice. What came of it is looked for in the records.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.setup.permissions import missing_there
from bot.commands.setup.spot import suited
from bot.follow import rules
from bot.follow.forms import filter_of_form, manners_of_form
from bot.follow.newest import newest
from bot.follow.roster import merged
from bot.follow.sentence import Channel, Link, sentence
from bot.ledger.follows import ENDED
from bot.ledger.model import Status
from bot.watch.enqueue import enqueue_by_hand

if TYPE_CHECKING:
    from bot.commands.setup.means import Means
    from bot.commands.setup.visit import Lines, Visit
    from bot.follow.sentence import Sentence
    from bot.ledger.model import Delivery, Follow, Pause
    from bot.plan.model import RoutePolicy
    from bot.review.model import Review

LONGEST_WAIT = 15.0  # seconds for which the admin's answer waits for the post
_BETWEEN = 0.5  # seconds between two looks
_ON_THE_WAY = (Status.WAITING, Status.SENDING)
_SAID = {
    Status.SKIPPED: "setup-test-skipped",
    Status.REMOVED: "setup-test-removed",
    Status.FAILED: "setup-test-failed",
    Status.UNKNOWN: "setup-test-unknown",
}


def newest_for(means: Means, follow: Follow) -> Review | None:
    """The newest review that would come to that channel. Blocking: it reads files."""

    def read(review: Review) -> Review | None:
        row = means.ledger.file_of(review.id)
        reading = means.shelf.read(row) if row else None
        return reading.review if reading else None

    route = route_of(means, follow)
    return None if route is None else newest(means.catalogue, filter_of_form(follow.filter), route, read)


def route_of(means: Means, follow: Follow) -> RoutePolicy | None:
    """All that decides what the channel gets; None: the owner's file lets it have nothing."""
    there = merged(means.settings, [follow]).destinations
    return next((one.route for one in there if one.name == follow.destination), None)


async def test(visit: Visit, follow: Follow) -> Lines:
    """Post it, unless it stands there already; then tell where it stands, or what keeps it."""
    refusal = rules.barred(visit.means.settings.follow, visit.guild.id)
    if refusal is not None:
        return [(refusal,)]
    means, where = visit.means, Channel(follow.channel_id)
    pause = (await means.thread.do(means.ledger.health, follow.destination)).pause
    if pause is not None and pause.by != "trouble":
        key = "setup-paused-by-owner" if pause.by == "owner" else "setup-test-paused"
        return [(sentence(key, channel=where),)]
    review, route = await asyncio.to_thread(newest_for, means, follow), route_of(means, follow)
    if review is None or route is None:
        return [(sentence("setup-test-nothing", channel=where),)]
    before = await means.thread.do(_enqueue, means, follow, review, route)
    if before is None:
        return [(sentence("setup-follows-not", channel=where),)]
    means.wake()
    after = await _settled(means, before)
    pause = (await means.thread.do(means.ledger.health, follow.destination)).pause
    return [(_told(before, after, follow, pause),), *_in_the_way(visit, follow, after)]


def _enqueue(means: Means, follow: Follow, review: Review, route: RoutePolicy) -> Delivery | None:
    """Have it posted now, as it stood before or stands; None: the channel doesn't follow any more."""
    ledger, now = means.ledger, means.clock.now()
    if not _still_follows(means, follow):
        return None
    pause = ledger.health(follow.destination).pause
    if pause is not None and pause.by == "trouble":
        ledger.pause(follow.destination, "trouble", pause.reason, now, now)
    [entered] = enqueue_by_hand(ledger, review, [route], now, again=False)
    if entered.status is Status.SKIPPED and entered.reason == ENDED:  # surely not sent then, and it follows again
        ledger.retry(entered.id, now)
        entered = ledger.hurry(entered.id, now) or entered
    if not _still_follows(means, follow):  # ended meanwhile, by another process
        ledger.skip(entered.id, ENDED)
        return None
    digest = ledger.delivery(entered.digest_id) if entered.digest_id and entered.status is Status.GATHERED else None
    return digest or entered


def _still_follows(means: Means, follow: Follow) -> bool:
    return means.ledger.follow_of(follow.channel_id) is not None


async def _settled(means: Means, delivery: Delivery) -> Delivery:
    """The delivery once it is off, or as it stands after the longest wait."""
    waited = 0.0
    while delivery.status in _ON_THE_WAY and waited < LONGEST_WAIT:
        await means.clock.sleep(_BETWEEN)
        waited += _BETWEEN
        [delivery] = await means.thread.do(means.ledger.these, [delivery.id]) or [delivery]
        # paused meanwhile: it won't go on by itself within these seconds
        if delivery.status is Status.WAITING and await _is_stalled(means, delivery):
            break
    return delivery


async def _is_stalled(means: Means, delivery: Delivery) -> bool:
    pause = (await means.thread.do(means.ledger.health, delivery.destination)).pause
    return pause is not None and (pause.look_at is None or pause.look_at > means.clock.now())


def _told(before: Delivery, after: Delivery, follow: Follow, pause: Pause | None) -> Sentence:
    """Where it stands, or why it doesn't."""
    where, title = Channel(follow.channel_id), after.title
    if after.status is Status.POSTED and after.remote_url:
        key = "setup-test-stood" if before.status is Status.POSTED else "setup-test-posted"
        return sentence(key, channel=where, title=title, link=Link(after.remote_url))
    if after.status is Status.SKIPPED and after.may_stand:
        return sentence(_SAID[Status.UNKNOWN], channel=where, title=title)
    if after.status in _SAID:
        return sentence(_SAID[after.status], channel=where, title=title)
    if pause is not None:
        return sentence("setup-test-stalled", channel=where, title=title, reason=pause.reason)
    if after.reason:
        return sentence("setup-test-later", channel=where, title=title, reason=after.reason)
    return sentence("setup-test-waits", channel=where, title=title)


def _in_the_way(visit: Visit, follow: Follow, after: Delivery) -> Lines:
    """The permissions that are missing, where that may be why it isn't posted."""
    channel = suited(visit.guild, follow.channel_id)
    if after.status is Status.POSTED or channel is None:
        return []
    return [(one,) for one in missing_there(visit, channel, manners_of_form(follow.manners))]
