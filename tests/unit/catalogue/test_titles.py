"""The forms of titles: what makes two of them meet, and what never falls away."""

from __future__ import annotations

import pytest

from bot.catalogue.titles import asked_of, forms_of


@pytest.mark.parametrize(
    ("title", "start", "plain"),
    [
        ("The Perfection of Fog", "perfection of fog", ""),
        ("Fog, The", "fog", ""),
        ("Fog, Der", "der fog", "fog"),
        ("La Niebla", "la niebla", "niebla"),
        ("L'Ombra", "lombra", "ombra"),
        ("A", "a", ""),
        ("The", "the", ""),
        ("The The", "the", ""),
        ("Die", "die", ""),
        ("Dune: Part Two", "dune part two", "dune 2"),
        ("Rocky II", "rocky ii", "rocky 2"),
        ("I, Lamp", "i lamp", "lamp"),
        ("Kill Fog: Vol. 2", "kill fog vol 2", "kill fog 2"),
        ("Fog & Fury", "fog and fury", "fog fury"),
        ("Lantern Wars: Episode IV - A Lamp", "lantern wars episode iv a lamp", "lantern wars 4 a lamp"),
        ("Se7en", "se7en", "7"),
        ("Part Two", "part two", "part 2"),
        ("#!*", "#!*", ""),
    ],
)
def test_a_title_has_these_forms(title: str, start: str, plain: str) -> None:
    forms = forms_of(title)
    assert (forms.start, forms.plain) == (start, plain)


def test_words_with_a_hyphen_are_one_word_too() -> None:
    assert forms_of("Fog-Man: Into the Fog-Verse").further == ("fogman", "fogverse")


@pytest.mark.parametrize(
    ("text", "start", "year", "bare"),
    [
        ("fog (1980)", "fog 1980", 1980, "fog"),
        ("Fog, The (1980)", "fog 1980", 1980, "fog"),
        ("1917", "1917", None, None),
        ("fog 2049", "fog 2049", 2049, "fog"),
        ("fog 19", "fog 19", None, None),
        ("teh fog", "fog", None, None),
        ("f\u200bo\u202eg", "fog", None, None),
        ("???", "???", None, None),
        ("", "", None, None),
    ],
)
def test_what_is_typed_is_taken_apart(text: str, start: str, year: int | None, bare: str | None) -> None:
    asked = asked_of(text)
    assert (asked.start, asked.year, asked.bare and asked.bare.start) == (start, year, bare)
