"""The chart of /stats as data, and its alt text: they say the same, whatever the numbers."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.model import Group, Statistics
from bot.commands import charting
from bot.commands.wording import languages, wording_for
from bot.draw import chart as drawing
from bot.draw.fonts import Fonts
from bot.post import fonts as found_fonts

if TYPE_CHECKING:
    from bot.draw.figures import Chart

WORDS, SPANISH = wording_for("en-GB"), wording_for("es-419")
HISTOGRAM = tuple((number / 2, number * 100) for number in range(1, 11))
NUMBERS = Statistics(
    reviews=5600,
    rated=5500,
    scale=5.0,
    mean=3.5,
    histogram=HISTOGRAM,
    years=(Group(1972, 12, 4.0), Group(1994, 1010, 3.25)),
    decades=(Group(1970, 40, 3.95), Group(1990, 4200, None)),
)


def drawn(numbers: Statistics = NUMBERS) -> Chart:
    made = charting.chart(numbers, "Late Reels", WORDS)
    assert made is not None
    return made


def test_what_is_drawn() -> None:
    made = drawn()
    assert (made.site, made.title, made.mean, made.halves) == (
        "Late Reels",
        "5,600 reviews",
        "3.5/5 on average",
        7,
    )
    assert [one.label for one in made.ratings.columns] == ["½", "1", "1½", "2", "2½", "3", "3½", "4", "4½", "5"]
    assert made.ratings.columns[-1].told == "1,000"
    assert made.ratings.ticks == ((500, "500"), (1000, "1,000"))


def test_decades_in_a_row_with_their_years() -> None:
    decades = drawn().decades
    assert decades is not None
    assert [(one.label, one.told, one.mean) for one in decades.decades] == [
        ("1970s", "40", "4"),
        ("1980s", "", ""),
        ("1990s", "4,200", ""),
    ]
    assert [one.years for one in decades.decades] == [
        (None, None, 12, *[None] * 7),
        (None,) * 10,
        (None,) * 4 + (1010,) + (None,) * 5,
    ]
    assert decades.heading.startswith("Reviews by year")


def test_decades_without_years_need_no_lines() -> None:
    decades = drawn(replace(NUMBERS, years=())).decades
    assert decades is not None
    assert decades.ticks == ()
    assert decades.heading.startswith("Reviews by decade")


def test_numbers_are_written_as_the_language_writes_them() -> None:
    made = charting.chart(NUMBERS, "Late Reels", SPANISH)
    assert made is not None
    assert (made.title, made.mean) == ("5.600 reseñas", "3,5/5 de media")
    assert "años 1990: 4.200" in charting.alt(NUMBERS, made, SPANISH)


def test_the_alt_text_says_what_is_drawn() -> None:
    assert charting.alt(NUMBERS, drawn(), WORDS) == (
        "A chart of the reviews of Late Reels: 5,600 reviews, 3.5/5 on average. "
        "How many there are of each rating, out of 5: ½: 100; 1: 200; 1½: 300; 2: 400; 2½: 500; 3: 600; 3½: 700; "
        "4: 800; 4½: 900; 5: 1,000. "
        "By decade of the films: 1970s: 40 reviews, 4 on average; 1990s: 4,200. "
        "By year of the films: 1972: 12; 1994: 1,010."
    )


def test_of_too_many_years_the_alt_text_names_the_fullest() -> None:
    many = tuple(Group(year, 10 + year % 7, 3.0) for year in range(1920, 2020))
    numbers = replace(NUMBERS, years=many)
    told = charting.alt(numbers, drawn(numbers), WORDS)
    assert told.endswith("1990s: 4,200. Most reviews: 2015: 16 reviews, 3 on average")
    assert len(told) <= 1024


def test_halves_that_nobody_gives_are_not_shown() -> None:
    whole = tuple((value, count if value == int(value) else 0) for value, count in HISTOGRAM)
    assert [one.label for one in drawn(replace(NUMBERS, histogram=whole)).ratings.columns] == ["1", "2", "3", "4", "5"]
    assert len(drawn().ratings.columns) == 10


@pytest.mark.parametrize(("scale", "step", "label"), [(10.0, 0.5, "9½"), (100.0, 5.0, "95"), (25.0, 1.25, "23.75")])
def test_other_scales(scale: float, step: float, label: str) -> None:
    count = round(scale / step)
    made = drawn(replace(NUMBERS, scale=scale, histogram=tuple((step * one, one) for one in range(1, count + 1))))
    assert [one.label for one in made.ratings.columns][-2] == label
    assert f"out of {scale:g}" in made.ratings.heading


def test_a_zero_is_a_rating() -> None:
    assert drawn(replace(NUMBERS, histogram=((0.0, 3), *HISTOGRAM))).ratings.columns[0].label == "0"


def test_letters_alone_have_no_chart() -> None:
    letters = Statistics(30, 0, None, None, (), (), (Group(1970, 30, None),))
    assert charting.chart(letters, "Late Reels", WORDS) is None
    assert charting.picture(letters, "Late Reels", WORDS) is None


def test_no_chart_in_letters_that_there_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    there = found_fonts.fonts()
    latin = Fonts(there.title[:1], there.quote[:1], there.text[:1], there.strong[:1])
    monkeypatch.setattr(found_fonts, "fonts", lambda: latin)
    assert charting.picture(NUMBERS, "夜の映画館", WORDS) is None


def test_no_chart_where_a_font_can_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable() -> Fonts:
        raise OSError("no such file")

    monkeypatch.setattr(found_fonts, "fonts", unreadable)
    assert charting.picture(replace(NUMBERS, reviews=5602), "Late Reels", WORDS) is None


def test_too_many_decades_to_stand_side_by_side() -> None:
    far = tuple(Group(first, 10, 3.0) for first in (10, *range(1000, 2000, 50)))
    decades = drawn(replace(NUMBERS, decades=far, years=())).decades
    assert decades is not None
    assert len(decades.decades) == 16
    assert decades.decades[-1].first_year == 1950


def test_a_picture_is_drawn_once_while_the_numbers_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[Chart] = []
    draw = drawing.draw_chart

    def counted(made: Chart, fonts: Fonts) -> bytes | None:
        times.append(made)
        return draw(made, fonts)

    monkeypatch.setattr(drawing, "draw_chart", counted)
    numbers = replace(NUMBERS, reviews=5601)
    asking = [Thread(target=charting.picture, args=(replace(numbers), "Late Reels", WORDS)) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert len(times) == 1
    picture = charting.picture(numbers, "Late Reels", WORDS)
    assert picture is not None
    assert (picture.name, picture.data[:4]) == ("numbers.png", b"\x89PNG")
    assert picture.alt == charting.alt(numbers, drawn(numbers), WORDS)
    assert len(times) == 1


@pytest.mark.thorough
def test_pillow_is_loaded_for_the_first_chart_only() -> None:
    code = "import sys, bot.commands.slash; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


_COUNT = st.integers(0, 50) | st.integers(0, 10**7)
_SCALE = st.sampled_from([1.0, 3.0, 4.0, 5.0, 6.0, 7.5, 10.0, 20.0, 100.0, 1000.0]) | st.floats(0.1, 500)
_GROUP = st.tuples(st.integers(10, 10**6), st.none() | st.floats(0, 1))
_YEAR = st.integers(1880, 2030) | st.integers(0, 9999)


@st.composite
def statistics(draw: st.DrawFn) -> Statistics:
    scale = draw(_SCALE)
    step = 0.5 if scale <= 10 else scale / 20
    values = [place * step for place in range(draw(st.integers(0, 1)), int(scale / step + 0.5) + 1)]
    histogram = tuple((value, draw(_COUNT)) for value in values)
    spans = []
    for span in (1, 10):
        firsts = sorted({year // span * span for year in draw(st.lists(_YEAR, max_size=120 if span == 1 else 20))})
        found = [(first, *draw(_GROUP)) for first in firsts]
        spans.append(tuple(Group(year, count, None if m is None else m * scale) for year, count, m in found))
    rated = sum(count for _, count in histogram)
    return Statistics(rated + 5, rated, scale, draw(st.floats(0, 1)) * scale, histogram, *spans)


@given(statistics(), st.sampled_from(languages()))
@settings(max_examples=60, deadline=None)
def test_whatever_the_numbers_are_there_is_a_chart_and_an_alt_text(numbers: Statistics, language: str) -> None:
    words = wording_for(language)
    made = charting.chart(numbers, "Late Reels", words)
    assert made is not None
    told = charting.alt(numbers, made, words)
    assert 1 <= len(told) <= 1024
    assert told.startswith(words.say("stats-alt", site="Late Reels", reviews=made.title, mean=made.mean))
    assert 0 <= made.halves <= 10
    assert hash(made) is not None
    assert words.unsaid == set()
