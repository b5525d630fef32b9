"""How alike two texts are."""

from __future__ import annotations

from bot.plan.sketch import similar, sketch
from tests.unit.plan.texts import ESSAY, OTHER


def test_a_sketch_is_small_and_always_the_same() -> None:
    assert sketch(ESSAY).startswith("1")
    assert len(sketch(ESSAY * 50)) <= 161
    assert sketch(ESSAY[:420]) == "11427e1b9fd2e194307f334f573f5a543f4f5018070e4fab34ccc0aacd1e1db739e5fc6f5788"


def test_short_texts_have_none() -> None:
    assert sketch("lemon") == sketch("") == sketch("Not reviewed yet. To be done; some day.") == ""
    assert similar("", "") == similar("", sketch(ESSAY)) == 0


def test_a_corrected_text_is_like_itself_and_unlike_another() -> None:
    corrected = ESSAY.replace("lighthouse", "light house").replace("slowly", "at its own pace") + " One thing more."
    assert similar(sketch(ESSAY), sketch(ESSAY)) == 1
    assert similar(sketch(ESSAY), sketch(corrected)) >= 0.5
    assert similar(sketch(ESSAY), sketch(OTHER)) < 0.2
    assert similar(sketch(ESSAY), "2" + sketch(ESSAY)[1:]) == 0


def test_half_a_text_is_half_like_it() -> None:
    half = ESSAY[: len(ESSAY) // 2]
    assert 0.4 < similar(sketch(ESSAY), sketch(half + OTHER[: len(OTHER) // 2])) < 0.75


def test_what_is_no_text_makes_no_trouble() -> None:
    assert sketch("\ud800 is no letter at all, " * 9) == ""
    assert similar("1abc", "1") == 0
