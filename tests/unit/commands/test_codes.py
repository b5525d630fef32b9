"""Codes of questions: there and back, and never longer than a button takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.model import Wanted
from bot.catalogue.rows import handle
from bot.commands import codes
from bot.commands.question import (
    AnyQuote,
    AnyReview,
    Latest,
    Numbers,
    OneChallenge,
    OneQuote,
    OneReview,
    Question,
    Recapped,
    Search,
    Titled,
)
from bot.format.length import units

if TYPE_CHECKING:
    from collections.abc import Callable

ANYTHING = st.text(st.characters(), max_size=200)
HANDLES = ANYTHING.map(handle)
MARKS = ANYTHING.map(codes.mark)
RATINGS = st.none() | st.integers(0, 200_000).map(lambda hundredths: hundredths / 100)
YEARS = st.none() | st.integers(0, 4095)
TEXTS = ANYTHING.map(codes.tidied)
WANTED = st.builds(
    Wanted, TEXTS, RATINGS, RATINGS, YEARS, YEARS, st.none() | MARKS, st.none() | MARKS, st.none() | MARKS
)
PERIODS = st.sampled_from(["week", "month", "all"])
FITTING = st.one_of(
    st.builds(OneReview, HANDLES),
    st.builds(Titled, TEXTS),
    st.builds(AnyReview, st.none() | HANDLES),
    st.builds(Search, WANTED, st.integers(0, 4095)),
    st.builds(Latest, st.integers(1, 10)),
    st.builds(OneQuote, HANDLES, st.integers(0, 4095)),
    st.builds(AnyQuote, st.none() | HANDLES),
    st.builds(Numbers),
    st.builds(OneChallenge, MARKS),
    st.builds(Recapped, MARKS, PERIODS),
)
NUMBERS = st.none() | st.floats()
WILD = st.one_of(
    st.builds(OneReview, ANYTHING),
    st.builds(Titled, ANYTHING),
    st.builds(AnyReview, ANYTHING),
    st.builds(
        Search,
        st.builds(
            Wanted,
            ANYTHING,
            NUMBERS,
            NUMBERS,
            st.none() | st.integers(),
            st.none() | st.integers(),
            st.none() | ANYTHING,
            st.none() | ANYTHING,
            st.none() | ANYTHING,
        ),
        st.integers(),
    ),
    st.builds(Latest, st.integers()),
    st.builds(OneQuote, ANYTHING, st.integers()),
    st.builds(OneChallenge, ANYTHING),
    st.builds(Recapped, ANYTHING, PERIODS),
)


@given(FITTING)
def test_what_fits_comes_back_as_it_was(question: Question) -> None:
    code = codes.encode(question)
    assert units(code) <= codes.LONGEST
    assert codes.decode(code) == question


@given(WILD)
def test_whatever_is_asked_the_code_fits_and_means_itself(question: Question) -> None:
    code = codes.encode(question)
    assert units(code) <= codes.LONGEST
    code.encode()  # no half of a surrogate pair
    decoded = codes.decode(code)
    assert decoded is None or codes.encode(decoded) == code


@given(ANYTHING | st.text("SRTALQBNCP!#AZ09-_", max_size=100))
def test_no_code_is_too_strange(code: str) -> None:
    decoded = codes.decode(code)
    assert decoded is None or isinstance(decoded, get_args(Question))


@pytest.mark.parametrize(
    "code", ["", "R", "R1234567", "R123456789", "R1234567+", "N1", "L", "LAA", "C", "Pw", "PxAAAAAA"]
)
def test_damaged_codes_mean_nothing(code: str) -> None:
    assert codes.decode(code) is None


@pytest.mark.parametrize(
    "same", [("Night Owls 2026", "night owls 2026"), ("Péril en mer", "peril EN mer"), ("A  B", "ab")]
)
def test_a_mark_stands_for_every_spelling(same: tuple[str, str]) -> None:
    assert codes.mark(same[0]) == codes.mark(same[1])
    assert codes.meant(codes.mark(same[0]), ["another", same[1]]) == same[1]


def test_a_name_means_itself_and_a_mark_of_nothing_means_nothing() -> None:
    assert codes.meant("sea", []) == "sea"
    assert codes.meant(codes.mark("sea"), ["see", "fog"]) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two \n lines\t", "two lines"),
        ("a\u202eb\u200bc\0d", "a b c d"),
        ("x" * 6000, "x" * 50),
        ("\U0001f3a5" * 40, "\U0001f3a5" * 25),
        ("\ud800", ""),
    ],
)
def test_what_is_searched_for_is_tidied(typed: str, kept: str) -> None:
    assert codes.tidied(typed) == kept


def test_every_kind_of_question_has_a_code() -> None:
    def kinds(table: dict[type, Callable[..., str]]) -> set[type]:
        return set(table)

    assert kinds(codes._ENCODED) == set(get_args(Question))
