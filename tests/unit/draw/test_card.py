from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from bot.draw.card import draw_card, lay_out
from bot.draw.colours import THEMES
from bot.draw.fonts import Fonts
from bot.draw.pieces import HEIGHT, INSIDE, SMALLEST, WIDTH, Bar, Mark, Stars, Words
from bot.draw.typesetting import Setter, shapes
from bot.post.fonts import fonts
from tests.unit.draw.made import BARE, CARD, CARDS, SCRIPTS, a_card, opened

if TYPE_CHECKING:
    from bot.format.model import Card

FONTS = fonts()
NEEDS_SHAPING = {"arabic", "hebrew", "devanagari", "bengali", "thai", "tamil"}
ONLY_LATIN = Fonts(FONTS.title[:1], FONTS.quote[:1], FONTS.text[:1], FONTS.strong[:1])


def told(card: Card) -> list[str]:
    """The lines on a card, from top to bottom."""
    return [piece.line.text for piece in lay_out(card, FONTS, Setter()) if isinstance(piece, Words)]


@pytest.mark.thorough
@given(CARDS)
@settings(max_examples=40, deadline=None)
def test_nothing_leaves_the_margins_or_lies_over_another_thing(card: Card) -> None:
    pieces = lay_out(card, FONTS, Setter())
    assert [piece for piece in pieces if not INSIDE.holds(piece.box)] == []
    assert [(one, other) for one, other in combinations(pieces, 2) if one.box.meets(other.box)] == []
    assert all(piece.line.size >= SMALLEST for piece in pieces if isinstance(piece, Words))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_card_is_a_small_png_of_one_size(theme: str) -> None:
    drawn = draw_card(a_card(theme=theme), FONTS)
    assert drawn is not None
    assert drawn.startswith(b"\x89PNG")
    assert len(drawn) < 150_000
    image = opened(drawn)
    assert image.size == (WIDTH, HEIGHT)
    assert image.getpixel((WIDTH - 1, 0)) == THEMES[theme].background
    assert image.getpixel((0, 0)) == THEMES[theme].band


def test_the_same_card_gives_the_same_bytes() -> None:
    assert draw_card(CARD, FONTS) == draw_card(replace(CARD), FONTS)
    assert draw_card(CARD, FONTS) != draw_card(a_card(title="Carnival of Soles"), FONTS)


def test_everything_is_on_it() -> None:
    pieces = lay_out(CARD, FONTS, Setter())
    assert told(CARD) == [
        "Late Reels",
        "Carnival of Souls",
        "1962",
        "3.5/5",
        "An organ, an empty ballroom, and more",
        "dread than money could have bought.",
        "Oh My Horror 2025",
        "23/52",
    ]
    assert [piece.halves for piece in pieces if isinstance(piece, Stars)] == [7]
    assert [round(piece.share, 3) for piece in pieces if isinstance(piece, Bar)] == [0.442]
    assert sum(isinstance(piece, Mark) for piece in pieces) == 1


def test_what_there_is_not_leaves_nothing_behind() -> None:
    assert told(BARE) == ["Ran"]
    assert [type(piece) for piece in lay_out(BARE, FONTS, Setter())] == [Words]


@pytest.mark.parametrize(("stars", "halves"), [("☆", 0), ("½☆☆☆☆", 1), ("★★", 4), ("★★★★★", 10)])
def test_stars_are_drawn_and_not_written(stars: str, halves: int) -> None:
    pieces = lay_out(a_card(stars=stars), FONTS, Setter())
    assert [piece.halves for piece in pieces if isinstance(piece, Stars)] == [halves]


def test_a_letter_is_written() -> None:
    card = a_card(stars="B+", score="")
    assert "B+" in told(card)
    assert not any(isinstance(piece, Stars) for piece in lay_out(card, FONTS, Setter()))


def test_a_position_without_a_total_has_no_bar() -> None:
    card = a_card(total=None)
    assert "#23" in told(card)
    assert not any(isinstance(piece, Bar) for piece in lay_out(card, FONTS, Setter()))


@pytest.mark.parametrize(("position", "share"), [(0, 0.0), (60, 1.0)])
def test_a_bar_stays_a_bar(position: int, share: float) -> None:
    pieces = lay_out(a_card(position=position), FONTS, Setter())
    assert [piece.share for piece in pieces if isinstance(piece, Bar)] == [share]


def test_a_long_title_is_cut_between_words_and_says_so() -> None:
    lines = told(replace(BARE, title="The Night of the Thousand Cats and " * 12))
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_a_quote_is_never_cut() -> None:
    long = "So it goes, and so it went, and so it shall go on until somebody turns the projector off; nobody does, and "
    long += "nobody will, ever again."
    assert " ".join(told(replace(BARE, title="A title of some length " * 3, quote=long))).endswith(long)
    assert told(replace(BARE, quote="W" * 400)) == ["Ran"]


def test_whose_words_they_are_stands_below_them() -> None:
    assert told(replace(BARE, quote="“I like it.” — Ana Ruiz"))[1:] == ["I like it.", "— Ana Ruiz"]


@pytest.mark.parametrize("script", SCRIPTS)
def test_titles_in_any_script_are_drawn(script: str) -> None:
    if script in NEEDS_SHAPING and not shapes():
        pytest.skip("This machine has no libfribidi, which is asked for in the Dockerfile.")
    lines = told(replace(BARE, title=SCRIPTS[script], quote=SCRIPTS[script]))
    assert " ".join(lines) == f"{SCRIPTS[script]} {SCRIPTS[script]}"


@pytest.mark.parametrize("script", sorted(set(SCRIPTS) - {"latin", "greek", "cyrillic"}))
def test_no_card_shows_an_empty_box(script: str) -> None:
    assert draw_card(replace(BARE, title=SCRIPTS[script]), ONLY_LATIN) is None
    assert draw_card(replace(BARE, title="Ran \U0003fffd"), FONTS) is None


def test_an_emoji_that_no_font_has_is_left_out_of_a_quote_alone() -> None:
    with_it, without = (draw_card(replace(BARE, quote=quote), ONLY_LATIN) for quote in ("So good 👻!", "So good !"))
    assert with_it == without is not None
    assert draw_card(replace(BARE, title="Boo 👻"), ONLY_LATIN) is None


def test_a_script_that_can_not_be_set_here_gives_no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.draw.typesetting.shapes", lambda: False)
    assert draw_card(replace(BARE, title=SCRIPTS["arabic"]), FONTS) is None
    assert draw_card(replace(BARE, title=SCRIPTS["thai"]), FONTS) is None
    assert draw_card(replace(BARE, title=SCRIPTS["japanese"]), FONTS) is not None


@pytest.mark.skipif(not shapes(), reason="This machine has no libfribidi, which is asked for in the Dockerfile.")
def test_what_runs_from_right_to_left_stands_at_the_right() -> None:
    card = a_card(title=SCRIPTS["hebrew"], site=SCRIPTS["hebrew"], quote=SCRIPTS["hebrew"])
    pieces = lay_out(card, FONTS, Setter())
    assert [piece.box.right for piece in pieces if isinstance(piece, Words) and piece.line.right_to_left][:2] == [
        INSIDE.right,
        INSIDE.right,
    ]
    assert [piece.mirrored for piece in pieces if isinstance(piece, Mark)] == [True]
