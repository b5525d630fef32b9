"""Boards for draw's tests."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.format.looking_back import Board, RecapCell
from tests.unit.draw.made import SCRIPTS, WORDS


def cells(
    count: int, done: int, *, missing: tuple[int, ...] = (), unrated: tuple[int, ...] = ()
) -> tuple[RecapCell, ...]:
    """``count`` numbers, the first ``done`` of them reached, with ½ to 5 stars in turn."""

    def cell(number: int) -> RecapCell:
        if number > done:
            return RecapCell(number, "open")
        if number in missing:
            return RecapCell(number, "missing")
        return RecapCell(number, "unrated") if number in unrated else RecapCell(number, "rated", number % 10 / 2 + 0.5)

    return tuple(cell(number) for number in range(1, count + 1))


BOARD = Board(
    title="Oh My Horror 2025",
    count="42/52",
    cells=cells(52, 44, missing=(12, 13), unrated=(30,)),
    site="Late Reels",
    today=43,
    today_told="1 behind schedule",
    best="Best: The Perfection ★★★★★",
    worst="Worst: Ghost Ship ★",
    mean="3.4/5 on average",
)
_CELL = st.builds(
    lambda state, stars: (state, stars if state == "rated" else None),
    st.sampled_from(["rated", "rated", "unrated", "open", "missing"]),
    st.floats(0, 5),
)
_CELLS = st.lists(_CELL, min_size=1, max_size=400) | st.integers(1, 60).map(lambda count: [("open", None)] * count)
_TEXTS = WORDS | st.sampled_from(
    ["", "東京 ★★★½", "Best: B+", "★★★★★", *(SCRIPTS[one] for one in ("japanese", "korean"))]
)
BOARDS = st.builds(
    Board,
    title=_TEXTS,
    count=st.sampled_from(["0/1", "44/52", "300/366", "12345/67890", "7"]),
    cells=_CELLS.map(lambda found: tuple(RecapCell(number, *one) for number, one in enumerate(found, 1))),
    site=_TEXTS,
    today=st.none() | st.integers(1, 400),
    today_told=_TEXTS,
    best=_TEXTS,
    worst=_TEXTS,
    mean=_TEXTS,
    theme=st.sampled_from(["light", "dark"]),
)
