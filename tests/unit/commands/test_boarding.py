"""A challenge's picture in the reader's words, and its alt text: they say the same, whatever the challenge."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING, Literal

import pytest  # noqa: TC002  # hypothesis reads this file's annotations
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import boarding
from bot.commands.wording import languages, wording_for
from bot.draw import board as drawing
from bot.format.length import units
from bot.format.looking_back import Board, Pace, Recap, RecapCell, RecapEntry
from bot.format.model import FormatPolicy
from bot.post import fonts as found_fonts

if TYPE_CHECKING:
    from bot.draw.fonts import Fonts

WORDS, SPANISH = wording_for("en-GB"), wording_for("es-419")
LOOK = FormatPolicy("discord", "Late Reels")
CELLS = (
    *(RecapCell(number, "rated", 3.5) for number in (1, 2, 3)),
    RecapCell(4, "missing"),
    RecapCell(5, "rated", 5.0),
    RecapCell(6, "unrated"),
    *(RecapCell(number, "open") for number in range(7, 11)),
)
BEST = RecapEntry("r1", "The Owl Service", 1969, (5.0, 5.0), 5, None, None)
WORST = RecapEntry("r2", "Owls!", 1980, (3.5, 5.0), 1, None, None)
RECAP = Recap(
    "Owls 2025", 5, 10, (), 3.875, 5.0, None, None, "2025-06-30",
    best=(BEST,), worst=(WORST, WORST, WORST), cells=CELLS, pace=Pace("2025-12-31", 184, 7, -2, 0.2, None),
)  # fmt: skip


def drawn(recap: Recap = RECAP, language: str = "en") -> Board:
    made = boarding.board(recap, LOOK, wording_for(language))
    assert made is not None
    return made


def test_what_is_drawn() -> None:
    made = drawn()
    assert (made.title, made.count, made.site, made.today) == ("Owls 2025", "5/10", "Late Reels", 7)
    assert made.best == "Best: The Owl Service ★★★★★"
    assert made.worst == "Worst: Owls! and 2 more ★★★½"
    assert (made.mean, made.today_told) == ("3.9/5 on average", "2 behind schedule")


def test_what_is_drawn_in_spanish() -> None:
    made = drawn(language="es-ES")
    assert made.worst == "Lo peor: Owls! y 2 más ★★★½"
    assert (made.mean, made.today_told) == ("3,9/5 de media", "2 por detrás")


def test_the_alt_text_says_what_is_drawn() -> None:
    assert boarding.alt(RECAP, drawn(), WORDS) == (
        "A picture of the viewing challenge Owls 2025: 5 of 10. 5 of 5 stars: 5. 3½ of 5 stars: 1 to 3. "
        "Without a rating: 6. Passed over: 4. Still open: 7 to 10. Due by today: 7. 2 behind schedule. "
        "Best: The Owl Service ★★★★★. Worst: Owls! and 2 more ★★★½. 3.9/5 on average. Late Reels."
    )


def test_of_too_many_numbers_the_alt_text_says_how_many() -> None:
    many = replace(RECAP, total=400, cells=tuple(RecapCell(it, "rated", it % 11 / 2) for it in range(1, 401)))
    told = boarding.alt(many, drawn(many), WORDS)
    assert "5 of 5 stars: 36. 4½ of 5 stars: 36." in told
    assert told.endswith("Late Reels.")


def test_nothing_is_drawn_where_nobody_knows_how_many_there_are() -> None:
    assert boarding.picture(replace(RECAP, total=None, cells=()), LOOK, WORDS) is None


def test_no_picture_where_a_font_can_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable() -> Fonts:
        raise OSError("no such file")

    monkeypatch.setattr(found_fonts, "fonts", unreadable)
    assert boarding.picture(replace(RECAP, done=6), LOOK, WORDS) is None


def test_a_picture_is_drawn_once_while_the_challenge_stands_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[Board] = []
    draw = drawing.draw_board

    def counted(made: Board, fonts: Fonts) -> bytes | None:
        times.append(made)
        return draw(made, fonts)

    monkeypatch.setattr(drawing, "draw_board", counted)
    recap = replace(RECAP, done=4)
    asking = [Thread(target=boarding.picture, args=(replace(recap), LOOK, WORDS)) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    picture = boarding.picture(recap, LOOK, WORDS)
    assert picture is not None
    assert (picture.name, picture.data[:4]) == ("challenge.png", b"\x89PNG")
    assert picture.alt == boarding.alt(recap, drawn(recap), WORDS)
    assert len(times) == 1


_STATES: st.SearchStrategy[Literal["rated", "unrated", "open", "missing"]] = st.sampled_from(
    ["rated", "unrated", "open", "missing"]
)
_ENTRY = st.builds(
    RecapEntry,
    st.just("r"),
    st.text(max_size=200),
    st.none() | st.integers(1880, 2030),
    st.none() | st.tuples(st.floats(0, 10), st.just(10.0)),
    st.none(),
    st.none(),
    st.none(),
    st.none() | st.text(max_size=60),
)
_EXTREMES = st.lists(_ENTRY, max_size=3).map(tuple)


@st.composite
def recaps(draw: st.DrawFn) -> Recap:
    states = draw(st.lists(_STATES, min_size=1, max_size=400))
    stars = draw(st.integers(0, 10))
    cells = tuple(
        RecapCell(number, state, (stars + number) % 11 / 2 if state == "rated" else None)
        for number, state in enumerate(states, 1)
    )
    done, name = draw(st.integers(0, 400)), draw(st.text(max_size=2000))
    return replace(
        RECAP, challenge=name, done=done, total=len(cells), cells=cells, best=draw(_EXTREMES), worst=draw(_EXTREMES)
    )


@given(recaps(), st.sampled_from(languages()))
@settings(max_examples=40, deadline=None)
def test_whatever_the_challenge_is_the_alt_text_has_room(recap: Recap, language: str) -> None:
    words = wording_for(language)
    told = boarding.alt(recap, drawn(recap, language), words)
    assert 1 <= units(told) <= 1024
    assert words.unsaid == set()
