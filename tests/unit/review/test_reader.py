"""The reader as a whole: leaks, hashes, and that it never raises."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.review.markup import MAX_TAGS
from tests.unit.review.made import complaints, file, reading, review

if TYPE_CHECKING:
    from bot.review.model import Reading, Review

LEAKS = [
    "{% include video.html id='x9' %}",
    "{{ page.title | x9 }}",
    "{{< youtube x9 >}}",
    '{{< figure src="x9>}}" >}}',
    "{{% x9 %}}",
    "{: .x9 }",
    "{:x9: .y}\n",
    "{% comment %}x9{% endcomment %}",
    "<!-- x9 -->",
    "<script>x9()</script>",
    "<style>.x9{}</style>",
    '<iframe src="x9">x9</iframe>',
    "<noscript>x9</noscript>",
    "![x9](x9.png)",
    "[^x9]\n\n[^x9]: x9",
    "~~x9~~",
    "<p hidden>x9</p>",
    '<blockquote class="twitter-tweet"><p>x9 by @x9</p></blockquote>',
    "<video controls>x9</video>",
    "<svg><text>x9</text></svg>",
]


@pytest.mark.parametrize("leak", LEAKS)
def test_nothing_of_a_site_builder_leaks(leak: str) -> None:
    found = review(body=f"The film is *fun* &amp; <b>good</b>. {leak}\n\nReally\\*.")
    assert "x9" not in repr(found)
    assert found.text.split("\n")[0].strip() == "The film is fun & good."
    assert "Really*." in found.text


def test_the_words_inside_a_shortcode_stay() -> None:
    assert review(body="{{< note >}}It is *fun*.{{< /note >}}").excerpt.text == "It is fun."


def test_hashes_see_words_and_not_line_ends() -> None:
    one, other = reading(file(body="a\nb")), reading(file(body="a\nb").replace("\n", "\r\n"))
    assert (one.content_hash, one.body_hash) == (other.content_hash, other.body_hash)
    changed = reading(file("title: Other", "a\nb"))
    assert changed.content_hash != one.content_hash
    assert changed.body_hash == one.body_hash
    assert reading(file(body="a\nc")).body_hash != one.body_hash


def test_a_wrong_rating_is_never_posted_as_unrated() -> None:
    found = reading(file("title: A\nrating: 44.0"))
    assert found.review is None
    assert found.problems[0].severity == "error"


def test_hostile_markup_is_told_and_not_waited_for() -> None:
    for body in ("<div>" * 60_000, ">" * 90_000 + "a", "".join(f"<b a={n}><p>" for n in range(9000))):
        assert "too many HTML tags" in complaints("title: A", body)[-1]
    assert review(body="<i>" * (MAX_TAGS // 3) + "x").title == "The Lantern"


def test_a_very_long_body_is_read_to_a_limit() -> None:
    assert "Only the first" in complaints("title: A", "The film is fun. " * 20_000)[0]


def whole(found: Reading) -> None:
    """What holds for every reading."""
    assert (found.review is not None) + (found.skipped is not None) + any(
        problem.severity == "error" for problem in found.problems
    ) == 1
    for problem in found.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message.endswith((".", '"', "'")), problem.message
        assert "\n" not in str(problem)
    if found.review is not None:
        plain(found.review)


def plain(found: Review) -> None:
    assert found.title
    assert found.title == " ".join(found.title.split())
    assert found.url is None or found.url.startswith(("https://", "http://"))
    assert set(found.public_tags) <= set(found.tags)
    assert all(quote.strip() == quote != "" for quote in found.quotes)
    for item in fields(found):
        getattr(found, item.name)


@given(st.binary(max_size=400))
@example(b"---\n---\n")
@example(b"+++\n+++\n")
@example(b"{}")
def test_any_bytes_make_a_reading(data: bytes) -> None:
    whole(reading(data))


KEYS = st.sampled_from(
    (
        *(
            "title",
            "year",
            "rating",
            "excerpt",
            "quotes",
            "quote",
            "date",
            "tags",
            "challenge",
            "layout",
            "draft",
            "post",
        ),
        *("published", "permalink", "url", "slug", "category", "categories", "social", "cw", "lang", "id", "spoilers"),
        *("letterboxd_url", "mst3k", "review", "image", "image_alt", "nsfw"),
    )
)
SCALARS = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.dates(), st.datetimes())
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
)
PLAIN = st.recursive(st.one_of(st.none(), st.integers(), st.text(max_size=9)), st.lists)
BODIES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                *("<b>", "</b>", "<blockquote>", "</blockquote>", "<i>", "\n\n", "* item\n", "# Spoilers\n"),
                *("> q\n", '<a href="', '">', "{% x %}", "{{<", "[^1]", "<details>", "&#0;", "\u2028", "***", "<!--"),
                *("END SPOILERS", "```\n", "| 3/52 |", "\nRating: 7/10\n", "★★★½"),
            ]
        ),
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(st.dictionaries(KEYS, VALUES, max_size=8), BODIES)
def test_any_values_under_known_keys_make_a_reading(values: dict[str, object], body: str) -> None:
    front = yaml.safe_dump({"title": "A", **values}, allow_unicode=True)
    text = f"---\n{front}---\n{body}".encode("utf-8", "surrogatepass")
    whole(reading(text, letters=("F", "A"), keys=frozenset({"nsfw", "review.x"}), image_base="/assets"))


@pytest.mark.thorough
@given(st.dictionaries(KEYS, PLAIN, max_size=6), BODIES)
def test_any_json_makes_a_reading(values: dict[str, object], body: str) -> None:
    whole(reading(f"{json.dumps({'title': 'A', **values})}\n{body}".encode("utf-8", "surrogatepass")))


@given(BODIES)
def test_any_body_makes_a_review(body: str) -> None:
    found = reading(file("title: A", body).encode("utf-8", "surrogatepass"))
    if found.review is None:
        assert found.problems
    whole(found)


@given(st.integers(0, 60), st.text(min_size=1, max_size=3))
def test_a_slip_of_the_pen_in_the_front_matter_makes_a_reading(at: int, slip: str) -> None:
    front = 'title: "The Lantern (1961)"\nrating: "3.5"\ntags: [a, b]'
    whole(reading(file(front[:at] + slip + front[at:]).encode("utf-8", "surrogatepass")))
