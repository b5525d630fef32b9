"""Scans among broken, missing and half-written files."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.errors import MatineeError, SourceUnreadable
from bot.watch import intake
from bot.watch.comparing import Work
from bot.watch.intake import Intake
from bot.watch.shelf import Shelf
from tests.unit.watch.made import NOON, age, source, write

if TYPE_CHECKING:
    from tests.unit.watch.desk import Desk


async def test_a_broken_file_stops_no_other_and_comes_in_when_mended(desk: Desk) -> None:
    await desk.begin("a.md")
    (desk.folder / "bad.md").write_text("---\ntitle: [\n---\n")
    write(desk.folder, "good.md")
    report = await desk.scan()
    assert [problem.path for problem in report.problems] == ["bad.md"]
    assert desk.owed() == [("Good (1999)", "toots")]
    report = await desk.scan()
    assert [problem.path for problem in report.problems] == ["bad.md"], "told as long as it is there"
    write(desk.folder, "bad.md")
    report = await desk.scan()
    assert report.problems == ()
    assert len(desk.owed()) == 2


async def test_a_large_file_is_told_in_every_scan(desk: Desk) -> None:
    await desk.begin("a.md")
    (desk.folder / "big.md").write_bytes(b"x" * 100_001)
    for _ in range(2):
        (problem,) = (await desk.scan()).problems
        assert "max_size" in problem.message


async def test_a_draft_is_news_once_it_is_published(desk: Desk) -> None:
    await desk.begin("a.md")
    write(desk.folder, "b.md", draft="true")
    await desk.scan()
    assert desk.owed() == []
    write(desk.folder, "b.md")
    await desk.scan()
    assert desk.owed() == [("B (1999)", "toots")]


async def test_a_missing_folder_takes_nothing_as_gone(desk: Desk) -> None:
    await desk.begin("a.md")
    desk.folder.rename(desk.folder.parent / "away")
    with pytest.raises(SourceUnreadable):
        await desk.scan()
    assert desk.ledger.known("films")["a.md"].gone_since is None
    (desk.folder.parent / "away").rename(desk.folder)
    report = await desk.scan()
    assert (report.changes.unchanged, report.changes.returned) == (1, ())


async def test_a_file_that_vanishes_before_it_is_read_is_looked_for_again(desk: Desk) -> None:
    taken_in = await Intake.read(desk.watcher._source, desk.catalogue, Work(read=["gone.md"]), {})
    assert (taken_in.unsteady, taken_in.seen, taken_in.rest) == (["gone.md"], [], [])


async def test_a_clone_just_made_is_waited_for(desk: Desk) -> None:
    for number in range(5):
        age(write(desk.folder, f"{number}.md"), seconds=1)
    report = await desk.watcher._scan(patient=True)
    assert (report.unsettled, report.changes.baseline) == (5, ())
    desk.clock.advance(seconds=2)
    report = await desk.watcher._scan(patient=True)
    assert len(report.changes.baseline) == 5


async def test_part_of_a_mass_is_never_taken_for_a_few(desk: Desk) -> None:
    await desk.begin("a.md")
    for number in range(15):
        write(desk.folder, f"early-{number}.md")
        desk.clock.advance(seconds=0)
    for number in range(15):
        file = write(desk.folder, f"late-{number}.md")
        age(file, seconds=-3599)
    report = await desk.watcher._scan(patient=True)
    assert (report.changes.new, desk.owed()) == ((), [])
    desk.clock.advance(seconds=3)
    report = await desk.watcher._scan(patient=True)
    assert report.question is not None
    assert len(report.question.added) == 30


async def test_endless_writing_does_not_hold_news_back_for_ever(desk: Desk) -> None:
    await desk.begin("a.md")
    for _ in range(40):
        for number in range(21):
            age(write(desk.folder, f"{number}.md"), seconds=-int((desk.clock.now() - NOON).total_seconds()))
        report = await desk.watcher._scan(patient=True)
        if report.question:
            break
        desk.clock.advance(seconds=2)
    assert report.question is not None


async def test_times_in_the_future_are_not_waited_for(desk: Desk) -> None:
    await desk.begin("a.md")
    age(write(desk.folder, "b.md"), seconds=-90_000)
    report = await desk.watcher._scan(patient=True)
    assert len(report.changes.new) == 1


async def test_many_files_reach_the_catalogue_in_batches(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_HELD", 7)
    desk.start(mass=40)
    await desk.begin(*(f"{number}.md" for number in range(45)))
    assert desk.catalogue.count() == 45
    shutil.move(desk.folder / "3.md", desk.folder / "renamed.md")
    for number in range(10, 40):
        write(desk.folder, f"{number}.md", body="Other words.")
    report = await desk.scan()
    assert (len(report.changes.edited), len(report.changes.renamed)) == (30, 1)
    ids = {row.review_id for row in desk.ledger.known("films").values()}
    assert {review.id for review in desk.catalogue.latest(99)} == ids


def test_a_file_that_can_not_even_be_looked_at_is_told(desk: Desk) -> None:
    shelf = Shelf((source(desk.folder),), None)
    with pytest.raises(MatineeError, match="can't be read"):  # as in a folder that lets nobody in
        shelf.place(desk.folder / ("a" * 300))


async def test_a_file_that_can_not_be_read_is_told_once(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    await desk.begin("fine.md")
    broken = write(desk.folder, "broken.md", rating="44")
    for _ in range(2):
        await desk.watcher._look()
    assert [record.message for record in caplog.records if "broken.md" in record.message] == [
        f"{broken}:4:9: rating: 44 is not between 0 and 5; correct the rating."
    ]
