from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.format.board import board_alt, board_of, halves, recap_picture, spans, stars_told
from bot.format.length import units
from bot.format.looking_back import Board, Pace, Recap, RecapCell, RecapEntry
from bot.format.model import FormatPolicy, Limits, Toot, frozen, thaw
from bot.format.picture import ALT

POLICY = FormatPolicy("mastodon", "Late Reels")
PACE = Pace("2025-12-31", 40, 6, 1, 0.9, None)
CELLS = (
    *(RecapCell(1, "rated", 5.0), RecapCell(2, "rated", 3.5), RecapCell(3, "missing"), RecapCell(4, "unrated")),
    *(RecapCell(number, "rated", 3.4) for number in (5, 6, 7)),
    *(RecapCell(number, "rated", 1.0) for number in (8,)),
    *(RecapCell(number, "open") for number in range(9, 13)),
)


def entry(title: str, rating: tuple[float, float] | None, label: str | None = None) -> RecapEntry:
    return RecapEntry(title, title, 2018, rating, None, None, None, label)


RECAP = Recap(
    challenge="Oh My Horror 2025",
    done=7,
    total=12,
    entries=(),
    mean=3.3571,
    scale=5.0,
    url=None,
    since=None,
    until="2025-11-21",
    best=(entry("The Perfection", (5.0, 5.0)),),
    worst=(entry("Ghost Ship", (1.0, 5.0)), entry("Bats", (1.0, 5.0)), entry("Ants", (1.0, 5.0))),
    pace=PACE,
    cells=CELLS,
    picture=True,
)


def board(recap: Recap, policy: FormatPolicy = POLICY) -> Board:
    found = board_of(recap, policy)
    assert found is not None
    return found


def test_a_board_says_what_the_recap_knows() -> None:
    assert board(RECAP) == Board(
        title="Oh My Horror 2025",
        count="7/12",
        cells=CELLS,
        site="Late Reels",
        today=6,
        today_told="1 ahead of schedule",
        best="Best: The Perfection ★★★★★",
        worst="Worst: Ghost Ship and 2 more ★",
        mean="3.4/5 on average",
    )
    assert board(RECAP, replace(POLICY, card_theme="dark")).theme == "dark"


def test_its_alt_text_tells_all_of_it() -> None:
    assert board_alt(RECAP, board(RECAP)) == (
        "Challenge: Oh My Horror 2025. 7 of 12. 5 stars: 1. 3½ stars: 2, 5 to 7. 1 star: 8. Without a rating: 4. "
        "Passed over: 3. Open: 9 to 12. Due by today: 6. 1 ahead of schedule. Best: The Perfection (2018), 5/5. "
        "Worst: Ghost Ship (2018), Bats (2018), Ants (2018), 1/5. 3.4/5 on average. Late Reels."
    )


def test_what_is_not_known_is_left_out() -> None:
    bare = Recap("Ran", 0, 2, (), None, None, None, None, "2025-11-21", cells=CELLS[10:], picture=True)
    assert board(bare) == Board("Ran", "0/2", CELLS[10:], "Late Reels")
    assert board_alt(bare, board(bare)) == "Challenge: Ran. 0 of 2. Open: 11, 12. Late Reels."


@pytest.mark.parametrize(
    ("pace", "today", "told"),
    [
        (replace(PACE, ahead=0), 6, "on schedule"),
        (replace(PACE, ahead=-3), 6, "3 behind schedule"),
        (replace(PACE, expected=0, ahead=7), None, "7 ahead of schedule"),
        (replace(PACE, expected=40), 12, "1 ahead of schedule"),  # an owner's total may be beyond what there is
        (replace(PACE, days_left=0, expected=12, ahead=-5), 12, "ended 5 short"),
        (replace(PACE, days_left=0, expected=12, ahead=0), 12, "ended"),
        (None, None, ""),
    ],
)
def test_where_one_should_be_by_now(pace: Pace | None, today: int | None, told: str) -> None:
    found = board(replace(RECAP, pace=pace))
    assert (found.today, found.today_told) == (today, told)


def test_what_is_finished_is_due_no_more() -> None:
    found = board(replace(RECAP, finished=True))
    assert (found.today, found.today_told) == (None, "finished")


def test_letters_are_themselves() -> None:
    recap = replace(RECAP, best=(entry("The Perfection", (4.0, 4.0), "A+"),))
    assert board(recap).best == "Best: The Perfection A+"
    assert board(recap, replace(POLICY, glyphs="stars")).best == "Best: The Perfection ★★★★★"
    assert "Best: The Perfection (2018), A+." in board_alt(recap, board(recap))


