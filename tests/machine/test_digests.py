"""Reviews that become one post, over real records and misbehaving networks, with a bot that dies at any moment.

No review is ever in two posts of a place, and in the end each is in the one that the records say, in today's words.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.format.model import Toot
from bot.ledger.model import Status
from tests.machine.effort import effort
from tests.machine.evening import NAMES, Evening, address, links
from tests.machine.network import SENDS
from tests.machine.records import Fault, destroy

# An ordinary day, and those before clocks are put back or forward in New York.
DAYS = [datetime(2026, month, day, 14, tzinfo=UTC) for month, day in ((3, 2), (10, 31), (3, 7))]
LEAPS = st.sampled_from([0.0, 1.0, 61.0, 16 * 60.0, 3700.0, 7 * 3600.0, 12 * 3600.0, 24 * 3600.0])
SUBJECTS = st.sampled_from([f"r{number}" for number in range(6)])
FAULTS: st.SearchStrategy[list[Fault | None]] = st.lists(st.sampled_from([None, None, "before", "after"]), max_size=6)
# What a place gives up on for good is another machine's: here every review shall go out.
TROUBLES = st.lists(st.sampled_from(sorted({*SENDS} - {"refused", "too long", "late"})), min_size=1, max_size=3)


class Gathering(RuleBasedStateMachine):
    """One evening after the other."""

    world: Evening

    @initialize(day=st.sampled_from(DAYS), small=st.lists(SUBJECTS, max_size=5))
    def begin(self, day: datetime, small: list[str]) -> None:
        self.world = Evening()
        self.world.clock.begin = day
        for subject in small:
            self.world.write(subject, small=True)
        self.world.start()

    @rule(subject=SUBJECTS, small=st.sampled_from([True, True, False]))
    def write(self, subject: str, small: bool) -> None:
        self.world.write(subject, small=small)

    @rule(seconds=LEAPS)
    def live(self, seconds: float) -> None:
        self.world.loop.leap(seconds)

    @rule(seconds=LEAPS, steps=st.integers(1, 80), once=st.booleans())
    def die(self, seconds: float, steps: int, once: bool) -> None:
        self.world.loop.pass_by(seconds)
        self.world.loop.step(steps)
        self.world.kill()
        self.world.start(once=once)

    @rule(name=st.sampled_from(NAMES), troubles=TROUBLES, what=st.sampled_from(["sends", "sends", "changes"]))
    def misbehave(self, name: str, troubles: list[str], what: str) -> None:
        self.world.places[name].meet(what, troubles)

    @rule(faults=FAULTS)
    def trouble_the_records(self, faults: list[Fault | None]) -> None:
        self.world.faults[:] = faults

    @rule(subject=SUBJECTS, how=st.sampled_from(["gone", "broken", "fine", "corrected", "corrected"]))
    def rewrite(self, subject: str, how: str) -> None:
        self.world.rewrite(subject, how)

    @rule(subject=SUBJECTS, what=st.sampled_from(["unpost", "hurry"]), steps=st.integers(1, 60))
    def decide(self, subject: str, what: str, steps: int) -> None:
        self.world.loop.step(steps)
        getattr(self.world, what)(subject)

    @rule(hours=st.sampled_from([0, 0, 0.5, -0.5, 24, -24]))
    def set_the_clock(self, hours: float) -> None:
        self.world.clock.skew = timedelta(hours=hours)

    @invariant()
    def nobody_is_in_two_posts(self) -> None:
        if hasattr(self, "world"):
            assert self.world.complaints == []

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.world.end()
            judge(self.world)
        finally:
            self.world.kill()
            self.world.loop.close()
            destroy(self.world.ledger)


def judge(world: Evening) -> None:
    """Every review is where the records say that it is."""
    assert world.complaints == []
    assert not world.is_busy(), world.ledger.deliveries(statuses=[Status.WAITING, Status.SENDING])
    for subject, reading in world.reviews.items():
        for row in world.of(subject):
            holder = row if row.digest_id is None else world.ledger.delivery(row.digest_id)
            assert holder is not None
            stand = [one for one in world.places[row.destination].standing() if address(subject) in links(one.post)]
            if row.status in (Status.POSTED, Status.GATHERED) and holder.status is Status.POSTED:
                assert [one.id for one in stand] == [holder.remote_id], f"{row} is not in {holder}"
                assert reading is not None
                assert reading.review is not None
                post = stand[0].post
                assert isinstance(post, Toot)
                assert holder.by_hand or f"{reading.review.title} (" in post.text, f"{row}: {post.text}"
            else:
                assert row.status in (Status.SKIPPED, Status.REMOVED, Status.GATHERED), row
                assert stand == [], f"{row} stands, though it should not"
                assert row.reason or holder.reason, f"{row} doesn't say why"


TestDigests = Gathering.TestCase
TestDigests.settings = effort(15)
