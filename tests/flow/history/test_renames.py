"""Files renamed after their reviews were posted: never news, and the posts lead to where the reviews are now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.plan.model import RoutePolicy
from tests.flow.history.conftest import OLD, POSTED
from tests.flow.history.reviews import Film, films, prose

if TYPE_CHECKING:
    from tests.flow.history.site import Site

SPELL, TERRIFIED, TERRIFIER = "2025-03-01-spell copy.md", "2025-03-01-terrified.md", "2025-03-01-terrifier.md"


async def test_seven_renames_after_publication(site: Site) -> None:
    before = list(site.requests())
    for number, film in enumerate((*POSTED, *OLD[:3])):
        site.rename(film.path, f"2025-04-0{number + 1}-better-{number}.md")
    report = await site.turn(hours=1)
    assert (len(report.changes.renamed), report.changes.new, report.changes.gone) == (7, (), ())
    await site.settle()
    assert sorted(site.requests()[len(before) :]) == [("edit", f"better-{number}") for number in range(4)]


async def test_the_chain_of_one_file_over_several_days(site: Site) -> None:
    before = list(site.requests())
    film = Film("Spell", 2017, "3.5", "2025-03-01", prose(90))
    site.tree[SPELL] = film.text()
    await site.turn(hours=1)
    await site.turn(minutes=21)
    site.rename(SPELL, TERRIFIED)
    site.tree[TERRIFIED] = replace(film, title="Terrified").text()
    await site.settle()
    site.rename(TERRIFIED, TERRIFIER)
    site.tree[TERRIFIER] = replace(film, title="Terrifier", rating="4.0", body=film.body + " One more look.").text()
    await site.settle()
    assert site.requests()[len(before) :] == [("post", "spell-copy"), ("edit", "terrified"), ("edit", "terrifier")]
    assert all(board.title("terrifier") == "Terrifier" for board in site.boards)


async def test_a_chain_within_one_commit(site: Site) -> None:
    before = list(site.requests())
    one, other = Film("One", 2016, "3.5", "", prose(91)), Film("Other", 2017, "2.0", "", prose(92))
    site.tree |= {SPELL: one.text(), TERRIFIED: other.text()}
    await site.turn(hours=1)
    await site.turn(minutes=21)
    site.rename(TERRIFIED, TERRIFIER)
    site.rename(SPELL, TERRIFIED)
    report = await site.turn(hours=1)
    assert (len(report.changes.renamed), report.changes.new, report.changes.gone) == (2, (), ())
    await site.settle()
    posts = [("post", "spell-copy"), ("post", "terrified")]
    assert site.requests()[len(before) :] == [*posts, ("edit", "terrified"), ("edit", "terrifier")]
    for board in site.boards:
        assert (board.title("terrified"), board.title("terrifier")) == ("One", "Other")


async def test_renamed_while_it_is_held_it_is_posted_once_under_its_new_address(site: Site) -> None:
    before = list(site.requests())
    (film,) = films(1, 44)
    site.put(film)
    await site.turn(hours=1)
    site.rename(film.path, "2025-03-01-renamed.md")
    await site.turn(minutes=5)
    await site.turn(minutes=16)
    await site.settle()
    assert site.requests()[len(before) :] == [("post", "renamed")]


async def test_a_new_review_under_the_name_of_one_that_moved(site: Site) -> None:
    before = list(site.requests())
    film, fresh = POSTED[0], films(1, 44)[0]
    site.rename(film.path, "2025-04-01-moved.md")
    site.tree[film.path] = fresh.text()
    report = await site.turn(hours=1)
    assert (len(report.changes.renamed), len(report.changes.new)) == (1, 1)
    await site.settle()
    assert sorted(site.requests()[len(before) :]) == [("edit", "moved"), ("post", film.slug)]


async def test_a_folder_moved_as_a_whole_asks_nothing_and_touches_no_post(site: Site) -> None:
    before = list(site.requests())
    site.tree = {f"2025/{path}": text for path, text in site.tree.items()}
    report = await site.turn(hours=1)
    assert (len(report.changes.renamed), report.question) == (44, None)
    await site.settle()
    assert site.requests() == before


@pytest.mark.parametrize("film", [POSTED[0], POSTED[1]])
async def test_a_rename_takes_nothing_down(site: Site, film: Film) -> None:
    site.routes = {board.name: RoutePolicy(board.name, gone="delete") for board in site.boards}
    site.rename(film.path, "2025-04-01-elsewhere.md")
    await site.settle()
    assert "elsewhere" in site.boards[0].addresses
    assert len(site.boards[0].posts) == 4
