"""Which changes of a review make its post wrong, and how a post gets another address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.format import compose, needs_correcting, readdress
from bot.format.length import embed_length, toot_length
from bot.format.model import FormatPolicy, Limits, Message, Post, Template, Toot, frozen, thaw
from bot.review.model import Challenge, Excerpt, Image, Rating, Review
from tests.unit.format.made import EMBEDS, REVIEWS, TOOTS, a_review

BOTH = pytest.mark.parametrize("policy", [TOOTS, EMBEDS], ids=["toot", "message"])
OPENING = "An organ, an empty ballroom, and more dread than money could have bought."
TEXT = f"It begins with a car in a river. {OPENING} You'll drift along with it, or look at your watch."
NEW = "https://example.org/films/1962/carnival-of-souls/"


def written(review: Review, policy: FormatPolicy) -> Post:
    """As it comes back from the records."""
    return thaw(frozen(compose(review, policy, Limits())))


def corrects(before: Review, after: Review, policy: FormatPolicy) -> bool:
    return needs_correcting(written(before, policy), compose(after, policy, Limits()), after)


REVIEW = a_review(text=TEXT, excerpt=Excerpt(OPENING, "last sentence"))


@BOTH
@pytest.mark.parametrize(
    "change",
    [
        {"title": "Carnival of Soles"},
        {"year": 1963},
        {"rating": Rating(4, 5)},
        {"rating": None},
        {"url": NEW},
        {"url": None},
        {"content_warning": "Drowning"},
        {"spoilers": True},
        {"quotes": ()},
        {"quotes": ("Why can't anybody hear me today?",)},
        {"social": {"": "In my own words."}},
        {"excerpt": Excerpt("", "it says nothing"), "text": "Nothing."},
        {"text": "Another opinion.", "excerpt": Excerpt("Another opinion.", "whole")},
        {"excerpt": Excerpt("From the front matter alone.", "field")},
    ],
)
def test_what_a_post_says_is_corrected(policy: FormatPolicy, change: dict[str, Any]) -> None:
    assert corrects(REVIEW, replace(REVIEW, **change), policy)


@BOTH
@pytest.mark.parametrize(
    "change",
    [
        {},
        {"tags": ("other",), "public_tags": (), "badges": ()},
        {"links": (), "challenge": Challenge("Spooktober 2025", 8, 31)},
        {"text": f"{TEXT} And a paragraph more."},
        {"text": TEXT, "excerpt": Excerpt("You'll drift along with it, or look at your watch.", "later")},
        {"quotes": ("Another one, which would be chosen now.", "I don't belong in the world.")},
        {"language": "es"},
    ],
)
def test_anything_else_is_left_as_it_is(policy: FormatPolicy, change: dict[str, Any]) -> None:
    assert not corrects(REVIEW, replace(REVIEW, **change), policy)


@BOTH
def test_another_template_corrects_nothing(policy: FormatPolicy) -> None:
    posted = written(REVIEW, policy)
    assert not needs_correcting(posted, compose(REVIEW, replace(policy, site_name="Renamed"), Limits()), REVIEW)


@BOTH
def test_posts_whose_facts_were_not_noted_are_told_by_title_and_address(policy: FormatPolicy) -> None:
    posted = replace(written(REVIEW, policy), facts=None)

    def told(**change: Any) -> bool:
        after = replace(REVIEW, **change)
        return needs_correcting(posted, compose(after, policy, Limits()), after)

    assert not told()
    assert not told(rating=Rating(1, 5), excerpt=Excerpt("Another opinion.", "whole"))
    assert told(title="Carnival of Soles")
    assert told(url=NEW)


@BOTH
def test_the_address_alone_is_replaced(policy: FormatPolicy) -> None:
    longer = f"{REVIEW.url}?more=1"
    review = replace(REVIEW, links=(("Here", str(REVIEW.url)), ("There", longer)))
    posted = written(review, policy)
    moved = readdress(posted, str(REVIEW.url), NEW)
    assert (moved.address, moved.facts and moved.facts.address) == (NEW, NEW)
    if isinstance(moved, Toot):
        assert isinstance(posted, Toot)
        assert moved.text == posted.text.replace(str(REVIEW.url), NEW)
        assert (moved.length, moved.content_warning) == (posted.length, posted.content_warning)
    elif isinstance(posted, Message):
        assert moved.embed == {**posted.embed, "url": NEW}
        assert [one.url for one in moved.buttons] == [NEW, longer, "https://example.com/list/spooktober"]
    assert readdress(moved, NEW, str(REVIEW.url)) == posted


@BOTH
@pytest.mark.parametrize("new", ["", "ftp://example.org/a", "no address"])
def test_no_post_gets_an_address_that_is_none(policy: FormatPolicy, new: str) -> None:
    posted = written(REVIEW, policy)
    assert readdress(posted, str(REVIEW.url), new) == posted


def test_an_address_that_is_part_of_another_word_stays() -> None:
    toot = Toot(f"x{NEW} {NEW}more {NEW}", None, "en", "public", 90, 500, NEW)
    moved = readdress(toot, NEW, "https://example.org/b")
    assert isinstance(moved, Toot)
    assert moved.text == f"x{NEW} {NEW}more https://example.org/b"


def test_a_server_that_counts_in_full_gets_no_longer_post() -> None:
    posted = written(REVIEW, TOOTS)
    assert isinstance(posted, Toot)
    tight = replace(posted, limit=posted.length)
    far = "https://example.org/" + "far/" * 9
    loose, strict = (readdress(tight, str(REVIEW.url), far, strictly=strictly) for strictly in (False, True))
    assert isinstance(loose, Toot)
    assert loose.text.endswith("#Spooktober #SpookySeason")
    assert isinstance(strict, Toot)
    assert len(strict.text) <= len(posted.text)
    assert strict.text.startswith("Carnival of Souls (1962)\n★★★½ (3.5/5)\n\n")
    assert f"\n\n{far}" in strict.text


ADDRESSES = st.sampled_from([NEW, "https://example.org/" + "x" * 300, "http://localhost/" + "y" * 80])


@given(REVIEWS, st.integers(100, 600), st.sampled_from([23, 30]), ADDRESSES, st.booleans())
@settings(max_examples=60)
def test_a_readdressed_toot_fits(review: Review, most: int, per_url: int, new: str, strictly: bool) -> None:
    posted = compose(review, TOOTS, Limits(most, per_url))
    assume(posted.address is not None)
    moved = readdress(posted, str(posted.address), new, strictly=strictly)
    assert isinstance(moved, Toot)
    assert isinstance(posted, Toot)
    assert moved.length <= most
    assert moved.length == toot_length(moved.text, moved.content_warning, per_url)
    if moved != posted:
        assert f"\n\n{new}" in moved.text
    if moved != posted and strictly:
        assert len(moved.text) <= max(most, len(posted.text), len(new) + len(posted.text.split("\n\n")[0]) + 2)


@BOTH
def test_buttons_and_facts_survive_the_records(policy: FormatPolicy) -> None:
    post = compose(REVIEW, policy, Limits())
    assert thaw(frozen(post)) == post
    assert isinstance(post, Toot | Message)
    assert post.facts is not None
    assert post.facts.words[0] == OPENING


def test_an_address_in_the_owners_own_form_is_replaced_too() -> None:
    form = Template("embed.jinja", "{{ words }}\n[More]({{ address }}) <{{ address }}> {{ address }}?more=1")
    posted = written(REVIEW, replace(EMBEDS, template=form))
    moved = readdress(posted, str(REVIEW.url), NEW)
    assert isinstance(moved, Message)
    assert moved.embed["description"] == f"{OPENING}\n[More]({NEW}) <{NEW}> {REVIEW.url}?more=1"
    assert moved.length == embed_length(moved.embed)
    form = Template("toot.jinja", "{{ address }}\n{{ film }}")
    toot = readdress(written(REVIEW, replace(TOOTS, template=form)), str(REVIEW.url), NEW)
    assert isinstance(toot, Toot)
    assert toot.text == f"{NEW}\nCarnival of Souls (1962)"


@BOTH
def test_quotation_marks_and_glyphs_are_no_reason(policy: FormatPolicy) -> None:
    quoted = replace(REVIEW, quotes=("“I don't” – she says – “belong in the world.”",))
    posted = written(quoted, policy)
    for change in ({"language": "de"}, {"glyphs": "emoji"}, {"most_hashtags": 0}, {"pictures": ("card",)}):
        now = compose(quoted, replace(policy, **change), Limits())
        assert not needs_correcting(posted, now, quoted)


@BOTH
def test_a_post_frozen_before_there_were_pictures_thaws(policy: FormatPolicy) -> None:
    data = frozen(written(REVIEW, policy))
    del data["picture"]
    del data["facts"]["dated"]
    data["facts"].pop("entries", None)
    assert thaw(data) == written(REVIEW, policy)


def test_words_of_the_front_matter_may_be_cut_elsewhere() -> None:
    own = replace(REVIEW, excerpt=Excerpt("First of the front matter. " * 30, "field"))
    posted = compose(own, TOOTS, Limits(300))
    assert not needs_correcting(posted, compose(own, TOOTS, Limits(250)), own)
    other = replace(own, excerpt=Excerpt("Second of the front matter.", "field"))
    assert needs_correcting(posted, compose(other, TOOTS, Limits(300)), other)
    social = replace(own, social={"": "My own words."})
    assert needs_correcting(posted, compose(social, TOOTS, Limits(300)), social)


@BOTH
def test_the_review_s_own_picture_and_its_description_are_corrected(policy: FormatPolicy) -> None:
    shown = replace(REVIEW, image=Image("/covers/carnival.jpg", None, "An organ."))
    assert not corrects(shown, shown, policy)
    assert corrects(
        shown, replace(shown, image=Image("/covers/carnival.jpg", None, "An organ in an empty hall.")), policy
    )
    assert corrects(shown, replace(shown, image=Image("/covers/pavilion.jpg", None, "An organ.")), policy)
    assert not corrects(REVIEW, shown, policy)  # as if the destination's rules had changed
