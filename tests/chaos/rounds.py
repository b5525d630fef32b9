"""One round: a bot is started among troubles, and killed when the plan says so."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.chaos.troubles import KINDS
from tests.fakes.discord.control import MESSAGES
from tests.fakes.mastodon.control import STATUSES

if TYPE_CHECKING:
    from tests.chaos.plan import Kill, Round
    from tests.chaos.process import Process
    from tests.chaos.world import World

_LOOK = 0.03  # real seconds between two looks at what is held, and at the time
_IDLE_AFTER = 0.1  # real seconds without a log line
_LONGEST = 3.0  # real seconds until it is killed although the step didn't come
_POSTS = {"channel": MESSAGES, "toots": STATUSES}
_KILLED = -9
_A_MOMENT = 0.5  # seconds


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a round. ``reached``: whether the moment of the kill came; ``code``: -9, or how it ended itself."""

    killed: bool
    reached: bool
    code: int
    lines: list[str]
    changes: list[str]


def carry_out(world: World, one: Round) -> Outcome:
    """Change the files, make trouble, start the bot, kill it."""
    done = [world.change(change) for change in one.before]
    if one.kill.kind == "held":
        side = one.kill.step
        how = {"before": {"drop": False}, "late": {"drop": False}, "after": {"after": True}}[side]
        world.networks[one.kill.place].fault("hang", "POST", _POSTS[one.kill.place], **how)
    for place, trouble in one.troubles:
        KINDS[place][trouble](world.networks[place])
    bot = world.start(one.way, "run", *(["--once"] if one.once else []), "--only", "watch,post")
    reached = _Watch(world, one, bot, done).until_reached()
    code = bot.kill()
    if one.kill.step != "late":
        world.calm()
    world.pass_time(one.pause)
    return Outcome(code == _KILLED, reached, code, bot.lines, done)


class _Watch:
    """Follows a bot to the moment of its kill; moves the time whenever it is idle."""

    def __init__(self, world: World, one: Round, bot: Process, done: list[str]) -> None:
        self._world, self._round, self._bot, self._done = world, one, bot, done
        self._left, self._begun = one.kill.nth, False
        self._busy_at = time.monotonic()
        self._on_the_way: set[str] = set()  # places where a post is on the wire

    def until_reached(self) -> bool:
        """False: the bot has ended by itself, or the moment didn't come."""
        kill = self._round.kill
        end = time.monotonic() + (kill.seconds if kill.kind == "moment" else _LONGEST)
        while not self._bot.ended and (left := end - time.monotonic()) > 0:
            lines = self._bot.read(min(left, _LOOK))
            if self._is_it(lines):
                return True
            self._go_on(lines)
        return kill.kind == "moment" and not self._bot.ended

    def _go_on(self, lines: list[str]) -> None:
        if lines:
            self._busy_at = time.monotonic()
            self._follow(lines)
        if not self._begun and any("] claimed " in line for line in lines):
            self._begun = True
            self._done += [f"meanwhile {self._world.change(change)}" for change in self._round.during]
        idle = time.monotonic() - self._busy_at > _IDLE_AFTER
        if idle and self._bot.lines and self._round.way != "plain":
            self._world.pass_time(_A_MOMENT if self._on_the_way else self._round.idle)
            self._busy_at = time.monotonic()

    def _follow(self, lines: list[str]) -> None:
        """No request takes hours: while one is on the wire, the time must not leap past what the keys last."""
        for place in _POSTS:
            for line in lines:
                if f"destination={place} " in line:
                    (self._on_the_way.add if "sending " in line else self._on_the_way.discard)(place)

    def _is_it(self, lines: list[str]) -> bool:
        kill: Kill = self._round.kill
        if kill.kind == "held":
            return int(self._world.networks[kill.place].state()["held"]) > 0
        if kill.kind == "moment":
            return False
        for line in lines:
            if f"] {kill.step} " in line and f"destination={kill.place} " in line:
                self._left -= 1
        return self._left <= 0
