"""One round: a bot is started among troubles, and killed when the plan says so."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.chaos.process import Process
from tests.chaos.troubles import KINDS, LASTING
from tests.fakes.discord.control import DiscordControl
from tests.fakes.mastodon.control import STATUSES

if TYPE_CHECKING:
    from tests.chaos.plan import Kill, Round
    from tests.chaos.world import World

_LOOK = 0.03  # real seconds between two looks at what is held, and at the time
_IDLE_AFTER = 0.1  # real seconds without a log line
_LONGEST = {
    "sqlite": 3.0,
    "postgresql": 6.0,
    "branch": 8.0,
}  # real seconds until it is killed although the step didn't come
_KILLED = -9
_A_MOMENT = 0.5  # seconds


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a round. ``reached``: whether the moment of the kill came; ``codes``: -9, or how each one ended."""

    reached: bool
    codes: list[int]
    changes: list[str]

    @property
    def kills(self) -> int:
        return self.codes.count(_KILLED)


def carry_out(world: World, one: Round) -> Outcome:
    """Change the files, make trouble, start the bot, kill it. Of two bots one is killed, and the other goes on."""
    done = [world.change(change) for change in one.before]
    if one.kill.kind == "held":
        side = one.kill.step
        how = {"before": {"drop": False}, "late": {"drop": False}, "after": {"after": True}}[side]
        network = world.networks[one.kill.place]
        network.fault("hang", "POST", network.posting if isinstance(network, DiscordControl) else STATUSES, **how)
    for place, trouble in one.troubles:
        (KINDS[place] | LASTING)[trouble](world.networks[place])
    world.way = one.way
    world.bots.fill_up(once=one.once)
    watch = _Watch(world, one, done)
    reached = watch.until_reached()
    ended = [number for number in range(world.count) if number not in world.bots.numbers]
    codes = [world.bots.end(number, Process.kill) for number in sorted({watch.victim, *ended})]
    if one.kill.step != "late":
        world.calm()
    world.pass_time(one.pause)
    return Outcome(reached, codes, done)


class _Watch:
    """Follows the bots to the moment of the kill; moves the time whenever they are idle.

    ``victim``: the number of the one to be killed, which is the one that told the step, or that sends what is held.
    """

    def __init__(self, world: World, one: Round, done: list[str]) -> None:
        self._world, self._round, self._done = world, one, done
        self._left, self._begun = one.kill.nth, False
        self._busy_at = time.monotonic()
        self._on_the_way: dict[str, int] = {}  # places where a post is on the wire, and who sends it
        self.victim = int(one.kill.seconds * 1e6) % world.count

    def until_reached(self) -> bool:
        """False: the bot has ended by itself, or the moment didn't come."""
        kill = self._round.kill
        end = time.monotonic() + (kill.seconds if kill.kind == "moment" else _LONGEST[self._world.store_kind])
        while self._world.bots.numbers and (left := end - time.monotonic()) > 0:
            lines = self._world.bots.read(min(left, _LOOK))
            if self._is_it(lines):
                return True
            self._go_on(lines)
        return kill.kind == "moment" and self.victim in self._world.bots.numbers

    def _go_on(self, lines: list[tuple[int, str]]) -> None:
        if lines:
            self._busy_at = time.monotonic()
        if not self._begun and any("  claimed  " in line for _, line in lines):
            self._begun = True
            self._done += [f"meanwhile {self._world.change(change)}" for change in self._round.during]
        idle = time.monotonic() - self._busy_at > _IDLE_AFTER
        if idle and self._world.bots.log and self._round.way != "plain":
            self._world.pass_time(_A_MOMENT if self._on_the_way else self._round.idle)
            self._busy_at = time.monotonic()

    def _follow(self, number: int, line: str) -> None:
        """No request takes hours: while one is on the wire, the time must not leap past what the keys last."""
        begins = ("sending  ", "claimed  ") if self._world.hosted else ("sending  ",)  # saved, so to be sent soon
        if "  records saving  " in line:
            self._on_the_way["branch"] = number
        elif "  records saved  " in line:
            self._on_the_way.pop("branch", None)
        for place in self._world.networks:
            if f"  {place}  " in line:
                if any(one in line for one in begins):
                    self._on_the_way[place] = number
                else:
                    self._on_the_way.pop(place, None)

    def _is_it(self, lines: list[tuple[int, str]]) -> bool:
        kill: Kill = self._round.kill
        for number, line in lines:
            self._follow(number, line)
            it = f"  {kill.step}  " in line and (not kill.place or f"  {kill.place}  " in line)
            if it and (not kill.recap or "recap:" in line):
                self._left -= 1
                if self._left == 0 and kill.kind == "step":
                    self.victim = number
                    return True
        if kill.kind == "held" and int(self._world.networks[kill.place].state()["held"]) > 0:
            self.victim = self._on_the_way.get(kill.place, self.victim)
            return True
        return False
