from __future__ import annotations

import pytest

from tests.unit.review.made import complaints, review


def quotes(body: str, front: str = "title: A") -> tuple[str, ...]:
    return review(front, body).quotes


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<blockquote><i>Light it.</i></blockquote>", ("Light it.",)),
        ("<blockquote><i>— Light it\n</i><i>— No</i></blockquote>", ("— Light it\n— No",)),
        ("<blockquote><i>Light it<br>— Ann</i></blockquote>", ("Light it\n— Ann",)),
        ("<blockquote><i>Light it</i> — Ann</blockquote>", ("Light it — Ann",)),
        ("<blockquote><i>Light it</i></blockquote>She does.", ("Light it",)),
        ("She waits.<blockquote>Light it</blockquote>", ("Light it",)),
        ("<blockquote><i>Light it</blockquote></i>\n\nShe does.", ("Light it",)),
        ("<blockquote><i>Light it</i>\n\nShe does.", ("Light it",)),
        ("<blockquote><i></i></blockquote><blockquote> … </blockquote>", ()),
        ("<blockquote>“Light it.”</blockquote>", ("Light it.",)),
        ("<blockquote>“Light” is “it”</blockquote>", ("“Light” is “it”",)),
        ('<blockquote>"Yes," he said. "No."</blockquote>', ('"Yes," he said. "No."',)),
        (
            "> Light it, and then let us see\n> what becomes of the lamp.",
            ("Light it, and then let us see what becomes of the lamp.",),
        ),
        ("> Light it\n> — Ann", ("Light it\n— Ann",)),
        ("> One\n\ntext\n\n> Two", ("One", "Two")),
        ("<blockquote>A &amp; B &lt;3</blockquote>", ("A & B <3",)),
        ('<blockquote class="twitter-tweet">@someone said</blockquote>', ()),
    ],
)
def test_quoted_lines(body: str, expected: tuple[str, ...]) -> None:
    assert quotes(body) == expected


def test_prose_behind_a_quote_is_the_reviews_own() -> None:
    found = review(body="<blockquote>Light it</blockquote>She *does*, and the film is fun.")
    assert found.excerpt.text == "She does, and the film is fun."


def test_quotes_behind_a_spoiler_heading_are_none() -> None:
    assert quotes("> Safe\n\n#### SPOILERS\n\n> He was the lamp\n\n#### END SPOILERS\n\n> Safe again") == (
        "Safe",
        "Safe again",
    )


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("quote: 2", ("Two",)),
        ("quote: none", ()),
        ("quote: false", ()),
        ("quote: “Mine.”", ("Mine.",)),
        ("quotes: [Mine, '']", ("Mine",)),
        ("quotes: Mine", ("Mine",)),
        ("quote:", ("One", "Two")),
    ],
)
def test_the_front_matter_decides(front: str, expected: tuple[str, ...]) -> None:
    assert quotes("> One\n\ntext\n\n> Two", f"title: A\n{front}") == expected


def test_a_quote_that_isnt_there_is_told() -> None:
    assert complaints("title: A\nquote: 3", "> One") == [
        "3:8 quote: There is no quote number 3 outside spoilers; the review has 1."
    ]
