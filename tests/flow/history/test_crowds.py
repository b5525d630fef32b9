"""Several reviews in one commit: news as long as it isn't a mass, and no flood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.plan.model import SchedulePolicy
from tests.flow.history.reviews import films

if TYPE_CHECKING:
    from tests.flow.history.site import Site

EIGHT = [
    replace(film, day=(date(2026, 1, 2) - timedelta(days=number % 7)).isoformat())
    for number, film in enumerate(films(8, 44))
]


async def test_eight_at_once_dated_up_to_six_days_back_go_out_one_by_one(site: Site) -> None:
    site.schedule = SchedulePolicy(spacing=timedelta(minutes=15))
    before = list(site.requests())
    site.put(*EIGHT)
    await site.turn(hours=1)
    assert site.requests() == before
    sent = []
    for _ in range(9):
        await site.turn(minutes=21)
        sent.append(len(site.requests()) - len(before))
    assert sent == [1, 2, 3, 4, 5, 6, 7, 8, 8]
    assert sorted(slug for _, slug in site.requests()[len(before) :]) == sorted(film.slug for film in EIGHT)


async def test_two_a_day_where_the_owner_wants_it_so(site: Site) -> None:
    site.schedule = SchedulePolicy(max_per_day=2)
    before = list(site.requests())
    site.put(*EIGHT)
    for _ in range(6):
        await site.turn(hours=24)
    assert len(site.requests()) == len(before) + 8


async def test_a_mass_is_let_out_on_the_schedule_when_it_is_news(site: Site) -> None:
    site.schedule = SchedulePolicy(max_per_day=6)
    before = list(site.requests())
    site.put(*films(20, 44))
    site.tree["2025-03-01-one-more.md"] = films(1, 64)[0].text()
    report = await site.turn(days=1)
    assert report.question is not None
    assert len(report.question.added) == 21
    site.accept()
    await site.turn(minutes=1)
    await site.turn(minutes=21)
    assert len(site.requests()) == len(before) + 6
    for _ in range(3):
        await site.turn(days=1)
    assert len(site.requests()) == len(before) + 21


async def test_a_few_edits_and_removals_among_a_mass_wait_with_it(site: Site) -> None:
    before = list(site.requests())
    *_, last = films(4, 40)
    site.tree[last.path] = replace(last, rating="1.0").text()
    site.put(*films(21, 44))
    report = await site.turn(hours=1)
    assert report.question is not None
    assert [len(report.question.added), len(report.question.changed)] == [21, 1]
    await site.settle()
    assert site.requests() == before
    site.accept(known=True)
    await site.settle()
    assert site.requests() == before
    assert site.ledger.actions() == []
