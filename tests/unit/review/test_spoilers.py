"""What marks inside a text hide is nowhere in the review but in its raw file."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.review.markup import cleaned
from bot.review.spoilers import without_spoilers
from tests.reading.spoiling import FORMS
from tests.unit.review.made import review

SAFE = "The film is a warm and funny thing, and I loved it."
HIDDEN = [form for form in FORMS if "Zqspoil" in form.text]
_PLACES = ("{}", "> {}", "* a\n* {}", "<div>\n\n{}\n\n</div>", "1. {}", "<blockquote><i>Light it.</i></blockquote>\n{}")


@pytest.mark.parametrize("form", HIDDEN, ids=lambda form: form.name)
def test_no_form_shows_anything(form: object) -> None:
    text = getattr(form, "text", "")
    for body in (f"{SAFE}\n\n{text}", f"{text}\n\n{SAFE}", f"{SAFE}\n\n{text}\n\n{SAFE}", text):
        assert "Zqspoil" not in repr(review(body=body)), body


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.just(SAFE),
            st.sampled_from(
                ["> Light it.", "* oil\n* fog", "<!--more-->", "#### Stray Thoughts", "<b>Deep</b>", "---"]
            ),
            st.builds(
                lambda form, place: place.format(form.text) if "\n\n" not in form.text else form.text,
                st.sampled_from(HIDDEN),
                st.sampled_from(_PLACES),
            ),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_nor_does_any_mixture_of_them(parts: list[str], line_end: str) -> None:
    body = "\n\n".join(parts).replace("\n", line_end)
    assert "Zqspoil" not in repr(review(body=body))


@pytest.mark.parametrize(
    ("body", "text", "quotes"),
    [
        ("The killer is ||Ann|| and I loved it. It glows.", "It glows.", ()),
        ("It glows. ||Ann did it.|| It is warm.", "It glows. It is warm.", ()),
        ("It glows. >!Ann did it!< It is warm.", "It glows.", ()),
        ('It glows. <span class="spoiler">Ann did it.</span> It is warm.', "It glows. It is warm.", ()),
        ("It glows.\n\n* Ann ||did|| it\n* fog", "It glows.\n\nfog", ()),
        ("> I am ||Ann||.\n\nIt glows.", "It glows.", ()),
        ("> I am here.\n\nIt glows.", "It glows.", ("I am here.",)),
    ],
)
def test_sentences_and_quotes_with_a_hole_in_them_go_whole(body: str, text: str, quotes: tuple[str, ...]) -> None:
    found = review(body=body)
    assert (found.excerpt.text, found.quotes) == (text, quotes)
    assert "Ann" not in repr(found)
    assert "\ue0f0" not in repr(found)


def test_nor_does_what_the_front_matter_gives_show_anything() -> None:
    front = "title: A\nexcerpt: 'It glows and is warm. The killer is ||Ann||.'\nquotes: ['I am ||Ann||.', 'I am here.']"
    found = review(front)
    assert (found.excerpt.text, found.quotes) == ("It glows and is warm.", ("I am here.",))


@pytest.mark.parametrize(
    "kept",
    [
        "Name || 23/52 || Category",
        "| a || b |",
        "if a || b: c",
        "<b>!Wow!</b>",
        '<div style="overflow: hidden">prose</div>',
        '<p class="no-spoilers">prose</p>',
        '<p class="spoiler-free">prose</p>',
        '<a href="/spoilers.html">prose</a>',
        "[spoilers](/there)",
        "[Spoiler-free]",
        "<!-- no spoilers, please --> prose",
        "color: red; background: red",
        "a {b} c",
    ],
)
def test_what_hides_nothing_stays(kept: str) -> None:
    assert without_spoilers(kept) == kept


@pytest.mark.parametrize(
    "piece",
    [
        *("||", "||a", ">!", "<a '", '<a "', "[spoil]", "::: spoil\n", "> [!spoil]\n", "<spoiler>", "<details>"),
        *("{.spoil", "{%", "{{", '{{<"', "{/*", "{% comment %}", "{{< spoiler >}}", "={", "import a", "export const\n"),
        *("{::comment}", "$$", "$a_", "\\[", "[[", ":a", "---\na: b\n", "%%", "==a", "[^", "[^a]: b\n", "^[a"),
        *("[quote]", "&amp;", "&#", "[caption ", "{>>", "{#", "{% quote %}a", "S P O I L E R "),
    ],
)  # fmt: skip
def test_no_mark_takes_long(piece: str) -> None:
    before = time.process_time()
    cleaned((piece * 200_000)[:200_000])
    assert time.process_time() - before < 2
