"""A network that is away for long: it counts as trouble, is told once, and what waited comes back one by one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import HistoryUnreadable, NotSent, OutcomeUnclear, Throttled

if TYPE_CHECKING:
    from bot.errors import DeliveryError
    from tests.unit.post.conftest import Office

MINUTE = timedelta(minutes=1)
AWAY = "toots.example can't be reached."


def be_away(office: Office, error: DeliveryError | None = None, times: int = 100) -> None:
    office.publisher("toots").before += [error or NotSent(AWAY)] * times


def come_back(office: Office) -> None:
    office.publishers["toots"].before.clear()


def posted(office: Office) -> int:
    return len(office.publishers["toots"].history)


async def fail_for(office: Office, minutes: int) -> None:
    courier = office.courier()
    for _ in range(minutes + 1):
        await courier.deliver_due()
        await office.clock.push(MINUTE)


async def test_a_short_failure_is_no_outage(office: Office) -> None:
    be_away(office)
    for number in range(3):
        office.owe(f"r{number}")
    await fail_for(office, 3)
    assert office.ledger.pauses() == {}
    come_back(office)
    await office.clock.push(2 * MINUTE)
    await office.courier().deliver_due()
    assert posted(office) == 3
    assert office.ledger.health("toots").failing_since is None


async def test_a_long_one_pauses_is_told_once_and_ends_by_itself(office: Office) -> None:
    be_away(office)
    for number in range(3):
        office.owe(f"r{number}")
    await fail_for(office, 180)
    pause = office.ledger.pauses()["toots"]
    assert (pause.by, pause.reason) == ("trouble", AWAY)
    assert [AWAY in one.text for one in office.ledger.notices(untold=False)] == [True]
    come_back(office)
    await office.clock.push(61 * MINUTE)
    courier = office.courier()
    for number in range(1, 4):
        await courier.deliver_due()
        assert posted(office) == number
        await office.clock.push(15 * MINUTE)
    assert office.ledger.pauses() == {}


async def test_what_single_runs_met_counts_from_the_first_of_them(office: Office) -> None:
    be_away(office, times=1)
    for number in range(2):
        office.owe(f"r{number}")
    await office.courier().deliver_due()
    await office.clock.push(60 * MINUTE)
    await office.courier().deliver_due()  # an hour later, and it is back: it may have been away all the time
    assert (posted(office), office.ledger.pauses()) == (1, {})
    await office.clock.push(15 * MINUTE)
    await office.courier().deliver_due()
    assert posted(office) == 2


async def test_a_network_that_asks_to_come_back_later_is_not_away(office: Office) -> None:
    be_away(office, Throttled("Slowly, please.", timedelta(minutes=1)))
    office.owe("r1")
    await fail_for(office, 30)
    assert office.ledger.pauses() == {}
    assert office.ledger.health("toots").failing_since is None


@pytest.mark.thorough
async def test_a_post_that_alone_makes_trouble_lets_others_show_that_the_network_works(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before += [OutcomeUnclear("It says 500.")] * 12
    poison = office.owe("r1")
    await fail_for(office, 240)
    assert "toots" in office.ledger.pauses() or office.now_of(poison).attempts >= 12
    other = office.owe("r2")
    toots.before += [OutcomeUnclear("It says 500.")] * 2
    await fail_for(office, 240)
    assert other.key in toots.sends
    assert office.ledger.pauses() == {}


async def test_a_history_that_stays_hidden_is_no_outage(office: Office) -> None:
    toots = office.publisher("toots")
    toots.before.append(HistoryUnreadable("Not allowed to look.", lasting=True))
    office.owe("r1")
    await fail_for(office, 30)
    assert office.ledger.pauses() == {}
