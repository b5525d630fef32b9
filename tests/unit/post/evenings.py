"""What the tests of digests share: short reviews that wait, the evening at which they go, and what stands there."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

from bot.format.model import Toot
from bot.ledger.model import Owed
from bot.plan.model import DigestRule
from bot.review.condition import Condition
from bot.review.model import Reading
from tests.unit.post.conftest import review

if TYPE_CHECKING:
    from bot.ledger.model import Delivery
    from tests.unit.post.conftest import Office
    from tests.unit.post.scripted import ScriptedPublisher

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVENING = 9 * HOUR  # from the office's noon to 21:00
RULE = DigestRule(Condition(tag="short"), time(21), 2)


def small(office: Office, *subjects: str) -> list[Delivery]:
    """Short reviews that are wanted, and may go from now on."""
    for subject in subjects:
        short = replace(review(subject), title=f"Film {subject}", tags=("Short",), year=None)
        office.readings[subject] = Reading(f"{subject}.md", short)
    now = office.clock.now()
    return [
        office.ledger.enqueue(Owed(one, "review", f"Film {one}", "toots", now, for_digest=True), now)
        for one in subjects
    ]


def change(office: Office, subject: str, **changes: object) -> None:
    reading = office.readings[subject]
    assert reading is not None
    assert reading.review is not None
    office.readings[subject] = replace(reading, review=replace(reading.review, **changes))  # type: ignore[arg-type]


async def evening(office: Office) -> None:
    await office.clock.push(EVENING)
    await office.courier().deliver_due()


def texts(toots: ScriptedPublisher) -> list[str]:
    found = [stood.post for stood in toots.history]
    return [post.text for post in found if isinstance(post, Toot)]


def lines(toots: ScriptedPublisher, at: int = 0) -> list[str]:
    """Headline and films of a post."""
    head, *rest = [line for line in texts(toots)[at].split("\n") if line]
    return [head, *(line.removeprefix("• ").split(" https://")[0] for line in rest)]
