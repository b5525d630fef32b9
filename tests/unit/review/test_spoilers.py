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
        *("[quote]", "&amp;", "&#"),
    ],
)  # fmt: skip
def test_no_mark_takes_long(piece: str) -> None:
    before = time.process_time()
    cleaned((piece * 200_000)[:200_000])
    assert time.process_time() - before < 2
