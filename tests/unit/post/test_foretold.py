"""What ``status`` and ``explain`` foretell is what the courier does, as long as nothing happens between."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.model import Owed, Status
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread
from bot.overview.times import times
from bot.plan.model import SchedulePolicy
from bot.review.model import Reading
from tests.flow.clocks import PushedClock
from tests.machine.effort import effort
from tests.unit.plan.test_schedule_properties import MOMENTS, POLICIES
from tests.unit.post.conftest import Office, review

PACES = st.sampled_from([None, None, 86400, 43200, 2700])
POSTS = st.lists(st.tuples(st.integers(-2000, 2000), PACES, st.booleans()), max_size=7)
PAUSES = st.none() | st.integers(1, 3000)
_MOST = 60  # looks


@pytest.mark.thorough
@given(policy=POLICIES, now=MOMENTS, posts=POSTS, paused=PAUSES, back=st.none() | st.integers(0, 2000))
@effort(30)
def test_what_is_foretold_happens(
    policy: SchedulePolicy,
    now: datetime,
    posts: list[tuple[int, int | None, bool]],
    paused: int | None,
    back: int | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("records")
    thread = LedgerThread()
    try:
        with closing(Ledger.open(f"sqlite:///{folder}/matinee.db")) as ledger:
            office = Office(ledger, thread, PushedClock(now.astimezone(UTC)))
            asyncio.run(_foretold(office, policy, posts, paused, back))
    finally:
        thread.close()


async def _foretold(
    office: Office,
    policy: SchedulePolicy,
    posts: list[tuple[int, int | None, bool]],
    paused: int | None,
    back: int | None,
) -> None:
    now, ledger = office.clock.now(), office.ledger
    office.publisher("toots", schedule=policy)
    if back is not None:
        ledger.pause("toots", "trouble", "away", None, now - timedelta(minutes=back + 1))
        ledger.resume("toots", now - timedelta(minutes=back))
    if paused is not None:
        ledger.pause("toots", "trouble", "away", now + timedelta(minutes=paused), now)
    for number, (minutes, pace, urgent) in enumerate(posts):
        name, ready = f"r{number}", now + timedelta(minutes=minutes)
        office.readings[name] = Reading(f"{name}.md", review(name))
        ledger.fill_in([Owed(name, "review", name, "toots", min(ready, now) if pace else ready, pace=pace)], now)
        if urgent and pace is None and minutes < 0:
            ledger.hurry(number + 1, now)
    destination = office.destinations()["toots"]
    told = {number: seen.at for number, seen in times(ledger, destination, now).items()}
    courier = office.courier()
    await courier.deliver_due() if paused is None else None
    for _ in range(_MOST):
        waiting = ledger.waiting("toots")
        if not waiting:
            break
        seen = times(ledger, destination, office.clock.now())
        again = min(one.at for one in seen.values())
        await office.clock.push(max(again - office.clock.now(), timedelta(seconds=1)))
        await courier.deliver_due()
    sent = {number: ledger.delivery(number) for number in told}
    assert all(one is not None and one.status is Status.POSTED for one in sent.values())
    late = {
        number: (told[number] - now, one.posted_at - now)
        for number, one in sent.items()
        if one is not None
        and one.posted_at is not None
        and abs(one.posted_at - max(told[number], now)) > timedelta(seconds=2)
    }
    assert not late


async def test_an_old_review_keeps_its_own_distance_to_one_that_was_held_up(office: Office) -> None:
    """Once that one is out nothing tells any more that it was."""
    policy = SchedulePolicy(timezone="UTC", spacing=timedelta(0), catch_up=timedelta(minutes=1))
    await _foretold(office, policy, [(0, 86400, False), (-1, None, False)], None, 0)
