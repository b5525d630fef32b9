"""Shortening: whole sentences, else words, never half a character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.format.length import graphemes
from bot.format.prose import one_line, shorten_to, tidy
from tests.unit.format.made import TEXTS

TWO = "It takes its time. What it finds there is worth having."


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        (TWO, 55, TWO),
        (TWO, 54, "It takes its time."),
        (TWO, 18, "It takes its time."),
        (TWO, 17, "It takes its…"),
        ("Yes. " + "and on it goes " * 9, 100, "Yes. " + "and on it goes " * 6 + "and…"),
        (
            "Dr. Mabuse is at it again, and so is Mr. Lang, both of them in form.",
            40,
            "Dr. Mabuse is at it again, and so is…",
        ),
        ("“Never!” she says. Then she does it.", 20, "“Never!” she says."),
        ("한국영화의역사를다시쓰는작품", 6, "한국영화의…"),
        ("one, two – three", 8, "one…"),
        ("Long", 1, "…"),
        ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2, "👩‍👩‍👧‍👦…"),
    ],
)
def test_where_a_text_is_cut(text: str, most: int, cut: str) -> None:
    assert shorten_to(text, most) == cut


@given(TEXTS, st.integers(1, 200))
@settings(max_examples=300)
def test_a_cut_text_is_short_enough_and_ends_between_characters(text: str, most: int) -> None:
    cut = shorten_to(text, most)
    assert len(graphemes(cut)) <= most
    if cut != text:
        whole = graphemes(text)
        kept = cut.removesuffix("…")
        ends = {"".join(whole[:count]) for count in range(len(whole) + 1)}
        assert any(end.rstrip() == kept.rstrip() or end == kept for end in ends)


def test_tidy_keeps_paragraphs_and_drops_what_cannot_be_shown() -> None:
    assert tidy(" a\tb\r\nc \u2028\n\n\nd\0\ud800\u202ee\ufeff ") == "a b\nc\n\nde"
    assert one_line("a\n\n b") == "a b"


@given(TEXTS)
def test_tidy_is_done_once_and_for_all(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    tidy(text).encode()
