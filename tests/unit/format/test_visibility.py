"""Who sees a post."""

from __future__ import annotations

from dataclasses import replace

from bot.format.model import VisibilityRule
from bot.format.visibility import visibility
from bot.review.condition import Condition
from bot.review.model import Challenge, Rating
from tests.unit.format.made import TOOTS, a_review


def test_the_first_rule_that_holds_decides() -> None:
    policy = replace(
        TOOTS,
        visibilities=(
            VisibilityRule(Condition(tag="Attic", max_rating=2), "direct"),
            VisibilityRule(Condition(tag="Attic"), "private"),
            VisibilityRule(Condition(badge="mst3k"), "unlisted"),
        ),
    )
    assert visibility(a_review(), policy) == "private"
    assert visibility(a_review(rating=Rating(2, 5)), policy) == "direct"
    assert visibility(a_review(tags=(), badges=("MST3K",)), policy) == "unlisted"
    assert visibility(a_review(tags=()), policy) == "public"


def test_every_part_of_a_condition_must_hold() -> None:
    review = a_review(keys=frozenset({"nsfw"}), challenge=Challenge("Hooptober 5.0"))
    for holds in (Condition(), Condition(key="nsfw"), Condition(challenge="hooptober"), Condition(source="films")):
        assert holds.holds(review)
    for fails in (
        Condition(key="gore"),
        Condition(challenge="hoop"),
        Condition(key="nsfw", source="books"),
        Condition(key="nsfw", max_rating=3),
    ):
        assert not fails.holds(review)
    assert Condition(max_rating=2).holds(a_review(rating=Rating(4, 10, usual=2)))
    assert not Condition(max_rating=5).holds(a_review(rating=None))
