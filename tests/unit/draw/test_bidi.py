from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.draw.bidi import in_order, levels, runs_right_to_left

MIRRORED = str.maketrans("()", ")(")  # as fonts show them from right to left


def seen(text: str) -> str:
    """The text's signs from left to right, capitals standing for letters that run from right to left."""
    hebrew = "".join(chr(ord("א") + ord(sign) - ord("A")) if "A" <= sign <= "V" else sign for sign in text)
    right = runs_right_to_left(hebrew)
    depths = levels(hebrew, right=right)
    turned = [sign.translate(MIRRORED) if depth == 1 else sign for sign, depth in zip(text, depths, strict=True)]
    return "".join(in_order(list(zip(turned, depths, strict=True))))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, 3.5/5", "plain text, 3.5/5"),
        ("ABC DEF", "FED CBA"),
        ("ABC 123 DEF", "FED 123 CBA"),
        ("ABC 3.5 DEF", "FED 3.5 CBA"),
        ("ABC 100%", "100% CBA"),
        ("ABC film noir DEF", "FED film noir CBA"),
        ("film ABC DEF (1999)", "film (1999) FED CBA"),
        ("ABC (2008)", "(2008) CBA"),
        ("film (ABC) end", "film (CBA) end"),
        ("film ABC 12 DEF end", "film FED 12 CBA end"),
        ("ABC!", "!CBA"),
        ("", ""),
    ],
)
def test_the_order_is_the_one_that_readers_expect(text: str, shown: str) -> None:
    assert seen(text) == shown


@given(st.text(max_size=40), st.booleans())
def test_nothing_is_lost_in_any_text(text: str, right: bool) -> None:
    depths = levels(text, right=right)
    assert len(depths) == len(text)
    assert sorted(in_order(list(zip(text, depths, strict=True)))) == sorted(text)
