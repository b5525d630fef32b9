from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.review.made import review

if TYPE_CHECKING:
    from bot.review.model import Excerpt

PLOT = "He (Ann Wick) leaves and she finds his mother. He runs. He hides, and she kills him there. " * 3


def looks(excerpt: Excerpt) -> list[tuple[str, str] | tuple[str, str, str | None]]:
    return [
        (span.kind, excerpt.text[span.start : span.end], span.url)
        if span.url
        else (span.kind, excerpt.text[span.start : span.end])
        for span in excerpt.spans
    ]


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        ("It *glows* a lot.", "It glows a lot.", [("emphasis", "glows")]),
        ("It <i>glows </i>a lot.", "It glows a lot.", [("emphasis", "glows")]),
        ("It **glows** a lot.", "It glows a lot.", [("strong", "glows")]),
        ("It ***glows*** a lot.", "It glows a lot.", [("strong", "glows"), ("emphasis", "glows")]),
        ("It <em>glows</em> <em>a</em> lot.", "It glows a lot.", [("emphasis", "glows a")]),
        ("It *glows **a** lot* here.", "It glows a lot here.", [("emphasis", "glows a lot"), ("strong", "a")]),
        ("`lamp()` works.", "lamp() works.", [("code", "lamp()")]),
        ("It ~~glows~~ burns.", "It burns.", []),
        ("A *b*-*c* d.", "A b-c d.", [("emphasis", "b"), ("emphasis", "c")]),
        ("Line *one\ntwo* three.", "Line one two three.", [("emphasis", "one two")]),
        ("A [lamp](https://a.example/x).", "A lamp.", [("link", "lamp", "https://a.example/x")]),
        ("A [*lamp*](/films/x).", "A lamp.", [("emphasis", "lamp"), ("link", "lamp", "https://example.org/films/x")]),
        ("A [lamp](../x/).", "A lamp.", [("link", "lamp", "https://example.org/2024/01/x/")]),
        ("A [lamp](javascript:alert(1)).", "A lamp.", []),
        ("A [lamp](data:text/html,x).", "A lamp.", []),
        ("A [lamp](mailto:a@b.example).", "A lamp.", []),
        ("A [lamp](#top).", "A lamp.", []),
        ("A [lamp]({{ site.baseurl }}/x).", "A lamp.", [("link", "lamp", "https://example.org/x")]),
        ("A \u200b*lamp*\x07 of `oil`.", "A lamp of oil.", [("emphasis", "lamp"), ("code", "oil")]),
    ],
)
def test_looks_are_kept_beside_the_text(body: str, text: str, expected: list[tuple[str, ...]]) -> None:
    excerpt = review(body=body).excerpt
    assert excerpt.text == text
    assert looks(excerpt) == expected


def test_looks_are_cut_out_of_the_paragraph() -> None:
    body = f"{PLOT}\n\nHe lights *it* up. Overall, *this* film is [great](/g) and *fun*. She *stays*."
    excerpt = review(body=body).excerpt
    assert excerpt.text.startswith("Overall, this film is great and fun.")
    assert looks(excerpt)[:3] == [
        ("emphasis", "this"),
        ("link", "great", "https://example.org/g"),
        ("emphasis", "fun"),
    ]


def test_a_list_in_a_short_review_stays_a_list() -> None:
    excerpt = review(body="Good:\n\n* the *lamp*\n* the oil\n\nBad: nothing.").excerpt
    assert excerpt.text == "Good:\n\nthe lamp\nthe oil\n\nBad: nothing."
    assert looks(excerpt) == [("item", "the lamp"), ("emphasis", "lamp"), ("item", "the oil")]


@pytest.mark.parametrize("quoted", ['"{}"', "“{}”", "{}"])
def test_riffs_are_items_whatever_marks_they_have(quoted: str) -> None:
    first, second = "The lamp is a lamp, and so is he.", "Somebody has to light the lamps here."
    found = review("title: A\nmst3k: true", f"* {quoted.format(first)}\n* {quoted.format(second)}")

    assert looks(found.excerpt) == [("item", f"“{first}”"), ("item", f"“{second}”")]


def test_a_headline_is_strong_as_it_was() -> None:
    body = "<b>I have heard of lamp oil, but lamp wine??</b>\n\n" + PLOT
    assert ("strong", "I have heard of lamp oil, but lamp wine??") in looks(review(body=body).excerpt)


@pytest.mark.parametrize(
    ("given", "text", "expected"),
    [
        ("A warm *film* by [Ann](/ann), it *glows*.", "A warm film by Ann, it glows.", 3),
        ("A warm <em>film</em> &amp; it glows.", "A warm film & it glows.", 1),
        ("I saw M*A*S*H and F***ing loved it.", "I saw M*A*S*H and F***ing loved it.", 0),
        ("#Alive is a warm film, it glows.", "#Alive is a warm film, it glows.", 0),
        ("It glows and is warm. ||The butler dies.||", "It glows and is warm.", 0),
    ],
)
def test_an_excerpt_in_the_front_matter_may_be_markdown(given: str, text: str, expected: int) -> None:
    excerpt = review(f"title: A\nexcerpt: '{given}'").excerpt
    assert excerpt.text == text
    assert len(excerpt.spans) == expected


@settings(max_examples=60)
@given(st.text(alphabet="a b*_`[]()<>i/\n\t.-\u00a0\u200b\x07é", max_size=80))
def test_looks_lie_within_the_text_and_hold_something(body: str) -> None:
    excerpt = review(body=body).excerpt
    assert "  " not in excerpt.text
    for span in excerpt.spans:
        stretch = excerpt.text[span.start : span.end]
        assert 0 <= span.start < span.end <= len(excerpt.text)
        assert stretch == stretch.strip()
