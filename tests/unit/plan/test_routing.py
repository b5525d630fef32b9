"""Which destinations want which reviews."""

from __future__ import annotations

import pytest

from bot.plan.model import Filter, RoutePolicy
from bot.plan.routing import refusal, wanted
from bot.review.model import Rating, Review
from tests.unit.plan.made import a_review

SHORT = a_review(tags=("Short", "loft"), badges=("MST3K",))
UNRATED = a_review(rating=None)


@pytest.mark.parametrize(
    ("review", "wish", "told"),
    [
        (SHORT, Filter(), None),
        (SHORT, Filter(min_rating=3.5), None),
        (SHORT, Filter(min_rating=4), '"toots" takes ratings from 4 up, this one is 3.5.'),
        (a_review(rating=Rating(0, 5)), Filter(min_rating=0.5), '"toots" takes ratings from 0.5 up, this one is 0.'),
        (a_review(rating=Rating(8, 10, usual=4)), Filter(min_rating=4), None),
        (
            a_review(rating=Rating(7, 10, usual=3.5)),
            Filter(min_rating=4),
            '"toots" takes ratings from 4 up, this one is 7/10 (that is 3.5).',
        ),
        (
            a_review(rating=Rating(2, 4, "C")),
            Filter(min_rating=3),
            '"toots" takes ratings from 3 up, this one is C (that is 2).',
        ),
        (UNRATED, Filter(min_rating=4), None),
        (UNRATED, Filter(unrated=False), '"toots" takes no unrated reviews.'),
        (SHORT, Filter(sources=("films",)), None),
        (SHORT, Filter(sources=("books",)), '"toots" takes no reviews from source "films".'),
        (SHORT, Filter(tags=("short", "long")), None),
        (SHORT, Filter(tags=("long",)), '"toots" takes only reviews with one of the tags long.'),
        (SHORT, Filter(tags_not=("short",)), '"toots" takes no reviews with the tags short.'),
        (SHORT, Filter(badges=("RiffTrax",)), '"toots" takes only reviews with one of the badges RiffTrax.'),
        (SHORT, Filter(badges_not=("mst3k",)), '"toots" takes no reviews with the badges mst3k.'),
        (a_review(post=False), Filter(), "The front matter says post: false."),
    ],
)
def test_a_refusal_says_why(review: Review, wish: Filter, told: str | None) -> None:
    assert refusal(review, RoutePolicy("toots", wish)) == told


def test_a_refusal_never_names_a_private_tag_of_the_review() -> None:
    assert "loft" not in str(refusal(SHORT, RoutePolicy("toots", Filter(tags=("long",), tags_not=("short",)))))


def test_those_that_want_it_in_the_order_of_the_configuration() -> None:
    routes = [RoutePolicy("b"), RoutePolicy("a", Filter(min_rating=5)), RoutePolicy("c")]
    assert wanted(SHORT, routes) == ("b", "c")
    assert wanted(a_review(post=False), routes) == ()


def test_a_place_to_try_things_gets_nothing_by_itself_but_is_shown() -> None:
    route = RoutePolicy("test", by_hand=True)
    assert wanted(SHORT, [route, RoutePolicy("toots")]) == ("toots",)
    assert refusal(SHORT, route) is None
