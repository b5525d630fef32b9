"""The courier over real records, against misbehaving networks, dying at any moment: nothing lost, nothing twice.

What must hold is written in :mod:`tests.machine.witness` (at every request) and :mod:`tests.machine.ending` (when all
troubles are over). A failing example prints the steps that led there; :mod:`tests.machine.effort` says how many are
tried.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.ledger.model import Status
from tests.machine.effort import effort
from tests.machine.ending import drain, judge
from tests.machine.network import READS, SENDS
from tests.machine.records import Fault, destroy, fresh
from tests.machine.world import DESTINATIONS, PLACES, World

MINUTE = timedelta(minutes=1)
# An ordinary one, and those before clocks are put forward or back in New York and on Lord Howe Island.
DAYS = [datetime(2026, month, day, 14, tzinfo=UTC) for month, day in ((3, 2), (3, 7), (10, 31), (4, 4), (10, 3))]
LEAPS = st.sampled_from([0.0, 1.0, 6.0, 31.0, 61.0, 61.0, 16 * 60.0, 16 * 60.0, 3700.0, 7 * 3600.0, 24 * 3600.0])
SKEWS = st.sampled_from([0, 0, 0.5, -0.5, 24, -24, 24 * 365, -24 * 365])  # hours
SUBJECTS, SETS = st.sampled_from(["r1", "r2", "r3"]), st.sets(st.sampled_from(sorted(DESTINATIONS)), min_size=1)
NAMES, SITES = st.sampled_from(sorted(DESTINATIONS)), st.sampled_from(sorted(PLACES))
STEPS = st.integers(1, 60)
MEETS = st.lists(st.sampled_from(SENDS), max_size=2)
TROUBLES = {
    "sends": st.lists(st.sampled_from(SENDS), min_size=1, max_size=4),
    "changes": st.lists(st.sampled_from(sorted({*SENDS} - {"too long", "late"})), min_size=1, max_size=4),
    "reads": st.lists(st.sampled_from([*READS, "fine"]), min_size=1, max_size=3),
}
FAULTS: st.SearchStrategy[list[Fault | None]] = st.lists(st.sampled_from([None, None, "before", "after"]), max_size=6)


class Delivering(RuleBasedStateMachine):
    """One world; each rule is something that happens in it."""

    world: World
    holder: sqlite3.Connection | None = None

    @initialize(names=SETS, once=st.booleans(), day=st.sampled_from(DAYS), meets=MEETS)
    def begin(self, names: set[str], once: bool, day: datetime, meets: list[str]) -> None:
        self.world = World(fresh())
        self.world.clock.begin = day
        self.world.owe("r1", names, 0 * MINUTE, urgent=False)
        self.world.meet(names, meets)
        self.world.start(once=once)

    @rule(subject=SUBJECTS, names=SETS, hold=st.sampled_from([0, 0, 20]), urgent=st.booleans(), meets=MEETS)
    def owe(self, subject: str, names: set[str], hold: int, urgent: bool, meets: list[str]) -> None:
        """A review is owed; its posts meet these."""
        self.let_go()
        self.world.meet(names, meets)
        self.world.owe(subject, names, hold * MINUTE, urgent=urgent)
        self.world.wake()

    @rule(seconds=LEAPS)
    def live(self, seconds: float) -> None:
        self.world.loop.leap(seconds)

    @rule(steps=STEPS)
    def live_a_moment(self, steps: int) -> None:
        self.world.loop.step(steps)

    @rule(how=st.sampled_from(["killed", "killed", "power", "stopped"]), seconds=LEAPS, steps=STEPS, once=st.booleans())
    def die(self, how: str, seconds: float, steps: int, once: bool) -> None:
        """Somewhere on the way, and start again."""
        self.world.loop.pass_by(seconds)
        self.world.loop.step(steps)
        if how == "stopped":
            self.world.stop()
        else:
            self.world.kill()
        if how == "power":
            self.let_go()
            self.world.follow(self.world.ledger.after_power_cut())
        self.world.start(once=once)

    @rule(site=SITES, data=st.data(), what=st.sampled_from(["sends", "sends", "changes", "reads"]))
    def misbehave(self, site: str, data: st.DataObject, what: str) -> None:
        self.world.places[site].meet(what, data.draw(TROUBLES[what]))

    @rule(site=SITES, hidden=st.booleans())
    def hide_history(self, site: str, hidden: bool) -> None:
        self.world.places[site].hidden = hidden
        if hidden:
            self.world.witness.unreadable.add(site)

    @rule(data=st.data(), site=SITES, what=st.sampled_from(["moderate", "edit_by_hand"]))
    def have_a_hand_in(self, data: st.DataObject, site: str, what: str) -> None:
        standing = self.world.places[site].standing()
        if standing:
            getattr(self.world, what)(data.draw(st.sampled_from(standing)))

    @rule(faults=FAULTS, hold=st.booleans())
    def trouble_the_records(self, faults: list[Fault | None], hold: bool) -> None:
        self.world.faults[:] = faults
        self.let_go()
        if hold:
            self.holder = sqlite3.connect(Path(self.world.ledger._engine.url.database or ""), isolation_level=None)
            self.holder.execute("BEGIN IMMEDIATE")

    @rule(subject=SUBJECTS, how=st.sampled_from(["gone", "broken", "withdrawn", "fine", "corrected", "corrected"]))
    def rewrite(self, subject: str, how: str) -> None:
        self.let_go()
        self.world.rewrite(subject, how)

    @rule(data=st.data(), what=st.sampled_from(["skip", "skip", "retry", "hurry", "unpost", "owe_again"]), steps=STEPS)
    def decide(self, data: st.DataObject, what: str, steps: int) -> None:
        """The owner decides, while something is on its way perhaps."""
        self.let_go()
        self.world.wake()
        self.world.loop.step(steps)
        rows = self.world.ledger.deliveries(statuses=[Status.WAITING] if what in {"skip", "hurry"} else [*Status])
        if rows:
            getattr(self.world, what)(data.draw(st.sampled_from(rows)))

    @rule(name=NAMES, what=st.sampled_from(["pause", "pause", "resume", "ask", "answer"]), steps=STEPS)
    def hold_back(self, name: str, what: str, steps: int) -> None:
        self.let_go()
        self.world.loop.step(steps)
        if what in {"pause", "resume"}:
            getattr(self.world, what)(name)
        else:
            self.world.ask(asking=what == "ask")

    @rule(away=SKEWS)
    def set_the_clock(self, away: float) -> None:
        """It goes wrong by so many hours, or is put right (0)."""
        self.world.clock.skew = 60 * away * MINUTE

    @invariant()
    def nothing_is_amiss(self) -> None:
        if hasattr(self, "world"):
            assert self.world.witness.complaints == [], self.world.witness.complaints

    def let_go(self) -> None:
        """Whoever held the records ends."""
        if self.holder is not None:
            self.holder.close()
            self.holder = None

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.let_go()
            drain(self.world)
            judge(self.world)
        finally:
            self.world.kill()
            self.world.loop.close()
            destroy(self.world.ledger)


TestDelivery = Delivering.TestCase
TestDelivery.settings = effort(25)
