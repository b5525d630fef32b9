"""Two bots on one PostgreSQL, each ending and beginning at any moment: together they keep what one alone keeps.

What must hold is :mod:`tests.machine.witness`' and :mod:`tests.machine.ending`'s, as for one alone.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from bot.ledger.tables import METADATA
from tests.machine.effort import effort
from tests.machine.ending import drain, judge
from tests.machine.network import SENDS
from tests.machine.records import WatchedLedger
from tests.machine.world import DESTINATIONS, PLACES, World

LEAPS = st.sampled_from([0.0, 1.0, 6.0, 31.0, 61.0, 130.0, 16 * 60.0, 7 * 3600.0])
NAMES = st.sets(st.sampled_from(sorted({*DESTINATIONS} - {"slow toots"})), min_size=1)  # days would take too long
STEPS = st.integers(1, 60)


class Sharing(RuleBasedStateMachine):
    """Two processes; their leases run out by the database's clock, which goes with the world's."""

    world: World

    def __init__(self, ledger: WatchedLedger) -> None:
        super().__init__()
        self._ledger = ledger

    @initialize(names=NAMES)
    def begin(self, names: set[str]) -> None:
        tables = ", ".join(METADATA.tables)
        with self._ledger._engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
        self.world = World(self._ledger)
        self.world.loop.on_passed = self.age
        self.world.owe("r1", names, timedelta(0), urgent=False)
        self.world.start(once=False)
        self.world.start(once=False)

    def age(self, seconds: float) -> None:
        """Time passes for the database too."""
        with self._ledger._engine.begin() as connection:
            connection.execute(text("UPDATE leases SET until = until - make_interval(secs => :s)"), {"s": seconds})

    @rule(subject=st.sampled_from(["r1", "r2", "r3"]), names=NAMES, urgent=st.booleans())
    def owe(self, subject: str, names: set[str], urgent: bool) -> None:
        self.world.owe(subject, names, timedelta(0), urgent=urgent)

    @rule(seconds=LEAPS)
    def live(self, seconds: float) -> None:
        self.world.loop.leap(seconds)

    @rule(steps=STEPS)
    def live_a_moment(self, steps: int) -> None:
        self.world.loop.step(steps)

    @precondition(lambda self: self.world.processes)
    @rule(killed=st.booleans(), number=st.integers(0, 1), steps=STEPS)
    def end(self, killed: bool, number: int, steps: int) -> None:
        self.world.loop.step(steps)
        processes = self.world.processes
        (self.world.kill if killed else self.world.stop)(processes[number % len(processes)])

    @precondition(lambda self: len(self.world.processes) < 2)
    @rule(once=st.booleans())
    def start(self, once: bool) -> None:
        self.world.start(once=once)

    @rule(site=st.sampled_from(sorted(PLACES)), how=st.lists(st.sampled_from(SENDS), min_size=1, max_size=4))
    def misbehave(self, site: str, how: list[str]) -> None:
        self.world.places[site].meet("sends", how)

    @rule(data=st.data(), what=st.sampled_from(["skip", "retry", "hurry", "unpost"]))
    def decide(self, data: st.DataObject, what: str) -> None:
        getattr(self.world, what)(data.draw(st.sampled_from(self.world.ledger.deliveries())))

    @invariant()
    def nothing_is_amiss(self) -> None:
        if hasattr(self, "world"):
            assert self.world.witness.complaints == [], self.world.witness.complaints

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            drain(self.world)
            judge(self.world)
        finally:
            self.world.kill()
            self.world.loop.close()


def test_two_bots_on_one_database(postgres_url: str) -> None:
    ledger = WatchedLedger.open(postgres_url)
    try:
        run_state_machine_as_test(partial(Sharing, ledger), settings=effort(10))  # type: ignore[arg-type]  # it takes any that makes one
    finally:
        ledger.close()
