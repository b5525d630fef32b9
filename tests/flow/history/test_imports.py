"""Everything imported, removed in the next commit and imported again three minutes later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.plan.model import RoutePolicy
from tests.flow.history.conftest import POSTED
from tests.flow.history.reviews import films

if TYPE_CHECKING:
    from tests.flow.history.site import Site


async def test_an_import_is_asked_about(site: Site) -> None:
    before = list(site.requests())
    site.put(*films(30, 44))
    report = await site.turn(minutes=5)
    assert report.question is not None
    assert len(report.question.added) == 30
    assert site.accept(known=True) == 30
    await site.settle()
    assert site.requests() == before


async def test_removed_and_imported_again_before_anybody_answered(site: Site) -> None:
    tree, before = site.tree, list(site.requests())
    site.tree = {}
    report = await site.turn(minutes=5)
    assert report.question is not None
    assert len(report.question.gone) == 44
    site.tree = tree
    report = await site.turn(minutes=3)
    assert (report.question, report.changes.unchanged) == (None, 44)
    await site.settle()
    assert site.requests() == before


async def test_a_removal_that_the_owner_meant_and_the_import_that_undoes_it(site: Site) -> None:
    tree, before = site.tree, list(site.requests())
    site.tree = {}
    await site.turn(minutes=5)
    site.accept()
    report = await site.turn(minutes=1)
    assert len(report.changes.gone) == 44
    site.tree = {f"films/{path}": text for path, text in tree.items()}
    report = await site.turn(minutes=3)
    assert (len(report.changes.returned), report.changes.new, report.question) == (44, (), None)
    await site.settle()
    assert site.requests() == before


async def test_imported_again_in_another_form(site: Site) -> None:
    tree, before = site.tree, list(site.requests())
    site.tree = {}
    await site.turn(minutes=5)
    site.accept()
    await site.turn(minutes=1)
    site.tree = {path: text.replace("category: movie_review", "categories: [movies]") for path, text in tree.items()}
    report = await site.turn(minutes=3)
    assert report.question is not None
    assert (len(report.question.changed), report.question.added) == (44, ())
    site.accept()
    await site.settle()
    assert site.requests() == before


async def test_what_waits_stays_while_the_owner_is_asked_and_goes_out_afterwards(site: Site) -> None:
    before = list(site.requests())
    (fresh,) = films(1, 44)
    site.put(fresh)
    await site.turn(minutes=5)
    tree = site.tree
    site.tree = {path: text for path, text in tree.items() if path == fresh.path}
    await site.turn(minutes=10)
    await site.turn(minutes=30)
    assert site.requests() == before
    site.tree = tree
    await site.turn(minutes=3)
    await site.turn(minutes=6)
    assert site.requests() == [*before, ("post", fresh.slug)]


async def test_where_posts_go_with_their_files_the_owner_s_word_is_needed_for_many(site: Site) -> None:
    site.routes = {name: _deleting(name) for name in ("toots", "channel")}
    tree = site.tree
    site.tree = {}
    await site.turn(minutes=5)
    await site.settle()
    assert len(site.boards[0].posts) == 4
    site.tree = {path: text for path, text in tree.items() if path != POSTED[0].path}
    await site.settle()
    assert site.requests()[-1] == ("delete", POSTED[0].slug)
    assert len(site.boards[0].posts) == 3
    site.tree = {}
    await site.turn(minutes=5)
    site.accept()
    await site.settle()
    assert site.boards[0].posts == {}
    site.tree = tree
    await site.settle()
    assert site.boards[0].posts == {}, "what was taken down is not posted again"


def _deleting(name: str) -> RoutePolicy:
    return RoutePolicy(name, gone="delete")
