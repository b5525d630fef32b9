"""``status`` lists what waits in the order in which it goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.desk.status import status
from bot.ledger.model import Owed
from bot.ledger.store import Ledger
from tests.flow.owner import write

if TYPE_CHECKING:
    from pathlib import Path


def test_what_waits_stands_in_the_order_in_which_it_goes(tmp_path: Path) -> None:
    config, now = write(tmp_path), datetime.now(UTC)
    ledger = Ledger.open(f"sqlite:///{tmp_path}/matinee.db")
    for title, minutes, pace in (("Old", 0, 86400), ("Later", 30, None), ("First", -2, None), ("Second", -1, None)):
        ledger.fill_in([Owed(title, "review", title, "friends", now + timedelta(minutes=minutes), pace=pace)], now)
    ledger.close()
    told = "\n".join(str(line) for line in status(config).text)
    order = ["First", "Second", "Later", "Old"]
    assert sorted(order, key=told.index) == order
