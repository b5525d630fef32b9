from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest
from structlog.testing import capture_logs

from bot.commands.gateway import FIRST_PAUSE, LONGEST_PAUSE, final, supervise
from tests.flow.clocks import SkippingClock

if TYPE_CHECKING:
    from collections.abc import Callable


class Scripted:
    """A connection that goes through a list of fates; an int is seconds for which it held before it just ended."""

    def __init__(self, clock: SkippingClock, *fates: Exception | int) -> None:
        self._clock, self._fates = clock, list(fates)
        self.connected = 0

    async def connect(self) -> None:
        self.connected += 1
        if not self._fates:
            await asyncio.Event().wait()
        fate = self._fates.pop(0)
        if isinstance(fate, Exception):
            raise fate
        self._clock.pass_by(fate)


class Socket:
    close_code = None


def closed(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(Socket(), shard_id=0, code=code)  # type: ignore[arg-type]


TRANSIENT: list[Callable[[], Exception]] = [
    lambda: AttributeError("'NoneType' object has no attribute 'sequence'"),
    aiohttp.ServerDisconnectedError,
    lambda: OSError(101, "Network is unreachable"),
    discord.GatewayNotFound,
    TimeoutError,
    lambda: KeyError("guild_id"),
    lambda: RecursionError("maximum recursion depth exceeded"),
    lambda: closed(4000),
    lambda: closed(1006),
]


async def test_it_outlives_everything_that_may_pass() -> None:
    clock = SkippingClock()
    connection = Scripted(clock, *(make() for make in TRANSIENT), 0, discord.LoginFailure("no"))
    with capture_logs() as logs:
        await supervise(connection, clock)
    assert connection.connected == len(TRANSIENT) + 2
    warnings = [line for line in logs if line["log_level"] == "warning"]
    assert len(warnings) == len(TRANSIENT) + 1
    assert not any("\n" in line["reason"] or "exc_info" in line for line in logs)


async def test_pauses_grow_up_to_a_minute_and_a_half_and_start_over_after_a_connection_that_held() -> None:
    clock = SkippingClock()
    fates: list[Exception | int] = [*(OSError("down") for _ in range(9)), 3600, OSError("down"), closed(4004)]
    await supervise(Scripted(clock, *fates), clock)
    assert clock.slept == [2, 4, 8, 16, 32, 64, 90, 90, 90, 2, 4]
    assert (FIRST_PAUSE, LONGEST_PAUSE) == (2, 90)


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (discord.LoginFailure("Improper token has been passed."), "token"),
        (closed(4004), "token"),
        (closed(4010), "shard"),
        (closed(4011), "sharded"),
        (closed(4013), "Update Matinee"),
        (closed(4014), "Allow them"),
        (discord.PrivilegedIntentsRequired(0), "Allow them"),
    ],
)
async def test_what_waiting_cannot_mend_is_told_once_and_ends_it(error: Exception, word: str) -> None:
    clock = SkippingClock()
    with capture_logs() as logs:
        sentence = await supervise(Scripted(clock, error), clock)
    assert word in sentence
    assert [(line["log_level"], line["reason"]) for line in logs] == [("error", sentence)]
    assert clock.slept == []


def test_a_dropped_connection_is_not_final() -> None:
    assert all(final(make()) is None for make in TRANSIENT)


async def test_cancelling_ends_it_at_once() -> None:
    clock = SkippingClock()
    connection = Scripted(clock)
    task = asyncio.create_task(supervise(connection, clock))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert connection.connected == 1


async def test_the_librarys_own_reports_are_one_line_each(caplog: pytest.LogCaptureFixture) -> None:
    clock = SkippingClock()

    class Noisy(Scripted):
        async def connect(self) -> None:
            said = "Failed to connect for shard_id: %s. Retrying..."
            logging.getLogger("discord.shard").error(said, 0, exc_info=OSError("down\nvery down"))
            await super().connect()

    await supervise(Noisy(clock, closed(4004)), clock)
    assert caplog.records[0].getMessage() == "Failed to connect for shard_id: 0. Retrying... (OSError: down)"
    assert caplog.records[0].exc_info is None
    assert logging.getLogger("discord.shard").filters == []
