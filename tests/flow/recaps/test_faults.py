"""Recaps when things break: crashes between any two steps, two processes, a busy database."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreLocked
from bot.ledger.thread import LedgerThread
from tests.flow.recaps.told import SUNDAY, rule, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.store import Ledger
    from bot.recaps.recapper import Recapper
    from tests.flow.clocks import PushedClock
    from tests.flow.library import Library


class Faulty(LedgerThread):
    """A worker thread on which the call of that number (1: the first) fails: before it is done, or after."""

    def __init__(self, number: int, *, done: bool) -> None:
        super().__init__()
        self.calls, self._number, self._done = 0, number, done

    async def do(self, call: Callable[..., object], *args: object, **kwargs: object) -> object:  # type: ignore[override]
        self.calls += 1
        if self.calls == self._number and not self._done:
            raise StoreLocked("busy")
        result = await super().do(call, *args, **kwargs)
        if self.calls == self._number:
            raise StoreLocked("busy")
        return result


@pytest.mark.parametrize("done", [False, True])
async def test_a_crash_at_any_step_neither_doubles_nor_loses(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper], done: bool
) -> None:
    both = rule(to=("toots", "film-channel"))
    await recapper(both).tick()
    number, sunday = 0, SUNDAY
    while True:
        number += 1
        before = len(told(ledger))
        library.add("Owls", number)
        library.add("Westerns", number)
        clock.set(sunday)
        faulty = Faulty(number, done=done)
        try:
            await recapper(both, on=faulty).tick()
        except StoreLocked:
            await recapper(both).tick()
        else:
            break
        finally:
            faulty.close()
        fresh = told(ledger)[before:]
        assert sorted((where, films) for where, _, films in fresh) == [
            (where, [f"{name} film {number}"]) for where in ("film-channel", "toots") for name in ("Owls", "Westerns")
        ]
        sunday += timedelta(days=7)
    assert number > 8


async def test_two_processes_tell_once(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    other, second = library.ledger(), LedgerThread()
    await recapper(rule()).tick()
    for week in range(5):
        library.add("Owls", week + 1)
        clock.set(SUNDAY + timedelta(days=7 * week))
        found = await asyncio.gather(recapper(rule()).tick(), recapper(rule(), own=other, on=second).tick())
        assert sorted(map(len, found)) == [0, 1]
    second.close()
    assert len(told(ledger)) == 5


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110  # it is a thread's work that is waited for
            await asyncio.sleep(0)


async def test_it_runs_for_ever_waits_for_the_catalogue_and_outlives_a_busy_database(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    faulty, catalogued = Faulty(5, done=False), asyncio.Event()
    library.add("Owls", 1)
    rules = rule(), rule("Westerns", "0 9 * * fri-mon", to=("film-channel",))
    task = asyncio.create_task(recapper(*rules, on=faulty).run(catalogued))
    await asyncio.sleep(0)
    assert faulty.calls == 0
    catalogued.set()
    await until(lambda: clock.sleepers == 1)
    library.add("Owls", 2)
    clock.set(SUNDAY)
    await clock.push(timedelta(minutes=3))  # the first call for this slot fails, told in the log
    await until(lambda: faulty.calls == 5 and clock.sleepers == 1)
    assert told(ledger) == []
    await clock.push(timedelta(minutes=3))
    await until(lambda: len(told(ledger)) == 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    faulty.close()
    assert clock.sleepers == 0
