"""Records that were put back: what went out since they were saved is found on the network and not sent again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import HistoryUnreadable
from bot.ledger.model import Owed, Status
from bot.ledger.restoring import restore
from bot.plan.model import Changes, Seen
from bot.review.model import Reading
from tests.unit.post.conftest import review

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.post.conftest import Office


def scan(office: Office, *subjects: str) -> None:
    """What the watcher records when it finds these reviews new."""
    now = office.clock.now()
    for subject in subjects:
        office.readings[subject] = Reading(f"{subject}.md", review(subject))
    found = tuple(Seen(f"{one}.md", "c", "b", review(one)) for one in subjects)
    owed = [Owed(one, "review", "Vertigo (1958)", "toots", now) for one in subjects]
    office.ledger.record("films", Changes(new=found), owed, [], now)


def go_back(office: Office, saved: Path) -> None:
    url = office.ledger._engine.url.render_as_string(hide_password=False)
    kept = restore(url, saved, office.clock.now(), replace=True)
    assert kept is not None


@pytest.mark.parametrize("days", [0, 3])
async def test_nothing_is_lost_and_nothing_doubled(office: Office, tmp_path: Path, days: int) -> None:
    toots = office.publisher("toots")
    scan(office, "before")
    await office.courier().deliver_due()
    scan(office, "waiting", "stuck")
    office.readings["stuck"] = None  # its file is away
    office.ledger.backup(tmp_path / "saved.db", office.clock.now())
    await office.clock.push(timedelta(minutes=5))
    await office.courier().deliver_due()
    scan(office, "since")
    await office.courier().deliver_due()
    await office.clock.push(timedelta(days=days))
    go_back(office, tmp_path / "saved.db")
    scan(office, "since", "today")
    await office.courier().deliver_due()
    await office.clock.push(timedelta(hours=1))
    office.readings["stuck"] = Reading("stuck.md", review("stuck"))
    await office.courier().deliver_due()
    addresses = [stood.post.address or "" for stood in toots.history]
    assert sorted(addresses) == [
        f"https://films.example/{one}.html" for one in ("before", "since", "stuck", "today", "waiting")
    ]
    assert {one.status for one in office.ledger.deliveries()} == {Status.POSTED}


async def test_where_the_history_can_not_be_read_the_owner_decides(office: Office, tmp_path: Path) -> None:
    toots = office.publisher("toots")
    toots.key_window = timedelta(hours=1)  # of no use: the key of what was posted since is lost
    scan(office, "before")
    office.ledger.backup(tmp_path / "saved.db", office.clock.now())
    scan(office, "since")
    await office.courier().deliver_due()
    sent = len(toots.sends)
    go_back(office, tmp_path / "saved.db")
    scan(office, "since")
    toots.unreadable = HistoryUnreadable("The history can't be read.", lasting=True)
    await office.courier().deliver_due()
    states = {one.subject: one.status for one in office.ledger.deliveries()}
    assert states["since"] is Status.UNKNOWN
    assert len({*toots.sends}) == sent  # a repeat, if any, has the key of what stands
