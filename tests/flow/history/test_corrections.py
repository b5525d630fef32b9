"""Slips put right: within the hold nobody sees them, afterwards the post is corrected once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.plan.model import RoutePolicy
from tests.flow.history.reviews import films

if TYPE_CHECKING:
    from tests.flow.history.site import Site

(FILM,) = films(1, 44)
WRONG = replace(FILM, title="Another Film", rating="1.0")


def put(site: Site, rating: str, title: str = FILM.title) -> None:
    """The same file, with these values in it."""
    site.tree[FILM.path] = replace(FILM, rating=rating, title=title).text()


async def publish(site: Site) -> list[tuple[str, str]]:
    """Post the film; everything that was asked for until then."""
    put(site, "3.0")
    await site.turn(hours=1)
    await site.turn(minutes=21)
    return list(site.requests())


async def test_another_film_s_title_and_rating_put_right_within_the_hold(site: Site) -> None:
    before = list(site.requests())
    site.tree[FILM.path] = WRONG.text()
    await site.turn(hours=1)
    put(site, "4.5")
    await site.turn(minutes=15)
    await site.turn(minutes=6)
    await site.settle()
    assert site.requests()[len(before) :] == [("post", FILM.slug)]
    for board in site.boards:
        assert FILM.title in board.text(FILM.slug)
        assert "Another Film" not in board.text(FILM.slug)


async def test_another_film_s_title_and_rating_put_right_three_hours_later(site: Site) -> None:
    before = list(site.requests())
    site.tree[FILM.path] = WRONG.text()
    await site.turn(hours=1)
    await site.turn(minutes=21)
    put(site, "4.5")
    await site.turn(hours=3)
    await site.turn(minutes=19)
    assert site.requests()[len(before) :] == [("post", FILM.slug)], "a correction is held too"
    await site.settle()
    assert site.requests()[len(before) :] == [("post", FILM.slug), ("edit", FILM.slug)]
    assert all("Another Film" not in board.text(FILM.slug) for board in site.boards)


async def test_ratings_that_come_after_2_and_9_minutes_and_23_hours(site: Site) -> None:
    before = list(site.requests())
    put(site, "")
    await site.turn(hours=1)
    for minutes, rating in ((2, "3.0"), (7, "3.5")):
        put(site, rating)
        await site.turn(minutes=minutes)
    await site.turn(minutes=12)
    assert site.requests()[len(before) :] == [("post", FILM.slug)]
    put(site, "4.0")
    await site.turn(hours=22)
    await site.settle()
    assert site.requests()[len(before) :] == [("post", FILM.slug), ("edit", FILM.slug)]
    assert all("★★★★" in board.text(FILM.slug) for board in site.boards)


async def test_several_corrections_in_a_row_are_one_edit(site: Site) -> None:
    before = await publish(site)
    for rating in ("3.5", "4.0", "4.5", "4.0"):
        put(site, rating)
        await site.turn(minutes=15)
    assert site.requests() == before
    await site.settle()
    assert site.requests() == [*before, ("edit", FILM.slug)]


async def test_a_change_taken_back_before_its_time_touches_nothing(site: Site) -> None:
    before = await publish(site)
    put(site, "0.5")
    await site.turn(minutes=5)
    put(site, "3.0")
    await site.turn(minutes=5)
    await site.settle()
    assert site.requests() == before


async def test_an_edit_that_the_post_doesn_t_show_touches_nothing(site: Site) -> None:
    before = await publish(site)
    site.tree[FILM.path] = replace(FILM, rating="3.0", tags="tags: [shelf-9]\n").text() + "\n[1]: https://a.example\n"
    report = await site.turn(minutes=5)
    assert len(report.changes.edited) == 1
    await site.settle()
    assert site.requests() == before


async def test_a_post_edited_by_hand_is_left_alone(site: Site) -> None:
    before = await publish(site)
    for board in site.boards:
        number = next(reversed(board.posts))
        board.posts[number] = replace(board.posts[number], limit=1)
    put(site, "0.5")
    await site.settle()
    assert site.requests() == before
    assert len(site.ledger.notices(untold=False)) == 2


async def test_where_edits_are_ignored_the_post_stays(site: Site) -> None:
    site.routes = {board.name: RoutePolicy(board.name, edits="ignore") for board in site.boards}
    before = await publish(site)
    put(site, "0.5")
    await site.settle()
    assert site.requests() == before


@pytest.mark.parametrize("key", ["post: false", "draft: true"])
async def test_a_review_withdrawn_by_its_front_matter_leaves_its_post(site: Site, key: str) -> None:
    site.routes = {board.name: RoutePolicy(board.name, gone="delete") for board in site.boards}
    before = await publish(site)
    site.tree[FILM.path] = replace(FILM, rating="0.5", tags=f"{key}\n").text()
    await site.settle()
    assert site.requests() == before
