"""What is wished for posts when their reviews change or go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.ledger.model import Wish
from bot.plan.model import Changes, Filter, Known, RoutePolicy, Seen
from bot.watch.enqueue import wishes_after
from tests.unit.catalogue.samples import review
from tests.unit.watch.made import NOON, write

if TYPE_CHECKING:
    from tests.unit.watch.desk import Desk

ROUTES = (
    RoutePolicy("toots", Filter(min_rating=5)),
    RoutePolicy("channel", edits="ignore", gone="delete"),
    RoutePolicy("other"),
)
KNOWN = Known("a.md", "r1", "c1", "b1", 3, NOON)
SEEN = Seen("a.md", "c2", "b2", review("The Perfection", 2018, id="r1"))


def wishes(changes: Changes, routes: tuple[RoutePolicy, ...] = ROUTES) -> list[Wish]:
    return wishes_after(changes, routes, NOON)


def test_an_edit_is_wished_for_where_edits_are_followed_whatever_the_filter_says_now() -> None:
    assert wishes(Changes(edited=((KNOWN, SEEN),))) == [Wish("r1", "edit", 4, ("toots", "other"), NOON)]


def test_a_rename_may_have_changed_the_address() -> None:
    moved = replace(SEEN, path="b.md", content_hash="c1")
    assert wishes(Changes(renamed=((KNOWN, moved),))) == [Wish("r1", "edit", 3, ("toots", "other"), NOON)]


def test_what_is_back_as_it_was_is_looked_at_only_where_it_was_to_be_taken_down() -> None:
    away = replace(KNOWN, gone_since=NOON)
    back = Changes(returned=((away, replace(SEEN, content_hash="c1")),))
    assert wishes(back) == []
    both = (*ROUTES, RoutePolicy("fourth", gone="delete"))
    assert wishes(back, both) == [Wish("r1", "edit", 3, ("fourth",), NOON)]
    assert len(wishes(Changes(returned=((away, SEEN),)))) == 1


def test_a_review_that_is_not_to_be_posted_any_more_keeps_its_post_as_it_is() -> None:
    unwanted = replace(SEEN, review=replace(SEEN.review, post=False))
    assert wishes(Changes(edited=((KNOWN, unwanted),))) == []


def test_a_gone_file_takes_its_post_along_only_where_the_owner_says_so() -> None:
    assert wishes(Changes(gone=(KNOWN,))) == [Wish("r1", "delete", 3, ("channel",), NOON)]
    assert wishes(Changes(gone=(KNOWN,)), (RoutePolicy("toots"),)) == []
    put_aside = replace(KNOWN, path="a.md/r1", gone_since=NOON)  # it was gone before
    assert wishes(Changes(gone=(put_aside,))) == []


def test_what_is_only_to_be_noted_is_wished_for_nowhere() -> None:
    quiet = Changes(edited=((KNOWN, SEEN),), gone=(replace(KNOWN, review_id="r2"),), quiet=frozenset({"r1", "r2"}))
    assert wishes(quiet) == []


async def test_each_edit_of_a_posted_review_puts_its_correction_off(desk: Desk) -> None:
    await desk.begin("old.md")
    write(desk.folder, "a.md")
    await desk.scan()
    desk.post_all()
    for rating in ("3", "2.5"):
        desk.clock.advance(minutes=2)
        write(desk.folder, "a.md", rating=rating)
        await desk.scan()
    ((action, of),) = desk.ledger.actions()
    assert (action.kind, action.revision, of.title) == ("edit", 3, "A (1999)")
    assert action.ready_at == desk.clock.now() + timedelta(minutes=20)


async def test_a_file_that_goes_and_comes_back_keeps_its_post(desk: Desk) -> None:
    desk.routes = (RoutePolicy("toots", gone="delete"),)
    desk.start()
    await desk.begin("old.md")
    file = write(desk.folder, "a.md")
    await desk.scan()
    desk.post_all()
    file.rename(desk.folder.parent / "a.md")
    await desk.scan()
    assert [(action.kind, action.status) for action, _ in desk.ledger.actions()] == [("delete", "waiting")]
    (desk.folder.parent / "a.md").rename(file)
    await desk.scan()
    actions = [(action.kind, action.status) for action, _ in desk.ledger.actions()]
    assert actions == [("edit", "waiting"), ("delete", "dropped")]  # it may have waited for a correction before
