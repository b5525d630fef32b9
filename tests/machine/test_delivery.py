"""The courier over real records, against misbehaving networks, dying at any moment: nothing lost, nothing twice.

What must hold is written in :mod:`tests.machine.witness` (at every request) and in ``teardown`` (at the end). A failing
example prints the steps that lead there; ``MATINEE_MACHINE`` multiplies how many examples are tried.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.ledger.model import Status
from tests.machine.ending import drain, judge
from tests.machine.network import READS, SENDS
from tests.machine.records import destroy, fresh
from tests.machine.world import DESTINATIONS, PLACES, World

TIMES = int(os.environ.get("MATINEE_MACHINE", "1"))
MINUTE = timedelta(minutes=1)
LEAPS = (1.0, 6.0, 31.0, 61.0, 16 * 60.0, 3700.0, 7 * 3600.0, 24 * 3600.0)
SUBJECTS = st.sampled_from(["r1", "r2", "r3", "r4"])
NAMES, SITES = st.sampled_from(sorted(DESTINATIONS)), st.sampled_from(sorted(PLACES))
CHANGES = sorted({*SENDS} - {"too long", "late"})
STEPS = st.integers(1, 40)


class Delivering(RuleBasedStateMachine):
    """One world; each rule is something that happens in it."""

    world: World
    holder: sqlite3.Connection | None = None

    @initialize()
    def begin(self) -> None:
        self.world = World(fresh())

    @rule(subject=SUBJECTS, names=st.sets(NAMES, min_size=1), hold=st.sampled_from([0, 20]), urgent=st.booleans())
    def owe(self, subject: str, names: set[str], hold: int, urgent: bool) -> None:
        self.let_go()
        self.world.owe(subject, names, hold * MINUTE, urgent=urgent)

    @rule(subject=SUBJECTS, name=NAMES)
    def owe_again(self, subject: str, name: str) -> None:
        self.let_go()
        self.world.owe_again(subject, name)

    @precondition(lambda self: self.world.process is None)
    @rule(once=st.booleans(), steps=STEPS)
    def start(self, once: bool, steps: int) -> None:
        self.world.start(once=once)
        self.world.loop.step(steps)

    @precondition(lambda self: self.world.process is not None)
    @rule()
    def wake(self) -> None:
        self.world.wake()
        self.world.loop.settle()

    @precondition(lambda self: self.world.process is not None)
    @rule(seconds=st.sampled_from(LEAPS), steps=STEPS)
    def kill_on_the_way(self, seconds: float, steps: int) -> None:
        self.world.loop._passed += seconds
        self.world.loop.step(steps)
        self.world.kill()

    @precondition(lambda self: self.world.process is not None)
    @rule(steps=STEPS)
    def cut_the_power(self, steps: int) -> None:
        self.let_go()
        self.world.loop.step(steps)
        self.world.kill()
        self.world.follow(self.world.ledger.after_power_cut())

    @precondition(lambda self: self.world.process is not None)
    @rule(steps=STEPS)
    def stop(self, steps: int) -> None:
        self.world.loop.step(steps)
        self.world.stop()

    @rule(steps=STEPS)
    def step(self, steps: int) -> None:
        self.world.loop.step(steps)

    @rule(seconds=st.sampled_from(LEAPS))
    def leap(self, seconds: float) -> None:
        self.world.loop.leap(seconds)

    @rule(site=SITES, how=st.lists(st.sampled_from(SENDS), min_size=1, max_size=4))
    def misbehave(self, site: str, how: list[str]) -> None:
        self.world.places[site].sends.extend(how)

    @rule(site=SITES, how=st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4))
    def misbehave_at_changes(self, site: str, how: list[str]) -> None:
        self.world.places[site].changes.extend(how)

    @rule(site=SITES, how=st.lists(st.sampled_from([*READS, "fine"]), min_size=1, max_size=3))
    def misread(self, site: str, how: list[str]) -> None:
        self.world.places[site].reads.extend(how)

    @rule(site=SITES, hidden=st.booleans())
    def hide_history(self, site: str, hidden: bool) -> None:
        self.world.places[site].hidden = hidden
        if hidden:
            self.world.witness.unreadable.add(site)

    @rule(data=st.data(), site=SITES)
    def moderate(self, data: st.DataObject, site: str) -> None:
        standing = self.world.places[site].standing()
        if standing:
            self.world.moderate(data.draw(st.sampled_from(standing)))

    @rule(faults=st.lists(st.sampled_from([None, None, "before", "after"]), max_size=6))
    def shake_the_records(self, faults: list[str | None]) -> None:
        self.world.faults[:] = faults  # type: ignore[assignment]

    @precondition(lambda self: self.holder is None)
    @rule()
    def hold_the_records(self) -> None:
        self.holder = sqlite3.connect(Path(self.world.ledger._engine.url.database or ""), isolation_level=None)
        self.holder.execute("BEGIN IMMEDIATE")

    @precondition(lambda self: self.holder is not None)
    @rule()
    def let_go(self) -> None:
        if self.holder is not None:
            self.holder.close()
            self.holder = None

    @rule(data=st.data(), site=SITES)
    def edit_by_hand(self, data: st.DataObject, site: str) -> None:
        standing = self.world.places[site].standing()
        if standing:
            data.draw(st.sampled_from(standing)).edit_by_hand()

    @rule(subject=SUBJECTS, how=st.sampled_from(["gone", "broken", "withdrawn", "fine", "corrected", "corrected"]))
    def rewrite(self, subject: str, how: str) -> None:
        self.let_go()
        self.world.rewrite(subject, how)

    @rule(data=st.data(), what=st.sampled_from(["skip", "retry", "hurry", "unpost"]))
    def decide(self, data: st.DataObject, what: str) -> None:
        self.let_go()
        rows = self.world.ledger.deliveries(statuses=[*Status])
        if rows:
            getattr(self.world, what)(data.draw(st.sampled_from(rows)))

    @rule(name=NAMES, pause=st.booleans())
    def pause(self, name: str, pause: bool) -> None:
        self.let_go()
        (self.world.pause if pause else self.world.resume)(name)

    @rule(asking=st.booleans())
    def ask(self, asking: bool) -> None:
        self.let_go()
        self.world.ask(asking=asking)

    @invariant()
    def nothing_is_amiss(self) -> None:
        if hasattr(self, "world"):
            assert self.world.witness.complaints == []

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
TestDelivery.settings = settings(
    max_examples=60 * TIMES,
    stateful_step_count=30,
    deadline=None,
    print_blob=True,
    suppress_health_check=[*HealthCheck],
)
