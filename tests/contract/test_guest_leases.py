"""Channels that follow, with several processes on one PostgreSQL: each post is sent by whoever comes upon it first."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.ledger.model import Status
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread
from tests.flow.clocks import PushedClock
from tests.unit.post.conftest import NOW, Office
from tests.unit.post.running import running, until
from tests.unit.post.test_guests import Club

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def clubs(postgres_url: str) -> Iterator[tuple[Club, Club]]:
    """Two processes on one database."""
    clock = PushedClock(NOW)
    with closing(Ledger.open(postgres_url)) as first, closing(Ledger.open(postgres_url)) as second:
        threads = LedgerThread(), LedgerThread()
        with closing(threads[0]), closing(threads[1]):
            one, other = Club(Office(first, threads[0], clock)), Club(Office(second, threads[1], clock))
            other.boards, other.office.readings = one.boards, one.office.readings
            yield one, other


@pytest.mark.thorough
async def test_what_one_enters_is_sent_once_by_either(clubs: tuple[Club, Club]) -> None:
    one, other = clubs
    async with running(one), running(other):
        owed = []
        for number in range(8):
            name = one.begin(number)
            owed += [one.office.owe(f"r{number}", name), one.office.owe("all", name)]
        async with asyncio.timeout(30):
            while any(one.status(it) is not Status.POSTED for it in owed):
                await one.looks()
        await until(lambda: not leased(one.office.ledger))  # between two visits a channel is nobody's
    for board in one.boards.values():
        assert (len(board.sends), board.active[1]) == (2, 1)


@pytest.mark.thorough
async def test_a_dead_one_s_post_is_looked_for_by_the_other(clubs: tuple[Club, Club]) -> None:
    one, other = clubs
    name = one.begin(7)
    board = one.boards[name]
    owed = one.office.owe("r1", name)
    board.after.append(Killed())
    with pytest.raises(Killed):
        await one.courier().deliver_due()
    async with running(other):
        async with asyncio.timeout(30):
            while other.status(owed) is not Status.POSTED:
                await other.looks()
    assert (len(board.history), len(board.sends), len(board.finds)) == (1, 1, 1)


def leased(ledger: Ledger) -> list[str]:
    with ledger._engine.connect() as connection:
        return list(connection.exec_driver_sql("SELECT lane FROM leases WHERE lane LIKE 'channel-%%'").scalars())


class Killed(BaseException):
    """The process ends here."""
