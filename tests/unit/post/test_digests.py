"""Small reviews of a day as one post: gathered in time, and sent once whatever happens."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import OutcomeUnclear, Refused
from bot.ledger.model import Status
from bot.plan.model import Changes, MassStop, RoutePolicy, SchedulePolicy
from tests.unit.post.evenings import DAY, RULE, change, evening, lines, small, texts

if TYPE_CHECKING:
    from tests.unit.post.conftest import Office
    from tests.unit.post.scripted import ScriptedPublisher


@pytest.fixture
def toots(office: Office) -> ScriptedPublisher:
    office.routes["toots"] = RoutePolicy("toots", digest=RULE)
    return office.publisher("toots")


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
