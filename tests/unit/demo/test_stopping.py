"""The first Ctrl-C is an event; afterwards Ctrl-C is again what it was."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from bot.demo.stopping import stop_signal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows' event loop takes no signals")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_first_signal_sets_the_event_and_gives_the_handlers_back(number: signal.Signals) -> None:
    with stop_signal() as stop:
        os.kill(os.getpid(), number)
        await asyncio.wait_for(stop.wait(), 5)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


async def test_without_a_signal_the_handlers_are_given_back_too() -> None:
    with stop_signal() as stop:
        assert not stop.is_set()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
