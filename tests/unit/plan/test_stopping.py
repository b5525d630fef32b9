"""Too much at once: what stops, what the owner's answer lets in, and what comes in without one."""

from __future__ import annotations

from bot.plan.changes import decide
from bot.plan.model import Changes, Known, MassStop, Seen, SourcePolicy
from tests.unit.plan.made import a_known, a_seen, by_path, recorded

POLICY = SourcePolicy("films", mass=3)


def scan(
    known: dict[str, Known],
    seen: list[Seen],
    also_there: tuple[str, ...] = (),
    accepted: dict[str, bool] | None = None,
    *,
    first_run: bool = False,
) -> Changes:
    present = [one.path for one in seen] + list(also_there)
    return decide(known, seen, present, first_run=first_run, accepted=accepted or {}, policy=POLICY)


def files(count: int, content: str = "c", folder: str = "") -> list[Seen]:
    return [a_seen(f"{folder}{n}.md", f"{content}{n}") for n in range(count)]


def known_files(count: int) -> dict[str, Known]:
    return by_path(*(a_known(f"{n}.md", f"c{n}") for n in range(count)))


def stopped(changes: Changes) -> MassStop:
    """The question, of a scan that brought in nothing."""
    assert changes.mass is not None
    brought = (changes.new, changes.baseline, changes.edited, changes.renamed, changes.returned, changes.gone)
    assert not any(brought)
    return changes.mass


def ids(stop: MassStop, *, quietly: bool = False) -> dict[str, bool]:
    """The owner's answer to everything."""
    return dict.fromkeys((one for one, _ in (*stop.added, *stop.changed, *stop.gone)), quietly)


def test_too_many_new_ones_stop_everything() -> None:
    known = by_path(a_known("a.md", "c1"), a_known("old.md", "c2"))
    stop = stopped(scan(known, [a_seen("a.md", "edited"), *files(4, "n")]))
    assert [one for one, _ in stop.added] == ["id-0.md", "id-1.md", "id-2.md", "id-3.md"]
    assert (stop.changed, stop.gone) == ((("id-a.md", "a.md"),), (("id-old.md", "old.md"),))


def test_each_kind_is_counted_by_itself() -> None:
    known = known_files(9)
    seen = [*files(3, "edited"), a_seen("x.md", "x"), a_seen("y.md", "y"), a_seen("z.md", "z")]
    changes = scan(known, seen, ("6.md", "7.md", "8.md"))
    assert changes.mass is None
    assert (len(changes.new), len(changes.edited), len(changes.gone)) == (3, 3, 3)


def test_too_many_rewritten_ones_stop_and_come_in_when_accepted() -> None:
    known, seen = known_files(9), files(4, "edited")
    there = tuple(known)
    stop = stopped(scan(known, seen, there))
    assert [path for _, path in stop.changed] == ["0.md", "1.md", "2.md", "3.md"]
    loud = scan(known, seen, there, ids(stop))
    assert (len(loud.edited), loud.quiet, loud.mass) == (4, frozenset(), None)
    silent = scan(known, seen, there, ids(stop, quietly=True))
    assert (len(silent.edited), silent.quiet, silent.mass) == (4, frozenset(ids(stop)), None)


def test_a_mass_of_corrections_to_moved_or_returned_files_counts_as_changed() -> None:
    known = by_path(*(a_known(f"{n}.md", f"c{n}", f"b{n}", gone=n % 2 == 0) for n in range(4)))
    stop = stopped(scan(known, [a_seen(f"new/{n}.md", f"edited{n}", f"b{n}") for n in range(4)]))
    assert stop.changed == tuple((f"id-{n}.md", f"new/{n}.md") for n in range(4))


def test_a_mass_of_files_that_only_moved_comes_in_and_no_post_is_touched() -> None:
    changes = scan(known_files(4), files(4, folder="films/"))
    assert (len(changes.renamed), changes.mass, changes.gone) == (4, None, ())
    assert changes.quiet == {row.review_id for row, _ in changes.renamed}
    few = scan(known_files(3), files(3, folder="films/"))
    assert (len(few.renamed), few.quiet) == (3, frozenset())


def test_too_many_gone_ones_stop() -> None:
    stop = stopped(scan(known_files(9), [], ("6.md", "7.md", "8.md", "5.md", "4.md")))
    assert [path for _, path in stop.gone] == ["0.md", "1.md", "2.md", "3.md"]


def test_a_whole_source_does_not_go_without_a_question_however_many_are_allowed() -> None:
    many = SourcePolicy("films", mass=100)
    gone = decide(known_files(5), [], [], first_run=False, accepted={}, policy=many)
    assert len(stopped(gone).gone) == 5
    assert decide(known_files(4), [], [], first_run=False, accepted={}, policy=many).mass is None
    replaced = decide(known_files(5), files(5, "n", "n/"), [], first_run=False, accepted={}, policy=many)
    assert len(stopped(replaced).added) == 5


def test_removed_and_imported_again_the_question_dissolves() -> None:
    known = known_files(50)
    assert len(stopped(scan(known, [])).gone) == 50
    assert scan(known, [], tuple(known)) == Changes(unchanged=50)
    assert scan(known, files(50)) == Changes(unchanged=50)


def test_a_removal_that_was_accepted_and_an_import_are_gone_then_back_and_never_new() -> None:
    known = known_files(50)
    removed = scan(known, [], accepted=ids(stopped(scan(known, [])), quietly=True))
    assert len(removed.gone) == len(removed.quiet) == 50
    known = recorded(known, removed)
    back = scan(known, [a_seen(f"posts/{n}.md" if n % 2 else f"{n}.md", f"c{n}") for n in range(50)])
    assert (len(back.returned), back.new, back.mass, back.gone) == (50, (), None, ())
    assert {one.review.id for _, one in back.returned} == {f"id-{n}.md" for n in range(50)}


def test_what_the_owner_let_through_does_not_count_again() -> None:
    seen = files(4, "n")
    answer = ids(stopped(scan({}, seen)))
    later = scan({}, [*seen, a_seen("z.md", "z")], accepted=answer)
    assert (len(later.new), later.mass) == (5, None)
    flood = scan({}, [*seen, *files(4, "z", "z")], accepted=answer)
    assert [one.path for one in flood.new] == ["0.md", "1.md", "2.md", "3.md"]
    assert flood.mass is not None
    assert [path for _, path in flood.mass.added] == ["z0.md", "z1.md", "z2.md", "z3.md"]


def test_new_ones_that_are_no_news_come_in_as_known() -> None:
    seen = files(4, "n")
    silent = scan({}, seen, accepted=ids(stopped(scan({}, seen)), quietly=True))
    assert (len(silent.baseline), silent.new, silent.mass) == (4, (), None)


def test_no_review_takes_the_path_of_one_that_is_not_let_in_yet() -> None:
    known = by_path(a_known("a.md", "c1"), a_known("b.md", "c2"), *known_files(4).values())
    seen = [a_seen("b.md", "c1", "body of c1"), a_seen("c.md", "c2"), *files(4, "edited")]
    half = scan(known, seen, accepted={"id-a.md": False})
    assert len(stopped(half).changed) == 6
    whole = scan(known, seen, accepted={"id-a.md": False, "id-b.md": False})
    assert [(row.path, one.path) for row, one in whole.renamed] == [("a.md", "b.md"), ("b.md", "c.md")]
