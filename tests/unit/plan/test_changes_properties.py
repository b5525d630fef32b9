"""What holds for every scan of every history."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plan.changes import decide
from bot.plan.model import Changes, Known, Seen, SourcePolicy
from tests.unit.plan.made import LONG, a_known, a_seen, recorded

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
        known[path] = a_known(path, draw(CONTENTS), draw(BODIES), wish, gone=draw(st.booleans()))
    return known


SCANS = st.lists(
    st.builds(a_seen, PATHS, CONTENTS, BODIES, IDS, st.sampled_from([LONG, "lemon"])), unique_by=lambda one: one.path
)
FIRST_RUNS = st.sampled_from(["known", "post"])
POLICIES = st.builds(SourcePolicy, st.just("films"), mass=st.integers(0, 4), first_run=FIRST_RUNS)


def go(known: dict[str, Known], seen: list[Seen], unread: list[str], policy: SourcePolicy, *, first: bool) -> Changes:
    return decide(known, seen, {*unread, *(one.path for one in seen)}, first_run=first, accepted=(), policy=policy)


def places(changes: Changes) -> list[str]:
    """Every seen path once for each place that it landed in."""
    pairs = (*changes.edited, *changes.renamed, *changes.returned)
    stopped = changes.mass.paths if changes.mass else ()
    return [*(one.path for _, one in pairs), *(one.path for one in (*changes.new, *changes.baseline)), *stopped]


@given(histories(), SCANS, st.lists(PATHS), POLICIES, st.booleans())
@settings(max_examples=300)
def test_every_scan(
    known: dict[str, Known], seen: list[Seen], unread: list[str], policy: SourcePolicy, first: bool
) -> None:
    changes = go(known, seen, unread, policy, first=first)

    landed = places(changes)
    untouched = [
        one.path
        for one in seen
        if (row := known.get(one.path)) and row.gone_since is None and row.content_hash == one.content_hash
    ]
    assert sorted(landed + untouched) == sorted(one.path for one in seen)

    assert go(known, seen[::-1], unread[::-1], policy, first=first) == changes

    kept = (*changes.edited, *changes.renamed, *changes.returned)
    assert all(one.review.id == row.review_id for row, one in kept)
    assert len({row.path for row, _ in kept}) == len(kept)
    fresh = [one.review.id for one in (*changes.new, *changes.baseline)]
    fresh += changes.mass.review_ids if changes.mass else ()
    assert len(set(fresh)) == len(fresh)
    assert not set(fresh) & {row.review_id for row in known.values()}

    assert len(changes.new) <= policy.mass
    if first and policy.first_run == "known":
        assert changes.new == ()


@given(histories(), SCANS, st.lists(PATHS), st.booleans())
@settings(max_examples=300)
def test_a_second_scan_has_nothing_to_tell(
    known: dict[str, Known], seen: list[Seen], unread: list[str], first: bool
) -> None:
    policy = SourcePolicy("films", mass=100)
    after = recorded(known, go(known, seen, unread, policy, first=first))
    ids = [row.review_id for row in after.values()]
    assert len(set(ids)) == len(ids)
    again = go(after, seen, unread, policy, first=False)
    assert again == Changes(unchanged=again.unchanged)
