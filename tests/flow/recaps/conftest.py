"""The recapper with the real records and the real catalogue, and a clock that tests move."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.ledger.thread import LedgerThread
from bot.recaps.recapper import Recapper
from tests.flow.clocks import PushedClock
from tests.flow.library import Library
from tests.flow.recaps.told import NEW_YORK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from bot.ledger.store import Ledger
    from bot.settings.model import RecapRule


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path) as made:
        yield made


@pytest.fixture
def ledger(library: Library) -> Ledger:
    return library.ledger()


@pytest.fixture
async def thread() -> AsyncIterator[LedgerThread]:
    made = LedgerThread()
    yield made
    made.close()


@pytest.fixture
def clock() -> PushedClock:
    return PushedClock(datetime(2026, 1, 7, 12, 0, tzinfo=UTC))  # a Wednesday


@pytest.fixture
def recapper(library: Library, ledger: Ledger, thread: LedgerThread, clock: PushedClock) -> Callable[..., Recapper]:
    def make(*rules: RecapRule, own: Ledger | None = None, on: LedgerThread | None = None, **options: Any) -> Recapper:
        known = ("toots", "film-channel")
        return Recapper(rules, NEW_YORK, library.catalogue, own or ledger, on or thread, known, clock, **options)

    return make
