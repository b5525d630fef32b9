"""How many channels may follow is counted where they are entered, on every store."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ledger.model import Follow
from tests.contract.ledger_values import LATER, NOW

if TYPE_CHECKING:
    from bot.ledger.model import PauseBy
    from bot.ledger.store import Ledger


def wish(channel: int, server: int = 1) -> Follow:
    return Follow(f"channel-{channel}", server, channel, "Film Club", f"films-{channel}", {}, {}, 42, NOW)


def test_a_server_has_room_for_so_many(ledger: Ledger) -> None:
    assert [ledger.follow_within(wish(one), 2, 9) for one in (1, 2, 3)] == ["begun", "begun", "server full"]
    assert ledger.follow_within(wish(4, server=2), 2, 9) == "begun"
    assert ledger.follow_within(replace(wish(1), filter={"unrated": False}), 2, 9) == "changed"
    ledger.unfollow(2, LATER)
    assert ledger.follow_within(wish(3), 2, 9) == "begun"
    assert [one.channel_id for one in ledger.follows(1)] == [1, 3]


def test_all_servers_together_have_room_for_so_many(ledger: Ledger) -> None:
    assert [ledger.follow_within(wish(one, server=one), 5, 2) for one in (1, 2, 3)] == ["begun", "begun", "full"]
    assert ledger.follow_within(wish(2, server=2), 5, 1) == "changed"


def test_nobody_gets_in_beside_the_count(ledger: Ledger) -> None:
    """Twelve channels at once where there is room for three, each asked for twice by an impatient hand."""
    with ThreadPoolExecutor(8) as hands:
        done = list(hands.map(lambda one: ledger.follow_within(wish(one // 2), 3, 9), range(24)))
    counted = Counter(done)
    assert counted["begun"] == 3
    assert counted["begun"] + counted["changed"] <= 6
    assert len(ledger.follows()) == 3


def test_ending_and_following_again_is_no_way_around_the_owners_pause(ledger: Ledger) -> None:
    whose: list[tuple[PauseBy, bool]] = [("owner", True), ("admin", False), ("trouble", False)]
    for by, stays in whose:
        ledger.follow_within(wish(1), 5, 9)
        ledger.pause("channel-1", by, "Paused.", None, NOW)
        ledger.unfollow(1, LATER)
        ledger.follow_within(wish(1), 5, 9)
        assert ("channel-1" in ledger.pauses()) is stays
        ledger.resume("channel-1", LATER)
