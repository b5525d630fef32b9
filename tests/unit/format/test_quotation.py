from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.format.quotation import marked


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "“Light it.”"),
        ("en-GB", "“Light it.”"),
        ("de", "„Light it.“"),
        ("fr", "«\u00a0Light it.\u00a0»"),
        ("es", "«Light it.»"),
        ("it", "«Light it.»"),
        ("sv", "”Light it.”"),
        ("pl", "„Light it.”"),
        ("ru", "«Light it.»"),
        ("ja", "「Light it.」"),
        ("pt_BR", "“Light it.”"),
        ("tlh", "“Light it.”"),
        ("", "“Light it.”"),
    ],
)
def test_each_language_has_its_marks(language: str, expected: str) -> None:
    assert marked("Light it.", language) == expected


@pytest.mark.parametrize(
    ("quote", "language", "expected"),
    [
        ('He said "no" to me.', "en", "“He said ‘no’ to me.”"),
        ("He said “no” to me.", "en", "“He said ‘no’ to me.”"),
        ("He said ‘no’ to me.", "en", "“He said ‘no’ to me.”"),
        ('Er sagte "nein".', "de", "„Er sagte ‚nein‘.“"),
        ("Er sagte „nein“.", "de", "„Er sagte ‚nein‘.“"),
        ("Il a dit «\u00a0non\u00a0».", "fr", "«\u00a0Il a dit “non”.\u00a0»"),
        ("Han sa ”nej” igen.", "sv", "”Han sa ’nej’ igen.”"),
        ("“Light” is “it”, he says", "en", "“‘Light’ is ‘it’, he says”"),
        ("It's the '70s, don't go 'round.", "en", "“It’s the ’70s, don’t go ’round.”"),
        ("They call it 'the lamp' here.", "en", "“They call it ‘the lamp’ here.”"),
        ('The lamp is 6" tall.', "en", '“The lamp is 6" tall.”'),
    ],
)
def test_marks_within_a_quote_are_the_inner_ones(quote: str, language: str, expected: str) -> None:
    assert marked(quote, language) == expected


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("“Light it.”", "“Light it.”"),
        ('"Light it."', "“Light it.”"),
        ("«Light it.»", "«Light it.»"),
        ("「Light it.」", "「Light it.」"),
        ('"Yes," he said. "No."', "“Yes,” he said. “No.”"),
        ("“Yes.”\n“No.”", "“Yes.”\n“No.”"),
        ("“Light it.” — Ann", "“Light it.” — Ann"),
    ],
)
def test_what_has_marks_gets_no_others(quote: str, expected: str) -> None:
    assert marked(quote, "en") == expected


@pytest.mark.parametrize(
    "quote",
    [
        "— Light it.\n— No.",
        "- Light it.\n- No.",
        "Do you?\n– I do.",
        "BUTLER: Light it.\nANN: No.",
        "Ann: Light it.\nThe Butler (aside): No.",
        "Mr. Lamp: Light it.",
    ],
)
def test_dialogue_has_no_marks(quote: str) -> None:
    assert marked(quote, "en") == quote


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Light it. — Ann", "“Light it.” — Ann"),
        ("Light it! - Ann Wick, The Lamp", "“Light it!” - Ann Wick, The Lamp"),
        ("Light it\n— Ann", "“Light it”\n— Ann"),
        ("Light it,\nand go.\n—the butler", "“Light it,\nand go.”\n—the butler"),
        ("Light it — Ann Wick", "“Light it” — Ann Wick"),
        ("Light it — I can't", "“Light it — I can’t”"),
        ("You were dying — neither pill helped.", "“You were dying — neither pill helped.”"),
    ],
)
def test_the_author_stays_outside(quote: str, expected: str) -> None:
    assert marked(quote, "en") == expected


def test_nothing_stays_nothing() -> None:
    assert marked("", "en") == ""


@given(st.text(alphabet="aB .—-\n\"'“”„«»‘’1:(", max_size=60), st.sampled_from(["en", "de", "fr", "sv", "ja", "hu"]))
def test_only_marks_are_changed_or_added(quote: str, language: str) -> None:
    def bare(text: str) -> str:
        return "".join(letter for letter in text if letter not in "\"'“”„«»‘’‚「」『』\u00a0")

    assert bare(marked(quote, language)) == bare(quote)


@pytest.mark.parametrize("quote", ['"' * 20_000, "— " * 20_000, "A" * 20_000 + ":", "x — A " * 8_000, "\n" * 20_000])
def test_strange_quotes_take_no_time(quote: str) -> None:
    assert marked(quote, "en")
