"""However names, lists and numbers fall: every review is in exactly one challenge, in whatever order they come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.progress import progress
from bot.challenges.slips import slips
from bot.settings.model import ChallengeRule
from tests.unit.challenges.entries import entry

if TYPE_CHECKING:
    from bot.catalogue.model import ChallengeEntry

NAMES = [
    "Owl Month XII",
    "owl month 12",
    "Owl Mnoth 12",
    "Owl Month 2025",
    "Owl Month",
    "Birds",
    "🦉",
    "2025",
    "Anti-Owl",
]
LISTS = [None, "", "https://l.example/a", "https://l.example/b/detail", "https://l.example"]
RULES = [
    ChallengeRule("Owls", ("Owl Month",), start=date(2025, 9, 3)),
    ChallengeRule("Older", ("Owl Month",), start=date(2024, 1, 1), total=9),
    ChallengeRule("Birds", ignore=True),
]
LINES = st.builds(
    lambda name, number, total, url, day, title: entry(name, number, total, url=url, day=day, title=title),
    st.sampled_from(NAMES),
    st.none() | st.integers(0, 12),
    st.none() | st.sampled_from([0, 9, 31]),
    st.sampled_from(LISTS),
    st.none() | st.integers(-800, 30),
    st.uuids().map(str),
)


@given(st.lists(LINES, max_size=25), st.booleans())
def test_every_review_is_in_one_challenge(lines: list[ChallengeEntry], ruled: bool) -> None:
    found = progress(lines, RULES if ruled else ())
    told = sorted(one.review_id for challenge in found for one in challenge.entries)
    wanted = sorted(one.review_id for one in lines if not (ruled and one.challenge.name == "Birds"))
    assert told == wanted or (ruled and set(told) <= set(wanted))
    assert all(slip.told for challenge in found for slip in slips(challenge))
    assert all(challenge.entries and challenge.name for challenge in found)
    assert len({challenge.name for challenge in found}) == len(found)
