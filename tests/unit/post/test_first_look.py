"""The look before a first start: the marker that outlives the records, and waiting for a network."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import NotSent, RecordsLost
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread
from bot.plan.model import Changes
from bot.post.first_look import FirstLook, Marker, marker_of
from bot.settings.model import Site, Store
from tests.flow.clocks import SkippingClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.post.publisher import OwnPost

NOW = datetime(2026, 3, 1, tzinfo=UTC)


class AwayForAWhile:
    """A destination whose network can't be reached so many times."""

    name, lane, network = "toots", "an account", "mastodon"

    def __init__(self, times: int) -> None:
        self.times = times

    async def own_posts(self, since: datetime | None, most: int) -> AsyncIterator[OwnPost]:
        self.times -= 1
        if self.times >= 0:
            raise NotSent("The server is away.")
        posts: tuple[OwnPost, ...] = ()
        for post in posts:
            yield post


@pytest.fixture
def marker(tmp_path: Path) -> Marker:
    return Marker(tmp_path / "note.json", "data/matinee.db")


def test_a_marker_tells_what_was_there_and_since_when(marker: Marker) -> None:
    marker.require_none()
    marker.write(NOW)
    marker.write(NOW.replace(year=2030))
    with pytest.raises(RecordsLost, match=r"are empty, but data/matinee\.db held records from 2026-03-01 on"):
        marker.require_none()


@pytest.mark.parametrize("content", ["", "[]", '{"records": 1}', '{"records": "x", "since": "long ago"}', "\udcff"])
def test_a_damaged_marker_is_one_all_the_same(marker: Marker, content: str) -> None:
    marker.path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(RecordsLost, match="tells that there were records"):
        marker.require_none()


def test_a_folder_that_takes_no_marker_is_no_trouble(tmp_path: Path) -> None:
    Marker(tmp_path / "none" / "note.json", "x").write(NOW)


def test_a_marker_knows_no_password() -> None:
    assert "secret" not in marker_of(Store("postgresql://me:secret@db.example/films", Path("data"))).place


@dataclass(frozen=True, slots=True)
class Start:
    """What a first start has: empty records, and a marker's place."""

    marker: Marker
    ledger: Ledger
    thread: LedgerThread
    clock: SkippingClock

    def looking_at(self, place: Any, base_url: str | None = "https://films.example") -> FirstLook:
        async def log_in() -> None:
            raise AssertionError("Mastodon needs no login")

        site = Site("The night shift", base_url, "UTC", "en")
        return FirstLook([place], site, self.marker, self.ledger, self.thread, self.clock, log_in)


@pytest.fixture
def start(marker: Marker, tmp_path: Path) -> Iterator[Start]:
    with closing(Ledger.open(f"sqlite:///{tmp_path}/records.db")) as ledger, closing(LedgerThread()) as thread:
        yield Start(marker, ledger, thread, SkippingClock())


async def test_a_network_that_is_away_is_waited_for(start: Start) -> None:
    place = AwayForAWhile(7)
    await start.looking_at(place).patiently()
    assert place.times == -1
    assert start.clock.slept == [15, 30, 60, 120, 240, 300, 300]


async def test_without_an_address_of_the_site_the_networks_are_not_asked(start: Start) -> None:
    place = AwayForAWhile(1)
    await start.looking_at(place, base_url=None).once()
    assert place.times == 1


async def test_records_that_hold_something_are_not_lost(start: Start) -> None:
    start.marker.write(NOW)
    start.ledger.record("films", Changes(), [], [], NOW)
    await start.looking_at(AwayForAWhile(1)).once()
