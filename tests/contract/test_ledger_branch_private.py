"""What others may read of the records that stand on a branch: nothing private, in no page of the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ledger.model import Follow, Receipt, Status
from bot.ledger.portable import portable
from bot.ledger.store import Ledger
from tests.contract.ledger_values import NOW, owed

if TYPE_CHECKING:
    from pathlib import Path


PRIVATE = "Xylophone"  # marks every word that must not be there
LATER = NOW + timedelta(minutes=1)


def _post(subject: str) -> dict[str, str]:
    return {"network": "mastodon", "text": f"{PRIVATE} {subject}"}


def _filled(path: Path) -> Ledger:
    """Records in which private words stand, stood, and were deleted."""
    ledger = Ledger.open(f"sqlite:///{path}")
    ledger.pause("toots", "owner", f"You paused it: {PRIVATE} is in hospital.", None, NOW)
    ledger.notice("a", f"{PRIVATE}, look at this", NOW)
    ledger.told(ledger.notices()[0].id, LATER)
    _follows(ledger)
    for subject in ("put back", "skipped", "removed"):
        one = ledger.enqueue(owed(subject), NOW)
        ledger.claim(one.id, _post(subject), None, NOW)
        if subject == "removed":
            ledger.settle(one.id, Receipt("9", None, NOW))
            ledger.taken_down(one.id, "you took it down", LATER)
        else:
            ledger.put_back(one.id, "not sent", NOW)
        if subject == "skipped":
            ledger.skip(one.id, "you skipped it")
    return ledger


def _follows(ledger: Ledger) -> None:
    server, channel = f"{PRIVATE}'s living room", f"{PRIVATE.lower()}-films"
    for number, name in ((7, "follower-7"), (8, "follower-8")):
        assert ledger.follow(Follow(name, number, number, server, channel, {}, {}, 5550555, NOW))
    ledger.unfollow(8, LATER)


def test_no_private_word_is_in_any_page(tmp_path: Path) -> None:
    path = tmp_path / "matinee.db"
    with closing(_filled(path)):
        data = portable(path, "the records")
    assert PRIVATE.encode() in path.read_bytes()
    assert PRIVATE.lower().encode() not in data.lower()
    assert b"5550555" not in data


def test_what_is_left_out_changes_no_post(tmp_path: Path) -> None:
    path, there = tmp_path / "matinee.db", tmp_path / "there.db"
    with closing(_filled(path)) as ledger:
        sending = ledger.enqueue(owed("sending"), NOW)
        ledger.claim(sending.id, {"text": "on its way"}, None, NOW)
        posted = ledger.enqueue(owed("posted"), NOW)
        ledger.claim(posted.id, {"text": "stands"}, None, NOW)
        ledger.settle(posted.id, Receipt("10", None, NOW))
        before = {number: ledger.delivery(number) for number in range(1, 6)}
        there.write_bytes(portable(path, "the records"))
    with closing(Ledger.open(f"sqlite:///{there}")) as taken:
        for number, one in before.items():
            now = taken.delivery(number)
            assert one is not None
            assert now is not None
            assert (one.key, one.status, one.reason) == (now.key, now.status, now.reason)
            assert now.body == (one.body if one.status in {Status.SENDING, Status.POSTED} else None)
        assert taken.pauses()["toots"].by == "owner"
        assert [it.channel_id for it in taken.follows()] == [7]


def test_the_same_records_give_the_same_bytes_wherever_they_have_been(tmp_path: Path) -> None:
    path, there = tmp_path / "matinee.db", tmp_path / "there.db"
    with closing(_filled(path)):
        data = portable(path, "the records")
        assert portable(path, "the records") == data
    there.write_bytes(data)
    with closing(Ledger.open(f"sqlite:///{there}")) as taken:
        taken.waiting("toots")
        assert portable(there, "the records") == data
    with closing(sqlite3.connect(there)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
