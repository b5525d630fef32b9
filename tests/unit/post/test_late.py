"""Posts that had to wait long: dated, or not sent; and what a clock that was wrong leaves behind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import NotSent, OutcomeUnclear
from bot.format.model import Toot
from bot.ledger.model import Status
from bot.plan.model import SchedulePolicy

if TYPE_CHECKING:
    from bot.ledger.model import Delivery
    from tests.unit.post.conftest import Office

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def text(office: Office, at: int = 0) -> str:
    post = office.publishers["toots"].history[at].post
    assert isinstance(post, Toot)
    return post.text


def waited(office: Office, days: int, *, urgent: bool = False) -> Delivery:
    """A review of 27 February that was ready so many days ago."""
    owed = office.owe("r1", after=-days * 24 * 60 - 1, urgent=urgent)
    office.edit("r1", date=date(2026, 2, 27))
    return owed


@pytest.mark.parametrize(("days", "dated"), [(6, False), (7, True)])
async def test_a_late_post_says_its_review_s_date(office: Office, days: int, dated: bool) -> None:
    office.publisher("toots")
    waited(office, days)
    await office.courier().deliver_due()
    assert ("Reviewed on 27 February 2026" in text(office)) == dated


async def test_without_a_date_it_is_the_day_on_which_it_was_found(office: Office) -> None:
    office.publisher("toots")
    office.owe("r1", after=-8 * 24 * 60)
    await office.courier().deliver_due()
    assert "Reviewed on 2 March 2026" in text(office)


async def test_late_ones_may_be_left_out(office: Office) -> None:
    toots = office.publisher("toots", schedule=SchedulePolicy(late_after=3 * DAY, late="skip"))
    late = waited(office, 3)
    fresh = office.owe("r2")
    await office.courier().deliver_due()
    assert office.now_of(late).status is Status.SKIPPED
    assert "late_after" in str(office.now_of(late).reason)
    assert toots.sends == [fresh.key]


async def test_what_is_asked_for_by_hand_is_never_late(office: Office) -> None:
    office.publisher("toots", schedule=SchedulePolicy(late="skip"))
    waited(office, 30, urgent=True)
    await office.courier().deliver_due()
    assert "Reviewed on" not in text(office)


async def test_what_was_surely_not_sent_is_written_anew_when_it_is_late(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before.append(NotSent("No network."))
    owed = waited(office, 0)
    await office.courier().deliver_due()
    assert office.now_of(owed).body is not None
    await office.clock.push(9 * DAY)
    await office.courier().deliver_due()
    assert "Reviewed on 27 February 2026" in text(office)
    body = office.now_of(owed).body
    assert body is not None
    assert body["text"] == text(office)
    assert toots.sends == [owed.key] * 2


@pytest.mark.parametrize("late", ["dated", "skip"])
async def test_what_may_stand_is_looked_for_however_late_it_is(office: Office, late: str) -> None:
    toots = office.publisher("toots", schedule=SchedulePolicy(late=late))  # type: ignore[arg-type]
    toots.after.append(OutcomeUnclear("Lost."))
    owed = waited(office, 0)
    await office.courier().deliver_due()
    await office.clock.push(9 * DAY)
    await office.courier().deliver_due()
    assert office.now_of(owed).status is Status.POSTED
    assert (len(toots.history), len(toots.sends)) == (1, 1)


async def test_a_correction_of_a_dated_post_keeps_its_date(office: Office) -> None:
    toots = office.publisher("toots")
    waited(office, 8)
    await office.courier().deliver_due()
    office.edit("r1", date=date(2026, 2, 27), tags=("new",))
    office.wish("r1")
    await office.courier().deliver_due()
    assert toots.changes == []
    office.edit("r1", date=date(2026, 2, 27), title="Rope")
    office.wish("r1", revision=3)
    await office.courier().deliver_due()
    assert text(office).startswith("Rope (1958)\nReviewed on 27 February 2026\n")


async def test_what_was_entered_in_the_future_keeps_its_hold_and_no_more(office: Office) -> None:
    toots = office.publisher("toots")
    office.clock.set(datetime(2031, 1, 1, tzinfo=UTC))
    owed, at_once = office.owe("r1", after=20), office.owe("r2")
    office.clock.set(datetime(2026, 3, 2, 12, tzinfo=UTC))
    courier = office.courier()
    await courier.deliver_due()
    assert toots.sends == [at_once.key]
    await office.clock.push(19 * MINUTE)
    await courier.deliver_due()
    assert toots.sends == [at_once.key]
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert toots.sends == [at_once.key, owed.key]


async def test_a_change_that_was_wished_in_the_future_is_made_now(office: Office) -> None:
    toots = office.publisher("toots")
    office.owe("r1")
    await office.courier().deliver_due()
    office.edit("r1", title="Rope")
    office.clock.set(datetime(2031, 1, 1, tzinfo=UTC))
    office.wish("r1", after=20)
    office.clock.set(datetime(2026, 3, 2, 13, tzinfo=UTC))
    courier = office.courier()
    await courier.deliver_due()
    assert toots.changes == []
    await office.clock.push(20 * MINUTE)
    await courier.deliver_due()
    assert toots.changes == ["edit toots-001"]


async def test_a_post_of_the_future_holds_up_nothing(office: Office) -> None:
    toots = office.publisher("toots", schedule=SchedulePolicy(spacing=timedelta(hours=1), max_per_day=1))
    office.clock.set(datetime(2031, 1, 1, tzinfo=UTC))
    office.owe("r1")
    await office.courier().deliver_due()
    office.clock.set(datetime(2026, 3, 2, 12, tzinfo=UTC))
    office.owe("r2")
    await office.courier().deliver_due()
    assert len(toots.history) == 2
