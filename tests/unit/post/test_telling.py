"""What the owner is told: once, over whatever works, and never in the way of a post."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from structlog.testing import capture_logs

from bot.errors import DestinationTrouble, HistoryUnreadable, NotSent, OutcomeUnclear, Refused
from bot.ledger.model import Status
from tests.unit.post.running import running, until

if TYPE_CHECKING:
    from tests.unit.post.conftest import Office

MINUTE = timedelta(minutes=1)


def enter(office: Office, text: str) -> None:
    office.ledger.notice(text, text, office.clock.now())


def untold(office: Office) -> list[str]:
    return [one.text for one in office.ledger.notices()]


async def test_everything_is_told_once_over_every_network(office: Office) -> None:
    discord, mastodon = office.messenger("Discord"), office.messenger("toots")
    enter(office, "First.")
    enter(office, "Second.")
    for _ in range(2):
        await office.courier().deliver_due()
    assert [text for _, text in discord.told] == [text for _, text in mastodon.told] == ["First.", "Second."]
    assert discord.told == mastodon.told
    assert all(len(key) <= 25 for key, _ in discord.told)
    assert untold(office) == []


async def test_one_network_that_works_is_enough(office: Office) -> None:
    discord, mastodon = office.messenger("Discord"), office.messenger("toots")
    discord.before.append(NotSent("No network."))
    enter(office, "First.")
    await office.courier().deliver_due()
    assert (len(discord.told), len(mastodon.told)) == (0, 1)
    assert untold(office) == []


async def test_what_a_network_will_never_bring_is_not_sent_again_and_again(office: Office) -> None:
    mastodon = office.messenger("toots")
    mastodon.before.append(Refused("It finds nobody of that name."))
    enter(office, "First.")
    for _ in range(2):
        await office.courier().deliver_due()
    assert mastodon.tries == 1
    assert untold(office) == []


async def test_without_any_network_the_log_tells(office: Office) -> None:
    enter(office, "First.")
    with capture_logs() as logs:
        await office.courier().deliver_due()
    assert [line["notice"] for line in logs if "notice" in line] == ["First."]
    assert untold(office) == []


async def test_what_can_not_be_told_is_tried_again_and_disturbs_no_post(office: Office) -> None:
    toots, discord = office.publisher("toots"), office.messenger()
    discord.before += [DestinationTrouble("No message from strangers."), OutcomeUnclear("Lost."), ZeroDivisionError()]
    enter(office, "First.")
    owed = office.owe("r1")
    async with running(office):
        await until(lambda: office.now_of(owed).status is Status.POSTED and discord.tries == 1)
        for tries in (2, 3, 4):
            await until(lambda: office.clock.sleepers >= 3)
            await office.clock.push(MINUTE)
            await until(lambda tries=tries: discord.tries == tries)  # type: ignore[misc]
        await until(lambda: untold(office) == [])
    assert len({key for key, _ in discord.told}) == len(discord.told) == 1
    assert len(toots.sends) == 1


async def test_a_messenger_that_hangs_keeps_back_no_other_account(office: Office) -> None:
    office.publisher("toots")
    discord = office.messenger()
    discord.gate = asyncio.Event()
    enter(office, "First.")
    async with running(office) as courier:
        await until(discord.entered.is_set)
        owed = office.owe("r1")
        courier.wake()
        await until(lambda: office.now_of(owed).status is Status.POSTED)


async def test_an_account_that_posts_does_one_thing_at_a_time(office: Office) -> None:
    toots = office.publisher("toots")
    mastodon = office.messenger("toots", lane="toots")
    mastodon.gate = asyncio.Event()
    enter(office, "First.")
    async with running(office) as courier:
        await until(mastodon.entered.is_set)
        owed = office.owe("r1")
        courier.wake()
        await until(lambda: office.clock.sleepers >= 1)
        assert toots.sends == []
        mastodon.gate.set()
        await until(lambda: office.now_of(owed).status is Status.POSTED)


async def test_posts_that_need_the_owner_are_told(office: Office) -> None:
    toots, discord = office.publisher("toots"), office.messenger()
    toots.before += [Refused("Not these words."), OutcomeUnclear("Lost.")]
    failed = office.owe("r1", after=-2)
    courier = office.courier()
    await courier.deliver_due()
    toots.unreadable = HistoryUnreadable("The history is hidden.", lasting=True)
    unknown = office.owe("r2")
    await courier.deliver_due()
    await office.clock.push(timedelta(hours=2))
    await courier.deliver_due()
    assert [office.now_of(one).status for one in (failed, unknown)] == [Status.FAILED, Status.UNKNOWN]
    first, second = (text for _, text in discord.told)
    assert "Not these words." in first
    assert f"matinee retry {failed.id}" in first
    assert "may or may not" in second
    assert f"matinee skip {unknown.id}" in second


async def test_trouble_with_the_records_is_outlived(office: Office) -> None:
    discord = office.messenger()
    enter(office, "First.")

    def rename(before: str, after: str) -> None:
        with office.ledger._engine.begin() as connection:
            connection.exec_driver_sql(f"ALTER TABLE {before} RENAME TO {after}")

    rename("notices", "elsewhere")
    async with running(office):
        await until(lambda: office.clock.sleepers >= 2)
        assert discord.tries == 0
        rename("elsewhere", "notices")
        await office.clock.push(MINUTE)
        await until(lambda: len(discord.told) == 1)
