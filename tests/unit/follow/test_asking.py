from __future__ import annotations

import math

import pytest

from bot.follow.asking import Asked, Forum, Names, filter_of, manners_of
from bot.follow.meaning import of_filter, of_manners
from bot.follow.sentence import Sentence
from bot.plan.model import Filter
from bot.settings.model import ChannelManners

NAMES = Names(("Horror", "queer", "one, two"), ("MST3K",), 5.0)
FORUM = Forum(((7, "Films"), (8, "Series"), (9, "9")), must=True)


@pytest.mark.parametrize(
    ("asked", "wish"),
    [
        (Asked(), Filter()),
        (Asked(min_rating=0.0), Filter()),
        (Asked(min_rating=5.0, unrated=True), Filter(min_rating=5.0)),
        (Asked(unrated=False), Filter(unrated=False)),
        (Asked(tag="#horror , QUEER,horror,, "), Filter(tags=("Horror", "queer"))),
        (Asked(tag="One,  two"), Filter(tags=("one, two",))),
        (Asked(tag=" , "), Filter()),
        (Asked(badge="mst3k", not_tag="queer"), Filter(badges=("MST3K",), tags_not=("queer",))),
        (Asked(tag="horror, queer", not_tag="queer"), Filter(tags=("Horror", "queer"), tags_not=("queer",))),
    ],
)
def test_what_is_asked_becomes_a_filter(asked: Asked, wish: Filter) -> None:
    assert filter_of(asked, NAMES) == wish


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (Asked(min_rating=5.5), "setup-rating-out-of-bounds"),
        (Asked(min_rating=-1), "setup-rating-out-of-bounds"),
        (Asked(min_rating=math.nan), "setup-rating-out-of-bounds"),
        (Asked(tag="secret"), "setup-tag-unknown"),
        (Asked(not_tag="horror, secret"), "setup-tag-unknown"),
        (Asked(not_badge="x"), "setup-badge-unknown"),
        (Asked(tag="queer", not_tag="horror, queer"), "setup-filter-contradicts"),
        (Asked(badge="mst3k", not_badge="mst3k"), "setup-filter-contradicts"),
    ],
)
def test_what_cannot_be_had_is_said(asked: Asked, key: str) -> None:
    said = filter_of(asked, NAMES)
    assert isinstance(said, Sentence)
    assert said.key == key


def test_where_ratings_tell_their_own_scale_any_sensible_one_may_be_asked_for() -> None:
    anywhere = Names(best=None)
    assert filter_of(Asked(min_rating=80.0), anywhere) == Filter(min_rating=80.0)
    assert isinstance(filter_of(Asked(min_rating=math.inf), anywhere), Sentence)


def test_no_more_names_are_said_than_can_be_read() -> None:
    many = Names(tuple(f"tag {number}" for number in range(500)))
    said = filter_of(Asked(tag=",".join(f"x{number}" for number in range(500))), many)
    assert isinstance(said, Sentence)
    values = dict(said.values)
    assert values["count"] == 500
    for name in ("names", "there"):
        shown = values[name]
        assert isinstance(shown, tuple)
        assert len(shown) == 20


@pytest.mark.parametrize(
    ("asked", "manners"),
    [
        (Asked(), ChannelManners()),
        (Asked(thread=True, crosspost=False), ChannelManners(crosspost=False, thread=True)),
        (Asked(forum_tags=" "), ChannelManners()),
    ],
)
def test_what_a_text_channel_does_with_posts(asked: Asked, manners: ChannelManners) -> None:
    assert manners_of(asked, "text", Forum()) == manners


@pytest.mark.parametrize(
    ("text", "forum", "wanted"),
    [
        ("films", FORUM, ("7",)),
        ("9, Series", FORUM, ("9", "8")),
        (None, Forum(FORUM.tags), ()),
        (None, FORUM, "setup-forum-tag-needed"),
        ("Films, Fillums", FORUM, "setup-forum-tag-unknown"),
        ("x", Forum(), "setup-forum-tag-unknown"),
        ("a,b,c,d,e,f", Forum(tuple(enumerate("abcdef"))), "setup-forum-tags-too-many"),
    ],
)
def test_a_forums_tags_are_kept_by_their_numbers(text: str | None, forum: Forum, wanted: str | tuple[str, ...]) -> None:
    said = manners_of(Asked(forum_tags=text, thread=True), "forum", forum)
    if isinstance(said, Sentence):
        assert said.key == wanted
    else:
        assert said == ChannelManners(forum_tags=tuple(wanted))


def test_only_posts_in_forums_have_tags() -> None:
    said = manners_of(Asked(forum_tags="Films"), "announcement", Forum())
    assert isinstance(said, Sentence)
    assert said.key == "setup-no-forum"


def test_a_filter_always_means_something() -> None:
    assert [one.key for one in of_filter(Filter())] == ["setup-gets-all"]
    everything = Filter(min_rating=3.0, tags=("a",), tags_not=("b",), badges=("c",), badges_not=("d",))
    assert [one.key for one in of_filter(everything)] == [
        "setup-gets-ratings-from",
        "setup-gets-unrated-too",
        "setup-gets-tags",
        "setup-gets-no-tags",
        "setup-gets-badges",
        "setup-gets-no-badges",
    ]
    assert [one.key for one in of_filter(Filter(unrated=False))] == ["setup-gets-rated-only"]


def test_manners_are_told_where_they_mean_something() -> None:
    busy = ChannelManners(thread=True, forum_tags=("7", "99"))
    assert of_manners(ChannelManners(), "text", {}) == ()
    assert [one.key for one in of_manners(busy, "announcement", {})][:2] == ["setup-crossposts", "setup-opens-thread"]
    [tags] = of_manners(busy, "forum", {"7": "Films"})
    assert tags.values == (("names", ("Films", "99")),)
