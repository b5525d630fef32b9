"""What a scan comes to, on the histories that review folders really have."""

from __future__ import annotations

from dataclasses import replace

from bot.plan.changes import decide
from bot.plan.model import Changes, Known, Seen, SourcePolicy
from tests.unit.plan.made import a_known, a_seen, by_path, recorded

POLICY = SourcePolicy("films", mass=3)


def scan(
    known: dict[str, Known],
    seen: list[Seen],
    also_there: tuple[str, ...] = (),
    *,
    first_run: bool = False,
    accepted: dict[str, bool] | None = None,
    policy: SourcePolicy = POLICY,
) -> Changes:
    present = [one.path for one in seen] + list(also_there)
    return decide(known, seen, present, first_run=first_run, accepted=accepted or {}, policy=policy)


def paths(pairs: tuple[tuple[Known, Seen], ...]) -> list[tuple[str, str, str]]:
    return [(row.path, one.path, one.review.id) for row, one in pairs]


def test_the_first_run_makes_everything_known_and_nothing_news() -> None:
    changes = scan({}, [a_seen(f"{n}.md", f"c{n}") for n in range(9)], first_run=True)
    assert (len(changes.baseline), changes.new, changes.mass) == (9, (), None)


def test_the_first_run_posts_where_the_owner_says_so_but_not_a_flood() -> None:
    policy = replace(POLICY, first_run="post")
    few = scan({}, [a_seen("a.md", "c1")], first_run=True, policy=policy)
    assert [one.path for one in few.new] == ["a.md"]
    many = scan({}, [a_seen(f"{n}.md", f"c{n}") for n in range(4)], first_run=True, policy=policy)
    assert many.new == ()
    assert many.mass is not None
    assert [path for _, path in many.mass.added] == ["0.md", "1.md", "2.md", "3.md"]


def test_a_new_file_is_news_and_an_untouched_one_is_not() -> None:
    known = by_path(a_known("a.md", "c1"), a_known("b.md", "c2"))
    changes = scan(known, [a_seen("new.md", "c9"), a_seen("b.md", "c2")], ("a.md",))
    assert [one.path for one in changes.new] == ["new.md"]
    assert changes.unchanged == 2


def test_a_changed_file_is_edited_even_if_it_tells_of_another_film_now() -> None:
    changes = scan(by_path(a_known("a.md", "c1", review_id="kept")), [a_seen("a.md", "c2", review_id="other-id")])
    assert paths(changes.edited) == [("a.md", "a.md", "kept")]
    assert changes.new == ()


def test_a_file_that_cannot_be_read_now_is_neither_gone_nor_news() -> None:
    changes = scan(by_path(a_known("a.md", "c1")), [], ("a.md",))
    assert changes == Changes(unchanged=1)


def test_a_moved_file_is_renamed_and_keeps_its_id() -> None:
    changes = scan(by_path(a_known("spell copy.md", "c1")), [a_seen("terrified.md", "c1")])
    assert paths(changes.renamed) == [("spell copy.md", "terrified.md", "id-spell copy.md")]
    assert changes.gone == ()


def test_a_file_moved_and_retitled_is_known_by_its_text() -> None:
    changes = scan(by_path(a_known("a.md", "c1", "same text")), [a_seen("b.md", "c2", "same text")])
    assert paths(changes.renamed) == [("a.md", "b.md", "id-a.md")]


def test_a_short_or_common_text_is_no_evidence() -> None:
    short = scan(by_path(a_known("a.md", "c1", "b")), [a_seen("b.md", "c2", "b", text="lemon")])
    assert len(short.new) == len(short.gone) == 1
    rows = by_path(a_known("a.md", "c1", "b"), a_known("a2.md", "c3", "b"))
    common = scan(rows, [a_seen("b.md", "c2", "b")])
    assert len(common.new) == 1
    assert len(common.gone) == 2


def test_a_file_moved_and_rewritten_is_known_by_the_id_in_its_front_matter() -> None:
    changes = scan(by_path(a_known("a.md", "c1", review_id="own")), [a_seen("b.md", "c2", review_id="own")])
    assert paths(changes.renamed) == [("a.md", "b.md", "own")]


def test_a_copy_beside_its_original_is_a_review_of_its_own() -> None:
    changes = scan(by_path(a_known("a.md", "c1", review_id="own")), [a_seen("b.md", "c1", review_id="own")], ("a.md",))
    assert [one.path for one in changes.new] == ["b.md"]
    assert changes.new[0].review.id != "own"


def test_a_new_file_where_a_renamed_one_stood_gets_another_id_and_keeps_it() -> None:
    known = by_path(a_known("b.md", "c1", review_id="id-a.md"))
    first = scan(known, [a_seen("a.md", "c2")], ("b.md",))
    assert first.new[0].review.id != "id-a.md"
    second = scan(recorded(known, first), [a_seen("a.md", "c3")], ("b.md",))
    assert [one.review.id for _, one in second.edited] == [first.new[0].review.id]


def test_two_equal_new_files_are_two_reviews() -> None:
    changes = scan({}, [a_seen("a.md", "c1", review_id="x"), a_seen("b.md", "c1", review_id="x")])
    ids = [one.review.id for one in changes.new]
    assert ids[0] == "x"
    assert len(set(ids)) == 2


def test_two_files_cannot_both_be_the_one_that_is_missing() -> None:
    changes = scan(by_path(a_known("a.md", "c1")), [a_seen("c.md", "c1"), a_seen("b.md", "c1")])
    assert paths(changes.renamed) == [("a.md", "b.md", "id-a.md")]
    assert [one.path for one in changes.new] == ["c.md"]


def test_a_gone_file_that_stays_away_is_gone_only_once() -> None:
    assert scan(by_path(a_known("a.md", "c1", gone=True)), []) == Changes()


def test_a_gone_file_comes_back_rewritten() -> None:
    changes = scan(by_path(a_known("a.md", "c1", gone=True)), [a_seen("a.md", "c2")])
    assert paths(changes.returned) == [("a.md", "a.md", "id-a.md")]
