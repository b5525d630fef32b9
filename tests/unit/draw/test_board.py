from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Literal

import pytest
from hypothesis import given, settings

from bot.draw.board import draw_board, lay_out
from bot.draw.colours import THEMES
from bot.draw.fonts import Fonts
from bot.draw.pieces import HEIGHT, INSIDE, SMALLEST, WIDTH, Box, Marker, Piece, Stars, Tile, Words
from bot.draw.typesetting import Setter, shapes
from bot.format.looking_back import Board
from bot.post.fonts import fonts
from tests.unit.draw.boards import BOARD, BOARDS, cells
from tests.unit.draw.made import SCRIPTS, opened

FONTS = fonts()
ONLY_LATIN = Fonts(FONTS.title[:1], FONTS.quote[:1], FONTS.text[:1], FONTS.strong[:1])
FRAME = 4  # pixels by which a marker goes beyond its tile
DAYS = replace(BOARD, title="A Film a Day 2024", count="300/366", cells=cells(366, 310, missing=(20, 21)), today=303)
FEW = replace(BOARD, count="3/5", cells=cells(5, 3), today=2)


def laid(board: Board) -> list[Piece]:
    return lay_out(board, FONTS, Setter())


def tiles(board: Board) -> list[Tile]:
    return [piece for piece in laid(board) if isinstance(piece, Tile)]


def in_tiles(board: Board) -> list[list[str]]:
    """What stands in each tile."""
    written = [piece for piece in laid(board) if isinstance(piece, Words)]
    return [[piece.line.text for piece in written if tile.box.holds(piece.box)] for tile in tiles(board)]


def told(board: Board) -> list[str]:
    """What stands outside of the tiles."""
    boxes = [tile.box for tile in tiles(board)]
    written = [piece for piece in laid(board) if isinstance(piece, Words)]
    return [piece.line.text for piece in written if not any(box.holds(piece.box) for box in boxes)]


@given(BOARDS)
@settings(max_examples=20, deadline=None)
def test_nothing_leaves_the_margins_or_lies_over_another_thing(board: Board) -> None:
    pieces = laid(board)
    around = Box(INSIDE.left - FRAME, INSIDE.top, INSIDE.right + FRAME, INSIDE.bottom)
    assert [piece for piece in pieces if not around.holds(piece.box)] == []
    boxes = [piece.box for piece in pieces if isinstance(piece, Tile)]
    assert len(boxes) == len(board.cells)
    written = [piece for piece in pieces if isinstance(piece, Words | Stars)]
    inside = [one.box for one in written if any(box.holds(one.box) for box in boxes)]
    outside = [one.box for one in written if one.box not in inside]
    assert [(one, other) for one, other in combinations([*outside, *boxes], 2) if one.meets(other)] == []
    assert all(one.line.size >= SMALLEST for one in written if isinstance(one, Words) and one.box in outside)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("board", [BOARD, DAYS, FEW])
def test_a_board_is_a_small_png_of_one_size(board: Board, theme: Literal["light", "dark"]) -> None:
    drawn = draw_board(replace(board, theme=theme), FONTS)
    assert drawn is not None
    assert drawn.startswith(b"\x89PNG")
    assert len(drawn) < 60_000
    image = opened(drawn)
    assert image.size == (WIDTH, HEIGHT)
    assert image.getpixel((WIDTH - 1, 0)) == THEMES[theme].background
    assert image.getpixel((0, 0)) == THEMES[theme].band


def test_the_same_board_gives_the_same_bytes() -> None:
    assert draw_board(BOARD, FONTS) == draw_board(replace(BOARD), FONTS)
    assert draw_board(BOARD, FONTS) != draw_board(replace(BOARD, today=44), FONTS)


def test_everything_is_on_it() -> None:
    assert told(BOARD) == [
        "Late Reels",
        "Oh My Horror 2025",
        "42/52",
        "3.4/5 on average",
        "1 behind schedule",
        "Best: The Perfection",
        "Worst: Ghost Ship",
    ]
    assert [piece.halves for piece in laid(BOARD) if isinstance(piece, Stars)] == [10, 2]


def test_a_cell_has_its_number_and_its_stars_or_a_dash() -> None:
    shown = in_tiles(BOARD)
    assert shown[:5] == [["1", "1"], ["2", "1½"], ["3", "2"], ["4", "2½"], ["5", "3"]]
    assert shown[8:13] == [["9", "5"], ["10", "½"], ["11", "1"], ["12"], ["13"]]
    assert shown[29] == ["30", "–"]
    assert shown[44:] == [[str(number)] for number in range(45, 53)]


