"""A recap that is too long for one post, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.format.looking_back import Recap, RecapEntry
from bot.format.model import Toot
from bot.ledger.model import Owed
from bot.recaps.compute import recap_data, recap_title

if TYPE_CHECKING:
    from bot.ledger.model import Delivery
    from tests.unit.post.conftest import Office
    from tests.unit.post.scripted import ScriptedPublisher

SUBJECT = "recap:ohmyhorror@toots:2026-03-01T18:00"


def a_recap(films: int) -> Recap:
    """So many films are new in it: forty fill five posts on Mastodon."""
    told = (RecapEntry(f"r{n}", _title(n), 1950 + n, (3.5, 5.0), n, None, None) for n in range(1, films + 1))
    return Recap("Oh My Horror", films, 52, tuple(told), 3.4, 5.0, "https://boxd.example/l", None, "2026-03-01")


def owe_recap(office: Office, films: int = 40, *, subject: str = SUBJECT) -> Delivery:
    """Owe it as the recapper does, to "toots"; its first delivery."""
    recap, now = a_recap(films), office.clock.now()
    owed = Owed(subject, "recap", recap_title(recap), "toots", now)
    assert office.ledger.record_recap("ohmyhorror@toots", subject, recap_data(recap), [], [owed], now)
    return office.ledger.deliveries(subject=subject)[0]


def parts(office: Office) -> list[Delivery]:
    """All the recap's posts that are owed so far, in their order."""
    return sorted((one for one in office.ledger.deliveries() if one.kind == "recap"), key=lambda one: one.id)


def told_of(toots: ScriptedPublisher) -> list[int]:
    """The films that all posts tell of, in their order."""
    lines = [line for stood in toots.history if isinstance(stood.post, Toot) for line in stood.post.text.split("\n")]
    return [int(line.split(" ")[2]) for line in lines if line.startswith("• ")]


def is_a_thread(toots: ScriptedPublisher) -> bool:
    """Whether each post replies to the one before."""
    before = [None, *(stood.id for stood in toots.history)]
    return [stood.post.reply_to for stood in toots.history] == before[:-1]


def _title(number: int) -> str:
    return f"Film {number:03} with a name that takes some room"
