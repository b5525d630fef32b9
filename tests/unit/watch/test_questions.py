"""Too many new reviews at once: the owner answers that they are news, or that they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.watch.made import write

if TYPE_CHECKING:
    from tests.unit.watch.desk import Desk


async def ask(desk: Desk) -> None:
    """Three at once, where two are many."""
    desk.start(mass=2)
    await desk.begin("old.md")
    for name in ("one", "two", "three"):
        write(desk.folder, f"{name}.md")
    report = await desk.scan()
    assert report.question is not None
    assert desk.owed() == []


def answer(desk: Desk, *, quiet: bool = False) -> int:
    return desk.ledger.accept("films", desk.clock.now(), quiet=quiet)


async def test_known_ones_are_never_posted_and_later_ones_are(desk: Desk) -> None:
    await ask(desk)
    assert answer(desk, quiet=True) == 3
    report = await desk.scan()
    assert (report.question, desk.owed(), len(report.changes.baseline)) == (None, [], 3)
    write(desk.folder, "later.md")
    await desk.scan()
    assert desk.owed() == [("Later (1999)", "toots")]


async def test_a_known_one_that_is_edited_or_renamed_stays_known(desk: Desk) -> None:
    await ask(desk)
    answer(desk, quiet=True)
    await desk.scan()
    write(desk.folder, "one.md", rating="4.5")
    (desk.folder / "two.md").rename(desk.folder / "second.md")
    await desk.scan()
    assert desk.owed() == []


async def test_the_owner_is_told_once_of_each_question(desk: Desk) -> None:
    await ask(desk)
    write(desk.folder, "four.md")
    await desk.scan()
    (notice,) = desk.ledger.notices()
    assert "3 new" in notice.text
    answer(desk)
    await desk.scan()
    desk.clock.advance(minutes=1)
    for name in ("one", "two", "three"):
        write(desk.folder, f"{name}.md", rating="1")
    await desk.scan()
    assert len(desk.ledger.notices()) == 2


async def test_a_question_dissolves_when_everything_is_as_it_was(desk: Desk) -> None:
    await ask(desk)
    for name in ("one", "two", "three"):
        (desk.folder / f"{name}.md").unlink()
    report = await desk.scan()
    assert (report.question, desk.owed(), desk.ledger.asking()) == (None, [], frozenset())


async def test_there_is_nothing_to_answer_twice(desk: Desk) -> None:
    await ask(desk)
    assert answer(desk) == 3
    assert answer(desk) == 0
    assert desk.ledger.accept("books", desk.clock.now()) == 0
    assert desk.ledger.questions() == []
