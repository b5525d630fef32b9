"""The owner is not flooded: not by many things at once, nor by one message that is never answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import OutcomeUnclear, Refused
from tests.unit.post.running import running, until

if TYPE_CHECKING:
    from tests.unit.post.conftest import Office

MINUTE = timedelta(minutes=1)


def enter(office: Office, *texts: str) -> None:
    for text in texts:
        office.ledger.notice(text, text, office.clock.now())


async def test_many_things_at_once_are_one_message(office: Office) -> None:
    discord = office.messenger()
    enter(office, *(f"Thing {number}." for number in range(50)))
    await office.courier().deliver_due()
    ((key, text),) = discord.told
    assert len(key) <= 25
    assert text.startswith("50 things to tell you; matinee status")
    assert "\n• Thing 0.\n" in text
    assert office.ledger.notices() == []


async def test_after_some_messages_there_is_a_rest_and_then_one_for_all_that_came(office: Office) -> None:
    discord = office.messenger()
    async with running(office) as courier:
        for number in range(5):
            enter(office, f"Thing {number}.")
            courier.wake()
            await until(lambda number=number: len(discord.told) == number + 1)  # type: ignore[misc]
        enter(office, *(f"Later {number}." for number in range(9)))
        courier.wake()
        for _ in range(9):
            await until(lambda: office.clock.sleepers >= 2)
            await office.clock.push(MINUTE)
        assert len(discord.told) == 5
        await office.clock.push(2 * MINUTE)
        await until(lambda: len(discord.told) == 6)
    assert discord.told[-1][1].startswith("9 things")


@pytest.mark.parametrize("trouble", [OutcomeUnclear("No clear answer."), ZeroDivisionError()])
async def test_what_is_never_answered_is_not_sent_for_ever(office: Office, trouble: Exception) -> None:
    discord = office.messenger()
    discord.before += [trouble] * 100
    enter(office, "Look.")
    courier = office.courier()
    for _ in range(50):
        await courier.deliver_due()
        await office.clock.push(60 * MINUTE)
    assert discord.tries == 3
    assert office.ledger.notices() == []


async def test_what_can_be_done_is_told_however_long_a_title_is(office: Office) -> None:
    toots, discord = office.publisher("toots"), office.messenger()
    toots.before.append(Refused("Not these words."))
    owed = office.owe("r1")
    with office.ledger._writing() as connection:
        connection.exec_driver_sql("UPDATE deliveries SET title = ?", ("@everyone " * 1000,))
    await office.courier().deliver_due()
    ((_, text),) = discord.told
    assert len(text) < 400
    assert f"matinee retry {owed.id}" in text
