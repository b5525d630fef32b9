"""Which review a file at another path is."""

from __future__ import annotations

from bot.plan.changes import decide
from bot.plan.model import Changes, Known, Seen, SourcePolicy
from tests.unit.plan.made import a_known, a_seen, by_path, recorded
from tests.unit.plan.texts import ESSAY, OTHER

POLICY = SourcePolicy("films", mass=20)
CORRECTED = ESSAY.replace("thirty years", "twenty years") + " I would watch it again."


def scan(known: dict[str, Known], seen: list[Seen], also_there: tuple[str, ...] = ()) -> Changes:
    present = [one.path for one in seen] + list(also_there)
    return decide(known, seen, present, first_run=False, accepted={}, policy=POLICY)


def moved(changes: Changes) -> list[tuple[str, str]]:
    """From where to where, each under its known id."""
    pairs = (*changes.renamed, *changes.returned)
    assert all(one.review.id == row.review_id for row, one in pairs)
    return [(row.path, one.path) for row, one in pairs]


def test_a_file_moved_retitled_and_corrected_is_known_by_what_is_left_of_its_text() -> None:
    changes = scan(by_path(a_known("a.md", "c1", text=ESSAY)), [a_seen("b.md", "c2", text=CORRECTED)])
    assert (moved(changes), changes.new, changes.gone) == ([("a.md", "b.md")], (), ())


def test_another_text_and_one_too_short_are_new_reviews() -> None:
    known = by_path(a_known("a.md", "c1", text=ESSAY), a_known("b.md", "c2", text="lemon"))
    changes = scan(known, [a_seen("c.md", "c3", text=OTHER), a_seen("d.md", "c4", text="lemon!")])
    assert (len(changes.new), len(changes.gone)) == (2, 2)


def test_a_text_like_two_missing_ones_is_neither() -> None:
    known = by_path(a_known("a.md", "c1", text=ESSAY), a_known("b.md", "c2", text=ESSAY + " The end."))
    changes = scan(known, [a_seen("c.md", "c3", text=CORRECTED)])
    assert (len(changes.new), len(changes.gone)) == (1, 2)
    one_left = scan(known, [a_seen("c.md", "c3", text=CORRECTED)], ("a.md",))
    assert moved(one_left) == [("b.md", "c.md")]


def test_a_rewatch_beside_the_first_review_is_a_review_of_its_own() -> None:
    known = by_path(a_known("a.md", "c1", text=ESSAY))
    changes = scan(known, [a_seen("again.md", "c2", text=CORRECTED)], ("a.md",))
    assert [one.path for one in changes.new] == ["again.md"]


def test_a_chain_of_renames_in_one_scan() -> None:
    known = by_path(a_known("spell copy.md", "c1"), a_known("terrified.md", "c2"))
    seen = [a_seen("terrified.md", "c1"), a_seen("terrifier.md", "c2")]
    changes = scan(known, seen)
    assert moved(changes) == [("spell copy.md", "terrified.md"), ("terrified.md", "terrifier.md")]
    assert (changes.new, changes.gone, changes.edited) == ((), (), ())


def test_two_files_that_changed_places() -> None:
    known = by_path(a_known("a.md", "c1", text=ESSAY), a_known("b.md", "c2", text=OTHER))
    changes = scan(known, [a_seen("a.md", "c2", text=OTHER), a_seen("b.md", "c3", text=CORRECTED)])
    assert moved(changes) == [("b.md", "a.md"), ("a.md", "b.md")]


def test_a_new_review_where_a_moved_one_stood() -> None:
    known = by_path(a_known("today.md", "c1", text=ESSAY))
    changes = scan(known, [a_seen("lighthouse.md", "c1", text=ESSAY), a_seen("today.md", "c2", text=OTHER)])
    assert moved(changes) == [("today.md", "lighthouse.md")]
    assert [one.path for one in changes.new] == ["today.md"]
    assert changes.new[0].review.id != "id-today.md"


def test_a_copy_of_a_review_that_was_corrected_at_the_same_time_takes_nothing_from_it() -> None:
    known = by_path(a_known("a.md", "c1", text=ESSAY))
    for text in (CORRECTED, "lemon"):  # like itself, or too short to tell
        changes = scan(known, [a_seen("a.md", "c2", text=text), a_seen("copy.md", "c1", text=ESSAY)])
        assert [row.path for row, _ in changes.edited] == ["a.md"]
        assert [one.path for one in changes.new] == ["copy.md"]


def test_a_rewrite_in_place_stays_the_same_review() -> None:
    changes = scan(by_path(a_known("a.md", "c1", text=ESSAY)), [a_seen("a.md", "c2", text=OTHER)])
    assert [one.review.id for _, one in changes.edited] == ["id-a.md"]


def test_a_review_moved_over_another_one_replaces_it_and_neither_is_forgotten() -> None:
    known = by_path(a_known("a.md", "c1", text=ESSAY), a_known("b.md", "c2", text=OTHER))
    changes = scan(known, [a_seen("b.md", "c1", text=ESSAY)])
    assert moved(changes) == [("a.md", "b.md")]
    assert [row.review_id for row in changes.gone] == ["id-b.md"]
    known = recorded(known, changes)
    assert known["b.md"].review_id == "id-a.md"
    back = scan(known, [a_seen("c.md", "c2", text=OTHER)], ("b.md",))
    assert [one.review.id for _, one in back.returned] == ["id-b.md"]
    assert back.new == ()


def test_a_review_moved_to_where_one_was_long_gone() -> None:
    known = by_path(a_known("a.md", "c1", text=ESSAY, gone=True), a_known("b.md", "c2", text=OTHER))
    changes = scan(known, [a_seen("a.md", "c2", text=OTHER)])
    assert moved(changes) == [("b.md", "a.md")]
    assert {row.review_id for row in recorded(known, changes).values()} == {"id-a.md", "id-b.md"}


def test_a_known_file_is_not_taken_for_one_that_is_long_gone() -> None:
    known = by_path(a_known("a.md", "c1", text=ESSAY, gone=True), a_known("b.md", "c2", text=OTHER))
    changes = scan(known, [a_seen("b.md", "c1", text=ESSAY)])
    assert [one.review.id for _, one in changes.edited] == ["id-b.md"]


def test_what_an_older_matinee_did_not_keep_is_learned_and_is_no_change() -> None:
    known = by_path(a_known("a.md", "c1"), a_known("b.md", "", text=OTHER))
    seen = [a_seen("a.md", "c1", text=ESSAY), a_seen("b.md", "c2", text=OTHER)]
    changes = scan(known, seen)
    assert changes == Changes(unchanged=2, learned=changes.learned)
    known = recorded(known, changes)
    assert known["a.md"].sketch == seen[0].sketch
    assert known["b.md"].content_hash == "c2"
    assert scan(known, seen) == Changes(unchanged=2)


def test_a_new_review_written_like_one_that_is_long_gone_is_news() -> None:
    half = ESSAY[: len(ESSAY) * 2 // 3] + OTHER[len(OTHER) * 2 // 3 :]
    changes = scan(by_path(a_known("a.md", "c1", text=ESSAY, gone=True)), [a_seen("b.md", "c2", text=half)])
    assert (moved(changes), len(changes.new)) == ([], 1)


def test_one_that_went_and_came_back_a_little_corrected_under_another_name_is_the_same() -> None:
    barely = ESSAY.replace("thirty years", "forty years")
    changes = scan(by_path(a_known("a.md", "c1", text=ESSAY, gone=True)), [a_seen("b.md", "c2", text=barely)])
    assert (moved(changes), changes.new) == ([("a.md", "b.md")], ())
