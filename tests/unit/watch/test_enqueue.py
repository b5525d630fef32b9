"""What becomes owed for a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.ledger.model import Owed
from bot.plan.model import DigestRule, Filter, RoutePolicy
from bot.review.condition import Condition
from bot.review.model import Challenge
from bot.watch.enqueue import owed_for
from bot.watch.intake import bare
from tests.unit.catalogue.samples import review
from tests.unit.watch.made import NOON

ROUTES = (RoutePolicy("toots"), RoutePolicy("best", Filter(min_rating=4.5)))


def test_each_destination_that_wants_it_gets_one() -> None:
    one = review("The Perfection", 2018)
    assert owed_for(one, ROUTES, NOON) == [Owed(one.id, "review", "The Perfection (2018)", "toots", NOON)]


def test_what_is_asked_for_by_hand_passes_filters_but_not_the_review_s_own_word() -> None:
    one = review("Untitled", None)
    assert [(owed.destination, owed.urgent, owed.title) for owed in owed_for(one, ROUTES, NOON, urgent=True)] == [
        ("toots", True, "Untitled"),
        ("best", True, "Untitled"),
    ]
    assert owed_for(replace(one, post=False), ROUTES, NOON, urgent=True) == []


def test_a_small_one_waits_for_the_digest_of_who_has_one() -> None:
    one = bare(replace(review("Salt", 1971), challenge=Challenge("Hooptober 9", 1, None, None, None)), {})
    rule = DigestRule(Condition(challenge="Hooptober"), time(21))
    routes = (RoutePolicy("toots", digest=rule), RoutePolicy("channel"))
    assert [(owed.destination, owed.for_digest) for owed in owed_for(one, routes, NOON)] == [
        ("toots", True),
        ("channel", False),
    ]
    assert not any(owed.for_digest for owed in owed_for(one, routes, NOON, urgent=True))
