"""What a slot that is due tells: each challenge of its rule that something is new in, or a month, a year, a day.

It owes posts and sends none.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.challenges.names import spelling
from bot.challenges.progress import as_of
from bot.recaps.compute import recap_of
from bot.recaps.feeds import EVERY, told_by
from bot.recaps.looking_back import look_back, period_of
from bot.recaps.news import news

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from datetime import date

    from bot.challenges.progress import Progress
    from bot.format.looking_back import Recap
    from bot.recaps.books import Books
    from bot.recaps.feeds import Feed
    from bot.recaps.slots import Due, Slots

log = structlog.stdlib.get_logger(__name__)

# A challenge that nobody wrote about for so long, and that has no last day, is given up: no post says that nothing is
# new in it.
GIVEN_UP = timedelta(weeks=8)


async def tell_challenges(books: Books, slots: Slots, feed: Feed, feeds: Sequence[Feed]) -> AsyncIterator[str]:
    """Owe what the feed's slot tells, if one is due; the deliveries' subjects, one by one."""
    due = await slots.due(feed)
    if due is None:
        return
    recaps = await _recaps(books, slots, feed, due, feeds)
    if not recaps:
        log.info("nothing new for a recap", told=feed.what, destination=feed.destination, slot=due.wall)
    for recap in recaps:
        # "*" tells several challenges at one time: each has its own row of the slot.
        slot = f"{due.wall} {spelling(recap.challenge)}" if feed.challenge == EVERY else due.wall
        subject = await books.owe(recap, feed, feed.key, slot, [entry.review_id for entry in recap.entries])
        if subject:
            yield subject
    await slots.done(feed, due, told=bool(recaps))


async def tell_period(books: Books, slots: Slots, feed: Feed) -> AsyncIterator[str]:
    """Owe what the feed's slot looks back on, if one is due: each period once, though the rule's time may change."""
    due = await slots.due(feed)
    if due is None:
        return
    tell, picture = feed.rule.tell, feed.rule.picture
    rules = books.rules
    told = await asyncio.to_thread(lambda: look_back(books.catalogue, tell, due.day, picture=picture, rules=rules))
    if told is None:
        log.info("nothing to look back on", told=feed.what, destination=feed.destination, slot=due.wall)
    else:
        subject = await books.owe(told, feed, feed.key, period_of(tell, due.day), ())
        if subject:
            yield subject
    await slots.done(feed, due, told=told is not None)


async def _recaps(books: Books, slots: Slots, feed: Feed, due: Due, feeds: Sequence[Feed]) -> list[Recap]:
    start = await slots.start(feed.key)
    told = await books.told(feed.key, feed)
    noted = await books.thread.do(books.ledger.only_noted)
    challenges = await books.challenges()
    heard = start.known | told | noted

    def compute() -> list[Recap]:
        found = []
        for one in told_by(feed, challenges, feeds):
            fresh = news(books.catalogue, one, heard, due.day)
            if fresh or (feed.rule.nothing == "short" and goes_on(one, due.day)):
                picture = feed.rule.picture
                recap = recap_of(one, fresh, since=due.since, until=due.day, others=challenges, picture=picture)
                found.append(recap)
        return found

    return await asyncio.to_thread(compute)


def goes_on(challenge: Progress, day: date) -> bool:
    """Whether on that day it has begun, isn't finished, and is neither past its last day nor given up.

    One without any review that may be posted never goes on, for people aren't to hear of it.
    """
    then = as_of(challenge, day)
    if not then.public or then.finished:
        return False
    if then.deadline is not None:
        return day <= then.deadline
    return then.last is None or day - then.last <= GIVEN_UP
