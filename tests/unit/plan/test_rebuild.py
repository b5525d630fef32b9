"""What posts that stand say about lost records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.plan.rebuild import Kept, Rebuilt, Stood, sort_out

SITE = "https://films.example"
FIRST = datetime(2026, 3, 1, 18, tzinfo=UTC)
BOTH = ("channel", "toots")


def kept(name: str, day: int | None, wanted: tuple[str, ...] = BOTH, *, eager: bool = False) -> Kept:
    return Kept(name, f"{SITE}/{name}.html", date(2026, 3, day) if day else None, wanted, eager)


def stood(destination: str, *names: str, day: int = 1) -> Stood:
    return Stood(destination, tuple(f"{SITE}/{name}.html" for name in names), FIRST + timedelta(days=day - 1))


def sorted_out(reviews: list[Kept], *posts: Stood) -> Rebuilt:
    return sort_out(reviews, posts, SITE)


def test_posts_are_matched_by_address_and_what_is_newer_is_news() -> None:
    reviews = [kept("a", 1), kept("b", 2), kept("c", 3), kept("old", 1)]
    found = sorted_out(reviews, stood("toots", "a", day=1), stood("toots", "b", day=2))
    assert found.posted == {0: "a", 1: "b"}
    assert found.news == {"c"}
    assert (found.newest, found.doubt_since) == (date(2026, 3, 2), FIRST + timedelta(days=1))


def test_a_tie_counts_as_newer_and_no_date_as_older() -> None:
    found = sorted_out([kept("a", 2), kept("b", 2), kept("c", None)], stood("toots", "a"), stood("channel", "a"))
    assert found.news == {"b"}


def test_what_no_destination_wants_is_no_news() -> None:
    assert sorted_out([kept("a", 1), kept("b", 2, ())], stood("toots", "a")).news == frozenset()


def test_what_stands_in_one_place_is_owed_in_the_other_if_it_is_the_newest_there() -> None:
    reviews = [kept("a", 1), kept("b", 2), kept("c", 3)]
    posts = [stood("channel", "a"), stood("toots", "a"), stood("toots", "b", day=2), stood("toots", "c", day=3)]
    found = sorted_out(reviews, *posts, stood("channel", "c", day=3))
    assert found.missing == {}  # the channel went on without b
    found = sorted_out(reviews, *posts)
    assert found.missing == {"b": ("channel",), "c": ("channel",)}
    assert found.doubt_since == FIRST  # the channel's last post: from there on it may stand unseen


def test_a_destination_that_never_had_a_post_gets_nothing_of_the_past() -> None:
    assert sorted_out([kept("a", 1), kept("b", 2)], stood("toots", "a"), stood("toots", "b", day=2)).missing == {}


def test_a_filter_is_heeded() -> None:
    reviews = [kept("a", 1), kept("b", 2, ("toots",))]
    assert sorted_out(reviews, stood("channel", "a"), stood("toots", "a"), stood("toots", "b")).missing == {}


def test_a_recap_that_links_several_reviews_is_no_post_of_any() -> None:
    found = sorted_out([kept("a", 1), kept("b", 2)], stood("toots", "a", "b"))
    assert (found.posted, found.news, found.strangers) == ({}, frozenset(), ())


def test_a_date_ahead_of_its_own_post_does_not_make_all_others_old() -> None:
    slip = Kept("slip", f"{SITE}/slip.html", date(2062, 3, 1), BOTH)
    found = sorted_out([slip, kept("b", 9)], stood("toots", "slip", day=3))
    assert found.news == {"b"}
    assert found.newest == date(2026, 3, 4)


def test_two_reviews_with_one_address_both_count_as_posted() -> None:
    twin = Kept("twin", f"{SITE}/a.html", date(2026, 3, 9), BOTH)
    found = sorted_out([kept("a", 1), twin], stood("toots", "a", day=9))
    assert found.posted == {0: "a"}
    assert found.news == frozenset()


def test_addresses_that_no_review_has_are_told_once() -> None:
    found = sorted_out([kept("a", 1)], stood("toots", "gone"), stood("channel", "gone"))
    assert found.strangers == (f"{SITE}/gone.html",)
    elsewhere = Stood("toots", ("https://other.example/x", f"{SITE}/"), FIRST)
    assert sorted_out([kept("a", 1)], elsewhere).strangers == ()


def test_nothing_found_is_a_first_run_by_the_source_s_own_setting() -> None:
    found = sorted_out([kept("a", 1), kept("b", 2, eager=True)])
    assert found.news == {"b"}
    assert (found.newest, found.doubt_since) == (None, None)


def test_a_digest_is_a_post_of_everything_that_it_links_to() -> None:
    reviews = [kept("a", 1), kept("b", 2), kept("c", 3)]
    digest = replace(stood("toots", "a", "b"), digest=True)
    found = sorted_out(reviews, digest)
    assert (found.posted, found.digests) == ({}, {0: ("a", "b")})
    assert found.standing == [(0, "a"), (0, "b")]
    assert found.news == {"c"}
    assert found.missing == {}


def test_a_digest_of_one_review_that_is_left_is_still_one() -> None:
    assert sorted_out([kept("a", 1)], replace(stood("toots", "a"), digest=True)).digests == {0: ("a",)}