def test_a_rating_in_words_is_not_parted() -> None:
    recap = replace(RECAP, best=(entry("The Perfection", (5.0, 5.0), "See it twice"),))
    assert board(recap).best.rpartition(" ")[::2] == ("Best: The Perfection", "See\u00a0it\u00a0twice")
    assert "The Perfection (2018), See it twice." in board_alt(recap, board(recap))


def test_a_rating_without_a_number_has_no_best() -> None:
    assert board(replace(RECAP, best=(entry("The Perfection", None),))).best == ""


@pytest.mark.parametrize("count", [0, 401])
def test_there_is_no_board_without_cells_or_with_too_many(count: int) -> None:
    cells = tuple(RecapCell(number, "open") for number in range(1, count + 1))
    assert board_of(replace(RECAP, cells=cells), POLICY) is None
    assert recap_picture(replace(RECAP, cells=cells), POLICY, Limits()) is None


def test_a_post_has_its_picture_unless_somebody_wants_none() -> None:
    picture = recap_picture(RECAP, POLICY, Limits())
    assert picture is not None
    assert (picture.name, picture.board, picture.card) == ("oh-my-horror-2025.png", board(RECAP), None)
    assert picture.alt == board_alt(RECAP, board(RECAP))
    assert recap_picture(replace(RECAP, picture=False), POLICY, Limits()) is None
    assert recap_picture(RECAP, replace(POLICY, pictures=()), Limits()) is None
    short = recap_picture(RECAP, POLICY, Limits(alt=50))
    assert short is not None
    assert len(short.alt) <= 50


def test_a_picture_is_kept_with_its_post() -> None:
    toot = Toot("Oh My Horror 2025: 7 of 12", None, "en", "public", 26, 500, None)
    toot = replace(toot, picture=recap_picture(RECAP, POLICY, Limits()))
    assert thaw(json.loads(json.dumps(frozen(toot)))) == toot


def test_many_numbers_are_counted_in_words_and_what_has_no_stars_is_named_longer() -> None:
    rated = tuple(RecapCell(number, "rated", number * 7 % 10 / 2 + 0.5) for number in range(1, 301))
    cells = (*rated, *(RecapCell(number, "open") for number in range(301, 367)))
    recap = replace(RECAP, done=300, total=366, cells=cells)
    alt = board_alt(recap, board(recap))
    assert "5 stars: 30. 4½ stars: 30." in alt
    assert "Open: 301 to 366." in alt


_TITLES = st.text(max_size=90) | st.sampled_from(["", "👩‍👩‍👧 " * 90, "A. B. C. " * 90])
_ENTRIES = st.lists(
    st.builds(entry, _TITLES, st.tuples(st.floats(0, 5), st.just(5.0)), st.none() | st.text(max_size=20)), max_size=4
).map(tuple)
_CELLS = st.lists(
    st.builds(
        RecapCell, st.just(0), st.sampled_from(["rated", "unrated", "open", "missing"]), st.none() | st.floats(0, 5)
    ),
    min_size=1,
    max_size=90,
).map(lambda found: tuple(replace(cell, number=place) for place, cell in enumerate(found, 1)))


@given(_TITLES, _CELLS, _ENTRIES, _ENTRIES, _TITLES)
@settings(max_examples=25)
def test_no_alt_text_is_too_long(
    name: str, cells: tuple[RecapCell, ...], best: tuple[RecapEntry, ...], worst: tuple[RecapEntry, ...], site: str
) -> None:
    recap = replace(RECAP, challenge=name, cells=cells, total=len(cells), best=best, worst=worst)
    alt = board_alt(recap, board(recap, replace(POLICY, site_name=site)))
    assert 0 < units(alt) <= ALT
    picture = recap_picture(recap, replace(POLICY, site_name=site), Limits())
    assert picture is not None
    assert 0 < units(picture.alt) <= ALT


@given(st.sets(st.integers(1, 400)).map(sorted))
def test_spans_name_every_number_once(numbers: list[int]) -> None:
    named: list[int] = []
    for part in filter(None, spans(numbers).split(", ")):
        first, _, last = part.partition(" to ")
        named += range(int(first), int(last or first) + 1)
    assert named == numbers


@pytest.mark.parametrize(
    ("stars", "told"), [(0, "0"), (0.24, "0"), (0.25, "½"), (1, "1"), (3.4, "3½"), (4.75, "5"), (9, "5")]
)
def test_stars_are_told_as_halves(stars: float, told: str) -> None:
    assert stars_told(halves(stars)) == told