def test_a_cell_is_filled_by_its_stars_outlined_or_hatched() -> None:
    theme, drawn = THEMES["light"], tiles(BOARD)
    assert [drawn[place].fill for place in (0, 8, 9)] == [theme.steps[2], theme.steps[10], theme.steps[1]]
    assert drawn[29].fill == theme.track
    assert [place + 1 for place, tile in enumerate(drawn) if tile.hatched] == [12, 13]
    assert [tile.fill for tile in drawn[44:]] == [None] * 8


def test_where_one_should_be_is_marked_in_the_cells_and_explained_below_them() -> None:
    marked, sign = (piece for piece in laid(BOARD) if isinstance(piece, Marker))
    assert [place + 1 for place, tile in enumerate(tiles(BOARD)) if marked.box.holds(tile.box)] == [43]
    assert sign.box.top > max(tile.box.bottom for tile in tiles(BOARD))
    assert not any(isinstance(piece, Marker) for piece in laid(replace(BOARD, today=None)))


def test_many_cells_have_their_numbers_before_the_rows() -> None:
    assert in_tiles(DAYS)[0] == ["1"]
    assert in_tiles(DAYS)[1] == ["1½"]
    numbers = [int(text) for text in told(DAYS) if text.isdecimal()]
    assert numbers[:3] == [1, 61, 121]
    assert all((number - 1) % 10 == 0 for number in numbers)


@pytest.mark.parametrize("count", [1, 5, 12, 26, 31, 52, 72, 100, 200, 366, 400])
def test_cells_stand_in_their_order_in_full_rows(count: int) -> None:
    boxes = [tile.box for tile in tiles(replace(BOARD, cells=cells(count, count)))]
    assert boxes == sorted(boxes, key=lambda box: (box.top, box.left))
    rows = [sum(box.top == top for box in boxes) for top in dict.fromkeys(box.top for box in boxes)]
    assert set(rows[:-1]) <= {rows[0]}
    assert len({(box.right - box.left, box.bottom - box.top) for box in boxes}) == 1
    assert min(boxes[0].right - boxes[0].left, boxes[0].bottom - boxes[0].top) >= (56 if count <= 52 else 12)


def test_a_film_with_a_long_name_keeps_its_stars() -> None:
    long = replace(BOARD, worst="Worst: The Incredibly Strange Creatures Who Stopped Living and Became Zombies ★½☆☆☆")
    assert told(long)[-4:] == ["Best: The Perfection", "5", "Worst: The Incredibly Strange…", "1½"]
    assert [(piece.halves, piece.of) for piece in laid(long) if isinstance(piece, Stars)] == [(2, 1), (2, 1)]


def test_a_letter_is_written() -> None:
    assert told(replace(BOARD, best="Best: The Perfection A+"))[-3:-1] == ["Best: The Perfection", "A+"]
    assert "See it twice" in told(replace(BOARD, best="Best: The Perfection See\u00a0it\u00a0twice"))


def test_what_there_is_not_leaves_nothing_behind() -> None:
    bare = Board("Ran", "0/5", cells(5, 0), "")
    assert told(bare) == ["Ran", "0/5"]
    assert told(replace(bare, mean="3.4/5", today_told="finished")) == ["Ran", "0/5", "finished", "3.4/5"]


def test_a_long_name_is_given_room_by_the_count() -> None:
    sizes = {piece.line.text: piece.line.size for piece in laid(BOARD) if isinstance(piece, Words)}
    name = "1001 Movies You Must See Before You Die: The First Hundred"
    long = [piece.line for piece in laid(replace(BOARD, title=name)) if isinstance(piece, Words)]
    assert " ".join(line.text for line in long[1:3]) == name
    assert [line.size for line in long if line.text == "42/52"] < [sizes["42/52"]]


@pytest.mark.parametrize("script", ["japanese", "korean", "hebrew", "arabic", "devanagari", "emoji"])
def test_words_in_any_script_are_drawn(script: str) -> None:
    if script in {"hebrew", "arabic", "devanagari"} and not shapes():
        pytest.skip("This machine has no libfribidi, which is asked for in the Dockerfile.")
    text = SCRIPTS[script]
    board = replace(BOARD, title=text, site=text, best=f"{text} ★★★★★")
    assert told(board)[:2] == [text, text]
    assert draw_board(board, FONTS) is not None


@pytest.mark.skipif(not shapes(), reason="This machine has no libfribidi, which is asked for in the Dockerfile.")
def test_a_name_from_the_right_turns_the_board() -> None:
    turned = replace(BOARD, title=SCRIPTS["hebrew"])
    first, second = tiles(turned)[:2]
    assert (first.box.right, first.box.top) == (INSIDE.right, second.box.top)
    assert second.box.right < first.box.left


def test_no_board_shows_an_empty_box() -> None:
    assert draw_board(replace(BOARD, title=SCRIPTS["japanese"]), ONLY_LATIN) is None
    assert draw_board(BOARD, ONLY_LATIN) is not None  # stars need no letters
