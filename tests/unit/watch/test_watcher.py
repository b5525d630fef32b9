"""What scans come to: news is owed once, everything else is only known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.watch.files import take
from bot.watch.watcher import Watcher
from tests.unit.watch.desk import ROUTES, desk_in
from tests.unit.watch.made import NOON, source, write
from tests.unit.watch.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

    from bot.watch.report import ScanReport
    from tests.unit.watch.desk import Desk

HOLD = timedelta(minutes=20)


async def test_the_first_run_posts_nothing(desk: Desk) -> None:
    write(desk.folder, "a.md")
    report = await desk.scan()
    assert [seen.path for seen in report.changes.baseline] == ["a.md"]
    assert (report.files, report.reviews, report.skipped) == (1, 1, 0)
    assert desk.owed() == []
    assert [review.path for review in desk.catalogue.latest(5)] == ["a.md"]


async def test_a_first_run_that_is_to_post_owes_everything(desk: Desk) -> None:
    desk.start(first_run="post")
    write(desk.folder, "a.md")
    await desk.scan()
    assert desk.owed() == [("A (1999)", "toots")]


async def test_a_new_review_is_owed_after_the_hold_to_those_who_want_it(desk: Desk) -> None:
    await desk.begin("a.md")
    write(desk.folder, "b.md", rating="4")
    report = await desk.scan()
    assert [seen.path for seen in report.changes.new] == ["b.md"]
    assert desk.owed() == [("B (1999)", "best"), ("B (1999)", "toots")]
    assert {one.ready_at for one in desk.ledger.deliveries()} == {NOON + timedelta(hours=1) + HOLD}
    assert {one.kind for one in desk.ledger.deliveries()} == {"review"}
    await desk.scan()
    assert len(desk.owed()) == 2


async def test_an_empty_folder_is_a_first_run_too(desk: Desk) -> None:
    await desk.begin()
    write(desk.folder, "a.md")
    await desk.scan()
    assert desk.owed() == [("A (1999)", "toots")]


async def test_nothing_changed_reads_nothing(desk: Desk) -> None:
    await desk.begin("a.md", "b.md")
    (desk.folder / "notes.md").write_text("no review")
    await desk.scan()
    desk.start()
    with opened(desk.folder) as heard:
        report = await desk.scan()
    assert heard == []
    assert (report.changes.unchanged, report.files, report.reviews, report.skipped) == (2, 3, 2, 1)
    write(desk.folder, "b.md", rating="1")
    with opened(desk.folder) as heard:
        await desk.scan()
    assert heard == ["b.md"]


async def test_a_scan_that_finds_nothing_is_told_of_too(desk: Desk) -> None:
    await desk.begin("a.md")
    told: list[ScanReport] = []
    # Whoever waits for the first scan of a new process must not wait for a change.
    desk.watcher = Watcher(
        source(desk.folder), desk.ledger, desk.thread, desk.catalogue, ROUTES, desk.clock, told.append
    )
    report = await desk.scan()
    assert told == [report]


async def test_an_edit_that_keeps_size_and_time_is_seen(desk: Desk) -> None:
    await desk.begin("a.md")
    write(desk.folder, "a.md", rating="4.5")
    report = await desk.scan()
    assert len(report.changes.edited) == 1


async def test_a_file_that_only_the_catalogue_knows_is_read_again(desk: Desk) -> None:
    await desk.begin("a.md")
    write(desk.folder, "b.md")
    reading = take(desk.watcher._source, "b.md")
    assert reading is not None
    desk.catalogue.update("films", [(reading.reading, reading.stamp)], ())  # a crash came before the records
    await desk.scan()
    assert desk.owed() == [("B (1999)", "toots")]


async def test_a_catalogue_built_anew_changes_nothing(desk: Desk) -> None:
    await desk.begin("a.md")
    (desk.folder / "a.md").rename(desk.folder / "b.md")
    await desk.scan()
    known = desk.ledger.known("films")["b.md"].review_id
    desk.catalogue.update("films", [], ["b.md"])
    await desk.scan()
    assert desk.owed() == []
    assert [one.id for one in desk.catalogue.latest(5)] == [known]


async def test_ids_that_another_program_wrote_are_put_right(desk: Desk) -> None:
    await desk.begin("a.md")
    reading = take(desk.watcher._source, "a.md", review_id="strange")
    assert reading is not None
    desk.catalogue.update("films", [(reading.reading, reading.stamp)], ())
    assert desk.catalogue.get("strange") is not None
    await desk.scan()
    assert desk.catalogue.get("strange") is None
    assert desk.catalogue.get(desk.ledger.known("films")["a.md"].review_id) is not None


async def test_a_damaged_catalogue_is_filled_again(desk: Desk) -> None:
    await desk.begin(*(f"{number}.md" for number in range(30)))
    path = desk.folder.parent / "catalogue.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa7" * (len(whole) - 4096))
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    desk.catalogue.close()
    desk.catalogue = type(desk.catalogue).open(desk.folder.parent, "rules")
    desk.start()
    report = await desk.scan()
    assert (report.reviews, desk.owed()) == (30, [])


async def test_lost_records_make_a_first_run_though_the_catalogue_is_full(tmp_path: Path) -> None:
    with desk_in(tmp_path) as desk:
        await desk.begin("a.md", "b.md")
        await desk.scan()
    (tmp_path / "matinee.db").unlink()
    with desk_in(tmp_path) as desk:
        report = await desk.scan()
        assert len(report.changes.baseline) == 2
        assert (desk.owed(), set(desk.ledger.known("films"))) == ([], {"a.md", "b.md"})


async def test_after_a_stranger_s_update_the_records_are_asked_again(desk: Desk) -> None:
    await desk.begin("a.md")
    write(desk.folder, "b.md")
    reading = take(desk.watcher._source, "b.md")
    assert reading is not None
    desk.catalogue.update("films", [(reading.reading, reading.stamp)], ())
    report = await desk.scan()
    assert len(report.changes.new) == 1
    report = await desk.scan()
    assert (report.changes.unchanged, report.changes.new) == (2, ())


async def test_a_rename_is_no_news_and_keeps_the_id(desk: Desk) -> None:
    await desk.begin("spell copy.md")
    before = desk.ledger.known("films")["spell copy.md"].review_id
    (desk.folder / "spell copy.md").rename(desk.folder / "terrified.md")
    report = await desk.scan()
    assert len(report.changes.renamed) == 1
    assert desk.owed() == []
    found = desk.catalogue.get(before)
    assert found is not None
    assert found.path == "terrified.md"
    assert desk.catalogue.count() == 1


async def test_imported_removed_and_imported_again_is_no_news(desk: Desk) -> None:
    await desk.begin(*(f"{number}.md" for number in range(50)))
    for file in desk.folder.iterdir():
        file.rename(desk.folder.parent / file.name)
    report = await desk.scan()
    assert report.question is not None
    assert (len(report.question.gone), desk.catalogue.count()) == (50, 0)
    desk.ledger.accept("films", desk.clock.now())
    report = await desk.scan()
    assert (len(report.changes.gone), report.question) == (50, None)
    for file in desk.folder.parent.glob("*.md"):
        file.rename(desk.folder / file.name)
    report = await desk.scan()
    assert len(report.changes.returned) == 50
    assert (desk.owed(), desk.catalogue.count()) == ([], 50)


async def test_a_rewrite_of_everything_is_asked_about_and_is_no_news(desk: Desk) -> None:
    await desk.begin(*(f"{number}.md" for number in range(30)))
    for number in range(30):
        write(desk.folder, f"{number}.md", body="All new words.")
    report = await desk.scan()
    assert report.question is not None
    assert (len(report.question.changed), report.changes.edited) == (30, ())
    desk.ledger.accept("films", desk.clock.now())
    report = await desk.scan()
    assert (len(report.changes.edited), desk.owed()) == (30, [])


async def test_eight_at_once_are_news(desk: Desk) -> None:
    await desk.begin("a.md")
    for number in range(8):
        write(desk.folder, f"new-{number}.md")
    await desk.scan()
    assert len(desk.owed()) == 8


async def test_a_mass_is_asked_about_and_let_through_when_accepted(desk: Desk) -> None:
    await desk.begin("a.md")
    for number in range(21):
        write(desk.folder, f"new-{number:02}.md")
    for _ in range(2):
        report = await desk.scan()
        assert report.question is not None
        assert len(report.question.added) == 21
        assert desk.owed() == []
    assert desk.catalogue.count() == 22
    desk.ledger.accept("films", desk.clock.now())
    report = await desk.scan()
    assert report.question is None
    assert len(desk.owed()) == 21


async def test_undecided_reviews_are_not_read_again_and_again(desk: Desk) -> None:
    await desk.begin("a.md")
    for number in range(21):
        write(desk.folder, f"new-{number:02}.md")
    await desk.scan()
    with opened(desk.folder) as heard:
        report = await desk.scan()
    assert heard == []
    assert report.changes.mass is not None
    assert len(report.changes.mass.added) == 21


async def test_one_id_in_two_sources_is_two_reviews_unless_it_is_the_same_text(desk: Desk) -> None:
    books = desk.folder.parent / "books"
    write(desk.folder, "film.md", id="7")
    write(desk.folder, "moved.md", id="8", body="It came by boat, and stayed.")
    write(books, "book.md", id="7")
    write(books, "there.md", id="8", body="It came by boat, and stayed.")
    desk.start(first_run="post")
    await desk.scan()
    other = source(books, name="books", first_run="post")
    await Watcher(other, desk.ledger, desk.thread, desk.catalogue, ROUTES, desk.clock).scan()
    assert [title for title, _ in desk.owed()] == ["Book (1999)", "Film (1999)", "Moved (1999)"]


async def test_an_edit_while_held_may_bring_another_destination(desk: Desk) -> None:
    await desk.begin("a.md")
    write(desk.folder, "b.md", rating="3")
    await desk.scan()
    desk.clock.advance(minutes=2)
    write(desk.folder, "b.md", title="B, Corrected (1999)", rating="4.5")
    await desk.scan()
    assert desk.owed() == [("B (1999)", "toots"), ("B, Corrected (1999)", "best")]
    assert {one.ready_at for one in desk.ledger.deliveries()} == {NOON + timedelta(hours=1) + HOLD}


async def test_an_edit_after_the_hold_brings_nothing(desk: Desk) -> None:
    await desk.begin("a.md")
    write(desk.folder, "b.md", rating="3")
    await desk.scan()
    desk.clock.advance(minutes=21)
    write(desk.folder, "b.md", rating="5")
    await desk.scan()
    assert desk.owed() == [("B (1999)", "toots")]


async def test_an_edit_soon_after_the_first_run_is_no_news(desk: Desk) -> None:
    write(desk.folder, "a.md", rating="3")
    await desk.scan()
    desk.clock.advance(minutes=1)
    write(desk.folder, "a.md", rating="5")
    report = await desk.scan()
    assert len(report.changes.edited) == 1
    assert desk.owed() == []
