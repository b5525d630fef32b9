"""Files that move while they change, and what a process that ends meanwhile leaves behind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from bot.watch.files import take
from tests.unit.plan.texts import ESSAY, OTHER
from tests.unit.watch.made import age, write
from tests.unit.watch.opened import opened

if TYPE_CHECKING:
    from tests.unit.watch.desk import Desk


async def test_a_renamed_file_with_another_title_and_a_corrected_text_is_no_news(desk: Desk) -> None:
    write(desk.folder, "a.md", title="Terrified (2017)", body=ESSAY)
    await desk.begin("old.md")
    (desk.folder / "a.md").unlink()
    write(desk.folder, "b.md", title="Terrifier (2016)", rating="2", body=ESSAY.replace("thirty", "twenty"))
    report = await desk.scan()
    assert [(row.path, one.path) for row, one in report.changes.renamed] == [("a.md", "b.md")]
    assert desk.owed() == []


async def test_a_renamed_file_with_another_title_and_a_short_text_is_no_news(desk: Desk) -> None:
    text = "It rained on the lamp keeper for two hours, and I would have watched him for two more, gladly"
    write(desk.folder, "a.md", title="Terrified (2017)", body=text)
    await desk.begin("old.md")
    (desk.folder / "a.md").unlink()
    write(desk.folder, "b.md", title="Terrifier (2016)", rating="2", body=text)
    report = await desk.scan()
    assert [(row.path, one.path) for row, one in report.changes.renamed] == [("a.md", "b.md")]
    assert desk.owed() == []


async def test_a_chain_of_renames_keeps_each_review_s_id_in_records_and_index(desk: Desk) -> None:
    write(desk.folder, "spell copy.md", body=ESSAY)
    write(desk.folder, "terrified.md", body=OTHER)
    await desk.begin()
    ids = {path: row.review_id for path, row in desk.ledger.known("films").items()}
    (desk.folder / "terrified.md").rename(desk.folder / "terrifier.md")
    (desk.folder / "spell copy.md").rename(desk.folder / "terrified.md")
    report = await desk.scan()
    assert len(report.changes.renamed) == 2
    expected = {"terrified.md": ids["spell copy.md"], "terrifier.md": ids["terrified.md"]}
    assert {path: row.review_id for path, row in desk.ledger.known("films").items()} == expected
    assert dict(desk.catalogue.each_id("films")) == expected
    assert desk.owed() == []
    report = await desk.scan()
    assert report.changes.unchanged == 2


async def test_a_review_moved_over_another_one_leaves_both_known(desk: Desk) -> None:
    write(desk.folder, "a.md", body=ESSAY)
    write(desk.folder, "b.md", body=OTHER)
    await desk.begin()
    ids = {path: row.review_id for path, row in desk.ledger.known("films").items()}
    (desk.folder / "a.md").rename(desk.folder / "b.md")
    await desk.scan()
    write(desk.folder, "c.md", title="B (1999)", body=OTHER)
    report = await desk.scan()
    assert [one.review.id for _, one in report.changes.returned] == [ids["b.md"]]
    assert desk.owed() == []


async def test_an_index_written_just_before_the_end_gets_the_known_ids_at_the_next_start(desk: Desk) -> None:
    await desk.begin("a.md")
    known = desk.ledger.known("films")["a.md"].review_id
    (desk.folder / "a.md").rename(desk.folder / "b.md")
    await desk.scan()
    reading = take(desk.watcher._source, "b.md")
    assert reading is not None
    desk.catalogue.update("films", [(reading.reading, reading.stamp)], ["a.md"], bound=True)  # and it was killed
    assert desk.catalogue.get(known) is None
    desk.start()
    await desk.scan()
    assert dict(desk.catalogue.each_id("films")) == {"b.md": known}


async def test_part_of_a_rewrite_is_never_taken_for_a_few_edits(desk: Desk) -> None:
    names = [f"{number}.md" for number in range(30)]
    await desk.begin(*names)
    for number, name in enumerate(names):
        file = write(desk.folder, name, body="All new words.")
        age(file, seconds=60 if number < 15 else -3599)
    report = await desk.watcher._scan(patient=True)
    assert (report.changes.edited, report.question) == ((), None)
    desk.clock.advance(seconds=3)
    report = await desk.watcher._scan(patient=True)
    assert report.question is not None
    assert len(report.question.changed) == 30


async def test_what_vanishes_is_gone_only_if_it_is_still_away_a_moment_later(desk: Desk) -> None:
    await desk.begin("a.md", "b.md", "c.md")
    (desk.folder / "a.md").unlink()
    report = await desk.watcher._scan(patient=True)
    assert (report.changes.gone, report.unsettled) == ((), 1)
    (desk.folder / "b.md").unlink()
    write(desk.folder, "a.md", body="Saved by deleting it first.")
    report = await desk.watcher._scan(patient=True)
    assert (report.changes.gone, report.changes.edited, report.unsettled) == ((), (), 1)
    report = await desk.watcher._scan(patient=True)
    assert [row.path for row in report.changes.gone] == ["b.md"]
    assert [one.path for _, one in report.changes.edited] == ["a.md"]


async def test_undecided_edits_are_not_read_again_and_again(desk: Desk) -> None:
    names = [f"{number}.md" for number in range(30)]
    await desk.begin(*names)
    for name in names:
        write(desk.folder, name, body="All new words.")
    await desk.scan()
    with opened(desk.folder) as heard:
        report = await desk.scan()
    assert heard == []
    assert report.question is not None
    assert len(report.question.changed) == 30


async def test_what_an_older_matinee_did_not_keep_is_filled_in_at_the_next_reading(desk: Desk) -> None:
    write(desk.folder, "a.md", body=ESSAY)
    await desk.begin()
    with closing(sqlite3.connect(desk.folder.parent / "matinee.db")) as records, records:
        records.execute("UPDATE files SET sketch = NULL")
    desk.catalogue.update("films", [], ["a.md"])  # so that the file is read anyway
    report = await desk.scan()
    assert (report.changes.unchanged, report.changes.edited) == (1, ())
    row = desk.ledger.known("films")["a.md"]
    assert (row.revision, bool(row.sketch)) == (1, True)
