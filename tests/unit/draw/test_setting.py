"""How text is set: what is measured is what is drawn, and lines break where they may."""

from __future__ import annotations

import pytest
from PIL import ImageChops

from bot.draw.breaking import Measure, cut, fit
from bot.draw.canvas import painted
from bot.draw.colours import LIGHT
from bot.draw.pieces import Box, words
from bot.draw.typesetting import NoGlyph, Setter, plain, shapes
from bot.post.fonts import fonts
from tests.unit.draw.made import SCRIPTS

FONTS = fonts()
SPILL = 3  # pixels that an italic or a swash may reach out


def lines(text: str, width: int, size: int = 40, most: int = 9) -> list[str]:
    block = fit(Setter(), text, Measure(width, FONTS.text), ((size, most),), 9999)
    return [line.text for line in block.lines] if block else []


@pytest.mark.skipif(not shapes(), reason="This machine has no libfribidi, which is asked for in the Dockerfile.")
@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("role", ["title", "quote"])
def test_letters_stay_in_their_box(script: str, role: str) -> None:
    setter, faces = Setter(), getattr(FONTS, role)
    room = Measure(1000, faces)
    block = fit(setter, SCRIPTS[script], room, ((60, 1),), 999)
    assert block is not None
    piece = words(block.lines[0], 100, 200, block.leading)
    drawn, bare = painted([piece], LIGHT, setter), painted([], LIGHT, setter)
    left, top, right, bottom = ImageChops.difference(drawn, bare).point(lambda value: 255 * (value > 40)).getbbox() or (
        0,
        0,
        0,
        0,
    )
    box = piece.box
    allowed = Box(box.left - SPILL, box.top - SPILL, box.right + 2 * SPILL, box.bottom + SPILL)
    assert right > left
    assert allowed.holds(Box(left, top, right, bottom))


def test_lines_are_of_about_one_length() -> None:
    assert lines("one two three four five six seven", 420) == ["one two three", "four five six seven"]


def test_text_without_blanks_breaks_between_its_signs_but_not_before_a_comma() -> None:
    broken = lines("今日は、映画館で「東京物語」を見た。", 400)
    assert "".join(broken) == "今日は、映画館で「東京物語」を見た。"
    assert len(broken) == 2
    assert not any(line[0] in "、。」" or line[-1] == "「" for line in broken)


def test_words_break_behind_a_dash() -> None:
    assert lines("Straight-to-video", 200) == ["Straight-", "to-video"]


def test_a_word_is_broken_only_where_nothing_else_helps() -> None:
    room, setter = Measure(300, FONTS.text), Setter()
    assert fit(setter, "Donaudampfschifffahrt", room, ((60, 3), (20, 3)), 999) is not None
    whole = fit(setter, "Donaudampfschifffahrt", room, ((60, 3), (24, 3)), 999)
    assert whole is not None
    assert [line.text for line in whole.lines] == ["Donaudampfschifffahrt"]
    broken = fit(setter, "Donaudampfschifffahrt", room, ((60, 3),), 999)
    assert broken is not None
    assert len(broken.lines) == 3


def test_what_is_cut_says_so() -> None:
    block = cut(Setter(), "one two three four five six seven", Measure(200, FONTS.text), (40, 1), 99)
    assert block is not None
    assert block.lines[0].text == "one two…"
    assert cut(Setter(), "one", Measure(2, FONTS.text), (40, 1), 99) is None


def test_what_is_not_seen_needs_no_letter() -> None:
    assert plain("a\u200bb\u00adc\ufe0e  d\n") == "abc d"
    assert plain("It's ... 'so'") == "It’s … 'so'"
    with pytest.raises(NoGlyph):
        Setter().line("\U0003fffd", FONTS.text, 40)
