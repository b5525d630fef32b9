"""A recap in several posts: all of them, once, in their order, whatever comes between."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import HistoryUnreadable, NotSent, OutcomeUnclear, Refused
from bot.format.model import Toot
from bot.ledger.model import Status
from bot.ledger.restoring import restore
from bot.plan.model import SchedulePolicy
from tests.unit.post.threads import SUBJECT, is_a_thread, owe_recap, parts, told_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.post.conftest import Office
    from tests.unit.post.scripted import ScriptedPublisher

MINUTE = timedelta(minutes=1)


class Crash(BaseException):
    """The process ends here."""


def all_told(office: Office, toots: ScriptedPublisher, films: int) -> None:
    assert told_of(toots) == list(range(1, films + 1))
    assert is_a_thread(toots)
    assert {one.status for one in parts(office)} == {Status.POSTED}


async def test_each_replies_to_the_one_before(office: Office) -> None:
    toots = office.publisher("toots")
    first = owe_recap(office, 24)
    tried = await office.courier().deliver_due()
    all_told(office, toots, 24)
    posts = parts(office)
    assert [one.id for one in tried] == [one.id for one in posts]
    assert len(posts) > 2
    assert posts[0].id == first.id
    assert [one.subject for one in posts] == [SUBJECT, *(f"{SUBJECT}#{n}" for n in range(2, len(posts) + 1))]
    assert posts[1].title == f"Recap: Oh My Horror, 2026-03-01 (part 2 of {len(posts)})"
    assert posts[2].title == f"Recap: Oh My Horror, 2026-03-01 (part 3 of {len(posts)})"
    assert await office.courier().deliver_due() == []


async def test_nothing_comes_between_them(office: Office) -> None:
    toots = office.publisher("toots", schedule=SchedulePolicy(spacing=timedelta(minutes=30), max_per_day=3))
    owe_recap(office, 24)
    for number in range(3):
        office.owe(f"r{number}", after=number)
    courier = office.courier()
    for _ in range(5):
        await courier.deliver_due()
        await office.clock.push(timedelta(minutes=30))
    recap = [n for n, stood in enumerate(toots.history) if stood.post.address is None]
    assert recap == list(range(len(recap)))
    assert len(toots.history) == len(recap) + 2  # the thread counts as one post of the day's three


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("part", [0, 1, 2])
async def test_a_crash_anywhere(office: Office, when: str, part: int) -> None:
    toots = office.publisher("toots")
    owe_recap(office, 24)
    getattr(toots, when).extend([*[None] * part, Crash()])
    with pytest.raises(Crash):
        await office.courier().deliver_due()
    assert [one.status for one in parts(office)] == [*[Status.POSTED] * part, Status.SENDING]
    await office.courier().deliver_due()
    all_told(office, toots, 24)


@pytest.mark.parametrize("when", ["before", "after"])
async def test_an_unclear_answer_to_a_part(office: Office, when: str) -> None:
    toots = office.publisher("toots")
    owe_recap(office, 24)
    getattr(toots, when).extend([None, OutcomeUnclear("Lost.")])
    courier = office.courier()
    await courier.deliver_due()
    assert len(parts(office)) == 2
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    all_told(office, toots, 24)
    assert toots.finds[0] == "toots-001"  # it can't stand before the post that it replies to


async def test_a_part_that_is_not_taken_waits_for_the_owner(office: Office) -> None:
    toots = office.publisher("toots")
    owe_recap(office, 24)
    toots.before.extend([None, Refused("No.")])
    courier = office.courier()
    await courier.deliver_due()
    assert [one.status for one in parts(office)] == [Status.POSTED, Status.FAILED]
    await courier.deliver_due()
    assert len(toots.history) == 1
    office.ledger.retry(parts(office)[1].id, office.clock.now())
    await courier.deliver_due()
    all_told(office, toots, 24)


async def test_a_part_that_is_skipped_ends_it(office: Office) -> None:
    toots = office.publisher("toots")
    owe_recap(office, 24)
    toots.before.extend([None, NotSent("No network.")])
    courier = office.courier()
    await courier.deliver_due()
    office.ledger.skip(parts(office)[1].id, "you skipped it")
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert len(toots.history) == 1
    assert [one.status for one in parts(office)] == [Status.POSTED, Status.SKIPPED]


@pytest.mark.parametrize("known", [True, False])
async def test_what_it_goes_on_from_was_taken_down(office: Office, known: bool) -> None:
    toots = office.publisher("toots")
    first = owe_recap(office, 24)
    toots.before.extend([None, NotSent("No network.")])
    courier = office.courier()
    await courier.deliver_due()
    toots.history.clear()
    if known:
        office.ledger.taken_down(first.id, "it was taken down on the network", office.clock.now())
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert toots.history == []
    second = parts(office)[1]
    assert second.status is (Status.SKIPPED if known else Status.REMOVED)
    assert second.reason == "The post that it goes on from was taken down."
    assert len(parts(office)) == 2


async def test_a_pause_between_them(office: Office) -> None:
    toots = office.publisher("toots")
    owe_recap(office, 24)
    toots.on_send = lambda: office.ledger.pause("toots", "owner", "you paused it", None, office.clock.now())
    courier = office.courier()
    await courier.deliver_due()
    assert len(toots.history) == 1
    toots.on_send = None
    office.ledger.resume("toots", office.clock.now())
    await office.clock.push(timedelta(hours=5))
    await courier.deliver_due()
    all_told(office, toots, 24)


@pytest.mark.parametrize("saved_after", [0, 1, 2])
async def test_records_put_back_tell_nothing_twice(office: Office, tmp_path: Path, saved_after: int) -> None:
    toots = office.publisher("toots")
    owe_recap(office, 24)
    saved = tmp_path / "saved.db"

    def save() -> None:
        if len(toots.history) == saved_after and not saved.exists():
            office.ledger.backup(saved, office.clock.now())

    toots.on_send = save
    await office.courier().deliver_due()
    toots.on_send = None
    await office.clock.push(timedelta(hours=1))
    url = office.ledger._engine.url.render_as_string(hide_password=False)
    assert restore(url, saved, office.clock.now(), replace=True) is not None
    await office.courier().deliver_due()
    all_told(office, toots, 24)


async def test_a_server_that_takes_less_of_a_part(office: Office) -> None:
    toots = office.publisher("toots")
    owe_recap(office, 16)
    toots.before.extend([None, Refused("Too long.", too_long=True)])

    def lower() -> None:
        toots.most = 500 if len(toots.history) == 0 else 300

    toots.on_send = lower
    await office.courier().deliver_due()
    all_told(office, toots, 16)
    assert all(stood.post.length <= 300 for stood in toots.history[1:] if isinstance(stood.post, Toot))


async def test_what_was_begun_is_told_in_the_words_of_its_beginning(office: Office) -> None:
    toots = office.publisher("toots")
    owe_recap(office, 24)
    toots.before.extend([None, NotSent("No network.")])
    await office.courier().deliver_due()
    toots.most = 5000  # the server takes more now, and would have been told all at once
    await office.clock.push(MINUTE)
    await office.courier().deliver_due()
    all_told(office, toots, 24)


async def test_where_history_is_hidden_the_owner_decides_about_a_part(office: Office) -> None:
    toots = office.publisher("toots")
    owe_recap(office, 24)
    toots.after.extend([None, OutcomeUnclear("Lost.")])
    courier = office.courier()
    toots.unreadable = HistoryUnreadable("The history is hidden.", lasting=True)
    await courier.deliver_due()
    await office.clock.push(MINUTE)
    await courier.deliver_due()
    assert [one.status for one in parts(office)] == [Status.POSTED, Status.UNKNOWN]
    assert len(toots.history) == 2
