"""A channel that follows gets what appears from then on, and nothing older, whatever happens to that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.plan.model import Filter, RoutePolicy
from tests.unit.watch.made import source, write

if TYPE_CHECKING:
    from tests.unit.watch.desk import Desk

FOLLOWER = "channel-7"


def follow(desk: Desk, **given: object) -> None:
    """From now on; the running watcher hears of it at its next scan."""
    desk.routes = (*desk.routes, RoutePolicy(FOLLOWER, since=desk.clock.now(), **given))  # type: ignore[arg-type]


def got(desk: Desk) -> list[str]:
    return [title for title, destination in desk.owed() if destination == FOLLOWER]


@pytest.fixture
async def live(desk: Desk) -> Desk:
    """Its watcher asks for the destinations at each scan; one review was there before the first run."""
    desk.start()
    await desk.begin("old.md")
    return desk


async def test_what_comes_next_is_for_it(live: Desk) -> None:
    follow(live)
    await live.scan()
    assert got(live) == []
    live.clock.advance(minutes=1)
    write(live.folder, "new.md")
    await live.scan()
    assert got(live) == ["New (1999)"]


async def test_what_was_held_when_it_began_is_not(live: Desk) -> None:
    write(live.folder, "held.md")
    await live.scan()
    live.clock.advance(minutes=1)
    follow(live)
    write(live.folder, "held.md", rating="5")
    await live.scan()
    (live.folder / "held.md").rename(live.folder / "renamed.md")
    await live.scan()
    text = (live.folder / "renamed.md").read_text(encoding="utf-8")
    (live.folder / "renamed.md").unlink()
    await live.scan()
    (live.folder / "renamed.md").write_text(text, encoding="utf-8")
    await live.scan()
    assert ("Held (1999)", "best") in live.owed()  # which the correction was good enough for
    assert got(live) == []


async def test_one_that_is_mended_in_time_is_for_who_follows_already(live: Desk) -> None:
    follow(live, asked=Filter(min_rating=5))
    live.clock.advance(minutes=1)
    write(live.folder, "held.md", rating="3")
    await live.scan()
    assert got(live) == []
    write(live.folder, "held.md", rating="5")
    await live.scan()
    assert got(live) == ["Held (1999)"]


async def test_what_waited_for_an_answer_is_as_old_as_the_question(live: Desk) -> None:
    live.start(mass=1)
    for name in ("one", "two"):
        write(live.folder, f"{name}.md")
    await live.scan()
    live.clock.advance(minutes=1)
    follow(live)
    live.clock.advance(minutes=1)
    live.ledger.accept("films", live.clock.now())
    await live.scan()
    assert [to for _, to in live.owed()] == ["toots", "toots"]
    live.clock.advance(minutes=1)
    live.start()  # nothing of it is known by heart any more
    write(live.folder, "one.md", rating="5")
    await live.scan()
    assert got(live) == []


async def test_so_is_what_is_left_of_a_question_that_was_never_answered(live: Desk) -> None:
    live.start(mass=1)
    for name in ("one", "two"):
        write(live.folder, f"{name}.md")
    await live.scan()
    live.clock.advance(minutes=1)
    follow(live)
    live.clock.advance(minutes=1)
    (live.folder / "two.md").unlink()
    await live.scan()
    assert live.owed() == [("One (1999)", "toots")]


async def test_a_first_run_is_never_for_it(desk: Desk) -> None:
    follow(desk)
    desk.start(first_run="post")
    write(desk.folder, "old.md", rating="1")
    await desk.scan()
    desk.clock.advance(minutes=1)
    write(desk.folder, "old.md", rating="5")
    await desk.scan()
    assert sorted(to for _, to in desk.owed()) == ["best", "toots"]


async def test_what_may_have_been_there_while_records_were_away_is_not(live: Desk) -> None:
    live.ledger.leave_open([], [], live.clock.now(), live.clock.now())  # as after a restore
    live.clock.advance(minutes=1)
    follow(live)
    write(live.folder, "between.md")
    live.clock.advance(minutes=1)
    await live.scan()
    assert live.owed() == [("Between (1999)", "toots")]
    write(live.folder, "after.md")
    await live.scan()
    assert got(live) == ["After (1999)"]


async def test_it_sees_public_tags_only(live: Desk) -> None:
    live.start(rules=replace(source(live.folder).rules, public_tags=frozenset({"horror"})))
    follow(live, asked=Filter(tags=("secret", "horror")))
    live.clock.advance(minutes=1)
    write(live.folder, "hidden.md", tags="[secret]")
    write(live.folder, "seen.md", tags="[secret, horror]")
    await live.scan()
    assert got(live) == ["Seen (1999)"]
