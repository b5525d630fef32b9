"""What holds for every scan of every history."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plan.changes import decide
from bot.plan.model import Changes, Known, Seen, SourcePolicy
from tests.unit.plan.made import LONG, a_known, a_seen, recorded
from tests.unit.plan.texts import ESSAY, OTHER

PATHS = st.sampled_from([f"{name}.md" for name in "abcdefgh"])
CONTENTS = st.sampled_from(["c1", "c2", "c3", "c4"])
BODIES = st.sampled_from(["b1", "b2", "b3"])
IDS = st.none() | st.sampled_from(["own1", "own2", "id-a.md"])


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Known]:
    known: dict[str, Known] = {}
    for path in draw(st.lists(PATHS, unique=True)):
        wish = draw(IDS) or f"id-{path}"
        if wish in {row.review_id for row in known.values()}:
            wish += path
        known[path] = a_known(path, draw(CONTENTS), draw(BODIES), wish, gone=draw(st.booleans()), text=draw(TEXTS))
    return known


TEXTS = st.sampled_from([LONG, "lemon", ESSAY, ESSAY + " And so to bed.", OTHER])
SCANS = st.lists(st.builds(a_seen, PATHS, CONTENTS, BODIES, IDS, TEXTS), unique_by=lambda one: one.path)
ANSWERS = st.dictionaries(st.sampled_from(["own1", "own2", *(f"id-{name}.md" for name in "abcdefgh")]), st.booleans())
FIRST_RUNS = st.sampled_from(["known", "post"])
POLICIES = st.builds(SourcePolicy, st.just("films"), mass=st.integers(0, 4), first_run=FIRST_RUNS)


def go(
    known: dict[str, Known],
    seen: list[Seen],
    unread: list[str],
    policy: SourcePolicy,
    *,
    first: bool,
    accepted: dict[str, bool] | None = None,
) -> Changes:
    present = {*unread, *(one.path for one in seen)}
    return decide(known, seen, present, first_run=first, accepted=accepted or {}, policy=policy)


def moves(changes: Changes) -> list[tuple[Known, Seen]]:
    return [*changes.edited, *changes.renamed, *changes.returned]


def places(changes: Changes) -> list[str]:
    """Every seen path once for each place that it landed in."""
    stopped = (*changes.mass.added, *changes.mass.changed) if changes.mass else ()
    told = [one for _, one in moves(changes)] + [*changes.new, *changes.baseline]
    return [*(one.path for one in told), *(path for _, path in stopped)]


@given(histories(), SCANS, st.lists(PATHS), POLICIES, st.booleans(), ANSWERS)
@settings(max_examples=250)
def test_every_scan(
    known: dict[str, Known],
    seen: list[Seen],
    unread: list[str],
    policy: SourcePolicy,
    first: bool,
    accepted: dict[str, bool],
) -> None:
    changes = go(known, seen, unread, policy, first=first, accepted=accepted)

    landed = places(changes)
    assert len(set(landed)) == len(landed)
    untouched = [
        one.path
        for one in seen
        if (row := known.get(one.path)) and row.gone_since is None and row.content_hash == one.content_hash
    ]
    assert sorted(landed + untouched) == sorted(one.path for one in seen)

    assert go(known, seen[::-1], unread[::-1], policy, first=first, accepted=accepted) == changes

    kept = moves(changes)
    assert all(one.review.id == row.review_id for row, one in kept)
    assert len({row.path for row, _ in kept}) == len(kept)
    fresh = [one.review.id for one in (*changes.new, *changes.baseline)]
    fresh += [one for one, _ in changes.mass.added] if changes.mass else []
    assert len(set(fresh)) == len(fresh)
    assert not set(fresh) & {row.review_id for row in known.values()}
    if first and policy.first_run == "known":
        assert changes.new == ()


@given(histories(), SCANS, st.lists(PATHS), POLICIES, ANSWERS)
@settings(max_examples=150)
def test_too_much_brings_in_nothing_and_the_answer_brings_in_everything(
    known: dict[str, Known], seen: list[Seen], unread: list[str], policy: SourcePolicy, accepted: dict[str, bool]
) -> None:
    stopped = go(known, seen, unread, policy, first=False, accepted=accepted)
    brought = {row.review_id for row, _ in moves(stopped)} | {row.review_id for row in stopped.gone}
    brought |= {one.review.id for one in (*stopped.new, *stopped.baseline)}
    if stopped.mass is None:
        fresh = sum(one.review.id not in accepted for one in stopped.new)
        gone = sum(row.review_id not in accepted and row.gone_since is None for row in stopped.gone)
        assert max(fresh, gone) <= policy.mass
        return
    assert brought <= accepted.keys()
    asked = [one for one, _ in (*stopped.mass.added, *stopped.mass.changed, *stopped.mass.gone)]
    assert len(set(asked)) == len(asked)
    assert not brought & set(asked)

    answered = go(known, seen, unread, policy, first=False, accepted={**accepted, **dict.fromkeys(asked, False)})
    assert answered.mass is None
    assert {row.review_id for row, _ in moves(answered)} >= {one for one, _ in stopped.mass.changed}
    loud = {one for one in asked if not accepted.get(one)}
    assert not loud & answered.quiet
    silent = go(known, seen, unread, policy, first=False, accepted={**accepted, **dict.fromkeys(asked, True)})
    assert silent.mass is None
    assert not {one.review.id for one in silent.new} & set(asked)


@given(histories(), SCANS, st.lists(PATHS), POLICIES, ANSWERS)
@settings(max_examples=150)
def test_no_review_is_ever_forgotten(
    known: dict[str, Known], seen: list[Seen], unread: list[str], policy: SourcePolicy, accepted: dict[str, bool]
) -> None:
    after = recorded(known, go(known, seen, unread, policy, first=False, accepted=accepted))
    ids = [row.review_id for row in after.values()]
    assert len(set(ids)) == len(ids)
    assert set(ids) >= {row.review_id for row in known.values()}
    assert all(path == row.path for path, row in after.items())


@given(histories(), SCANS, st.lists(PATHS), st.booleans())
@settings(max_examples=150)
def test_a_second_scan_has_nothing_to_tell(
    known: dict[str, Known], seen: list[Seen], unread: list[str], first: bool
) -> None:
    policy = SourcePolicy("films", mass=100)
    answer = {row.review_id: False for row in known.values()}  # for all may be gone
    after = recorded(known, go(known, seen, unread, policy, first=first, accepted=answer))
    ids = [row.review_id for row in after.values()]
    assert len(set(ids)) == len(ids)
    again = go(after, seen, unread, policy, first=False)
    assert again == Changes(unchanged=again.unchanged)
