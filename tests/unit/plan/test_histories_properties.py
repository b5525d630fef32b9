"""Whatever happens to a site's files, one commit after the other: no review is news twice, and none is mixed up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plan.changes import decide
from bot.plan.model import Known, Seen, SourcePolicy
from tests.flow.history.reviews import prose
from tests.unit.plan.made import a_seen, recorded

if TYPE_CHECKING:
    from collections.abc import Collection

NAMES = [f"{name}.md" for name in "abcd"]
POLICY = SourcePolicy("films", mass=100)


@dataclass(frozen=True)
class Text:
    """A review's words: which review they are of, and how often they were corrected."""

    number: int
    corrections: int = 0

    def seen(self, path: str) -> Seen:
        words = prose(self.number)
        for correction in range(self.corrections):
            words = words.replace(f"scene {self.number} of {correction + 1}.", f"corrected {correction}.")
        return a_seen(path, f"{self.number}-{self.corrections}-{path if self.corrections else ''}", text=words)


Tree = dict[str, Text]
DEEDS = st.sampled_from(["write", "edit", "move", "over", "swap", "remove", "restore"])
STEP = st.tuples(DEEDS, st.integers(0, 9), st.sampled_from(NAMES))
STEPS = st.lists(st.lists(STEP, min_size=1, max_size=3), min_size=1, max_size=8)


def do(tree: Tree, away: list[Text], step: tuple[str, int, str], number: int, published: Collection[int]) -> None:
    """One thing that the owner does; ``away`` is what he removed and may put back.

    He never writes another review into the file of one: that is taken for a correction.
    """
    what, which, name = step
    if what == "write":
        tree[f"{number}.md"] = Text(number)
    elif what == "restore" and away:
        tree[f"again-{number}.md"] = away.pop()
    movable = sorted(path for path, text in tree.items() if text.number in published)
    if not movable:
        return
    path = movable[which % len(movable)]
    if what == "edit" and tree[path].corrections < 3:
        tree[path] = replace(tree[path], corrections=tree[path].corrections + 1)
    elif what == "move" and name not in tree:
        tree[name] = tree.pop(path)
    elif what == "over" and name in tree and name != path:
        away.append(tree[name])
        tree[name] = tree.pop(path)
    elif what == "swap" and name in tree:
        tree[path], tree[name] = tree[name], tree[path]
    elif what == "remove":
        away.append(tree.pop(path))


@given(STEPS)
@settings(max_examples=300)
def test_no_review_is_news_twice_and_none_is_taken_for_another(steps: list[list[tuple[str, int, str]]]) -> None:
    tree: Tree = {}
    away: list[Text] = []
    known: dict[str, Known] = {}
    ids: dict[int, str] = {}
    for number, commit in enumerate(steps):
        for at, step in enumerate(commit):
            do(tree, away, step, 10 * number + at, ids)
        seen = [text.seen(path) for path, text in tree.items()]
        accepted = {row.review_id: False for row in known.values()}
        changes = decide(known, seen, tree, first_run=False, accepted=accepted, policy=POLICY)
        assert changes.mass is None
        known = recorded(known, changes)
        for one in changes.new:
            assert tree[one.path].number not in ids, "news twice"
            ids[tree[one.path].number] = one.review.id
        assert {path: ids[text.number] for path, text in tree.items()} == {
            path: row.review_id for path, row in known.items() if row.gone_since is None
        }
