"""A world for the courier: networks, records and a wall clock that outlive every process which dies in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from bot.format.model import FormatPolicy, Toot
from bot.ledger.model import Owed, Status, Wish
from bot.plan.model import Changes, MassStop, RoutePolicy, SchedulePolicy, Seen
from bot.post.composer import Composer
from bot.post.courier import Courier
from bot.post.lane import GRACE
from bot.review.model import Reading
from bot.settings.model import Destination
from bot.watch.enqueue import wishes_after
from tests.machine.network import Line, ModelMessenger, ModelPublisher, Place
from tests.machine.records import ShakyThread
from tests.machine.stillness import StillLoop, WallClock
from tests.machine.witness import Witness
from tests.unit.post.conftest import review

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Collection, Coroutine, Sequence

    from bot.ledger.model import Delivery
    from bot.review.model import Review
    from tests.machine.network import Stood
    from tests.machine.records import Fault, WatchedLedger

SOURCE = "films"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
STRICT = SchedulePolicy(
    "America/New_York",
    slots=(time(9), time(18, 30)),
    quiet=(time(23), time(8)),
    max_per_day=2,
    spacing=timedelta(minutes=15),
)
SPACED = SchedulePolicy("Australia/Lord_Howe", quiet=(time(1, 45), time(6)), spacing=timedelta(minutes=5))
# Each place with how long it says to know a key, and how long it does.
PLACES = {"account": (None, HOUR), "channel": (timedelta(minutes=2), timedelta(minutes=5)), "keyless": (None, 0 * HOUR)}
DESTINATIONS = {
    "toots": ("account", SchedulePolicy()),
    "slow toots": ("account", STRICT),
    "channel": ("channel", SPACED),
    "keyless": ("keyless", SchedulePolicy()),
}
ROUTES = tuple(RoutePolicy(name, gone="delete" if name in {"toots", "channel"} else "keep") for name in DESTINATIONS)
ENDED = (Status.POSTED, Status.SKIPPED, Status.REMOVED, Status.FAILED, Status.UNKNOWN)


@dataclass(slots=True, eq=False)
class Process:
    """One start of the program, until it ends or dies."""

    line: Line
    thread: ShakyThread
    courier: Courier
    task: asyncio.Task[object]


@dataclass(slots=True)
class World:
    """``reviews``: what stands in each review's file; None where it is gone."""

    ledger: WatchedLedger
    loop: StillLoop = field(default_factory=StillLoop)
    witness: Witness = field(default_factory=Witness)
    faults: list[Fault | None] = field(default_factory=list)
    reviews: dict[str, Reading | None] = field(default_factory=dict)
    inbox: dict[str, str] = field(default_factory=dict)  # what the owner was told, by its keys
    edits: int = 0
    asking: bool = False
    processes: list[Process] = field(default_factory=list)
    clock: WallClock = field(init=False)
    places: dict[str, Place] = field(init=False)

    def __post_init__(self) -> None:
        self.clock = WallClock(self.loop)
        self.places = {
            name: Place(name, self.clock, says, remembers, on_accept=self._accepted, on_change=self._changed)
            for name, (says, remembers) in PLACES.items()
        }
        self.follow(self.ledger)

    def follow(self, ledger: WatchedLedger) -> None:
        """From now on these are the records."""
        self.ledger = ledger
        ledger.on_view = lambda name, waiting: self.witness.viewed(name, waiting, self.clock.now())
        ledger.on_pulse = self.witness.pulsed

    def start(self, *, once: bool) -> None:
        line = Line()
        thread = ShakyThread(line, self.faults)
        messengers = [ModelMessenger(self.places["account"], line, self.inbox)]
        publishers = [
            ModelPublisher(name, self.places[place], line, self._requested) for name, (place, _) in DESTINATIONS.items()
        ]
        schedules = {name: schedule for name, (_, schedule) in DESTINATIONS.items()}
        composer = Composer(
            self._read, self.ledger.recap_data, _destinations(), self.ledger.member_ids, self.ledger.part_before
        )
        courier = Courier(publishers, schedules, composer, self.ledger, thread, self.clock, None, messengers)
        work: Coroutine[Any, Any, object] = courier.deliver_due() if once else courier.run()
        self.processes.append(Process(line, thread, courier, self.loop.create_task_of(line, work)))

    def meet(self, names: Collection[str], troubles: list[str]) -> None:
        """Let the next posts to these destinations meet these."""
        for place in sorted({DESTINATIONS[name][0] for name in names}):
            self.places[place].meet("sends", troubles)

    def kill(self, *which: Process) -> None:
        """These processes, or all, are no more, wherever they were."""
        for process in which or tuple(self.processes):
            process.line.cut = True
            for _ in range(5):
                for task in self.loop.tasks_of(process.line):
                    task.cancel()
                self.loop.settle()
            assert not self.loop.tasks_of(process.line), "something of a dead process is still there"
            self._bury(process)

    def stop(self, *which: Process) -> None:
        """They are told to end, and have their time for it."""
        for process in which or tuple(self.processes):
            process.task.cancel()
            self.loop.leap(1.0)
            self.loop.leap(GRACE + 1.0)
            assert process.task.done(), "it doesn't end"
            self._bury(process)

    def wake(self) -> None:
        """As the watcher does it in the same process."""
        for process in self.processes:
            process.courier.wake()

    def _bury(self, process: Process) -> None:
        if process.task.done() and not process.task.cancelled():
            process.task.exception()
        process.line.cut = True
        process.thread.close()
        self.processes.remove(process)
        self.witness.views.clear()
        self.witness.disturbed.clear()
        self.witness.unwritable = {one for one, reading in self.reviews.items() if not _is_fine(reading)}

    def owe(self, subject: str, names: Collection[str], hold: timedelta, *, urgent: bool) -> None:
        """A review appears, and is owed to these destinations."""
        now, is_new = self.clock.now(), subject not in self.ledger.known(SOURCE)
        self.reviews.setdefault(subject, Reading(f"{subject}.md", review(subject)))
        owed = [Owed(subject, "review", "Vertigo (1958)", name, now + hold, urgent) for name in sorted(names)]
        new = (self._seen(subject, review(subject)),) if is_new else ()
        self._record(Changes(new=new), owed)

    def owe_again(self, row: Delivery) -> None:
        """A deliberate second post, where there is a first one."""
        owed = Owed(row.subject, "review", row.title, row.destination, self.clock.now(), urgent=True)
        self.ledger.enqueue(owed, self.clock.now(), again=True)

    def rewrite(self, subject: str, how: str) -> None:
        """What becomes of a review's file."""
        row = self.ledger.known(SOURCE).get(f"{subject}.md")
        reading = self.reviews.get(subject)
        if row is None or subject not in self.reviews:
            return
        before = reading.review if reading is not None else None
        self.edits += how == "corrected"
        title = f"Vertigo {self.edits}" if how == "corrected" else (before or review(subject)).title
        now = replace(review(subject), title=title, post=how != "withdrawn")
        readings = {"gone": None, "broken": Reading(f"{subject}.md", None, "its front matter can't be read")}
        self.reviews[subject] = readings.get(how, Reading(f"{subject}.md", now))
        if how in {"gone", "withdrawn", "broken"}:
            self.witness.unwritable.add(subject)
        if how == "gone":
            self._record(Changes(gone=(row,)) if row.gone_since is None else Changes())
        elif how != "broken":
            seen = self._seen(subject, now)
            self._record(Changes(returned=((row, seen),)) if row.gone_since else Changes(edited=((row, seen),)))

    def unpost(self, row: Delivery) -> None:
        """The owner takes a post back."""
        wish = Wish(row.subject, "delete", 1, (row.destination,), self.clock.now(), urgent=True)
        self.ledger.wish([wish], self.clock.now())
        self.witness.taken_back.add((row.destination, row.subject))

    def ask(self, *, asking: bool) -> None:
        """Too much changed at once, and the owner is asked; or he has answered."""
        self.asking = asking
        self._record(Changes())

    def pause(self, name: str) -> None:
        if self.ledger.pause(name, "owner", "You paused it.", None, self.clock.now()):
            self.witness.paused[name] = 0

    def resume(self, name: str) -> None:
        self.ledger.resume(name, self.clock.now())
        self.witness.paused.pop(name, None)

    def skip(self, row: Delivery) -> None:
        if self.ledger.skip(row.id, "The owner said so.") is not None:
            self.witness.skipped.add(row.id)

    def retry(self, row: Delivery) -> None:
        """The owner has looked, he says; where the history can't be read, his word is all that there is."""
        if self.ledger.retry(row.id, self.clock.now()) is not None:
            self.witness.disturbed.add(row.id)
            self.witness.skipped.discard(row.id)
            place = self.places[DESTINATIONS[row.destination][0]]
            if row.status is Status.UNKNOWN and place.name in self.witness.unreadable:
                self.witness.spared[place.name, address_of(row)] += 1

    def hurry(self, row: Delivery) -> None:
        if self.ledger.hurry(row.id, self.clock.now()) is not None:
            self.witness.disturbed.add(row.id)

    def moderate(self, stood: Stood) -> None:
        """Somebody takes a post down. If its answer gets lost, it can't be told from one that never arrived."""
        stood.down = True
        self.witness.spared[stood.place, stood.post.address or ""] += 1

    def edit_by_hand(self, stood: Stood) -> None:
        """Somebody edits a post on the network."""
        assert isinstance(stood.post, Toot)
        stood.post, stood.touched, stood.noticed = replace(stood.post, text=f"{stood.post.text}!"), True, False

    def _seen(self, subject: str, now: Review) -> Seen:
        text = f"{now.title} {now.post}"
        return Seen(f"{subject}.md", text, text, now)

    def _record(self, changes: Changes, owed: Sequence[Owed] = ()) -> None:
        """As the watcher does it, but for deciding."""
        changes = replace(changes, mass=MassStop(SOURCE, added=(("r9", "r9.md"),)) if self.asking else None)
        wishes = wishes_after(changes, ROUTES, self.clock.now() + MINUTE)
        self.ledger.record(SOURCE, changes, owed, wishes, self.clock.now())
        deleting = [wish for wish in wishes if wish.kind == "delete"]
        self.witness.taken_back |= {(name, wish.subject) for wish in deleting for name in wish.destinations}

    def _read(self, subject: str) -> Reading | None:
        return self.reviews.get(subject)

    def _requested(self, destination: str, kind: str, key: str) -> None:
        self.witness.requested(destination, kind)
        if kind == "publish":
            rows = self.ledger.deliveries(destination=destination)
            row = next((one for one in rows if one.key == key), None)
            resumed = self.ledger.resumed_at(destination)
            self.witness.sending(row, key, rows, DESTINATIONS[destination][1], resumed)

    def _changed(self, stood: Stood, kind: str) -> None:
        row = next((one for one in self.ledger.deliveries() if one.remote_id == stood.id), None)
        self.witness.changed(stood, kind, row)

    def _accepted(self, stood: Stood) -> None:
        place = self.places[stood.place]
        here = [name for name, (one, _) in DESTINATIONS.items() if one == stood.place]
        rows = [one for name in here for one in self.ledger.deliveries(destination=name)]
        self.witness.accepted(place, stood, sum(address_of(one) == stood.post.address for one in rows))


def _is_fine(reading: Reading | None) -> bool:
    return reading is not None and reading.review is not None and reading.review.post


def address_of(row: Delivery) -> str:
    return f"https://films.example/{row.subject}.html"


def _destinations() -> dict[str, Destination]:
    return {
        name: Destination(
            name=name,
            network="mastodon",
            channel_id=None,
            api_base_url="https://toots.example",
            token_env="TOKEN",
            route=RoutePolicy(name),
            schedule=schedule,
            format=FormatPolicy("mastodon", "My reviews"),
        )
        for name, (_, schedule) in DESTINATIONS.items()
    }
