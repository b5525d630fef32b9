"""Milestones: when half of a challenge is done and when it is finished, each is told once at each destination.

Told of when the review that reached it is past its hold, so that a number typed wrongly can be mended. One that was
reached before the rule began, or by reviews that were only to be noted, isn't told.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.challenges.progress import ends
from bot.recaps.compute import recap_of
from bot.recaps.feeds import counting, reaching
from bot.recaps.news import news

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Sequence
    from datetime import date

    from bot.catalogue.model import ChallengeEntry
    from bot.challenges.progress import Progress
    from bot.format.looking_back import Milestone, Recap
    from bot.recaps.books import Books
    from bot.recaps.feeds import Feed, Mark
    from bot.recaps.slots import Slots

log = structlog.stdlib.get_logger(__name__)

Road = tuple["ChallengeEntry", ...]


class Milestones:
    """The milestones of all rules. ``feeds``: of all challenges' rules; ``marks``: those of them to be told."""

    def __init__(self, books: Books, slots: Slots, feeds: Sequence[Feed], marks: Sequence[Mark]) -> None:
        self._books, self._slots, self._feeds, self._marks = books, slots, feeds, marks
        self._heard: dict[str, frozenset[str]] = {}  # what was told by each mark; only ever more of it

    async def owed(self) -> AsyncIterator[str]:
        """Owe every milestone that was reached and isn't told yet; the deliveries' subjects, one by one."""
        if not self._marks:
            return
        for feed in self._feeds:  # what is new at a milestone is new since its rule began, not since the first one
            await self._slots.start(feed.key, self._books.present)
        challenges, today = await self._books.challenges(), self._books.wall().date()
        for mark in self._marks:
            await self._begin(mark, challenges, today)
            for one in reaching(mark, challenges, self._feeds):
                road = road_to(mark.milestone, one, today)
                if road is not None and not await self._is_told(mark, road):
                    subject = await self._reach(mark, one, road, challenges)
                    if subject:
                        yield subject

    async def _begin(self, mark: Mark, challenges: Sequence[Progress], today: date) -> None:
        async def reached() -> list[str]:
            """The ids of the reviews that reached this milestone already, of any challenge."""
            roads = [road_to(mark.milestone, one, today) for one in challenges]
            return [entry.review_id for road in roads if road for entry in road]

        await self._slots.start(mark.key, reached)

    async def _is_told(self, mark: Mark, road: Road) -> bool:
        """By what the records said before, else by what they say now."""
        if is_told(road, self._heard.get(mark.key, frozenset())):
            return True
        start = await self._slots.start(mark.key)
        told = await self._books.told(mark.key, mark.feed, mark.milestone)
        self._heard[mark.key] = start.known | told
        return is_told(road, self._heard[mark.key])

    async def _reach(self, mark: Mark, one: Progress, road: Road, challenges: Sequence[Progress]) -> str | None:
        books, last, today = self._books, road[-1], self._books.wall().date()
        if not await self._is_past_its_hold(last.review_id, mark.feed.destination):
            return None
        ids = [entry.review_id for entry in road]
        noted = await books.thread.do(books.ledger.only_noted)
        end = None if mark.milestone == "finished" else road_to("finished", one, today)
        if end and not await self._is_past_its_hold(end[-1].review_id, mark.feed.destination):
            return None  # its number may be a slip, and this one be worth telling
        if end or last.review_id in noted or not one.public:
            now = books.clock.now()
            await books.thread.do(books.ledger.record_recap, mark.key, last.review_id, {}, ids, (), now)
            return None
        feed = counting(mark, one, challenges, self._feeds)
        recap = await self._recap(mark, one, last, challenges, feed)
        beside = {feed.key: [entry.review_id for entry in recap.entries]}
        return await books.owe(recap, mark.feed, mark.key, last.review_id, ids, beside=beside)

    async def _recap(
        self, mark: Mark, one: Progress, last: ChallengeEntry, challenges: Sequence[Progress], feed: Feed
    ) -> Recap:
        """With what is new by the count of that feed; in any case with the review that reached the milestone."""
        books, wall = self._books, self._books.wall()
        start = await self._slots.start(feed.key)
        heard = start.known | await books.told(feed.key, feed)
        heard |= await books.thread.do(books.ledger.only_noted)
        before = await books.thread.do(books.ledger.last_told_recap, feed.slots_key, wall.isoformat(timespec="minutes"))

        def compute() -> Recap:
            fresh = news(books.catalogue, one, heard - {last.review_id}, wall.date())
            return recap_of(
                one,
                fresh,
                since=wall.fromisoformat(before).date() if before else None,
                until=wall.date(),
                others=challenges,
                milestone=mark.milestone,
                picture=mark.feed.rule.picture,
            )

        return await asyncio.to_thread(compute)

    async def _is_past_its_hold(self, review_id: str, destination: str) -> bool:
        came = await self._books.thread.do(self._books.ledger.arrival, review_id, destination)
        if came is None:
            return False
        hold = self._books.holds.get(came.source)
        over = came.ready_at or (came.first_seen + hold if hold else came.first_seen)
        return over <= self._books.clock.now()


def road_to(milestone: Milestone, challenge: Progress, day: date) -> Road | None:
    """The reviews up to the one with which it was reached, oldest first. None: it wasn't reached by that day."""
    if not challenge.total:
        return None
    there = [entry for entry in challenge.entries if entry.date is None or entry.date <= day]
    numbered = any(entry.challenge.position is not None for entry in there)
    done: set[object] = set()
    for count, entry in enumerate(there, 1):
        position = entry.challenge.position
        if position is not None or not numbered:
            done.add(position if numbered else entry.review_id)
        is_last = ends(entry.challenge, challenge.total) if numbered else len(done) >= challenge.total
        if is_last if milestone == "finished" else 2 * len(done) >= challenge.total:
            return tuple(there[:count])
    return None


def is_told(road: Road, heard: Collection[str]) -> bool:
    """Whether that milestone was told: by its reviews, for a challenge may get another name, and names come again.

    Half of them suffice, or the one that reached it: reviews may be added, or move to another challenge, later.
    """
    return road[-1].review_id in heard or 2 * sum(entry.review_id in heard for entry in road) >= len(road)
