from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.draw.chart import TALL, draw_chart, inside, lay_out
from bot.draw.colours import LIGHT
from bot.draw.figures import Chart, ticks
from bot.draw.fonts import Fonts
from bot.draw.pieces import HEIGHT, SMALLEST, WIDTH, Slab, Stars, Words
from bot.draw.typesetting import Setter, shapes
from bot.post.fonts import fonts
from tests.unit.draw.charts import CHART, CHARTS, HUGE, USUAL, decade, decades, ratings
from tests.unit.draw.made import SCRIPTS, opened

FONTS = fonts()
ONLY_LATIN = Fonts(FONTS.title[:1], FONTS.quote[:1], FONTS.text[:1], FONTS.strong[:1])
ALONE = replace(CHART, decades=None)


def told(chart: Chart) -> list[str]:
    return [piece.line.text for piece in lay_out(chart, FONTS, Setter()) if isinstance(piece, Words)]


def slabs(chart: Chart, ink: str = "accent") -> list[Slab]:
    return [piece for piece in lay_out(chart, FONTS, Setter()) if isinstance(piece, Slab) and piece.ink == ink]


@given(CHARTS)
@settings(max_examples=25, deadline=None)
def test_nothing_leaves_the_margins_and_no_words_lie_over_others(chart: Chart) -> None:
    pieces = lay_out(chart, FONTS, Setter())
    room, _ = inside(chart)
    assert [piece for piece in pieces if not room.holds(piece.box)] == []
    assert all(piece.box.left < piece.box.right and piece.box.top < piece.box.bottom for piece in pieces)
    words = [piece for piece in pieces if isinstance(piece, Words)]
    assert [(one, other) for one, other in combinations(words, 2) if one.box.meets(other.box)] == []
    assert all(piece.line.size >= SMALLEST for piece in words)


@pytest.mark.parametrize(("chart", "height"), [(CHART, TALL), (ALONE, HEIGHT), (HUGE, TALL)])
def test_a_chart_is_a_small_png(chart: Chart, height: int) -> None:
    drawn = draw_chart(chart, FONTS)
    assert drawn is not None
    assert drawn.startswith(b"\x89PNG")
    assert len(drawn) < 60_000
    image = opened(drawn)
    assert image.size == (WIDTH, height)
    assert image.getpixel((WIDTH - 1, 0)) == LIGHT.background  # opaque: as light on a dark page
    assert image.getpixel((0, 0)) == image.getpixel((0, height - 1)) == LIGHT.band


def test_the_same_numbers_give_the_same_bytes() -> None:
    assert draw_chart(CHART, FONTS) == draw_chart(replace(CHART), FONTS)
    assert draw_chart(CHART, FONTS) != draw_chart(replace(CHART, halves=6), FONTS)


def test_each_rating_has_its_number_and_its_name() -> None:
    words = told(ALONE)
    assert words[:4] == ["Late Reels", "1,235 reviews", "3.4/5 on average", "Ratings, out of 5"]
    assert words[4::2] == [one.told for one in USUAL.columns]
    assert words[5::2] == ["½", "1", "1½", "2", "2½", "3", "3½", "4", "4½", "5"]
    assert [piece.halves for piece in lay_out(ALONE, FONTS, Setter()) if isinstance(piece, Stars)] == [7]


def test_columns_are_as_high_as_their_numbers() -> None:
    heights = [slab.box.bottom - slab.box.top for slab in slabs(replace(ALONE, ratings=ratings(100, 50, 0, 1)))]
    assert len(heights) == 3
    assert heights[0] == pytest.approx(2 * heights[1], abs=1)
    assert heights[2] >= 3  # to be seen at all


def test_a_single_review_is_one_column() -> None:
    one = replace(ALONE, ratings=ratings(0, 0, 0, 0, 0, 0, 1, 0, 0, 0))
    assert len(slabs(one)) == 1
    assert told(one)[4:] == ["½", "1", "1½", "2", "2½", "3", "1", "3½", "4", "4½", "5"]


def test_numbers_without_room_become_lines_across() -> None:
    words = told(HUGE)
    assert "200" not in words
    assert {"1,000", "2,000", "3,000", "4,000"} & set(words)
    assert {"1", "2", "9", "10"} <= set(words)
    assert "9½" not in words  # every other label


def test_a_decade_has_its_mean_its_reviews_and_its_years() -> None:
    words = told(CHART)
    assert words[words.index("1970s") :][:3] == ["1970s", "3.4", "88"]
    assert words[words.index("1980s") :][:2] == ["1980s", "1990s"]  # nothing is known of it, yet it has its place
    assert len(slabs(CHART)) == len(slabs(ALONE)) + 5
    assert len([slab for slab in slabs(CHART, "track") if slab.box.bottom - slab.box.top > 2]) == 2


def test_decades_alone_are_columns() -> None:
    chart = replace(CHART, decades=replace(decades(decade(1970, 20), decade(1980, 40)), ticks=()))
    low, high = slabs(chart)[-2:]
    assert high.box.bottom - high.box.top == pytest.approx(2 * (low.box.bottom - low.box.top), abs=1)


@pytest.mark.parametrize("script", ["japanese", "korean", "chinese", "hebrew", "arabic", "devanagari", "thai"])
def test_words_in_any_script_are_drawn(script: str) -> None:
    if script in {"hebrew", "arabic", "devanagari", "thai"} and not shapes():
        pytest.skip("This machine has no libfribidi, which is asked for in the Dockerfile.")
    text = SCRIPTS[script]
    chart = replace(CHART, site=text, title=text, mean=f"{text} 3.4/5", ratings=replace(USUAL, heading=text))
    pieces = [piece for piece in lay_out(chart, FONTS, Setter()) if isinstance(piece, Words)]
    assert [piece.line.text for piece in pieces[:2]] == [text, text]
    assert {piece.box.right for piece in pieces[:2]} == {inside(chart)[0].right} or script not in {"hebrew", "arabic"}
    assert draw_chart(chart, FONTS) is not None


def test_no_chart_shows_an_empty_box() -> None:
    assert draw_chart(replace(CHART, site=SCRIPTS["japanese"]), ONLY_LATIN) is None


@given(st.integers(0, 10**9))
def test_lines_stand_at_few_round_numbers(most: int) -> None:
    found = ticks(most)
    assert len(found) <= 3
    assert {str(one).rstrip("0") for one in found[:1]} <= {"1", "2", "5"}
    assert bool(found) == (most > 0)
    assert not found or most - found[-1] < found[0]
