"""Digests that stand: corrected, taken back, edited by hand, and found again by records of before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import OutcomeUnclear
from bot.format.model import Toot
from bot.ledger.model import Owed, Status
from bot.ledger.restoring import restore
from bot.plan.model import Changes, RoutePolicy, Seen
from bot.review.model import Reading
from tests.unit.post.conftest import review
from tests.unit.post.evenings import DAY, EVENING, HOUR, RULE, change, evening, lines, small, texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.post.conftest import Office
    from tests.unit.post.scripted import ScriptedPublisher


@pytest.fixture
def toots(office: Office) -> ScriptedPublisher:
    office.routes["toots"] = RoutePolicy("toots", digest=RULE)
    return office.publisher("toots")


async def test_a_member_that_changes_is_corrected_in_it(office: Office, toots: ScriptedPublisher) -> None:
    small(office, "a", "b")
    await evening(office)
    change(office, "b", title="Film B")
    office.readings["a"] = None  # what can't be read just now stays as it stands
    office.wish("b")
    await office.courier().deliver_due()
    assert toots.changes == ["edit toots-001"]
    assert lines(toots) == ["Today: two shorts", "Film a", "Film B"]


async def test_what_it_does_not_say_is_no_correction(office: Office, toots: ScriptedPublisher) -> None:
    small(office, "a", "b")
    await evening(office)
    change(office, "b", text="Dizzier.", tags=())
    await office.clock.push(2 * DAY)
    office.wish("b")
    await office.courier().deliver_due()
    assert toots.changes == []


async def test_a_member_that_is_taken_back_leaves_it_and_the_last_takes_it_down(
    office: Office, toots: ScriptedPublisher
) -> None:
    small(office, "a", "b")
    await evening(office)
    office.wish("a", "delete", urgent=True)
    await office.courier().deliver_due()
    assert lines(toots) == ["Today: one short", "Film b"]
    office.wish("b", "delete", urgent=True)
    await office.courier().deliver_due()
    assert toots.history == []
    assert toots.changes == ["edit toots-001", "delete toots-001"]


async def test_a_second_post_of_a_member_is_one_of_its_own(office: Office, toots: ScriptedPublisher) -> None:
    small(office, "a", "b")
    await evening(office)
    now = office.clock.now()
    office.ledger.enqueue(Owed("a", "review", "Film a", "toots", now, urgent=True), now, again=True)
    toots.after.append(OutcomeUnclear("It was cut off."))
    await office.courier().deliver_due()
    await office.clock.push(timedelta(minutes=5))
    await office.courier().deliver_due()
    assert [text.split("\n")[0] for text in texts(toots)] == ["Today: two shorts", "Film a"]


async def test_one_that_somebody_edited_is_left_alone(office: Office, toots: ScriptedPublisher) -> None:
    small(office, "a", "b")
    await evening(office)
    stood = toots.history[0]
    assert isinstance(stood.post, Toot)
    toots.history[0] = replace(stood, post=replace(stood.post, text="Mine."))
    change(office, "a", title="Film A")
    office.wish("a")
    await office.courier().deliver_due()
    assert texts(toots) == ["Mine."]


def scan(office: Office, *subjects: str) -> None:
    """What the watcher records when it finds these reviews new."""
    now = office.clock.now()
    found = tuple(Seen(f"{one}.md", "c", "b", review(one)) for one in subjects)
    owed = [Owed(one, "review", f"Film {one}", "toots", now, for_digest=True) for one in subjects]
    for subject in subjects:
        short = replace(review(subject), title=f"Film {subject}", tags=("short",), year=None)
        office.readings[subject] = Reading(f"{subject}.md", short)
    office.ledger.record("films", Changes(new=found), owed, [], now)


@pytest.mark.parametrize("hours", [1, 14, 30])
async def test_records_that_were_saved_before_it_went_out(
    office: Office, toots: ScriptedPublisher, tmp_path: Path, hours: int
) -> None:
    scan(office, "a", "b")
    office.ledger.backup(tmp_path / "saved.db", office.clock.now())
    await office.clock.push(HOUR)
    scan(office, "c")
    await office.clock.push(EVENING - HOUR)
    await office.courier().deliver_due()
    assert lines(toots) == ["Today: three shorts", "Film a", "Film b", "Film c"]
    await office.clock.push(hours * HOUR)
    url = office.ledger._engine.url.render_as_string(hide_password=False)
    restore(url, tmp_path / "saved.db", office.clock.now(), replace=True)
    scan(office, "c")
    for _ in range(3):
        await office.courier().deliver_due()
        await office.clock.push(DAY)
    assert len(toots.history) == 1
    (digest,) = office.ledger.deliveries(statuses=[Status.POSTED])
    assert [one.subject for one in office.ledger.members(digest.id)] == ["a", "b", "c"]
