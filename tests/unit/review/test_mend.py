from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.mend import mend

SLIPS = {
    "dyingâ€”neither": "dying—neither",
    "It isnâ€™t over": "It isn’t over",
    "cafÃ© crÃ¨me": "café crème",
    "wellâ€¦ maybe": "well… maybe",
}


@pytest.mark.parametrize("broken", SLIPS)
def test_text_read_in_the_wrong_encoding_is_mended_and_told(broken: str) -> None:
    text, problems = mend(f"first\nand {broken} here", "x.md")
    assert text == f"first\nand {SLIPS[broken]} here"
    (problem,) = problems
    assert (problem.line, problem.severity) == (2, "warning")
    assert problem.column > 4
    assert "mended" in problem.message


def test_several_lines_are_told_once() -> None:
    _, problems = mend("aâ€”b\nc\ndâ€”e", "x.md")
    assert "on 1 more line" in problems[0].message


@pytest.mark.parametrize(
    "good",
    [
        "“Curly” quotes — and ‘these’ … stay",
        "Amélie à la carte, naïve façade, Ærø, Žižek, ß",
        "Âge, Île, ÂNE, Ô, CAFÉ",
        "ﬁrst ligatures, ¼ and &amp; and ＦＵＬＬ",
        "日本語とかな, русский, ελληνικά 🎬",
    ],
)
def test_good_text_is_never_touched(good: str) -> None:
    assert mend(good, "x.md") == (good, ())


def test_curly_quotes_beside_a_slip_stay() -> None:
    assert mend("“dyingâ€”neither” she said", "x.md")[0] == "“dying—neither” she said"


@given(st.text())
def test_mending_never_fails_and_never_changes_the_number_of_lines(text: str) -> None:
    mended, problems = mend(text, "x.md")
    assert mended.count("\n") == text.count("\n")
    assert (mended == text) is (problems == ())
