"""What a batch shall go through, drawn from its seed alone: the same seed gives the same plan."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Literal

from tests.chaos.site import Change
from tests.chaos.troubles import AWAY, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.chaos.process import Way
    from tests.chaos.site import ChangeKind

Store = Literal["sqlite", "postgresql", "branch"]  # the last: throw-away machines, see tests.chaos.hosted
Channel = Literal["text", "announcement", "forum"]
PLACES = tuple(KINDS)
STEPS = ("claimed", "sending", "sent", "settled", "read back", "put back")
CHANGES = tuple(f"action {step}" for step in ("claimed", "sending", "sent", "done", "put back"))  # of posts that stand
ALL_STEPS = STEPS + CHANGES
SAVING = ("records fetched", "records saving", "records saved")  # of records on a branch
PER_BATCH = 20  # kills
_KINDS: dict[ChangeKind, int] = {
    "new": 66,
    "edit": 13,
    "rename": 6,
    "take away": 4,
    "bring back": 5,
    "moderate": 3,
    "edit by hand": 3,
}  # how often each happens
_MEANWHILE: tuple[ChangeKind, ...] = ("new", "new", "new", "edit", "rename", "take away", "bring back")
_PAUSES = (0.0, 0.0, 0.0, 5.0, 45.0, 400.0, 4000.0)  # seconds between two runs: past neither, one or both keys' windows
_IDLE = (6.0, 20.0, 60.0, 120.0, 700.0)  # seconds that pass whenever the bot is idle
_CAREFUL = 3.0  # the same, while a request may still be travelling: no key may expire before it has arrived


@dataclass(frozen=True, slots=True)
class Kill:
    """When the bot is killed.

    ``step``: at the ``nth`` log line that tells this step at this place. ``held``: while its post there is held before
    the work (``before``; ``late``: the request arrives only after the next start), or with its answer (``after``).
    ``moment``: after so many ``seconds``; these also choose which of two bots, where nothing else does. ``recap``: only
    a recap's steps count.
    """

    kind: Literal["step", "held", "moment"]
    place: str = ""
    step: str = ""
    nth: int = 1
    seconds: float = 0.0
    recap: bool = False

    def __str__(self) -> str:
        return (
            f"at {self.seconds:.2f} s"
            if self.kind == "moment"
            else f"{self.kind} {self.step} {self.place} {self.nth}{' of a recap' if self.recap else ''}"
        )


@dataclass(frozen=True, slots=True)
class Round:
    """One run of the bot. ``before`` and ``during``: what happens to the files; ``troubles``: (place, name)."""

    way: Way
    once: bool
    kill: Kill
    before: tuple[Change, ...]
    during: tuple[Change, ...]
    troubles: tuple[tuple[str, str], ...]
    idle: float  # seconds that pass whenever the bot is idle
    pause: float  # seconds that pass after it

    def __str__(self) -> str:
        mode, troubles = "once" if self.once else "stay", ", ".join(" ".join(it) for it in self.troubles)
        return (
            f"{self.way} {mode}, kill {self.kill}, idle {self.idle:g} s, pause {self.pause:g} s; "
            f"troubles: {troubles or 'none'}"
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """One site with its records. ``keys``: whether the Mastodon server knows the Idempotency-Key."""

    seed: str
    kills: int
    store: Store
    keys: bool
    hold: int  # seconds
    spacing: int  # seconds
    watch: Literal["auto", "poll"]
    gone: Literal["keep", "delete"]
    blind: bool  # some rounds in which a history can't be read; the owner must decide then, and does so in the end
    channel: Channel = "text"  # what kind of channel on Discord; a forum knows no keys
    recaps: bool = False  # reviews belong to challenges, which are told
    illustrated: bool = False  # posts have pictures, and the Mastodon server works on each for a while
    overlapping: bool = False  # records on a branch: two runs at a time

    def rounds(self) -> Iterator[Round]:
        """Rounds without an end: a batch takes as many as it needs for its kills."""
        chance = Random(f"{self.seed}/rounds")  # noqa: S311 - a plan, not a secret
        late = False
        for number in count():
            one = _round(chance, number, self, after_late=late)
            late = one.kill.step == "late"
            yield one


def batch(seed: int, number: int, kills: int, store: Store) -> Batch:
    """The batch of that number (from 0)."""
    chance = Random(f"{seed}/{number}")  # noqa: S311 - a plan, not a secret
    return Batch(
        seed=f"{seed}/{number}",
        kills=kills,
        store=store,
        keys=chance.random() < 0.6,
        hold=chance.choice((0, 0, 90)),
        spacing=chance.choice((0, 0, 0, 20)),
        watch=chance.choice(("auto", "auto", "poll")),
        gone=chance.choice(("keep", "delete")),
        blind=chance.random() < 0.15,
        illustrated=chance.random() < 0.4,
        channel=chance.choices(("text", "announcement", "forum"), (45, 20, 35))[0],
        recaps=chance.random() < 0.6,
        overlapping=store == "branch" and chance.random() < 0.4,
    )


def _round(chance: Random, number: int, whole: Batch, *, after_late: bool) -> Round:
    kill = _kill(chance, number, whole)
    late = kill.step == "late"
    plain = number == 0 and not whole.hold and not whole.spacing and whole.store == "sqlite"  # its clock can't be moved
    return Round(
        way="plain" if plain else chance.choices(("fork", "fresh"), (24, 1))[0],
        once=chance.random() < 0.3 or whole.store == "branch",
        kill=kill,
        before=tuple(_changes(chance, number, kill, chance.choice((1, 1, 2, 3)), many=whole.recaps)),
        during=tuple(Change(chance.choice(_MEANWHILE), chance.random()) for _ in range(chance.choice((0, 0, 1, 2)))),
        troubles=() if plain else (*_troubles(chance, kill), *(_blinded(chance) if whole.blind else ())),
        idle=chance.choice(_IDLE[2:])
        if whole.store == "branch"
        else _CAREFUL
        if late or after_late
        else _IDLE[-1]
        if kill.recap
        else chance.choice(_IDLE),
        pause=0.0 if late else chance.choice(_PAUSES),
    )


def _kill(chance: Random, number: int, whole: Batch) -> Kill:
    kind = chance.choices(("step", "held", "moment"), (60, 20, 20))[0]
    place, nth, seconds = chance.choice(PLACES), chance.choice((1, 1, 1, 2, 3)), chance.uniform(0.02, 0.8)
    if whole.store == "branch" and (len(ALL_STEPS) <= number < len(ALL_STEPS) + len(SAVING) or chance.random() < 0.3):
        return Kill("step", "", SAVING[number % len(SAVING)], nth, seconds)
    if number < len(ALL_STEPS) or kind == "step":
        # The first rounds go through every step, whatever the seed.
        step = ALL_STEPS[number % len(ALL_STEPS)]
        recap = whole.recaps and number > 0 and step in STEPS and chance.random() < 0.7
        nth = 1 if step in CHANGES or step.endswith("back") else min(nth, 2) if recap else nth
        return Kill("step", place, step, nth, seconds, recap)
    if kind == "moment":
        return Kill("moment", seconds=seconds)
    keys = whole.keys if place == "toots" else whole.channel != "forum"
    keys = keys and whole.store != "branch"  # there the next run waits until such a request has surely ended
    sides = ("before", "after", "late") if keys else ("before", "after")
    return Kill("held", place, chance.choice(sides), seconds=seconds)


def _changes(chance: Random, number: int, kill: Kill, least: int, *, many: bool) -> Iterator[Change]:
    """Things that happen to the files and to the posts, some of them such that the kill's step can come."""
    if kill.step in CHANGES:
        yield from (Change("edit", chance.random()) for _ in range(3))
    for _ in range(max(least, kill.nth)):
        kind = chance.choices(tuple(_KINDS), tuple(_KINDS.values()))[0]
        yield Change("new" if number == 0 else kind, chance.random())
    if many and number and chance.random() < 0.35:  # so many at once that a recap goes on in further posts
        yield from (Change("new", chance.random()) for _ in range(chance.choice((3, 6))))


def _blinded(chance: Random) -> tuple[tuple[str, str], ...]:
    return tuple((place, AWAY) for place in PLACES if chance.random() < 0.25)


def _troubles(chance: Random, kill: Kill) -> tuple[tuple[str, str], ...]:
    """Some for each place. A kill at "put back" or "read back" needs something that leads there."""
    found = [
        (place, chance.choice(tuple(KINDS[place])))
        for place in PLACES
        for _ in range(chance.choices((0, 1, 2, 3), (45, 30, 15, 10))[0])
    ]
    if kill.step == "put back":
        found.insert(0, (kill.place, chance.choice(("answer lost", "half an answer", "reset after"))))
    elif kill.step == "action put back":
        found.insert(0, (kill.place, chance.choice(("change lost", "change reset", "post can't be looked at"))))
    elif kill.step == "read back":
        found.insert(0, (kill.place, chance.choice(("answer lost", "half an answer", "reset after"))))
    elif kill.kind == "held":
        found = [one for one in found if one[0] != kill.place]
    return tuple(found)
