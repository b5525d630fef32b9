"""What a rehearsal says of a recap in several posts."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO
from zoneinfo import ZoneInfo

from bot.format.model import FormatPolicy, Limits
from bot.ledger.model import Delivery, Status
from bot.post.console import Console
from bot.post.recapping import Recaps
from bot.recaps.compute import recap_data
from tests.unit.post.threads import SUBJECT, a_recap

NOW = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
NEVER = {"first_claimed_at": None, "claimed_at": None, "remote_id": None, "remote_url": None, "posted_at": None}


def owed(subject: str) -> Delivery:
    return Delivery(
        id=1,
        key="k",
        subject=subject,
        kind="recap",
        title="Recap",
        destination="toots",
        generation=1,
        status=Status.WAITING,
        ready_at=NOW,
        urgent=False,
        created_at=NOW,
        attempts=0,
        mark=None,
        body=None,
        reason=None,
        **NEVER,  # type: ignore[arg-type]  # none of them
    )


def test_it_shows_every_part() -> None:
    recaps = Recaps({SUBJECT: recap_data(a_recap(24))}.get, lambda _: None)
    post = recaps.written(owed(SUBJECT), FormatPolicy("mastodon", "My reviews"), Limits())
    assert not isinstance(post, str)
    said = StringIO()
    Console(said, ZoneInfo("UTC")).show("Recap", "toots", NOW, post)
    assert said.getvalue().count("it goes on in a reply") == len(post.rest) > 0
    assert [f"Film {number:03}" in said.getvalue() for number in range(1, 25)] == [True] * 24


def test_a_recap_that_is_not_in_the_records_any_more() -> None:
    recaps = Recaps(lambda _: None, lambda _: None)
    reason = recaps.written(owed(f"{SUBJECT}#2"), FormatPolicy("mastodon", "My reviews"), Limits())
    assert reason == "The recap that this announced is not in the records any more."
