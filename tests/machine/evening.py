"""A small world for digests: short reviews, two networks, and a bot that dies whenever it may."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from bot.format.model import FormatPolicy
from bot.ledger.model import ActionStatus, Owed, Status, Wish
from bot.plan.model import Changes, DigestRule, RoutePolicy, SchedulePolicy, Seen
from bot.post.composer import Composer
from bot.post.courier import Courier
from bot.review.condition import Condition
from bot.review.model import Reading
from bot.settings.model import Destination
from bot.watch.enqueue import wishes_after
from tests.machine.network import Line, ModelPublisher, Place
from tests.machine.records import ShakyThread, fresh
from tests.machine.stillness import StillLoop, WallClock
from tests.unit.post.conftest import review

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from bot.format.model import Post
    from bot.ledger.model import Delivery
    from tests.machine.network import Stood
    from tests.machine.records import Fault, WatchedLedger

SOURCE, NAMES = "films", ("toots", "keyless")
RULE = DigestRule(Condition(tag="short"), time(1, 30), 2)  # an odd hour where clocks are put back
SCHEDULE = SchedulePolicy("America/New_York", slots=(time(9),), late_after=None)
ROUTES = tuple(RoutePolicy(name, gone="delete", digest=RULE) for name in NAMES)
WAITING = (Status.WAITING, Status.SENDING)


def links(post: Post) -> set[str]:
    """The reviews that a post is about."""
    entries = post.facts.entries if post.facts else ()
    return {entry.address or "" for entry in entries} or {post.address or ""}


def address(subject: str) -> str:
    return f"https://films.example/{subject}.html"


class Evening:
    """``complaints``: what should not have happened."""

    def __init__(self) -> None:
        self.ledger: WatchedLedger = fresh()
        self.loop = StillLoop()
        self.clock = WallClock(self.loop)
        self.complaints: list[str] = []
        self.faults: list[Fault | None] = []
        self.reviews: dict[str, Reading | None] = {}
        self.edits = 0
        self.places = {
            name: Place(name, self.clock, remembers=timedelta(hours=1) * (name != "keyless"), on_accept=self._accepted)
            for name in NAMES
        }
        self.running: tuple[Line, ShakyThread, Any] | None = None

    def start(self, *, once: bool = False) -> None:
        line = Line()
        thread = ShakyThread(line, self.faults)
        publishers = [ModelPublisher(name, place, line, lambda *_: None) for name, place in self.places.items()]
        policy = FormatPolicy("mastodon", "Site")
        destinations = {
            name: Destination(name, "mastodon", None, "https://toots.example", "TOKEN", route, SCHEDULE, policy)
            for name, route in zip(NAMES, ROUTES, strict=True)
        }
        composer = Composer(
            self.reviews.get, self.ledger.recap_data, destinations, self.ledger.member_ids, self.ledger.part_before
        )
        schedules = dict.fromkeys(NAMES, SCHEDULE)
        courier = Courier(publishers, schedules, composer, self.ledger, thread, self.clock)
        work: Coroutine[Any, Any, object] = courier.deliver_due() if once else courier.run()
        self.running = line, thread, self.loop.create_task_of(line, work)

    def kill(self) -> None:
        if self.running is None:
            return
        line, thread, task = self.running
        line.cut = True
        for _ in range(5):
            for one in self.loop.tasks_of(line):
                one.cancel()
            self.loop.settle()
        if task.done() and not task.cancelled():
            task.exception()
        thread.close()
        self.running = None

    def write(self, subject: str, *, small: bool) -> None:
        """A review appears, and is owed everywhere; or its tags change while it waits."""
        row = self.ledger.known(SOURCE).get(f"{subject}.md")
        if row is not None and (row.gone_since or any(one.status is not Status.WAITING for one in self.of(subject))):
            return
        made = replace(review(subject), title=f"Film {subject}", tags=("short",) if small else ())
        self.reviews[subject] = Reading(f"{subject}.md", made)
        now = self.clock.now()
        owed = [Owed(subject, "review", made.title, name, now, for_digest=small) for name in NAMES]
        self.edits += 1
        seen = Seen(f"{subject}.md", f"c{self.edits}", f"b{subject}{self.edits}", made)
        self._record(Changes(edited=((row, seen),)) if row else Changes(new=(seen,)), owed)

    def rewrite(self, subject: str, how: str) -> None:
        """What becomes of a review's file."""
        row, reading = self.ledger.known(SOURCE).get(f"{subject}.md"), self.reviews.get(subject)
        if row is None:
            return
        self.edits += 1
        before = reading.review if reading and reading.review else replace(review(subject), tags=("short",))
        now = replace(before, title=f"Film {subject} {self.edits}" if how == "corrected" else before.title)
        broken = Reading(f"{subject}.md", None, "its front matter can't be read")
        self.reviews[subject] = {"gone": None, "broken": broken}.get(how, Reading(f"{subject}.md", now))
        seen = Seen(f"{subject}.md", f"c{self.edits}", f"b{subject}{self.edits}", now)
        if how == "gone":
            self._record(Changes(gone=(row,)) if row.gone_since is None else Changes())
        elif how != "broken":
            self._record(Changes(returned=((row, seen),)) if row.gone_since else Changes(edited=((row, seen),)))

    def unpost(self, subject: str) -> None:
        now = self.clock.now()
        self.ledger.wish([Wish(subject, "delete", 1, NAMES, now, urgent=True)], now)

    def hurry(self, subject: str) -> None:
        for one in self.of(subject):
            self.ledger.hurry(one.id, self.clock.now())

    def of(self, subject: str) -> list[Delivery]:
        return self.ledger.deliveries(subject=subject)

    def is_busy(self) -> bool:
        open_ones = self.ledger.actions(statuses=[ActionStatus.WAITING, ActionStatus.SENDING])
        return bool(self.ledger.deliveries(statuses=WAITING)) or any(of.status is Status.POSTED for _, of in open_ones)

    def end(self) -> None:
        """Every trouble ends, and time passes."""
        self.faults.clear()
        for place in self.places.values():
            for troubles in (place.sends, place.reads, place.changes):
                troubles.clear()
        self.kill()
        self.clock.skew = timedelta(0)
        for subject, reading in self.reviews.items():
            if reading is None or reading.review is None:
                self.rewrite(subject, "fine")
        self.start()
        self.loop.settle()
        for _ in range(40):
            if not self.is_busy():
                break
            for seconds in (61.0, 6.0, 16 * 60.0, 6.0, 5 * 3600.0, 6.0):
                self.loop.leap(seconds)

    def _record(self, changes: Changes, owed: Sequence[Owed] = ()) -> None:
        wishes = wishes_after(changes, ROUTES, self.clock.now() + timedelta(minutes=1))
        self.ledger.record(SOURCE, changes, owed, wishes, self.clock.now())

    def _accepted(self, stood: Stood) -> None:
        for one in self.places[stood.place].ever:
            if one is not stood and (twice := links(one.post) & links(stood.post)):
                self.complaints.append(f"{sorted(twice)} stand in {one.id} and in {stood.id}")
