"""Small reviews of a day as one post: gathered in time, sent once whatever happens, corrected like any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import OutcomeUnclear, Refused
from bot.format.model import Toot
from bot.ledger.model import Owed, Status
from bot.ledger.restoring import restore
from bot.plan.model import Changes, DigestRule, MassStop, RoutePolicy, SchedulePolicy, Seen
from bot.review.condition import Condition
from bot.review.model import Reading
from tests.unit.post.conftest import review

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ledger.model import Delivery
    from tests.unit.post.conftest import Office
    from tests.unit.post.scripted import ScriptedPublisher

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVENING = 9 * HOUR  # from the office's noon to 21:00
RULE = DigestRule(Condition(tag="short"), time(21), 2)


@pytest.fixture
def toots(office: Office) -> ScriptedPublisher:
    office.routes["toots"] = RoutePolicy("toots", digest=RULE)
    return office.publisher("toots")


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


async def test_seven_shorts_of_a_day_are_one_post(office: Office, toots: ScriptedPublisher) -> None:
    owed = small(office, *"abcdefg")
    await office.courier().deliver_due()
    assert texts(toots) == []
    await evening(office)
    assert lines(toots) == ["Today: seven shorts", *(f"Film {one}" for one in "abcdefg")]
    assert all(f"https://films.example/{one}.html" in texts(toots)[0] for one in "abcdefg")
    assert {office.now_of(one).status for one in owed} == {Status.GATHERED}
    await office.clock.push(DAY)
    await office.courier().deliver_due()
    assert len(toots.sends) == 1


async def test_fewer_than_the_least_go_one_by_one_at_the_same_time(office: Office, toots: ScriptedPublisher) -> None:
    small(office, "a")
    office.owe("plain")
    await office.courier().deliver_due()
    assert len(texts(toots)) == 1
    await evening(office)
    assert texts(toots)[1].startswith("Film a")


async def test_what_is_asked_for_by_hand_never_waits_for_it(office: Office, toots: ScriptedPublisher) -> None:
    owed = small(office, "a", "b", "c")
    office.ledger.hurry(owed[0].id, office.clock.now())
    await office.courier().deliver_due()
    assert [text.split("\n")[0] for text in texts(toots)] == ["Film a"]
    await evening(office)
    assert lines(toots, 1) == ["Today: two shorts", "Film b", "Film c"]


async def test_each_day_has_its_own_and_says_which_it_was(office: Office, toots: ScriptedPublisher) -> None:
    small(office, "a", "b")
    await office.clock.push(DAY)
    small(office, "c", "d")
    await evening(office)
    assert [lines(toots, at)[0] for at in range(2)] == ["2 March 2026: two shorts", "Today: two shorts"]


async def test_more_than_fit_become_several_and_none_is_lost(office: Office, toots: ScriptedPublisher) -> None:
    names = [f"r{number:02}" for number in range(23)]
    small(office, *names)
    await evening(office)
    assert [len(lines(toots, at)) - 1 for at in range(3)] == [7, 8, 8]
    assert sorted(line for at in range(3) for line in lines(toots, at)[1:]) == [f"Film {name}" for name in names]


async def test_what_is_no_small_review_any_more_goes_by_itself(office: Office, toots: ScriptedPublisher) -> None:
    small(office, *"abcdef")
    change(office, "b", tags=("feature",))
    change(office, "c", post=False)
    office.readings["d"] = None
    await evening(office)
    assert lines(toots, 1) == ["Today: three shorts", "Film a", "Film e", "Film f"]
    assert texts(toots)[0].startswith("Film b")
    small(office, "d")
    await office.clock.push(6 * timedelta(minutes=1))
    await office.courier().deliver_due()
    assert texts(toots)[2].startswith("Film d")
    assert len(toots.sends) == 3


async def test_too_few_that_are_left_go_one_by_one(office: Office, toots: ScriptedPublisher) -> None:
    small(office, "a", "b")
    change(office, "b", tags=())
    await evening(office)
    assert [text.split("\n")[0] for text in sorted(texts(toots))] == ["Film a", "Film b"]


async def test_a_question_about_a_source_holds_its_reviews_back(office: Office, toots: ScriptedPublisher) -> None:
    small(office, "a", "b")
    asked = Changes(mass=MassStop("films", added=(("x", "x.md"),)))
    office.ledger.record("films", asked, [], [], office.clock.now())
    await evening(office)
    assert texts(toots) == []
    office.ledger.accept("films", office.clock.now(), quiet=True)
    office.ledger.record("films", Changes(), [], [], office.clock.now())
    await office.courier().deliver_due()
    assert lines(toots)[0] == "Today: two shorts"


async def test_without_the_rule_they_go_like_all_others(office: Office, toots: ScriptedPublisher) -> None:
    small(office, "a", "b")
    office.routes["toots"] = RoutePolicy("toots")
    await office.courier().deliver_due()
    assert len(texts(toots)) == 2


async def test_slots_are_for_others(office: Office) -> None:
    office.routes["toots"] = RoutePolicy("toots", digest=RULE)
    toots = office.publisher("toots", schedule=SchedulePolicy(slots=(time(9),)))
    small(office, "a", "b")
    office.owe("plain")
    await evening(office)
    assert [lines(toots)[0]] == ["Today: two shorts"]


@pytest.mark.parametrize("arrived", [True, False])
async def test_an_answer_that_got_lost_makes_no_second_one(
    office: Office, toots: ScriptedPublisher, *, arrived: bool
) -> None:
    small(office, "a", "b")
    (toots.after if arrived else toots.before).append(OutcomeUnclear("It was cut off."))
    await evening(office)
    change(office, "a", title="Film a, mended")
    await office.clock.push(timedelta(minutes=5))
    await office.courier().deliver_due()
    await office.clock.push(timedelta(minutes=5))
    await office.courier().deliver_due()
    assert len(toots.history) == 1
    assert lines(toots)[1:] == ["Film a", "Film b"]


async def test_one_that_is_refused_is_the_owner_s_to_send_again(office: Office, toots: ScriptedPublisher) -> None:
    small(office, "a", "b")
    toots.before.append(Refused("Too rude."))
    await evening(office)
    (digest,) = office.ledger.deliveries(statuses=[Status.FAILED])
    change(office, "a", title="Film A")
    office.ledger.retry(digest.id, office.clock.now())
    await office.courier().deliver_due()
    assert lines(toots)[1:] == ["Film A", "Film b"]


async def test_who_keeps_the_others_waiting_leaves_it_before_it_is_sent(
    office: Office, toots: ScriptedPublisher
) -> None:
    owed = small(office, "a", "b", "c")
    toots.before.append(Refused("Too rude."))
    await evening(office)
    (digest,) = office.ledger.deliveries(statuses=[Status.FAILED])
    office.readings["b"] = None
    office.ledger.retry(digest.id, office.clock.now())
    await office.courier().deliver_due()
    assert lines(toots) == ["Today: two shorts", "Film a", "Film c"]
    assert office.now_of(owed[1]).status is Status.WAITING


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
