"""Wording: the right language, numbers as people write them, and never an error for somebody who only asked."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.commands.wording import ENGLISH, LONGEST_VALUE, Wording, languages, wording_for

ENGLISH_TEXT = """
found = { $count ->
    [one] one review
   *[other] { $count } reviews
} of { $title }
only-here = Only here
"""
SPANISH_TEXT = """
found = { $count ->
    [one] una reseña
   *[other] { $count } reseñas
} de { $title }
"""


@pytest.fixture
def english() -> Wording:
    return Wording("en", ENGLISH_TEXT)


@pytest.fixture
def spanish(english: Wording) -> Wording:
    return Wording("es", SPANISH_TEXT, english)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en-US", "en"), ("en-GB", "en"), ("es-ES", "es"), ("es-419", "es"), ("xx", "en"), ("", "en"), (None, "en")],
)
def test_everybody_reads_their_language_or_english(locale: str | None, language: str) -> None:
    assert wording_for(locale).language == language


def test_english_is_always_there() -> None:
    assert ENGLISH in languages()


def test_numbers_are_written_and_counted_as_the_language_does(english: Wording, spanish: Wording) -> None:
    assert english.say("found", count=1, title="Alien") == "one review of Alien"
    assert english.say("found", count=12345, title="Alien") == "12,345 reviews of Alien"
    assert spanish.say("found", count=1, title="Alien") == "una reseña de Alien"
    assert spanish.say("found", count=12345, title="Alien") == "12.345 reseñas de Alien"


def test_values_are_said_as_they_are(english: Wording) -> None:
    title = "{ $count } -> *[other] \u05d0 { found }"
    assert english.say("found", count=1, title=title) == f"one review of {title}"


def test_what_a_language_lacks_is_said_in_english_and_told_once(
    spanish: Wording,
) -> None:
    with capture_logs() as told:
        assert [spanish.say("only-here") for _ in range(3)] == ["Only here"] * 3
    assert [line["key"] for line in told] == ["only-here"]


def test_what_cannot_be_said_is_no_error_for_anybody(english: Wording, spanish: Wording) -> None:
    assert spanish.say("nothing-of-that-name") == "nothing-of-that-name"
    assert spanish.say("found", count=2) == "2 reviews of title"
    assert spanish.unsaid == {"nothing-of-that-name", "found"} == english.unsaid


def test_a_value_without_end_is_cut(english: Wording) -> None:
    said = english.say("found", count=1, title="x" * 100_000)
    assert said.endswith("x…")
    assert len(said) < LONGEST_VALUE + 20
    assert not english.unsaid
